import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'house-'));
const { $schema: _schema, vcs: _vcs, ...rules } = JSON.parse(readFileSync('biome.json', 'utf8'));
writeFileSync(join(folder, 'biome.json'), JSON.stringify(rules));
afterAll(() => rmSync(folder, { recursive: true }));

/** What the linter says about one line of code in a room of the house. */
function lint(file: string, code: string): string {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${code}\n`);
  const { stdout, stderr } = spawnSync(resolve('node_modules/.bin/biome'), ['lint', file], {
    cwd: folder,
    encoding: 'utf8',
  });
  return stdout + stderr;
}

describe('the house', () => {
  it.each([
    ['src/domain/a-rule.ts', '#files/read.ts'],
    ['src/domain/a-rule.ts', '#library/index.ts'],
    ['src/intake/a-door.ts', '#files/read.ts'],
    ['src/files/a-file.ts', '#library/index.ts'],
    ['src/cms/a-form.ts', '#files/read.ts'],
    ['src/envelope/a-seal.ts', '#disk/if-there.ts'],
    ['src/disk/a-write.ts', '#files/read.ts'],
    ['src/components/a-part.ts', '#disk/sync-folder.ts'],
    ['src/library/a-shelf.ts', '#components/filters.ts'],
    ['src/components/a-part.ts', '#library/index.ts'],
    ['src/layouts/a-frame.ts', '#library/index.ts'],
    ['src/pages/a-page.ts', '#files/read.ts'],
    ['src/server/a-server.ts', '#domain/gate/gate.ts'],
    ['src/components/a-part.ts', '../library/library.ts'],
  ])('%s may not import %s', (file, from) => {
    expect(lint(file, `export * from '${from}';`)).toContain('Imports run one way');
  });

  it.each(['src/pages/a-page.ts', 'src/cli/a-command.ts', 'src/components/a-part.ts'])(
    '%s may not publish a story past the gate',
    (file) => {
      expect(lint(file, "export { publish } from '#domain/gate/publish.ts';")).toContain(
        'Only the library publishes',
      );
    },
  );

  it.each(['src/pages/a-page.ts', 'src/components/a-part.ts', 'src/layouts/a-frame.ts'])(
    '%s may not go round the library to the content',
    (file) => {
      expect(lint(file, "export { getCollection } from 'astro:content';")).toContain('one door');
    },
  );

  it('lets the library publish', () => {
    expect(
      lint('src/library/a-shelf.ts', "export { publish } from '#domain/gate/publish.ts';"),
    ).not.toContain('Only the');
  });
});
