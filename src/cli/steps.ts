import { type ChildProcess, spawn } from 'node:child_process';
import { findBrowser, type Need, seeTo } from './needs.ts';
import { startProgress } from './progress.mjs';

/** A part of a run of checks that is asked for and timed by name. */
export interface Step {
  readonly name: string;
  /** The script that Node runs. */
  readonly script: string;
  /**
   * What the script is told, given what is missing of its needs; undefined where without that the run fails, and `leave out` where it
   * goes on without this step.
   */
  readonly words: (missing: readonly Need[]) => readonly string[] | 'leave out' | undefined;
  /** Programs that it needs and that no other step has to have. They are seen to when its turn comes. */
  readonly needs?: readonly Need[];
  /** Settings beyond those of this process. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Runs beside the step after it, because alone it leaves a processor idle. What it says is shown when it has ended. */
  readonly isBeside?: true;
}

/** How a run of steps ended. */
export interface Outcome {
  /** The step that failed, if one did: the first ends the run. */
  readonly failed?: string;
  /** Each step that passed with its seconds, for the last line. */
  readonly took: readonly string[];
  /** Programs that are not there, so that what needs them was left out. */
  readonly missing: readonly Need[];
}

/** A step that is under way. */
interface Running {
  readonly step: Step;
  readonly child: ChildProcess;
  /** Settles with the step's exit status and its seconds when it ends, and shows then what it said if nothing was shown before. */
  readonly ended: Promise<{ status: number; seconds: number }>;
}

/** Runs steps one after the other, each with its own output, and says which of how many it is and how long all have taken. */
export async function runSteps(steps: readonly Step[]): Promise<Outcome> {
  const took: string[] = [];
  const missing = new Set<Need>();
  const progress = startProgress(process.stdout);
  let beside: Running | undefined;
  for (const [index, step] of steps.entries()) {
    const title = `Step ${index + 1} of ${steps.length}: ${step.name}`;
    progress.now(title);
    const lacks = seeTo(step.needs ?? []);
    for (const need of lacks) missing.add(need);
    const words = step.words(lacks);
    if (words === 'leave out') continue;
    if (!words) {
      beside?.child.kill();
      return { failed: step.name, took, missing: [...missing] };
    }
    const isBeside = step.isBeside === true && index + 1 < steps.length;
    const running = start(step, words, title, isBeside);
    if (isBeside) {
      beside = running;
      continue;
    }
    // A line of its own would stand in the way of the step's.
    progress.end();
    const together = beside ? [beside, running] : [running];
    beside = undefined;
    for (const each of inOrderOfEnding(together)) {
      const { running: ended, status, seconds } = await each;
      if (status !== 0) {
        for (const { child } of together) child.kill();
        return { failed: ended.step.name, took, missing: [...missing] };
      }
      took.push(`${ended.step.name} ${Math.round(seconds)} s`);
    }
  }
  return { took, missing: [...missing] };
}

/** What each comes to, the first to end first. */
function inOrderOfEnding(all: readonly Running[]) {
  const places = all.map(() =>
    Promise.withResolvers<{ running: Running; status: number; seconds: number }>(),
  );
  let next = 0;
  for (const running of all)
    void running.ended.then((ended) => places[next++]?.resolve({ running, ...ended }));
  return places.map(({ promise }) => promise);
}

function start(step: Step, words: readonly string[], title: string, isBeside: boolean): Running {
  const from = Date.now();
  const browser = step.needs?.includes('a browser') ? findBrowser() : undefined;
  const found = browser === undefined ? {} : { CHROMIUM_PATH: browser };
  const child = spawn(process.execPath, [step.script, ...words], {
    stdio: isBeside ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    env: {
      ...process.env,
      ...found,
      ...step.settings,
      STEP: title,
      ASTRO_TELEMETRY_DISABLED: '1',
      CI: 'true',
    },
  });
  const said: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => said.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => said.push(chunk));
  const ended = new Promise<{ status: number; seconds: number }>((resolve) => {
    const end = (status: number) => {
      if (status !== 0 && said.length > 0) process.stdout.write(`\n${Buffer.concat(said)}`);
      resolve({ status, seconds: (Date.now() - from) / 1000 });
    };
    child.on('error', (error) => {
      said.push(Buffer.from(`${step.script} does not start: ${error.message}\n`));
      end(1);
    });
    child.on('close', (code) => end(code ?? 1));
  });
  return { step, child, ended };
}

/** The tag of the tests that a program is needed for, for those programs without which the rest can run. */
const tagsOf: Readonly<Partial<Record<Need, string>>> = { Java: 'java', Caddy: 'caddy', nginx: 'nginx' };

/** What leaves out the tests that need a program which is missing. */
export function withoutTestsOf(missing: readonly Need[]): readonly string[] {
  return missing.flatMap((need) => (tagsOf[need] === undefined ? [] : `!${tagsOf[need]}`));
}

/** What Vitest is told for a run of some projects: one run for all of them, so that what they share is made once. */
export function runOf(projects: readonly string[], tags: readonly string[], ...more: readonly string[]) {
  const named = projects.flatMap((project) => ['--project', project]);
  const chosen = tags.length > 0 ? ['--tagsFilter', tags.join(' && ')] : [];
  const shown = ['--reporter', './src/cli/test-reporter.ts', '--silent=passed-only'];
  return ['run', ...named, ...chosen, ...shown, ...more];
}

/** Ends the command: says which step failed, or that all passed, each with its seconds, and what was left out for want of what. */
export function tellOutcome({ failed, took, missing }: Outcome, command: string): void {
  const without = missing.map(
    (need) => `, without the tests that need ${need}, which is not on this machine`,
  );
  if (failed === undefined) {
    process.stdout.write(`\nEvery check passed: ${took.join(', ')}${without.join('')}.\n`);
    return;
  }
  const alone = failed.split(', ').join(' ');
  process.stderr.write(`\n${failed} failed. To run it alone: ${command.replace('*', alone)}\n`);
  process.exitCode = 1;
}
