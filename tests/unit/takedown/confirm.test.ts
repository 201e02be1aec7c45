import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cached, cacheFolder } from '#cache/cached.ts';
import { readReviewed } from '#files/reviewed.ts';
import { contentText } from '#files/write.ts';
import { type Confirmation, pendingTakedowns, putUp } from '#takedown/confirm.ts';
import type { hunt } from '#takedown/hunt.ts';
import { takeDown } from '#takedown/take-down.ts';
import { makeFrontMatter } from '../../fixtures/make.ts';

const slug = 'the-bus-home';
const words = 'nobody said a word on the way up the hill';
const withdrawal = { withdrawnOn: '2026-11-30', reason: 'teller' } as const;
const record = `.cache/takedowns/${slug}.json`;

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'confirm-'));
  put('content/site.yaml', 'url: https://site.example\n');
  putStory(slug);
  put('dist/index.html', 'the old site');
  put(`dist/stories/${slug}/index.html`, words);
});
afterEach(() => rmSync(root, { recursive: true }));

const at = (file: string) => join(root, file);
const textOf = (file: string) => readFileSync(at(file), 'utf8');
function put(file: string, text: string): void {
  mkdirSync(dirname(at(file)), { recursive: true });
  writeFileSync(at(file), text);
}
function putStory(name: string): void {
  const body = `I got the bus home that night.\n\n${words}.\n`;
  put(`content/stories/${name}.md`, contentText('stories', makeFrontMatter(), body));
}
async function pending(published: readonly string[] = []) {
  return pendingTakedowns(root, await readReviewed(root), published);
}

/** Builds a site of some files, and says what was said of takedowns. */
async function build(
  files: Record<string, string>,
  published: readonly string[] = [],
  search?: typeof hunt,
): Promise<Confirmation | undefined> {
  return putUp(root, await pending(published), {
    build: async (folder) => {
      for (const [file, text] of Object.entries({ 'index.html': 'the new site', ...files })) {
        mkdirSync(dirname(join(folder, file)), { recursive: true });
        writeFileSync(join(folder, file), text);
      }
    },
    confirming: () => undefined,
    ...(search && { search }),
  });
}
const tombstone = { [`stories/${slug}/index.html`]: '<h1>This story is no longer here</h1>' };

describe('a build', () => {
  it('after no takedown is put in its place and says nothing', async () => {
    expect(await build({ 'new.html': 'new' })).toBeUndefined();
    expect(textOf('dist/index.html')).toBe('the new site');
    expect(existsSync(at(`dist/stories/${slug}`))).toBe(false);
  });
});

describe('a build after a takedown', () => {
  beforeEach(() => takeDown(root, slug, withdrawal));

  it('that has nothing of the story confirms it, says how many files were opened, and forgets the hashes', async () => {
    expect(await build(tombstone)).toEqual({
      isConfirmed: true,
      words: `Taken down: ${slug}. All 2 files of the site were opened, and none has anything left of it.`,
    });
    expect(existsSync(at(record))).toBe(false);
    expect(await pending()).toBeUndefined();
  });

  it('leaves out what has something of the story, names it without a word of it, and puts up the rest', async () => {
    const confirmation = await build({
      ...tombstone,
      'copy.txt': `They say ${words}.`,
      'other.txt': 'other',
    });
    expect(confirmation?.isConfirmed).toBe(false);
    expect(confirmation?.words).toContain(`copy.txt: its words (${slug})`);
    expect(confirmation?.words).not.toContain('nobody said');
    expect(existsSync(at('dist/copy.txt'))).toBe(false);
    expect(textOf('dist/index.html')).toBe('the new site');
    expect(textOf('dist/other.txt')).toBe('other');
  });

  it('looks again until it finds nothing', async () => {
    await build({ 'copy.txt': words });
    expect(existsSync(at(record))).toBe(true);
    expect((await build({ 'copy.txt': words }))?.isConfirmed).toBe(false);
    expect((await build({}))?.isConfirmed).toBe(true);
  });

  it('leaves out what it cannot open, and does not confirm', async () => {
    const confirmation = await build({ 'kit.zip': 'PK\u0003\u0004 and nothing more' });
    expect(confirmation?.isConfirmed).toBe(false);
    expect(confirmation?.words).toContain('kit.zip: could not be opened');
    expect(existsSync(at('dist/kit.zip'))).toBe(false);
    expect(existsSync(at(record))).toBe(true);
  });

  it('that fails takes out of the old site what has something of the story', async () => {
    put('dist/list.html', `<p>${words}</p>`);
    const failing = putUp(root, await pending(), {
      build: () => Promise.reject(new Error('no room on the disk')),
      confirming: () => undefined,
    });
    await expect(failing).rejects.toThrow('list.html: its words');
    expect(readdirSync(at('dist'))).toEqual(['index.html', 'stories']);
    expect(readdirSync(at('dist/stories'))).toEqual([]);
  });

  it('takes the story’s own page out of the old site before it begins', async () => {
    let wasThere = true;
    await putUp(root, await pending(), {
      build: async (folder) => {
        wasThere = existsSync(at(`dist/stories/${slug}`));
        mkdirSync(folder, { recursive: true });
      },
      confirming: () => undefined,
    });
    expect(wasThere).toBe(false);
  });

  it('puts the new site up even if it cannot be searched, and does not confirm', async () => {
    const confirmation = await build(tombstone, [], () => Promise.reject(new Error('no memory')));
    expect(confirmation?.isConfirmed).toBe(false);
    expect(confirmation?.words).toContain(`NOBODY KNOWS WHETHER ALL IS GONE of ${slug}`);
    expect(confirmation?.words).toContain('no memory');
    expect(textOf('dist/index.html')).toBe('the new site');
    expect(existsSync(at(record))).toBe(true);
  });

  it('keeps the new site even if what was kept of the story cannot be deleted, and does not confirm', async () => {
    put(`${cacheFolder}/guides`, 'a file in the place of a folder');
    const confirmation = await build(tombstone);
    expect(confirmation?.isConfirmed).toBe(false);
    expect(confirmation?.words).toContain('could not be deleted');
    expect(textOf('dist/index.html')).toBe('the new site');
  });

  it('deletes what is kept of the entry in whose files something was found', async () => {
    put(`${cacheFolder}/myths/a-myth/0123-card.png`, 'drawn');
    put(`${cacheFolder}/myths/another/0123-card.png`, 'drawn');
    await build({ ...tombstone, 'myths/a-myth/kit.txt': words });
    expect(readdirSync(at(`${cacheFolder}/myths`))).toEqual(['another']);
  });

  it('deletes the code that was compiled of the site with the story in it', async () => {
    put('.cache/node/v24/0123', 'code');
    await build(tombstone);
    expect(existsSync(at('.cache/node'))).toBe(false);
  });

  it('keeps of packs and guides only what it used', async () => {
    const of = 'lesson-packs/a-pack';
    await cached({ of, name: 'plan.pdf', from: 'now' }, () => Buffer.from('new'), root);
    // As an earlier build left it.
    put(`${cacheFolder}/${of}/0123-plan.pdf`, 'made of older words');
    put(`${cacheFolder}/stories/another/0123-card.png`, 'drawn');
    await build(tombstone);
    expect(readdirSync(join(root, cacheFolder, of)).map((name) => name.slice(-8))).toEqual(['plan.pdf']);
    expect(existsSync(join(root, cacheFolder, of, '0123-plan.pdf'))).toBe(false);
    expect(existsSync(join(root, cacheFolder, 'stories/another/0123-card.png'))).toBe(true);
  });
});

