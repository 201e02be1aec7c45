import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { isPort, type Machine, type NativePackage, nativePackages } from './diagnosis.ts';
import { findBrowser, findJava, findNats, findWebServer } from './needs.ts';
import { packageBin } from './package-bin.ts';
import { canRun, findProgram } from './programs.ts';
import { stampOf } from './which-node.mjs';

const run = promisify(execFile);

/**
 * Finds out what a machine has, without packages and without leaving a trace.
 *
 * @param root the project’s folder
 */
export async function examineMachine(root: string, env: NodeJS.ProcessEnv = process.env): Promise<Machine> {
  const has = (name: string) => findProgram(name, env) !== undefined;
  const named = env['CHROMIUM_PATH'] || undefined;
  const { java, libraries } = findJava(env);
  const spool = resolve(root, env['INTAKE_SPOOL'] || join('.another-story', 'intake'));
  const port = Number(env['PORT'] ?? 4321);
  const ours = [root, join(root, 'dist'), join(root, '.cache'), join(root, '.astro')];
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
    browser: findBrowser(env),
    noSuchBrowser: named !== undefined && !canRun(named) ? named : undefined,
    hasJava: java,
    hasJaxb: libraries,
    hasKeys: existsSync(resolve(root, env['INTAKE_KEYS'] || join('public', 'keys.json'))),
    programs: {
      git: has('git'),
      hugo: has('hugo'),
      caddy: findWebServer('Caddy', env) !== undefined,
      nginx: findWebServer('nginx', env) !== undefined,
      wrk: has('wrk'),
      soffice: has('soffice'),
      age: has(env['AGE_PROGRAM'] || 'age'),
      nats: findNats(env) !== undefined,
    },
  };
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

async function isTaken(port: number, host: string): Promise<boolean> {
  if (!isPort(port)) return false;
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
