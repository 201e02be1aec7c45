import { defineConfig } from 'vitest/config';
import { keystaticProject } from './tests/content/keystatic/project.ts';
import { filesWithProperties } from './tests/fixtures/property-runs.ts';

/** Builds and serves the site once, for the tests of what was built and those in a browser. */
const builtSite = './tests/fixtures/built-site.ts';

/** One project per kind of proof; `src/cli/test.ts` runs them in this order. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.ts'],
          // One process for many files, which load the same modules once: a fifth of the work was to load them again. So no test may mock
          // a module (`unit-tests.test.ts` says so), and what a test puts in place of something else is put back after it.
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
          testTimeout: 300_000,
          hookTimeout: 600_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: builtSite,
          fileParallelism: false,
          maxConcurrency: 3,
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
