import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fingerprintOf, hashOfBytes } from '#takedown/fingerprints.ts';
import { callHelpers } from '#takedown/helpers.ts';
import { type Helper, hunt, type Outcome, type Published } from '#takedown/hunt.ts';
import { nothingBefore } from '#takedown/outputs.ts';
import { makeStory } from '../../fixtures/make.ts';

const slug = 'the-bus-home';
const words = 'nobody said a word on the way up the hill';
const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const story = makeStory(
  { title: 'Eleven days' },
  { slug, body: `I got the bus home that night.\n\n${words}.\n` },
);
const fingerprint = {
  ...fingerprintOf(story, new Set(['eleven', 'days']), 'salt'),
  files: [hashOfBytes(picture)],
};
const nothing: Published = { texts: [], names: [], slugs: [] };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hunt-'));
  put(`stories/${slug}/index.html`, '<h1>This story is no longer here</h1>');
  put('withdrawn.json', JSON.stringify({ withdrawn: [slug] }));
});
afterEach(() => rmSync(folder, { recursive: true }));

function put(file: string, output: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), output);
}
function search(published: Partial<Published> = {}): Promise<Outcome> {
  return hunt(folder, [fingerprint], { ...nothing, ...published });
}
async function found(published: Partial<Published> = {}): Promise<Record<string, string[]>> {
  const { finds } = await search(published);
  return Object.fromEntries(finds.map(({ file, traces }) => [file, [...(traces.get(slug) ?? [])]]));
}

describe('a search of a built site', () => {
  it('finds nothing in a tombstone and in the list of what was withdrawn, and says how many files it opened', async () => {
    expect(await search()).toEqual({ opened: 2, finds: [], shared: [] });
  });

  it('says for each file what of the story it has', async () => {
    put('a.html', `<p>${words}</p>`);
    put('b/index.html', '<h2>Eleven days</h2>');
    put('c/card.png', picture);
    put('d.xml', `<loc>https://site.example/stories/${slug}/</loc>`);
    put('e.zip', zipSync({ 'cards/one.png': picture, 'words.txt': strToU8(words) }));
    put('f.html', '<p>Something else.</p>');
    expect(await found()).toEqual({
      'a.html': ['words'],
      'b/index.html': ['name'],
      'c/card.png': ['picture'],
      'd.xml': ['address'],
      'e.zip': ['picture', 'words'],
    });
  });

  it('finds a file that lies at an address of the story, whatever is in it', async () => {
    put(`stories/${slug}/kit/index.html`, '<p>Nothing.</p>');
    expect(await found()).toEqual({ [`stories/${slug}/kit/index.html`]: ['address'] });
  });

  it('finds words on the tombstone itself', async () => {
    put(`stories/${slug}/index.html`, `<h1>Eleven days</h1><p>${words}</p>`);
    expect(await found()).toEqual({ [`stories/${slug}/index.html`]: ['words', 'name'] });
  });

  it('finds what has a name with a dot before it', async () => {
    put('.well-known/notes.txt', words);
    expect(await found()).toEqual({ '.well-known/notes.txt': ['words'] });
  });

  it('names what cannot be opened', async () => {
    put('kit.zip', Buffer.from([0x50, 0x4b, 0x03, 0x04, 0, 0]));
    const { finds } = await search();
    expect(finds).toHaveLength(1);
    expect(finds[0]?.file).toBe('kit.zip');
    expect(finds[0]?.problem).toMatch(/zip/i);
  });

  it('lets published content keep its words, and says where they are from', async () => {
    put('myths/x/index.html', `<p>${words}</p>`);
    const outcome = await search({ texts: [{ file: 'content/myths/x.mdx', text: words }] });
    expect(outcome.finds).toEqual([]);
    expect(outcome.shared).toEqual([{ file: 'content/myths/x.mdx', slug }]);
  });

  it('lets the site call something else by the same name', async () => {
    put('themes/x/index.html', '<h1>Eleven days</h1>');
    expect(await found({ names: ['Eleven days'] })).toEqual({});
  });

  it('lets every page keep what stands round its own words', async () => {
    put('404.html', '<nav><a href="/">Eleven days</a></nav>');
    put('about/index.html', '<nav><a href="/">Eleven days</a></nav>');
    expect(await found()).toEqual({});
  });

  it('lets another entry keep its address', async () => {
    put('search.json', JSON.stringify({ theme: slug }));
    expect(await found()).toEqual({ 'search.json': ['address'] });
    expect(await found({ slugs: [slug] })).toEqual({});
  });

  it.skipIf(process.platform === 'win32')('follows a link, and names one that leads to no file', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'elsewhere-'));
    writeFileSync(join(elsewhere, 'copy.txt'), words);
    symlinkSync(join(elsewhere, 'copy.txt'), join(folder, 'copy.txt'));
    symlinkSync(elsewhere, join(folder, 'more'));
    const { finds } = await search();
    expect(finds.map(({ file, problem }) => [file, problem === undefined])).toEqual([
      ['copy.txt', true],
      ['more', false],
    ]);
    rmSync(elsewhere, { recursive: true });
  });

  it('goes on though the page for an address at which nothing is cannot be opened', async () => {
    put('404.html', Buffer.from([0x50, 0x4b, 0x03, 0x04, 0, 0]));
    put('copy.txt', words);
    expect(Object.keys(await found())).toEqual(['404.html', 'copy.txt']);
  });

  it('of a folder that is not there finds nothing', async () => {
    expect(await hunt(join(folder, 'no-such-folder'), [fingerprint], nothing)).toEqual({
      opened: 0,
      finds: [],
      shared: [],
    });
  });

  it('finds what is packed twice in both places, and again under another ending', async () => {
    const packed = { 'notes/words.txt': strToU8(`${words}\n`) };
    put('a.zip', zipSync(packed));
    put('b.zip', zipSync({ ...packed, 'more.txt': strToU8('Something else.') }));
    put('c.zip', zipSync({ 'words.html': strToU8(`${words}\n`) }));
    expect(await found()).toEqual({ 'a.zip': ['words'], 'b.zip': ['words'], 'c.zip': ['words'] });
  });

  it('finds a title in an attribute though the same attributes stood in another file', async () => {
    put('a.html', '<p class="x"><img alt="Eleven days"></p>');
    put('b.html', '<p class="x"><img alt="Eleven days"></p><p class="x"><img alt="Eleven days"></p>');
    expect(await found()).toEqual({ 'a.html': ['name'], 'b.html': ['name'] });
  });
});

