import naughty from 'big-list-of-naughty-strings' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { bodyOf } from '#desk/work/promoting.ts';
import { fragmentOf, type Wish, wishFrom } from '#domain/plan/session.ts';
import { mistakesInTexts } from '#domain/review/text-review.ts';
import { storySchema } from '#domain/schema/story.ts';
import { type CaptionParts, captionsFor, hashtagOf, wordsFor } from '#domain/share/captions.ts';
import { countIn } from '#domain/share/counting.ts';
import { platformNames, platformOf } from '#domain/share/platforms.ts';
import { isAllowedLink } from '#domain/text/body-rules.ts';
import { escapeHtml } from '#domain/text/escape.ts';
import { htmlOf } from '#domain/text/story-html.ts';
import { linksInStory, plainText, readStoryText } from '#domain/text/story-text.ts';
import { rawFile } from '#files/read.ts';
import { contentText } from '#files/write.ts';
import { drawnFrom } from '../fixtures/drawn.ts';
import { makeFrontMatter, storyBody } from '../fixtures/make.ts';
import { unescapeHtml } from '../fixtures/site-files.ts';

/**
 * The big list of naughty strings, wherever words come in: each is taken as it is or refused in words. Nothing throws, and nothing
 * that is drawn is more than words. In a browser they go through the search and the filters (`tests/browser/fragments.test.ts`).
 */
const strings: readonly string[] = naughty;
const bytes = (text: string) => new TextEncoder().encode(text);

/** What a body is drawn as; undefined for one that is refused. */
function drawn(body: string): readonly string[] | undefined {
  const { sections, mistakes } = readStoryText(body);
  if (mistakes.length > 0) {
    for (const { line, message } of mistakes) {
      expect(line).toBeGreaterThanOrEqual(1);
      expect(message).toMatch(/\w/);
    }
    return undefined;
  }
  const parts = sections.map(({ heading = '', blocks }) => [
    heading && `<h2>${escapeHtml(heading)}</h2>`,
    ...blocks.map((block) => htmlOf(block, () => true)),
  ]);
  return drawnFrom(parts.flat().join(''));
}

it('there are some hundreds of them', () => {
  expect(strings.length).toBeGreaterThan(400);
});

