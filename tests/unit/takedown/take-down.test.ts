import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cached, cacheFolder } from '#cache/cached.ts';
import { contentText } from '#files/write.ts';
import { hashOfBytes, seekerOf } from '#takedown/fingerprints.ts';
import { keptFingerprint } from '#takedown/records.ts';
import { takeDown } from '#takedown/take-down.ts';
import { makeFrontMatter } from '../../fixtures/make.ts';

const slug = 'the-bus-home';
const words = 'nobody said a word on the way up the hill';
const withdrawal = { withdrawnOn: '2026-11-30', reason: 'teller' } as const;
const record = `.cache/takedowns/${slug}.json`;

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'take-down-'));
  putStory();
});
afterEach(() => rmSync(root, { recursive: true }));

const at = (file: string) => join(root, file);
function put(file: string, text: string): void {
  mkdirSync(dirname(at(file)), { recursive: true });
  writeFileSync(at(file), text);
}
function putStory(): void {
  const body = `I got the bus home that night.\n\n${words}.\n`;
  put(`content/stories/${slug}.md`, contentText('stories', makeFrontMatter(), body));
}
async function finds(text: string): Promise<boolean> {
  const fingerprint = await keptFingerprint(root, slug);
  return fingerprint !== undefined && seekerOf([fingerprint]).storiesIn(text).length > 0;
}

describe('taking a story down', () => {
  it('withdraws it, and keeps hashes of its words and no word', async () => {
    expect(await takeDown(root, slug, withdrawal)).toEqual({
      deleted: [`content/stories/${slug}.md`],
      notDeleted: [],
    });
    expect(existsSync(at(`content/stories/${slug}.md`))).toBe(false);
    expect(existsSync(at(`content/withdrawals/${slug}.yaml`))).toBe(true);
    expect(await finds(`${words} indeed`)).toBe(true);
    expect(readFileSync(at(record), 'utf8')).not.toContain('nobody');
  });

  it('withdraws what lies in the place of its file and says that it could not be deleted', async () => {
    rmSync(at(`content/stories/${slug}.md`));
    put(`content/stories/${slug}.md/notes.txt`, words);
    expect(await takeDown(root, slug, withdrawal)).toEqual({
      deleted: [],
      notDeleted: [`content/stories/${slug}.md`],
    });
    expect((await keptFingerprint(root, slug))?.isWordless).toBe(true);
  });

  it.each([
    ['of twenty megabytes', `${'word after word '.repeat(1_300_000)}\n`],
    ['nested three thousand deep', `${'> '.repeat(3000)}x\n`],
  ])(
    'keeps hashes of a story %s, from its beginning, and takes no longer than ten seconds',
    async (_, more) => {
      put(`content/stories/${slug}.md`, `---\ntitle: x\n---\n${words}.\n\n${more}`);
      const start = performance.now();
      await takeDown(root, slug, withdrawal);
      expect(await finds(words)).toBe(true);
      expect(performance.now() - start).toBeLessThan(10_000);
    },
  );

  it.skipIf(process.platform === 'win32')('lets nobody else on the machine read the hashes', async () => {
    await takeDown(root, slug, withdrawal);
    expect(statSync(at(record)).mode & 0o077).toBe(0);
    expect(statSync(at(dirname(record))).mode & 0o077).toBe(0);
  });

  it('keeps the hashes of its pictures, from the cache and from the site, but not of its page', async () => {
    put(`${cacheFolder}/stories/${slug}/1-card.png`, 'drawn');
    put(`dist/stories/${slug}/kit.zip`, 'packed');
    put(`dist/stories/${slug}/index.html`, 'a page');
    await takeDown(root, slug, withdrawal);
    const hashes = ['drawn', 'packed'].map((each) => hashOfBytes(Buffer.from(each)));
    expect((await keptFingerprint(root, slug))?.files).toEqual(hashes.sort());
  });

  it('a second time keeps what the first one found out', async () => {
    put(`${cacheFolder}/stories/${slug}/1-card.png`, 'drawn');
    await takeDown(root, slug, withdrawal);
    await takeDown(root, slug, withdrawal);
    expect(await finds(words)).toBe(true);
    expect((await keptFingerprint(root, slug))?.files).toEqual([hashOfBytes(Buffer.from('drawn'))]);
  });

  it('whose file is gone keeps its address alone', async () => {
    rmSync(at(`content/stories/${slug}.md`));
    await takeDown(root, slug, withdrawal);
    expect(await keptFingerprint(root, slug)).toMatchObject({ slug, isWordless: true, runs: {}, names: [] });
  });

  it('whose file is broken keeps the words of the whole file', async () => {
    put(`content/stories/${slug}.md`, `---\ntitle: [broken\n---\n${words}\n`);
    await takeDown(root, slug, withdrawal);
    expect(await finds(words)).toBe(true);
  });

  it('does not wait for a place to keep hashes in, and says so', async () => {
    put('.cache/takedowns', 'a file where the folder should be');
    const { problem } = await takeDown(root, slug, withdrawal);
    expect(problem).toMatch(/ENOTDIR|EEXIST/);
    expect(existsSync(at(`content/stories/${slug}.md`))).toBe(false);
    expect(existsSync(at(`content/withdrawals/${slug}.yaml`))).toBe(true);
  });

  it('does not wait for other content to be readable', async () => {
    mkdirSync(at('content/myths/folder.mdx'), { recursive: true });
    put('content/guides', 'a file where the folder should be');
    expect(await takeDown(root, slug, withdrawal)).not.toHaveProperty('problem');
    expect(await finds(words)).toBe(true);
  });

  it('deletes what was made of it, and of what names it, and leaves the rest', async () => {
    put('content/lesson-packs/reads-it.mdx', `---\nstories:\n  - ${slug}\n---\n`);
    put('content/lesson-packs/reads-another.mdx', '---\nstories:\n  - another\n---\n');
    put('content/guides/reads-it.mdx', `---\nreadings:\n  - story: ${slug}\n---\n`);
    const owners = [
      `stories/${slug}`,
      'stories/another',
      'lesson-packs/reads-it',
      'lesson-packs/reads-another',
      'guides/reads-it',
    ] as const;
    for (const of of owners) await cached({ of, name: 'x.pdf', from: 1 }, () => Buffer.from('x'), root);
    await takeDown(root, slug, withdrawal);
    expect(owners.filter((of) => existsSync(join(root, cacheFolder, of)))).toEqual([
      'stories/another',
      'lesson-packs/reads-another',
    ]);
  });
});