describe('help with a search', () => {
  /** Many files, so that there is something to share out; one in twenty has words of the story. */
  function putMany(): string[] {
    const files = Array.from({ length: 200 }, (_, at) => `pages/${String(at).padStart(3, '0')}/index.html`);
    for (const [at, file] of files.entries())
      put(file, at % 20 === 7 ? `<p>${words}</p>` : '<p>Nothing.</p>');
    return files.filter((_, at) => at % 20 === 7);
  }
  const withHelp = (helpers: readonly Helper[]) =>
    hunt(folder, [fingerprint], nothing, nothingBefore(), helpers);

  it('from threads opens every file once, and finds the same', async () => {
    const withWords = putMany();
    const helpers = callHelpers(process.cwd(), 2);
    const searched: string[] = [];
    const told = helpers.all.map(({ begin, search: ask }) => ({
      begin,
      search: (files: readonly string[]) => {
        searched.push(...files);
        return ask(files);
      },
    }));
    const { opened, finds } = await withHelp(told).finally(helpers.dismiss);
    expect(opened).toBe(202);
    expect(finds.map(({ file }) => file)).toEqual(withWords);
    expect(searched.length).toBeGreaterThan(0);
    expect(new Set(searched).size).toBe(searched.length);
  });

  it('that fails leaves no file unopened', async () => {
    const withWords = putMany();
    let asked = 0;
    const failing: Helper = {
      begin: () => undefined,
      search: async () => {
        asked += 1;
        throw new Error('the thread has ended');
      },
    };
    const neverBegun: Helper = {
      begin: () => {
        throw new Error('there is no thread');
      },
      search: async () => [],
    };
    const { finds } = await withHelp([failing, neverBegun]);
    expect(asked).toBe(1);
    expect(finds.map(({ file }) => file)).toEqual(withWords);
  });

  it('from a thread that is ended in the middle leaves no file unopened', async () => {
    const withWords = putMany();
    const helpers = callHelpers(process.cwd(), 1);
    await helpers.dismiss();
    expect((await withHelp(helpers.all)).finds.map(({ file }) => file)).toEqual(withWords);
  });
});