describe('what a build has to confirm', () => {
  it('is nothing if nothing was taken down', async () => {
    expect(await pending()).toBeUndefined();
  });

  it('is nothing for a story of another time, of which nothing is left here', async () => {
    put('content/withdrawals/long-gone.yaml', 'withdrawnOn: 2026-01-01\nreason: legal\n');
    expect(await pending()).toBeUndefined();
  });

  it('is a withdrawn story whose file is still there, by its words', async () => {
    put(`content/withdrawals/${slug}.yaml`, contentText('withdrawals', withdrawal));
    const confirmation = await build({ 'copy.txt': words });
    expect(confirmation?.words).toContain('copy.txt: its words');
    expect(confirmation?.words).toContain(`content/stories/${slug}.md is still there`);
  });

  it('is a story that was withdrawn elsewhere and has files here, by its address and its files alone', async () => {
    rmSync(at(`content/stories/${slug}.md`));
    put(`content/withdrawals/${slug}.yaml`, contentText('withdrawals', withdrawal));
    put(`dist/stories/${slug}/kit.zip`, 'packed');
    const confirmation = await build({
      'copy.txt': words,
      'link.html': `<a href="/stories/${slug}/">x</a>`,
      'old.bin': 'packed',
    });
    expect(confirmation?.words).toContain(`link.html: its address (${slug})`);
    expect(confirmation?.words).toContain(`old.bin: a picture or a file of it (${slug})`);
    expect(confirmation?.words).not.toContain('copy.txt');
    expect(confirmation?.words).toContain(`No words of ${slug} could be looked for`);
  });

  it('is told of a folder that lies in the place of a story’s file, by its address alone', async () => {
    rmSync(at(`content/stories/${slug}.md`));
    put(`content/stories/${slug}.md/notes.txt`, 'x');
    put(`content/withdrawals/${slug}.yaml`, contentText('withdrawals', withdrawal));
    const confirmation = await build({ 'link.html': `<a href="/stories/${slug}/">x</a>` });
    expect(confirmation?.words).toContain(`link.html: its address (${slug})`);
    expect(confirmation?.words).toContain(`No words of ${slug} could be looked for`);
    expect(confirmation?.words).toContain(`content/stories/${slug}.md is still there`);
  });

  it('is never stopped by what this machine keeps', async () => {
    await takeDown(root, slug, withdrawal);
    rmSync(at(record));
    put(`${record}/notes.txt`, 'a folder in the place of a file');
    expect((await build(tombstone))?.words).toContain(`No words of ${slug} could be looked for`);
    expect(textOf('dist/index.html')).toBe('the new site');
  });

  it('is a story that was taken down here though its withdrawal was lost', async () => {
    await takeDown(root, slug, withdrawal);
    rmSync(at('content/withdrawals'), { recursive: true });
    expect((await build({ 'copy.txt': words }))?.words).toContain(`copy.txt: its words (${slug})`);
  });

  it('is not a story that is published again', async () => {
    await takeDown(root, slug, withdrawal);
    rmSync(at(`content/withdrawals/${slug}.yaml`));
    putStory(slug);
    expect(await pending([slug])).toBeUndefined();
    expect(existsSync(at(record))).toBe(false);
  });

  it('is looked for although a held story says the same', async () => {
    putStory('the-same-words');
    await takeDown(root, slug, withdrawal);
    const copy = { 'copy.txt': `${words}.` };
    expect((await build(copy))?.isConfirmed).toBe(false);
  });

  it('is looked for by the address alone if its hashes were damaged', async () => {
    await takeDown(root, slug, withdrawal);
    writeFileSync(at(record), '{"slug":');
    expect((await build({}))?.words).toContain(`No words of ${slug} could be looked for`);
  });
});
