import { mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cacheFolder } from '#cache/cached.ts';
import { cardPaths, cardPng, sizesOf } from '#cards/card-images.ts';
import { kitZip } from '#cards/kit-zip.ts';
import { linkPreview } from '#cards/link-preview.ts';
import { removalsVariable } from '#domain/schema/content.ts';
import { captionsFor } from '#domain/share/captions.ts';
import { altOf } from '#domain/share/cards.ts';
import type { Kit } from '#domain/share/kits.ts';
import { sizeNames } from '#domain/share/platforms.ts';
import { demonstrationLine } from '#domain/words/demonstration.ts';
import { makeVoice } from '../../fixtures/cards.ts';

const project = process.cwd();
let folder: string;

beforeAll(async () => {
  // A project of its own, so that what is kept is this test's alone.
  folder = await mkdtemp(join(tmpdir(), 'cards-'));
  for (const name of ['src', 'public', 'node_modules', 'package.json']) {
    await symlink(join(project, name), join(folder, name));
  }
  process.chdir(folder);
});
afterAll(async () => {
  process.chdir(project);
  await rm(folder, { recursive: true, force: true });
});

const of = 'stories/the-bus-home';
const first = makeVoice('I got the bus home that night.');
const second = makeVoice('Nobody said a word on the way.', { id: 'quote-2' });

function makeKit(change: Partial<Kit> = {}, cards = [first, second]): Kit {
  return {
    of,
    slug: 'the-bus-home',
    kind: 'story',
    title: 'The bus home',
    label: 'Composite, written from published research',
    consent: 'Nobody’s own account.',
    themes: ['housing'],
    month: '2026-11',
    cards: cards.map((card) => ({
      card,
      alt: altOf(card),
      captions: captionsFor({
        words: { full: `“${card.excerpt}”`, cuts: [] },
        label: 'Composite, written from published research.',
        also: [],
        contentNote: { full: 'In the story: debt.', short: 'In it: debt.' },
        support: { full: 'If it’s close to home: Childline, 0800 1111.', short: 'Childline, 0800 1111.' },
        link: 'https://example.org/stories/the-bus-home/',
        hashtags: ['#AnotherStory'],
        title: 'The bus home',
      }),
    })),
    ...change,
  };
}

const context = {
  url: 'https://example.org',
  siteName: 'Another Story',
  today: '2026-11-22',
  mode: 'demo',
} as const;
const kept = async () => (await readdir(join(folder, cacheFolder, of))).sort();
const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

describe('a rebuild', () => {
  it('draws nothing when nothing changed', async () => {
    await cardPaths([makeKit()]);
    const before = await kept();
    await cardPaths([makeKit()]);
    expect(await kept()).toEqual(before);
  });

  it('draws the cards of one changed excerpt, and no others', async () => {
    await cardPaths([makeKit()]);
    const before = new Set(await kept());
    await cardPaths([makeKit({}, [first, makeVoice('Nobody said one word on the way.', { id: 'quote-2' })])]);
    const drawn = (await kept())
      .filter((name) => !before.has(name))
      .map((name) => name.replace(/^[0-9a-f]+-/, ''));
    expect(drawn.sort()).toEqual(sizeNames.map((size) => `quote-2-${size}.png`).sort());
  });

  it('takes what is kept, and does not draw it again', async () => {
    const once = await cardPng(of, first, 'wide');
    const started = performance.now();
    expect(Buffer.from(await cardPng(of, first, 'wide')).equals(once)).toBe(true);
    expect(performance.now() - started).toBeLessThan(50);
  });
});

describe('a card whose words are too many for a size', () => {
  const long = makeVoice('word '.repeat(160));

  it('says which field of which file to shorten', async () => {
    const wide = (await sizesOf(of, long)).find(({ size }) => size === 'wide');
    expect(wide).toMatchObject({
      fits: false,
      why: 'Too long for wide, 1200 × 630: shorten Excerpts, no. 1 › Words (in the file: excerpts › text) in content/stories/the-bus-home.md.',
    });
  });

  it('has no route in that size, and does not stop the build', async () => {
    const paths = await cardPaths([makeKit({}, [long])]);
    expect(paths.map(({ params }) => params.card)).not.toContain('quote-1-wide');
  });
});

