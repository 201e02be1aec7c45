import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { keystaticProject } from './tests/content/keystatic/project.ts';
import { filesWithProperties } from './tests/fixtures/property-runs.ts';

/** Builds and serves the site once, for the tests of what was built and those in a browser. */
const builtSite = './tests/fixtures/built-site.ts';

/** One project per kind of proof; `src/cli/test.ts` runs all of them at once. */
export default defineConfig({
  test: {
    // A browser works beside the worker that tells it what to do: as many as there are processors leave none idle.
    maxWorkers: availableParallelism(),
    tags: [
      { name: 'long', description: 'Left out of `npm test`; run by `npm run test:all`.' },
      { name: 'java', description: 'Left out where there is no Java to judge PDF files and HTML with.' },
      { name: 'caddy', description: 'Left out where there is no Caddy to serve the site with.' },
      { name: 'nginx', description: 'Left out where there is no nginx to serve the site with.' },
      { name: 'nats', description: 'Left out where there is no NATS server; run by `npm run test:all`.' },
    ],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.ts', 'tests/peers/**/*.test.ts'],
          // One process for many files, which load the same modules once: a fifth of the work was to load them
          // again. So no test may mock a module (`unit-tests.test.ts` says so), and what a test puts in place of
          // something else is put back after it.
          isolate: false,
          restoreMocks: true,
          unstubEnvs: true,
          unstubGlobals: true,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        // Some of the same files again: `npm run test:all` runs them with TEST_ALL=1, which lets them try more.
        test: {
          name: 'properties',
          include: filesWithProperties(),
          testTimeout: 600_000,
        },
      },
      keystaticProject,
      {
        test: {
          name: 'build',
          include: ['tests/build/**/*.test.ts'],
          globalSetup: builtSite,
          // So that a page of the site, once parsed, is there for all files that its worker runs.
          isolate: false,
          testTimeout: 300_000,
          hookTimeout: 600_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: builtSite,
          maxConcurrency: 2,
          // So that a browser, once started, serves all files that its worker runs.
          isolate: false,
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
      {
        test: {
          name: 'soak',
          include: ['tests/soak/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
