import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Step } from '#domain/migrate/migration.ts';
import { steps as shipped } from '#domain/migrate/steps.ts';
import { migrateContent } from '#files/migrate.ts';
import { renameStrap, splitContact } from '../../fixtures/migration-steps.ts';

const content = join(import.meta.dirname, '../../../content');
const steps = [renameStrap, splitContact];
const stories = readdirSync(join(content, 'stories'));
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'another-story-'));
  for (const name of ['stories', 'support', 'sign-offs', 'site.yaml', 'curriculum.yaml']) {
    cpSync(join(content, name), join(root, 'content', name), { recursive: true });
  }
});

afterEach(() => rmSync(root, { recursive: true }));

function edit(file: string, change: (text: string) => string): void {
  const path = join(root, 'content', file);
  const before = readFileSync(path, 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`nothing to change in ${file}`);
  writeFileSync(path, after);
}

/** Puts the content into the shape from before the made-up steps. */
function makeOlder(): void {
  for (const story of stories) edit(`stories/${story}`, (text) => text.replace(/^summary: /m, 'strap: '));
  edit('support/childline.yaml', (text) =>
    text.replace('phone: 0800 1111\n', 'contact: 0800 1111, Free\n').replace('cost: Free\n', ''),
  );
}

/** The bytes of every file, by name. */
function bytesOf(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path.slice(folder.length), readFileSync(path, 'utf8')];
    }),
  );
}

describe('content of an older shape', () => {
  beforeEach(makeOlder);

  it('becomes byte for byte what the editor would have stored', async () => {
    await migrateContent(root, steps);
    for (const [file, text] of Object.entries(bytesOf(join(root, 'content')))) {
      expect(text, file).toBe(readFileSync(join(content, file), 'utf8'));
    }
  });

  it('is reported file by file', async () => {
    const { migrated, left } = await migrateContent(root, steps);
    expect(migrated.map(({ file }) => file)).toEqual([
      ...stories.map((story) => `content/stories/${story}`),
      'content/support/childline.yaml',
    ]);
    expect(left).toEqual([]);
  });

  it('keeps its signatures where it says what was signed', async () => {
    expect((await migrateContent(root, steps)).toSign).toEqual([]);
  });

  it('is done after one time: a second finds nothing and writes nothing', async () => {
    await migrateContent(root, steps);
    const before = bytesOf(root);
    expect(await migrateContent(root, steps)).toEqual({ migrated: [], toSign: [], left: [] });
    expect(bytesOf(root)).toEqual(before);
  });

  it('is left as it is in a rehearsal, with the same report', async () => {
    const before = bytesOf(root);
    const rehearsed = await migrateContent(root, steps, true);
    expect(bytesOf(root)).toEqual(before);
    expect(await migrateContent(root, steps)).toEqual(rehearsed);
  });
});

describe('signatures', () => {
  const darker: Step = {
    number: 1,
    description: 'Stories of 2026 say so in their month',
    place: 'stories',
    change: ({ data, body }) => ({ data: { ...(data as object), month: '2026-01' }, body }),
  };

  it('that a migration takes away are said by story', async () => {
    const { toSign } = await migrateContent(root, [darker]);
    expect(toSign.map((slug) => `${slug}.md`)).toEqual(stories);
  });

  it('are lost to a new name alone, because what is signed has the names in it', async () => {
    const rename: Step = {
      ...darker,
      change({ data, body }) {
        const { summary, ...rest } = data as Record<string, unknown>;
        return { data: summary === undefined ? data : { ...rest, blurb: summary }, body };
      },
    };
    expect((await migrateContent(root, [rename])).toSign).toHaveLength(stories.length);
  });

  it('are never touched', async () => {
    const before = bytesOf(join(root, 'content', 'sign-offs'));
    await migrateContent(root, [darker]);
    expect(bytesOf(join(root, 'content', 'sign-offs'))).toEqual(before);
  });

  it('are looked at by the policy of the site', async () => {
    edit('site.yaml', (text) => text.replace(/^policyVersion: .*$/m, "policyVersion: '2'"));
    edit('stories/free-gems.md', (text) => text.replace(/^summary: /m, 'strap: '));
    expect((await migrateContent(root, steps)).toSign).toEqual(['free-gems']);
  });
});

describe('a file is left alone', () => {
  it('if it has a comment, which content may not hold', async () => {
    makeOlder();
    edit('stories/free-gems.md', (text) => text.replace('---\n', '---\n# Ask Sam about this one.\n'));
    const before = readFileSync(join(root, 'content/stories/free-gems.md'), 'utf8');
    const { left, migrated } = await migrateContent(root, steps);
    expect(left).toEqual([
      {
        file: 'content/stories/free-gems.md',
        why: expect.stringMatching(/^what follows a # is a comment, .* at line 2, character 1: /),
      },
    ]);
    expect(migrated).toHaveLength(stories.length);
    expect(readFileSync(join(root, 'content/stories/free-gems.md'), 'utf8')).toBe(before);
  });

  it('not because its body has a heading, or its fields another layout', async () => {
    makeOlder();
    edit('stories/free-gems.md', (text) => text.replace(/^title: (.*)$/m, 'title:   "$1"'));
    expect((await migrateContent(root, steps)).left).toEqual([]);
  });

  it('if it cannot be read, and a step is about its folder', async () => {
    edit('stories/free-gems.md', () => '---\na: [1\n---\n');
    edit('site.yaml', () => 'a: [1');
    expect((await migrateContent(root, steps)).left).toEqual([
      { file: 'content/stories/free-gems.md', why: expect.stringMatching(/^cannot be read as YAML: /) },
    ]);
  });
});

it('a folder that is none is left alone, and named', async () => {
  rmSync(join(root, 'content/support'), { recursive: true });
  writeFileSync(join(root, 'content/support'), '');
  const { left } = await migrateContent(root, steps);
  expect(left).toEqual([{ file: 'content/support', why: 'it should be a folder, and is a file' }]);
});

it('nothing is written if one step fails', async () => {
  makeOlder();
  const before = bytesOf(root);
  const failing: Step = {
    number: 3,
    description: 'Breaks on the last story',
    place: 'stories',
    change(shape) {
      if ((shape.data as { title: string }).title === 'The third lift') throw new Error('no');
      return shape;
    },
  };
  await expect(migrateContent(root, [...steps, failing])).rejects.toThrow('no');
  expect(bytesOf(root)).toEqual(before);
});

it('the content that is shipped has the shape of this release', async () => {
  expect(await migrateContent(root, shipped)).toEqual({ migrated: [], toSign: [], left: [] });
});
