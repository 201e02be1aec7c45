import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { review } from '#domain/review/review.ts';
import { moderatorSchema } from '#domain/schema/moderator.ts';
import type { SignOff } from '#domain/schema/sign-off.ts';
import { readContent } from '#files/read.ts';
import { addModerator, addSignOff, addStory, contentText, withdrawStory, writeWhole } from '#files/write.ts';
import { makeModerator, makeStory, signedBy, today } from '../../fixtures/make.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'another-story-'));
});

afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

/** Every file below the project's folder, with its path from there. */
async function filesThere(): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}

async function put(path: string, text: string): Promise<void> {
  await mkdir(join(root, path, '..'), { recursive: true });
  await writeFile(join(root, path), text);
}

describe('writing a file whole', () => {
  it('makes the folders it needs', async () => {
    await writeWhole(join(root, 'a', 'b', 'c.txt'), 'text');
    expect(await readFile(join(root, 'a', 'b', 'c.txt'), 'utf8')).toBe('text');
  });

  it('takes the place of what was there', async () => {
    await put('a.txt', 'a much longer text than before');
    await writeWhole(join(root, 'a.txt'), 'short');
    expect(await readFile(join(root, 'a.txt'), 'utf8')).toBe('short');
  });

  it('leaves nothing beside it', async () => {
    await writeWhole(join(root, 'a.txt'), 'text');
    expect(await filesThere()).toEqual(['a.txt']);
  });

  it('writes bytes as they are', async () => {
    await writeWhole(join(root, 'a.bin'), Uint8Array.from([0, 255, 10]));
    expect([...(await readFile(join(root, 'a.bin')))]).toEqual([0, 255, 10]);
  });

  it('lets nobody else read what is private', async () => {
    await writeWhole(join(root, 'key.json'), '{}', 0o600);
    expect((await stat(join(root, 'key.json'))).mode & 0o777).toBe(0o600);
  });

  it('puts another file in the place of the old one, so that a reader never sees half of it', async () => {
    await put('a.txt', 'before');
    const before = await stat(join(root, 'a.txt'));
    await writeWhole(join(root, 'a.txt'), 'after');
    expect((await stat(join(root, 'a.txt'))).ino).not.toBe(before.ino);
  });

  it('leaves the old file as it was when it cannot write', async () => {
    await put('a.txt', 'before');
    const notText = 7 as unknown as string;
    await writeWhole(join(root, 'a.txt'), notText).catch(() => undefined);
    expect(await readFile(join(root, 'a.txt'), 'utf8')).toBe('before');
  });

  it('says so when it cannot write', async () => {
    await mkdir(join(root, 'a.txt'));
    await expect(writeWhole(join(root, 'a.txt'), 'text')).rejects.toThrow(/EISDIR/);
  });
});

describe('a content file', () => {
  it('is written in one form of Unicode, whatever was typed', () => {
    expect(contentText('pages', { title: 'Cafe\u0301s', lead: 'e\u0301' }, 'A cafe\u0301.\n')).toBe(
      '---\ntitle: Cafés\nlead: é\n---\nA café.\n',
    );
  });
});

describe('adding a sign-off', () => {
  const path = 'content/sign-offs/the-bus-home.json';
  const [first, second] = signedBy(makeStory(), [
    makeModerator({}, 'first'),
    makeModerator({}, 'second'),
  ]) as [SignOff, SignOff];

  async function signOffsThere(): Promise<SignOff[]> {
    return JSON.parse(await readFile(join(root, path), 'utf8'));
  }

  it('begins a list', async () => {
    await addSignOff(root, 'the-bus-home', first);
    expect(await signOffsThere()).toEqual([first]);
  });

  it('keeps those that are there', async () => {
    await addSignOff(root, 'the-bus-home', first);
    await addSignOff(root, 'the-bus-home', second);
    expect(await signOffsThere()).toEqual([first, second]);
  });

  it('replaces an older one by the same moderator over the same content', async () => {
    const later = { ...first, signedOn: '2026-04-01' };
    await addSignOff(root, 'the-bus-home', first);
    await addSignOff(root, 'the-bus-home', second);
    await addSignOff(root, 'the-bus-home', later);
    expect(await signOffsThere()).toEqual([second, later]);
  });

  it('keeps an older one by the same moderator over other content', async () => {
    const [before] = signedBy(makeStory({ title: 'Before' }), [makeModerator({}, 'first')]) as [SignOff];
    await addSignOff(root, 'the-bus-home', before);
    await addSignOff(root, 'the-bus-home', first);
    expect(await signOffsThere()).toEqual([before, first]);
  });

  it('leaves the sign-offs of other stories alone', async () => {
    await addSignOff(root, 'the-bus-home', first);
    await addSignOff(root, 'another', second);
    expect(await signOffsThere()).toEqual([first]);
  });

  it('leaves nothing beside the file', async () => {
    await addSignOff(root, 'the-bus-home', first);
    expect(await filesThere()).toEqual([path]);
  });

  it('ends the file with a line end', async () => {
    await addSignOff(root, 'the-bus-home', first);
    expect(await readFile(join(root, path), 'utf8')).toMatch(/\]\n$/);
  });

  it.each([
    ['no JSON', '['],
    ['no list', '{}'],
    ['a list of something else', '[{}]'],
  ])('refuses to write over a file that is %s', async (_what, text) => {
    await put(path, text);
    await expect(addSignOff(root, 'the-bus-home', first)).rejects.toThrow();
    expect(await readFile(join(root, path), 'utf8')).toBe(text);
  });

  it('writes what the reader reads', async () => {
    await addSignOff(root, 'the-bus-home', first);
    const { files } = await readContent(root);
    expect(files).toMatchObject([{ folder: 'sign-offs', slug: 'the-bus-home', data: [first] }]);
  });
});

