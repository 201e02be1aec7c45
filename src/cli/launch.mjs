// Runs a command of the project on a machine that has only Node 20 or newer and npm: sees to the packages first,
// then hands over to the Node that the project pins. Plain JavaScript without packages, because it runs before
// there are any.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const bin = join(root, 'node_modules', '.bin');
const stamp = join(root, 'node_modules', '.another-story');

const [command = '', ...rest] = process.argv.slice(2);
installPackages();
const node = findNode();
const child = spawn(node, [join(root, 'src', 'cli', `${command}.ts`), ...rest], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`, ASTRO_TELEMETRY_DISABLED: '1' },
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => {
  process.exitCode = code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1);
});

/** Installs the packages of package-lock.json, unless that has been done since the lockfile last changed. */
function installPackages() {
  const files = ['package.json', 'package-lock.json'].map((name) => readFileSync(join(root, name)));
  const wanted = createHash('sha256').update(Buffer.concat(files)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  process.stderr.write('Installing packages, once. This takes a minute or two.\n');
  // Not `npm ci`: it refuses a lockfile made where the registry lacked a package of another platform.
  // Engine warnings are about the Node that runs npm, not about the one that runs the project.
  const { status } = spawnSync(
    'npm',
    ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    },
  );
  if (status !== 0) fail('npm could not install the packages. Is this machine online?');
  writeFileSync(stamp, wanted);
}

/** The Node that the project pins, or this one where the pinned one does not exist for the platform. */
function findNode() {
  const pinned = join(bin, 'node');
  if (existsSync(pinned)) return pinned;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  return fail(`This machine has Node ${process.versions.node}. Install Node 22.18 or newer, then try again.`);
}

/** @param {string} message */
function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
