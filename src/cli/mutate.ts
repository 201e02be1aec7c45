import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Mutant, mutants } from '../../tests/mutants.ts';

/**
 * `npm run mutate`: breaks the code in one place at a time and sees that the tests which guard that place go red. The list is
 * `tests/mutants.ts`. A mutant that its own tests let live is given to all unit tests before it counts as a survivor. Ends
 * with 1 if one survives, or if the list no longer fits the code. Words as arguments choose the mutants whose file or
 * description holds one of them: `npm run mutate -- gate`.
 *
 * The work is done in copies of the project, one for each core, so that the project itself is never touched.
 */
type Outcome = 'killed' | 'killed by others' | 'survived' | { readonly broken: string };

const asked = process.argv.slice(2);
const chosen = mutants.filter(
  ({ file, breaks }) =>
    asked.length === 0 ||
    asked.some((word) => `${file} ${breaks}`.toLowerCase().includes(word.toLowerCase())),
);
if (chosen.length === 0) {
  process.stderr.write(`No mutant has ${asked.join(' or ')} in its file or description.\n`);
  process.exit(1);
}
const began = Date.now();
const copies = Array.from({ length: Math.min(availableParallelism(), chosen.length) }, copyProject);
const waiting = [...chosen];
const outcomes = new Map<Mutant, Outcome>();
try {
  const green = await greenBefore(copies, [...new Set(chosen.flatMap(({ tests }) => tests))]);
  if (green !== undefined) fail(`The tests are not green before anything is broken:\n${green}`);
  await Promise.all(
    copies.map(async (folder) => {
      for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
        const outcome = await tryOut(folder, mutant);
        outcomes.set(mutant, outcome);
        const seconds = Math.round((Date.now() - began) / 1000);
        const word = typeof outcome === 'string' ? outcome : outcome.broken;
        process.stdout.write(
          `${outcomes.size} of ${chosen.length}, ${seconds} s: ${word}: ${mutant.breaks} (${mutant.file})\n`,
        );
      }
    }),
  );
} finally {
  for (const folder of copies) rmSync(folder, { recursive: true, force: true });
}
const notKilled = [...outcomes].filter(([, outcome]) => !String(outcome).startsWith('killed'));
process.stdout.write(
  `\n${chosen.length} mutants, ${chosen.length - notKilled.length} killed, ${notKilled.length} not, in ${Math.round((Date.now() - began) / 1000)} s.\n`,
);
for (const [{ file, breaks }] of notKilled) process.stdout.write(`  ${file}: ${breaks}\n`);
if (notKilled.length > 0) process.exitCode = 1;

/** Breaks one place in a copy, runs its tests, and mends the place again. */
async function tryOut(folder: string, { file, from, to, tests }: Mutant): Promise<Outcome> {
  const path = join(folder, file);
  const whole = readFileSync(path, 'utf8');
  const places = whole.split(from).length - 1;
  if (places !== 1) return { broken: `its words stand ${places} times in the file, not once` };
  writeFileSync(
    path,
    whole.replace(from, () => to),
  );
  try {
    if ((await failures(folder, tests)) > 0) return 'killed';
    return (await failures(folder, ['tests/unit'])) > 0 ? 'killed by others' : 'survived';
  } catch (error) {
    return { broken: error instanceof Error ? error.message : String(error) };
  } finally {
    writeFileSync(path, whole);
  }
}

/** Undefined if the named tests are green on unbroken code; else what was said. */
async function greenBefore(
  folders: readonly string[],
  tests: readonly string[],
): Promise<string | undefined> {
  const [folder = ''] = folders;
  return (await failures(folder, tests)) > 0 ? tests.join('\n') : undefined;
}

/**
 * How many tests fail.
 *
 * @throws if no test ran: code that cannot be read proves nothing about the tests
 */
async function failures(folder: string, tests: readonly string[]): Promise<number> {
  const report = join(folder, 'mutate.json');
  rmSync(report, { force: true });
  const vitest = join(folder, 'node_modules', 'vitest', 'vitest.mjs');
  const words = ['run', '--reporter=json', `--outputFile=${report}`, '--bail=1', ...tests];
  await new Promise<void>((resolve, reject) => {
    const run = spawn(process.execPath, [vitest, ...words], {
      cwd: folder,
      stdio: 'ignore',
      env: { ...process.env, CI: 'true' },
      timeout: 10 * 60_000,
    });
    run.on('error', reject);
    run.on('close', () => resolve());
  });
  const { numFailedTests, numPassedTests } = JSON.parse(readFileSync(report, 'utf8')) as {
    numFailedTests: number;
    numPassedTests: number;
  };
  if (numFailedTests + numPassedTests === 0) throw new Error('no test ran: the broken code cannot be read');
  return numFailedTests;
}

/** A copy of every file that git knows or would take, with the packages of this project. */
function copyProject(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mutate-'));
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    encoding: 'utf8',
  });
  for (const file of files.split('\0').filter(Boolean))
    cpSync(file, join(folder, file), { recursive: true, force: true });
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'), 'junction');
  return folder;
}

function fail(words: string): never {
  process.stderr.write(`${words}\n`);
  process.exit(1);
}