describe('adding a moderator', () => {
  const { data } = makeModerator({ retiredOn: '2026-12-31' });

  it('writes what the reader reads', async () => {
    await addModerator(root, 'lead', data);
    const [file] = (await readContent(root)).files;
    expect(moderatorSchema.parse(file?.data)).toEqual(data);
  });

  it('writes the marks that are set', async () => {
    await addModerator(root, 'lead', { ...data, demo: true, revoked: true });
    const [file] = (await readContent(root)).files;
    expect(file?.data).toMatchObject({ demo: true, revoked: true });
  });

  it('leaves out the marks that are not set', async () => {
    await addModerator(root, 'lead', data);
    expect(await readFile(join(root, 'content/moderators/lead.yaml'), 'utf8')).not.toMatch(/demo|revoked/);
  });

  it('refuses a name that is taken', async () => {
    await put('content/moderators/lead.yaml', 'name: Robin\n');
    await expect(addModerator(root, 'lead', data)).rejects.toThrow(
      'content/moderators/lead.yaml is there already: choose another slug',
    );
    expect(await readFile(join(root, 'content/moderators/lead.yaml'), 'utf8')).toBe('name: Robin\n');
  });
});

describe('adding a story', () => {
  const { slug, data, body } = makeStory();

  it('writes what the reader reads', async () => {
    await addStory(root, slug, data, body);
    expect((await readContent(root)).files).toMatchObject([
      { folder: 'stories', slug, data: { title: data.title } },
    ]);
  });

  it.each([
    ['of a story that is there', `content/stories/${slug}.md`],
    ['of a story that was withdrawn', `content/withdrawals/${slug}.yaml`],
    ['of one whose withdrawal somebody saved as a copy', `content/withdrawals/${slug} (1).yaml`],
    ['of one whose withdrawal has capitals', `content/withdrawals/${slug.toUpperCase()}.yaml.txt`],
  ])('refuses the name %s', async (_whose, path) => {
    await put(path, 'withdrawnOn: 2026-11-01\nreason: teller\n');
    await expect(addStory(root, slug, data, body)).rejects.toThrow('there is, or was, a story called');
    expect(await filesThere()).toEqual([path]);
  });
});

describe('withdrawing a story', () => {
  const withdrawal = { withdrawnOn: today, reason: 'teller' } as const;

  it('deletes the story and its sign-offs, and leaves the withdrawal', async () => {
    await put('content/stories/late.md', '---\n---\n');
    await put('content/sign-offs/late.json', '[]');
    await withdrawStory(root, 'late', withdrawal);
    expect(await filesThere()).toEqual(['content/withdrawals/late.yaml']);
  });

  it('leaves other stories alone', async () => {
    await put('content/stories/later.md', '---\n---\n');
    await put('content/sign-offs/later.json', '[]');
    await withdrawStory(root, 'late', withdrawal);
    expect(await filesThere()).toEqual([
      'content/sign-offs/later.json',
      'content/stories/later.md',
      'content/withdrawals/late.yaml',
    ]);
  });

  it('can be done when the story is gone already', async () => {
    await withdrawStory(root, 'late', withdrawal);
    expect(await filesThere()).toEqual(['content/withdrawals/late.yaml']);
  });

  it('can be done twice', async () => {
    await withdrawStory(root, 'late', withdrawal);
    await withdrawStory(root, 'late', withdrawal);
    expect(await filesThere()).toEqual(['content/withdrawals/late.yaml']);
  });

  it('writes what the reader reads', async () => {
    await withdrawStory(root, 'late', withdrawal);
    expect(review(await readContent(root)).content.withdrawals.get('late')?.data).toEqual(withdrawal);
  });

  it('withdraws even if the story cannot be deleted', async () => {
    await mkdir(join(root, 'content/stories/late.md/x'), { recursive: true });
    await put('content/sign-offs/late.json', '[]');
    expect(await withdrawStory(root, 'late', withdrawal)).toEqual({
      deleted: ['content/sign-offs/late.json'],
      notDeleted: ['content/stories/late.md'],
    });
    expect(await filesThere()).toEqual(['content/withdrawals/late.yaml']);
  });
});
