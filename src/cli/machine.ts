import { execFile } from 'node:child_process';
import { constants, existsSync, readFileSync } from 'node:fs';
import { access, mkdtemp, rm, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { type Machine, type NativePackage, nativePackages } from './diagnosis.ts';
import { packageBin } from './package-bin.ts';
import { stampOf } from './which-node.mjs';

const run = promisify(execFile);

/**
 * Finds out what a machine has, without packages and without leaving a trace.
 *
 * @param root the project’s folder
 */
export async function examineMachine(root: string, env: NodeJS.ProcessEnv = process.env): Promise<Machine> {
  const has = async (name: string) => (await findProgram(name, env)) !== undefined;
  const named = env['CHROMIUM_PATH'] || undefined;
  const hasNamed = named !== undefined && (await isProgram(named));
  const spool = resolve(root, env['INTAKE_SPOOL'] || join('.another-story', 'intake'));
  const port = Number(env['PORT'] ?? 4321);
  const ours = [root, join(root, 'dist'), join(root, '.cache'), join(root, '.astro')];
  const [git, hugo, soffice, age] = await Promise.all([
    has('git'),
    has('hugo'),
    has('soffice'),
    has(env['AGE_PROGRAM'] || 'age'),
  ]);
  return {
    platform: process.platform,
    arch: process.arch,
    node: process.versions.node,
    root,
    hasPackages: arePackagesThere(root),
    broken: await brokenPackages(root),
    freeSpace: { project: await freeSpaceOf(root), temporary: await freeSpaceOf(tmpdir()) },
    unwritable: {
      project: await filter(ours, async (folder) => existsSync(folder) && !(await isWritable(folder))),
      temporary: !(await isWritable(tmpdir())),
      home: !(await isWritable(homedir())),
      spool: (await isWritable(nearestThere(spool))) ? undefined : spool,
    },
    port: { number: port, isTaken: await isTaken(port, env['SITE_HOST'] || 'localhost') },
    browser: hasNamed ? named : await findBrowser(root, env),
    noSuchBrowser: named !== undefined && !hasNamed ? named : undefined,
    hasJava: await succeeds('java', ['-version']),
    hasJaxb: existsSync(join(env['JAXB_FOLDER'] || '/usr/share/java', 'jaxb-api.jar')),
    hasKeys: existsSync(resolve(root, env['INTAKE_KEYS'] || join('public', 'keys.json'))),
    programs: { git, hugo, soffice, age },
  };
}

/**
 * Where a program is that can be started by its name, as the system itself would look for it.
 *
 * @param name without an ending
 */
export async function findProgram(
  name: string,
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
): Promise<string | undefined> {
  const endings = platform === 'win32' ? (env['PATHEXT'] ?? '.EXE;.CMD;.BAT').split(';') : [''];
  const separator = platform === 'win32' ? ';' : delimiter;
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(separator).filter(Boolean);
  const places = folders.flatMap((folder) => endings.map((ending) => join(folder, `${name}${ending}`)));
  return (await filter([name, ...places].slice(/[\\/]/.test(name) ? 0 : 1), isProgram))[0];
}

/** The places outside the path in which browsers are put. */
export function browserPlaces(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): readonly string[] {
  if (platform === 'darwin')
    return ['Google Chrome', 'Chromium'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  if (platform !== 'win32') return [];
  return ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA']
    .flatMap((name) => env[name] ?? [])
    .flatMap((folder) =>
      ['Google\\Chrome', 'Chromium'].map((own) => `${folder}\\${own}\\Application\\chrome.exe`),
    );
}

async function findBrowser(root: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  for (const name of ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']) {
    const found = await findProgram(name, env);
    if (found !== undefined) return found;
  }
  // What Playwright downloaded before: it knows where it puts things.
  const asked = "process.stdout.write(require('playwright-core').chromium.executablePath())";
  const downloaded = await run(process.execPath, ['-e', asked], { cwd: root }).then(
    ({ stdout }) => stdout,
    () => '',
  );
  return (await filter([downloaded, ...browserPlaces(process.platform, env)], isProgram))[0];
}

/** The launcher leaves a note of what it installed last. */
function arePackagesThere(root: string): boolean {
  try {
    const [own, lock] = ['package.json', 'package-lock.json'].map((name) => readFileSync(join(root, name)));
    const note = readFileSync(join(root, 'node_modules', '.another-story'), 'utf8');
    return own !== undefined && lock !== undefined && note === stampOf(own, lock);
  } catch {
    return false;
  }
}

/** Each is loaded in a process of its own: a part that is made for another machine may end the process that loads it. */
async function brokenPackages(root: string): Promise<Partial<Record<NativePackage, string>>> {
  if (!existsSync(join(root, 'node_modules'))) return {};
  const found = await Promise.all(
    nativePackages.map(async (name) => {
      try {
        const words =
          name === '@biomejs/biome'
            ? [packageBin(name, undefined, root), '--version']
            : ['--input-type=module', '-e', `await import(${JSON.stringify(name)})`];
        await run(process.execPath, words, { cwd: root, timeout: 60_000 });
        return [];
      } catch (error) {
        return [[name, reasonIn(error)] as const];
      }
    }),
  );
  return Object.fromEntries(found.flat());
}

/** The line of an error that says why a process failed, without the places in the code. */
function reasonIn(error: unknown): string {
  const { stderr = '', signal, message } = error as Error & { stderr?: string; signal?: string };
  const said = /^(?:\w*Error(?: \[\w+\])?: )(.*)$/m.exec(stderr)?.[1];
  return said ?? (signal ? `it was ended by ${signal}` : message);
}

function succeeds(name: string, words: readonly string[]): Promise<boolean> {
  return run(name, words).then(
    () => true,
    () => false,
  );
}

function isProgram(path: string): Promise<boolean> {
  return path === ''
    ? Promise.resolve(false)
    : access(path, constants.X_OK).then(
        () => true,
        () => false,
      );
}

/** Tries it out: what a system says of a folder and what its disk allows can differ. */
async function isWritable(folder: string): Promise<boolean> {
  try {
    await rm(await mkdtemp(join(folder, '.doctor-')), { recursive: true });
    return true;
  } catch {
    return false;
  }
}

/** The folder itself, or the one above it that is there. */
function nearestThere(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearestThere(dirname(folder));
}

async function freeSpaceOf(folder: string): Promise<number | undefined> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return undefined;
  }
}

function isTaken(port: number, host: string): Promise<boolean> {
  const { promise, resolve: found } = Promise.withResolvers<boolean>();
  const probe = createServer();
  probe.once('error', ({ code }: NodeJS.ErrnoException) => found(code === 'EADDRINUSE'));
  probe.listen(port, host, () => probe.close(() => found(false)));
  return promise;
}

async function filter<T>(list: readonly T[], test: (each: T) => Promise<boolean>): Promise<readonly T[]> {
  const fits = await Promise.all(list.map(test));
  return list.filter((_, index) => fits[index]);
}
