import { packageBin } from './package-bin.ts';
import { runOf, runSteps, tellOutcome, withoutTestsOf } from './steps.ts';

/**
 * `npm run test:all`: what `npm test` leaves out because it takes long. Properties with ten thousand runs, axe on every page in
 * every view, every build that a removal can lead to, the site on Caddy and on nginx, and the spool on NATS servers. What needs a program
 * that cannot be had is left out, and the last line says so.
 */
const settings = { TEST_ALL: '1' };
const outcome = await runSteps([
  {
    name: 'spool on NATS',
    script: packageBin('vitest'),
    needs: ['NATS'],
    settings,
    words: (missing) =>
      missing.includes('NATS')
        ? 'leave out'
        : runOf(['unit'], ['nats'], 'tests/unit/intake/nats-spool.test.ts'),
  },
  {
    name: 'properties',
    script: packageBin('vitest'),
    settings,
    words: () => runOf(['properties'], []),
  },
  {
    name: 'build, browser',
    script: packageBin('vitest'),
    needs: ['a browser', 'Java', 'Caddy', 'nginx'],
    settings,
    words: (missing) =>
      runOf(missing.includes('a browser') ? ['build'] : ['build', 'browser'], [
        'long',
        ...withoutTestsOf(missing),
      ]),
  },
]);
tellOutcome(outcome, 'npm run test:all');
