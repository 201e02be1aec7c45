import { packageBin } from './package-bin.ts';
import { runOf, runSteps, tellOutcome, withoutTestsOf } from './steps.ts';

/**
 * `npm run test:all`: what `npm test` leaves out because it takes long. Properties with ten thousand runs, axe on every page in
 * every view, every build that a removal can lead to, and the site on Caddy and on nginx. What needs a program that cannot be had is left out, and the last
 * line says so.
 */
const settings = { TEST_ALL: '1' };
const outcome = await runSteps([
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
