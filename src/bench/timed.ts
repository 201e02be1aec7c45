import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** A program with its arguments. */
export type Command = readonly [string, ...string[]];

/** What a run took. Memory is known on Linux only. */
export interface RunCost {
  readonly seconds: number;
  /** The most that one process held at any time, in bytes. */
  readonly largest?: number;
  /** The most that all processes held together, in bytes. Pages of memory that they share count once for each. */
  readonly together?: number;
}

/** How often the memory of the running processes is looked at. */
const lookEvery = 50;

/**
 * Runs commands one after another in a folder, as a person would at a terminal.
 *
 * @throws with what it said if one fails
 */
export async function timedRun(folder: string, commands: readonly Command[]): Promise<RunCost> {
  const memory = { largest: 0, together: 0 };
  const from = performance.now();
  for (const command of commands) await run(folder, command, memory);
  return { seconds: (performance.now() - from) / 1000, ...(memory.largest > 0 && memory) };
}

async function run(
  folder: string,
  [program, ...args]: Command,
  memory: { largest: number; together: number },
) {
  const child = spawn(program, args, {
    cwd: folder,
    env: benchEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
  const looking = setInterval(() => {
    const processes = withDescendants(child.pid ?? 0).map(memoryOf);
    memory.largest = Math.max(memory.largest, ...processes.map(({ most }) => most));
    memory.together = Math.max(
      memory.together,
      processes.reduce((sum, { now }) => sum + now, 0),
    );
  }, lookEvery);
  const code = await new Promise<number | null>((resolve, reject) =>
    child.on('error', reject).on('close', resolve),
  ).finally(() => clearInterval(looking));
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} failed in ${folder}:\n${said}`);
}

/** The environment of what is measured: on the day of the machine, at the address of `site.yaml`. */
export function benchEnvironment(): NodeJS.ProcessEnv {
  const { SITE_URL: _url, SITE_TODAY: _today, ...rest } = process.env;
  return { ...rest, ASTRO_TELEMETRY_DISABLED: '1' };
}

function withDescendants(id: number): number[] {
  const children = namesIn(`/proc/${id}/task`).flatMap((thread) =>
    textOf(`/proc/${id}/task/${thread}/children`).split(' ').filter(Boolean).map(Number),
  );
  return [id, ...children.flatMap(withDescendants)];
}

function memoryOf(id: number): { most: number; now: number } {
  const status = textOf(`/proc/${id}/status`);
  const bytes = (field: string) =>
    Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) * 1024;
  return { most: bytes('VmHWM'), now: bytes('VmRSS') };
}

/** The text of a file; empty if there is none, because the process has ended or the system is not Linux. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
