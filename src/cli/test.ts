import { existsSync } from 'node:fs';
import type { Need } from './needs.ts';
import { packageBin } from './package-bin.ts';
import { runOf, runSteps, type Step, tellOutcome, withoutTestsOf } from './steps.ts';

/**
 * `npm test`: every check, on a fresh clone. The first step that fails ends the run. Names of steps as arguments run only those:
 * `npm test -- lint unit`. `npm test -- quick` runs what a minute is enough for. What takes long is left to
 * `npm run test:all`.
 */
const projects = ['unit', 'keystatic', 'build', 'browser'] as const;
const names = ['quick', 'lint', 'imports', 'types', ...projects];

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !names.includes(name));
if (unknown !== undefined) {
  process.stderr.write(`There is no check "${unknown}". There are: ${names.join(', ')}.\n`);
  process.exit(1);
}
const isAsked = (name: string) => asked.length === 0 || asked.includes(name);

const lint: Step = {
  name: 'lint',
  script: packageBin('@biomejs/biome'),
  words: () => ['check', '--error-on-warnings', '.'],
};

/** That the rooms of the source import one another one way. */
const imports: Step = {
  name: 'imports',
  script: 'src/cli/check-imports.ts',
  words: () => [],
};

/** The types of every file, Astro's pages among them. */
const types: Step = {
  name: 'types',
  script: packageBin('astro'),
  words: () => ['check', '--minimumFailingSeverity', 'warning'],
  isBeside: true,
};

function tests(of: readonly string[]): Step {
  const needs: Need[] = [];
  if (of.includes('browser')) needs.push('a browser');
  // PDF files are judged among both: as they are made, and as they are built.
  if (of.includes('unit') || of.includes('build')) needs.push('Java');
  return {
    name: of.join(', '),
    script: packageBin('vitest'),
    needs,
    words: (missing) => {
      if (missing.includes('a browser')) return undefined;
      return runOf(of, ['!long', ...withoutTestsOf(missing)]);
    },
  };
}

/**
 * What a minute is enough for: the types of everything but Astro's pages, and of the unit tests those that the changes since the last
 * commit can reach.
 */
function quick(): Step[] {
  const sync: Step = { name: 'sync', script: packageBin('astro'), words: () => ['sync'] };
  const script = packageBin('typescript', 'tsc');
  const kept = ['--incremental', '--tsBuildInfoFile', '.cache/types-of-quick'];
  return [
    lint,
    imports,
    // What TypeScript is told of Astro's own modules: any build or check leaves it there.
    ...(existsSync('.astro/types.d.ts') ? [] : [sync]),
    { name: 'types', script, words: () => ['--noEmit', ...kept], isBeside: true },
    {
      ...tests(['unit']),
      name: 'unit tests of what changed',
      settings: { TEST_QUICK: '1' },
      words: (missing) =>
        runOf(['unit'], ['!long', ...withoutTestsOf(missing)], '--changed', '--passWithNoTests'),
    },
  ];
}

const chosen = projects.filter(isAsked);
const steps = asked.includes('quick')
  ? quick()
  : [
      ...(isAsked('lint') ? [lint] : []),
      ...(isAsked('imports') ? [imports] : []),
      ...(isAsked('types') ? [types] : []),
      ...(chosen.length > 0 ? [tests(chosen)] : []),
    ];
tellOutcome(await runSteps(steps), asked.includes('quick') ? 'npm test -- quick' : 'npm test -- *');
