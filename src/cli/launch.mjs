// Runs a command of the project on a machine that has only Node and npm: sees to the packages first, then hands over
// to the Node that the project pins. Plain JavaScript without packages, because it runs before there are any.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startProgress } from './progress.mjs';
import {
  bringsItsOwnNode,
  installWords,
  npmCall,
  runsTheProject,
  signalsOf,
  stampOf,
  tooOldInWords,
} from './which-node.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const bin = join(root, 'node_modules', '.bin');
const stamp = join(root, 'node_modules', '.another-story');
const ownRuns = runsTheProject(process.versions.node);

const [command = '', ...rest] = process.argv.slice(2);
// Before the packages are fetched, so that nobody waits for them in vain.
if (!ownRuns && !bringsItsOwnNode(process.platform, process.arch)) fail(tooOldInWords(process.versions.node));
// The doctor says what else is amiss where there is no network.
if (!(await installPackages()) && command !== 'doctor') process.exit(1);
const pinned = join(bin, 'node');
const isPinned = existsSync(pinned);
if (!isPinned && !ownRuns) fail(tooOldInWords(process.versions.node));
start(isPinned ? pinned : process.execPath);

/** Installs the packages of package-lock.json, unless that has been done since the lockfile last changed. */
async function installPackages() {
  const lockfile = readFileSync(join(root, 'package-lock.json'));
  const wanted = stampOf(readFileSync(join(root, 'package.json')), lockfile);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return true;
  process.stderr.write('Installing packages, once. This takes a minute or two.\n');
  // Engine warnings are about the Node that runs npm, not about the one that runs the project.
  const { program, args, shell } = npmCall(installWords, {
    platform: process.platform,
    execPath: process.execPath,
    npmScript: process.env.npm_execpath,
  });
  const npm = spawn(program, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], shell });
  const folders = packageFolders(String(lockfile));
  const progress = startProgress();
  const look = () => {
    const done = folders.filter((folder) => existsSync(join(folder, 'package.json'))).length;
    progress.now('Installing packages', done / folders.length, `${done} of ${folders.length} there`);
  };
  look();
  const looking = setInterval(look, 1000);
  const status = await new Promise((resolve) => {
    npm.on('exit', resolve);
    npm.on('error', () => resolve(1));
  });
  clearInterval(looking);
  progress.end();
  if (status !== 0) {
    process.stderr.write('npm could not install the packages. Is this machine online?\n');
    return false;
  }
  writeFileSync(stamp, wanted);
  return true;
}

/**
 * The folders of the packages that this machine will have: those for other kinds of machine are left out.
 *
 * @param {string} lockfile
 * @returns {string[]}
 */
function packageFolders(lockfile) {
  /** @type {Record<string, { os?: string | string[], cpu?: string | string[] }>} */
  const packages = JSON.parse(lockfile).packages;
  return Object.entries(packages)
    .filter(([name, { os, cpu }]) => name !== '' && isFor(os, process.platform) && isFor(cpu, process.arch))
    .map(([name]) => join(root, name));
}

/**
 * @param {string | string[] | undefined} named what a package is for, or with a `!` what it is not for
 * @param {string} own
 */
function isFor(named, own) {
  if (named === undefined) return true;
  const all = [named].flat();
  return all.some((each) => each.startsWith('!')) ? !all.includes(`!${own}`) : all.includes(own);
}

/**
 * Runs the command and ends as it ends.
 *
 * @param {string} node
 */
function start(node) {
  const child = spawn(node, [join(root, 'src', 'cli', `${command}.ts`), ...rest], {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`,
      ASTRO_TELEMETRY_DISABLED: '1',
      // Most of a second of every build, and a third of a short command, went into reading the same code anew. Not for tests: their code
      // is changed before it runs. The build that confirms a takedown deletes it (`src/cache/compiled-code.ts`).
      ...(command.startsWith('test') ? {} : { NODE_COMPILE_CACHE: join(root, '.cache', 'node') }),
    },
  });
  const { signals, handsOn } = signalsOf(process.platform);
  const outlive = signals.map((signal) => {
    const listen = () => void (handsOn && child.kill(signal));
    process.on(signal, listen);
    return () => process.off(signal, listen);
  });
  child.on('error', (error) => {
    for (const forget of outlive) forget();
    // The pinned Node is there and does not start: on a Linux with another C library, say.
    if (node !== process.execPath && ownRuns) start(process.execPath);
    else if (node !== process.execPath) fail(tooOldInWords(process.versions.node));
    else fail(error.message);
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1);
  });
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
