import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import type { TestProjectConfiguration } from 'vitest/config';

const dist = join(dirname(fileURLToPath(import.meta.resolve('@keystatic/core/package.json'))), 'dist');
const admin = join(dist, 'keystatic-core-ui.js');

/** What the admin itself calls when it opens, checks and saves an entry. Keystatic keeps it to itself. */
const internals = [
  'parseEntry',
  'serializeEntryToFiles',
  'clientSideValidateProp',
  'createGetPreviewProps',
  'getCollectionFormat',
  'getCollectionItemPath',
  'getEntryDataFilepath',
  'getInitialPropsValue',
  'getSingletonFormat',
  'getSingletonPath',
];

const keystaticInternals: Plugin = {
  name: 'keystatic-internals',
  transform: (code, id) => (id === admin ? `${code}\nexport { ${internals.join(', ')} };\n` : null),
};

/**
 * Tests of the form with Keystatic's real parser and serializer. In Node, Keystatic puts empty functions in their
 * place; the files for browsers have them, and run in Node as well.
 */
export const keystaticProject: TestProjectConfiguration = {
  plugins: [keystaticInternals],
  resolve: {
    alias: [
      { find: /^@keystatic\/core$/, replacement: join(dist, 'keystatic-core.js') },
      {
        find: /^@keystatic\/core\/content-components$/,
        replacement: join(dist, 'keystatic-core-content-components.js'),
      },
      { find: /^keystatic:admin$/, replacement: admin },
    ],
  },
  test: {
    name: 'keystatic',
    include: ['tests/content/keystatic/**/*.test.ts'],
    // Writes content/, and so is no part of a run of all tests.
    exclude: process.env['TIDY_CONTENT'] ? [] : ['**/tidy.test.ts'],
    // One process for all, because to load the admin takes longer than most of what is done with it.
    isolate: false,
    server: { deps: { inline: [/@keystatic/] } },
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
};
