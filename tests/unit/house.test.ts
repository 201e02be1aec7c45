import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'house-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What the linter says of each file that {@link file} put into a room. */
let said: ReadonlyMap<string, string>;
beforeAll(() => {
  const { $schema: _schema, vcs: _vcs, ...rules } = JSON.parse(readFileSync('biome.json', 'utf8'));
  writeFileSync(join(folder, 'biome.json'), JSON.stringify(rules));
  // All in one run: to start the linter takes longer than to lint.
  const { stdout } = spawnSync(
    resolve('node_modules/.bin/biome'),
    ['lint', '--reporter=json', '--max-diagnostics=none'],
    { cwd: folder, encoding: 'utf8' },
  );
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: { message: string; location: { path: string } }[];
  };
  said = new Map(
    Object.entries(Object.groupBy(diagnostics, ({ location }) => location.path)).map(([path, those]) => [
      path,
      (those ?? []).map(({ message }) => message).join('\n'),
    ]),
  );
});

let written = 0;
/** Puts a file with one line of code into a room of the house, and gives its path. */
function file(room: string, code: string): string {
  written += 1;
  const path = join('src', room, `a-file-${written}.ts`);
  mkdirSync(join(folder, dirname(path)), { recursive: true });
  writeFileSync(join(folder, path), `${code}\n`);
  return path;
}

describe('the house', () => {
  it.each(
    [
      ['domain', '#files/read.ts'],
      ['domain', '#library/index.ts'],
      ['intake', '#files/read.ts'],
      ['files', '#library/index.ts'],
      ['cms', '#files/read.ts'],
      ['envelope', '#disk/if-there.ts'],
      ['disk', '#files/read.ts'],
      ['components', '#disk/sync-folder.ts'],
      ['library', '#components/filters.ts'],
      ['components', '#library/index.ts'],
      ['layouts', '#library/index.ts'],
      ['pages', '#files/read.ts'],
      ['server', '#domain/gate/gate.ts'],
      ['components', '../library/library.ts'],
    ].map(([room = '', from = '']) => ({ room, from, path: file(room, `export * from '${from}';`) })),
  )('$room may not import $from', ({ path }) => {
    expect(said.get(path)).toContain('Imports run one way');
  });

  it.each(
    ['pages', 'cli', 'components'].map((room) => ({
      room,
      path: file(room, "export { publish } from '#domain/gate/publish.ts';"),
    })),
  )('$room may not publish a story past the gate', ({ path }) => {
    expect(said.get(path)).toContain('Only the library publishes');
  });

  it.each(
    ['pages', 'components', 'layouts'].map((room) => ({
      room,
      path: file(room, "export { getCollection } from 'astro:content';"),
    })),
  )('$room may not go round the library to the content', ({ path }) => {
    expect(said.get(path)).toContain('one door');
  });

  const inTheLibrary = file('library', "export { publish } from '#domain/gate/publish.ts';");
  it('lets the library publish', () => {
    expect(said.get(inTheLibrary) ?? '').not.toContain('Only the');
  });
});
