import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'house-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** What is said about the imports of a house, line by line, and how it ended. */
function checkImports(root: string): { lines: string[]; status: number | null } {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [resolve('src/cli/check-imports.ts'), root],
    { encoding: 'utf8' },
  );
  return { lines: (stdout + stderr).split('\n').filter((line) => line !== ''), status };
}

/** A house with the real table of rooms, in which every test below has a file of its own. */
const house = join(folder, 'house');
const codeByFile = new Map<string, string>();
let complaints: string[] | undefined;

/** Puts a file into a room of the house. Returns its path. */
function put(room: string, code: string, ending = 'ts'): string {
  const file = `${room}/file-${codeByFile.size}.${ending}`;
  codeByFile.set(file, code);
  return file;
}

/** What is said about a file. All are checked at once, at the first question: starting the check takes longest. */
function saidOf(file: string): string {
  if (!complaints) {
    cpSync('docs/architecture.md', join(house, 'docs/architecture.md'));
    for (const [path, code] of codeByFile) write(join(house, path), `${code}\n`);
    complaints = checkImports(house).lines;
  }
  return complaints.filter((line) => line.startsWith(`${file}:`)).join('\n');
}

describe('the house', () => {
  it('keeps to its own table of rooms', () => {
    expect(checkImports(process.cwd())).toEqual({ lines: [], status: 0 });
  });

  const forbidden = [
    ['src/domain/words', '#files/read.ts'],
    ['src/domain/plan', '#library/index.ts'],
    ['src/disk', '#files/read.ts'],
    ['src/files', '#library/index.ts'],
    ['src/cms', '#files/read.ts'],
    ['src/library', '#components/filters.ts'],
    ['src/cache', '#domain/schema/story.ts'],
    ['src/offline', '#cache/cached.ts'],
    ['src/cards', '#printables/files.ts'],
    ['src/printables', '#components/presenter/on-a-stick.ts?offline'],
    ['src/envelope', '#files/read.ts'],
    ['src/intake', '#domain/schema/site.ts'],
    ['src/desk/keys', '#library/index.ts'],
    ['src/desk/keys', '../journal/journal.ts'],
    ['src/components', '#library/index.ts'],
    ['src/components', '#disk/sync-folder.ts'],
    ['src/components/sealed-form', '#intake/app.ts'],
    ['src/layouts', '#library/index.ts'],
    ['src/pages', '#files/read.ts'],
    ['src/pages/for', '#desk/app.ts'],
    ['src/integrations', '#components/filters.ts'],
    ['src/server', '#domain/gate/gate.ts'],
    ['src/bench', '#cli/launch.mjs'],
    ['src/cli', '#pages/404.astro'],
    ['src/components', '../library/library.ts'],
    ['src/components/sealed-form', '../../library/library.ts'],
  ] as const;
  it.each(forbidden.map(([room, from]) => [room, from, put(room, `export * from '${from}';`)] as const))(
    '%s may not import %s',
    (_room, _from, file) => expect(saidOf(file)).toContain('Imports run one way'),
  );

  const domain = ['words', 'text', 'schema', 'gate', 'review', 'shelf', 'share', 'teach', 'plan'] as const;
  const neighbours = domain.slice(1).map((below, index) => [domain[index] as string, below] as const);
  it.each(
    neighbours.map(([above, below]) => ({
      above,
      below,
      up: put(`src/domain/${below}`, `export * from '../${above}/a-rule.ts';`),
      down: put(`src/domain/${above}`, `export * from '../${below}/a-rule.ts';`),
    })),
  )('within the domain, $above may not import $below, but the other way round', ({ above, up, down }) => {
    expect(saidOf(down)).toContain(`Imports run one way: domain/${above} may import only`);
    expect(saidOf(up)).toBe('');
  });

  const allowed = [
    ['src/files', '#domain/schema/story.ts'],
    ['src/pages', '#library/index.ts'],
    ['src/pages/for', '../a-part.ts'],
    ['src/desk/pages', '../work/desk.ts'],
    ['src/cli', '#desk/app.ts'],
    ['src/cards', 'sharp'],
  ] as const;
  it.each(allowed.map(([room, from]) => [room, from, put(room, `export * from '${from}';`)] as const))(
    '%s may import %s',
    (_room, _from, file) => expect(saidOf(file)).toBe(''),
  );

  it.each(
    [
      "import '#files/read.ts';",
      "import { readReviewed } from '#files/reviewed.ts';",
      "import {\n  type Content,\n  type Entry,\n} from '#files/read.ts';",
      "import type { Content } from '#files/read.ts';",
      "type Content = import('#files/read.ts').Content;",
      "export const late = () => import('#files/read.ts');",
      'export * from "#files/read.ts";',
    ].map((code) => ({
      code,
      files: [
        put('src/components', code, 'tsx'),
        put('src/components', `---\n${code}\n---\n<p></p>`, 'astro'),
        put('src/components', `<script>\n${code}\n</script>`, 'astro'),
      ],
    })),
  )('sees an import however it is written: $code', ({ files }) => {
    for (const file of files) expect(saidOf(file)).toContain('Imports run one way');
  });

  const onSecondLine = put('src/layouts', "\nexport * from '#library/index.ts';");
  it('names the file, the line, the import, and what may be imported instead', () => {
    expect(saidOf(onSecondLine)).toBe(
      `${onSecondLine}:2 imports #library/index.ts. Imports run one way: layouts may import only domain, styles, components (docs/architecture.md).`,
    );
  });

  const publishes = "export { publish } from '#domain/gate/publish.ts';";
  it.each(['src/pages', 'src/cli', 'src/components'].map((room) => [room, put(room, publishes)] as const))(
    '%s may not publish a story past the gate',
    (_room, file) => expect(saidOf(file)).toContain('Only the library publishes'),
  );

  const besidePublish = put('src/domain/gate', "export * from './publish.ts';");
  it('lets nothing in the gate’s own room publish either', () => {
    expect(saidOf(besidePublish)).toContain('Only the library publishes');
  });

  const inLibrary = put('src/library', publishes);
  it('lets the library publish', () => {
    expect(saidOf(inLibrary)).toBe('');
  });

  const opens = "export { getCollection } from 'astro:content';";
  it.each(['src/pages', 'src/components', 'src/layouts'].map((room) => [room, put(room, opens)] as const))(
    '%s may not go round the library to the content',
    (_room, file) => expect(saidOf(file)).toContain('one door'),
  );

  const homeless = put('src/attic', "import 'node:fs';");
  it('has a room for every file', () => {
    expect(saidOf(homeless)).toContain('There is no room for this file');
  });
});