describe('a card that cannot be drawn', () => {
  const foreign = makeVoice('اردو is not there.');

  it('stops a build, and names the letter, the file and the field', async () => {
    await expect(sizesOf(of, foreign)).rejects.toThrow(
      /content\/stories\/the-bus-home\.md › Excerpts, no\. 1 › Words \(in the file: excerpts › text\): .*U\+0627/,
    );
  });

  it('does not stop a removal', async () => {
    process.env[removalsVariable] = '1';
    const sizes = await sizesOf(of, foreign).finally(() => delete process.env[removalsVariable]);
    expect(sizes.map(({ fits }) => fits)).toEqual([false, false, false, false]);
  });
});

describe('the picture of a link preview', () => {
  const site = { name: 'Another Story', promise: 'They’ll tell you one story. This is another.' };

  it('is the first quotation of the kit', async () => {
    const turn = { ...second, id: 'turn-1', format: 'turn' } as const;
    expect(await linkPreview(makeKit({}, [turn, first]), site)).toEqual({
      path: `/${of}/cards/quote-1-wide.png`,
      alt: altOf(first),
    });
  });

  it('is never a card whose words do not fit', async () => {
    const long = makeVoice('word '.repeat(160));
    const kit = makeKit({}, [long, second]);
    expect((await linkPreview(kit, site))?.path).toBe(`/${of}/cards/quote-2-wide.png`);
  });

  it('is the site’s own card where there is no other', async () => {
    expect((await linkPreview(makeKit({}, []), site))?.path).toBe('/cards/another-story-wide.png');
  });
});

describe('the ZIP of a kit', () => {
  let files: Record<string, Uint8Array>;
  let zip: Uint8Array;
  beforeAll(async () => {
    zip = await kitZip(makeKit(), context);
    files = unzipSync(zip);
  });

  it('has every card in every size', () => {
    const wanted = ['quote-1', 'quote-2'].flatMap((id) => sizeNames.map((size) => `cards/${id}-${size}.png`));
    expect(Object.keys(files).filter((name) => name.endsWith('.png'))).toEqual(wanted.sort());
  });

  it('has the very bytes of the cards', async () => {
    expect(Buffer.from(files['cards/quote-1-wide.png'] ?? []).equals(await cardPng(of, first, 'wide'))).toBe(
      true,
    );
  });

  it('has captions as plain text', () => {
    expect(text(files['captions/quote-1-bluesky.txt'])).toContain('“I got the bus home that night.”');
  });

  it('has a description of each card', () => {
    expect(text(files['descriptions/quote-2.txt']).trim()).toBe(altOf(second));
  });

  it('has its facts for programs', () => {
    expect(JSON.parse(text(files['metadata.json']))).toMatchObject({
      kit: of,
      page: 'https://example.org/stories/the-bus-home/',
      label: 'Composite, written from published research',
      madeOn: '2026-11-22',
      consent: { use: 'quotes', scope: 'Nobody’s own account.' },
      withdrawal: { list: 'https://example.org/withdrawn.json', slug: 'the-bus-home' },
      licence: 'https://creativecommons.org/licenses/by-nc-sa/4.0/',
    });
  });

  it.each([
    ['the day it was made', '22 November 2026'],
    ['what consent covers', 'Nobody’s own account.'],
    ['how to check that it may still be used', 'https://example.org/withdrawn.json'],
    ['what to know before posting', 'Don’t tag an area'],
  ])('says %s', (_what, words) => {
    expect(text(files['READ-ME-FIRST.txt'])).toContain(words);
  });

  it('says that it is from a demonstration, to people and to programs, and on a live site nothing of it', async () => {
    expect(text(files['READ-ME-FIRST.txt'])).toContain(`${demonstrationLine}.`);
    expect(JSON.parse(text(files['metadata.json']))).toMatchObject({ demonstration: demonstrationLine });
    const live = unzipSync(await kitZip(makeKit(), { ...context, mode: 'live' }));
    expect(text(live['READ-ME-FIRST.txt'])).not.toContain(demonstrationLine);
    expect(JSON.parse(text(live['metadata.json']))).not.toHaveProperty('demonstration');
  });

  it('has its licence', () => {
    expect(text(files['LICENCE.txt'])).toContain('CC BY-NC-SA 4.0');
  });

  it('is the same bytes every time', async () => {
    expect(Buffer.from(await kitZip(makeKit(), context)).equals(zip)).toBe(true);
  });

  it('keeps its files in the order of their names', () => {
    const names = Object.keys(files);
    expect(names).toEqual(names.toSorted());
  });
});