describe('a naughty string as a title', () => {
  it('is read from a file as it was written, and taken so or refused', () => {
    let taken = 0;
    for (const title of strings) {
      const file = rawFile(
        'stories',
        'a.md',
        bytes(contentText('stories', makeFrontMatter({ title }), storyBody)),
      );
      expect(file).toMatchObject({ data: { title }, body: storyBody });
      expect(file.problem).toBeUndefined();
      const { success, data, error } = storySchema.safeParse(file.data);
      if (success) expect(data.title).toBe(title);
      else expect(error.issues.map(({ path }) => path)).toEqual(error.issues.map(() => ['title']));
      if (success && mistakesInTexts(data).length === 0) taken += 1;
    }
    expect(taken).toBeGreaterThan(200);
  });

  it('is read as it stands, or is no text, or is refused, where somebody typed it without quotes', () => {
    let read = 0;
    for (const title of strings) {
      const file = rawFile('stories', 'a.md', bytes(`---\ntitle: ${title}\n---\nWords.\n`));
      const written = title.replaceAll(/^[ \t]+|[ \t]+$/g, '');
      const value =
        file.data === undefined || file.problem ? undefined : (file.data as { title: unknown }).title;
      if (typeof value !== 'string') continue;
      // Text in quotes is what is between them.
      expect(value).toBe(/^(["']).*\1$/.test(written) ? written.slice(1, -1) : written);
      read += 1;
    }
    expect(read).toBeGreaterThan(200);
  });

  it('is drawn as its words, and as nothing else', () => {
    for (const title of strings) {
      const html = escapeHtml(title);
      expect(html).not.toMatch(/[<>"']|&(?!#\d+;)/);
      expect(unescapeHtml(html)).toBe(title);
    }
  });
});

describe('a naughty string as the body of a story', () => {
  it('is drawn with nothing but what a story may hold, or refused with a place', () => {
    for (const text of strings) {
      if (drawn(text) === undefined) continue;
      expect(linksInStory(text).filter(({ url }) => !isAllowedLink(url))).toEqual([]);
    }
    expect(strings.filter((text) => drawn(text) !== undefined).length).toBeGreaterThan(150);
  });

  it('is drawn word for word, or refused, where its signs are escaped', () => {
    let shown = 0;
    for (const text of strings) {
      const lines = drawn(text.replaceAll(/[!-/:-@[-`{-~]/g, String.raw`\$&`));
      if (lines === undefined) continue;
      const words = text.replaceAll(/[ \t]+/g, ' ').replaceAll(/^ | $/g, '');
      expect(lines).toEqual(words === '' ? [] : [`p: ${words}`]);
      shown += 1;
    }
    expect(shown).toBeGreaterThan(300);
  });
});

describe('a naughty string that somebody told', () => {
  it('becomes a paragraph that says exactly this, or is refused', () => {
    let said = 0;
    for (const text of strings) {
      const { sections, mistakes } = readStoryText(bodyOf([text]));
      if (mistakes.length > 0) continue;
      expect(plainText(sections)).toBe(text.replaceAll(/\s+/g, ' ').trim());
      said += 1;
    }
    expect(said).toBeGreaterThan(300);
  });
});

describe('a naughty string in a caption', () => {
  const link = 'https://example.org/stories/the-bus-home/';
  const parts = (excerpt: string): CaptionParts => ({
    words: wordsFor({ style: 'voice', excerpt } as Parameters<typeof wordsFor>[0]),
    label: 'Composite, written from published research.',
    also: [`From “${excerpt}”.`],
    contentNote: { full: 'In the story: debt.', short: 'In it: debt.' },
    support: { full: 'If it’s close to home: Childline, 0800 1111.', short: 'Childline, 0800 1111.' },
    link,
    hashtags: [hashtagOf(excerpt), '#AnotherStory'],
    title: excerpt,
  });

  it('stands whole or in a true cut, beside everything that must stand there, within the limit', () => {
    for (const text of strings) {
      const made = parts(text);
      for (const caption of captionsFor(made)) {
        if (!caption.fits) {
          expect(caption.why).toMatch(/^It does not fit/);
          continue;
        }
        const { caption: field } = platformOf(caption.platform);
        expect(countIn(field, caption.text, caption.contentWarning ?? '')).toEqual(caption.count);
        expect(caption.count.count).toBeLessThanOrEqual(field.limit);
        expect([made.words.full, ...made.words.cuts].some((words) => caption.text.startsWith(words))).toBe(
          true,
        );
        for (const always of [made.label, link, 'Childline, 0800 1111.'])
          expect(caption.text).toContain(always);
      }
    }
  });

  it('fits nearly always', () => {
    const fitting = strings.filter((text) => captionsFor(parts(text)).every(({ fits }) => fits));
    expect(platformNames.length).toBeGreaterThan(6);
    expect(fitting.length).toBeGreaterThan(400);
  });

  it('makes a hashtag of letters and digits alone', () => {
    for (const text of strings) expect(hashtagOf(text)).toMatch(/^#[\p{L}\p{N}]*$/u);
  });
});

describe('a naughty string in the planner’s address', () => {
  const wish: Wish = { group: 'few', audience: 'second', minutes: 30, without: [] };

  it('is passed on as it is, as a browser keeps it', () => {
    for (const text of strings) {
      // A slug holds no space.
      const slug = text.replaceAll(' ', '-');
      if (slug === '') continue;
      const asked = { wish: { ...wish, theme: slug, point: slug }, picks: [slug] };
      const fragment = fragmentOf(asked.wish, asked.picks);
      expect(fragment).toMatch(/^#[\w.*+%&=-]+$/);
      expect(new URL(fragment, 'https://site.example/plan/').hash).toBe(fragment);
      expect(wishFrom(fragment)).toEqual(asked);
    }
  });

  it('alone, or in the place of any value, asks for something that can be or for nothing', () => {
    for (const text of strings) {
      for (const fragment of [text, `#${text}`, `#group=few&level=${text}&minutes=${text}&without=${text}`]) {
        const asked = wishFrom(fragment);
        if (asked === undefined) continue;
        expect(asked.wish).toMatchObject({ group: expect.stringMatching(/^\w+$/), without: [] });
        expect(asked.wish.audience).toMatch(/^\w+$/);
        expect(Number.isInteger(asked.wish.minutes)).toBe(true);
        expect(wishFrom(fragmentOf(asked.wish, asked.picks))).toEqual(asked);
      }
    }
  });
});