describe('the table of rooms', () => {
  const row = (path: string, mayImport: string) => `| \`${path}\` | what is in it | ${mayImport} |\n`;
  const cards = row('src/cards/', '`pages`');

  it.each([
    ['a room that stands above', row('src/pages/', '') + cards, []],
    ['a room that stands below', cards + row('src/pages/', ''), ['cards may import pages']],
    ['a room that there is not', cards, ['cards may import pages']],
  ])('is checked where it names %s', (_what, table, wrong) => {
    const other = mkdtempSync(join(folder, 'other-'));
    write(join(other, 'src/cards/a-card.ts'), '');
    write(join(other, 'docs/architecture.md'), table);
    const { lines, status } = checkImports(other);
    expect(lines).toEqual(wrong.map((words) => expect.stringContaining(words)));
    expect(status).toBe(wrong.length);
  });
});

describe('an import that goes round', () => {
  it.each(['import', 'import type'])('is refused by the linter, with %s', (word) => {
    const round = mkdtempSync(join(folder, 'round-'));
    const { $schema: _schema, vcs: _vcs, ...rules } = JSON.parse(readFileSync('biome.json', 'utf8'));
    write(join(round, 'biome.json'), JSON.stringify(rules));
    write(join(round, 'src/a.ts'), `${word} { B } from './b.ts';\nexport type A = B;\n`);
    write(join(round, 'src/b.ts'), `${word} { A } from './a.ts';\nexport type B = A;\n`);
    const { stdout, stderr } = spawnSync(resolve('node_modules/.bin/biome'), ['lint', 'src'], {
      cwd: round,
      encoding: 'utf8',
    });
    expect(stdout + stderr).toContain('This import is part of a cycle');
  });
});
