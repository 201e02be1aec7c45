import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Caption,
  type CaptionParts,
  captionFor,
  captionsFor,
  type FittingCaption,
  hashtagOf,
} from '#domain/share/captions.ts';
import { countIn } from '#domain/share/counting.ts';
import { platformNames, platformOf } from '#domain/share/platforms.ts';
import { inQuotationMarks, trueCuts } from '#domain/text/excerpts.ts';

const link = 'https://example.org/stories/the-bus-home/';

function makeParts(change: Partial<CaptionParts> & { excerpt?: string } = {}): CaptionParts {
  const { excerpt = 'I got the bus home. Nobody said a word.', ...rest } = change;
  const [full = '', ...cuts] = trueCuts(excerpt).map(inQuotationMarks);
  return {
    words: { full, cuts },
    label: 'Composite, written from published research.',
    also: ['From “The bus home”.'],
    contentNote: { full: 'In the story: debt and being afraid.', short: 'In it: debt, being afraid.' },
    support: { full: 'If it’s close to home: Childline, 0800 1111.', short: 'Childline, 0800 1111.' },
    link,
    hashtags: ['#AnotherStory', '#Housing', '#YouthWork', '#Narratives', '#Trust', '#Sixth'],
    title: 'The bus home',
    ...rest,
  };
}

function fitting(caption: Caption): FittingCaption {
  if (!caption.fits) throw new Error(caption.why);
  return caption;
}

/** Excerpts of whole sentences, as they stand in stories. */
const excerpts = fc
  .array(
    fc
      .array(
        fc.constantFrom(
          'a',
          'wee',
          'favour',
          'Friday',
          'naebody',
          'żółć',
          'airgead',
          '“aye”',
          'it’s',
          'bins',
        ),
        {
          minLength: 1,
          maxLength: 14,
        },
      )
      .map((words) => `The ${words.join(' ')}.`),
    { minLength: 1, maxLength: 6 },
  )
  .map((sentences) => sentences.join(' '));
const parts = fc
  .record({
    excerpt: excerpts,
    notes: fc.integer({ min: 0, max: 12 }),
    slug: fc.integer({ min: 1, max: 60 }),
  })
  .map(({ excerpt, notes, slug }) => {
    const list = Array.from({ length: notes }, () => 'being used by someone').join(', ');
    return makeParts({
      excerpt,
      contentNote: notes === 0 ? undefined : { full: `In the story: ${list}.`, short: `In it: ${list}.` },
      link: `https://example.org/stories/${'a'.repeat(slug)}/`,
    });
  });

describe.each(platformNames)('a caption for %s', (name) => {
  const platform = platformOf(name);

  it('is always within the limit', () => {
    fc.assert(
      fc.property(parts, (each) => {
        const caption = captionFor(each, name);
        if (!caption.fits) return;
        expect(countIn(platform.caption, caption.text, caption.contentWarning ?? '').fits).toBe(true);
      }),
    );
  });

  it('has its words whole, or cut at the end of a sentence', () => {
    fc.assert(
      fc.property(parts, (each) => {
        const caption = captionFor(each, name);
        if (!caption.fits) return;
        const [first = ''] = caption.text.split('\n');
        expect([each.words.full, ...each.words.cuts]).toContain(first);
      }),
    );
  });

  it('has its label, its notes, somewhere to turn and its link whole', () => {
    fc.assert(
      fc.property(parts, (each) => {
        const caption = captionFor(each, name);
        if (!caption.fits) return;
        const all = `${caption.text}\n${caption.contentWarning ?? ''}`;
        expect(all).toContain(each.label);
        expect(all).toContain('Childline, 0800 1111.');
        expect(caption.text.split('\n')).toContain(each.link);
        if (each.contentNote) {
          expect([each.contentNote.full, each.contentNote.short].some((note) => all.includes(note))).toBe(
            true,
          );
        }
      }),
    );
  });

  it('has no more hashtags than allowed', () => {
    const { text } = fitting(captionFor(makeParts({ contentNote: undefined }), name));
    expect(text.match(/#\w+/g)?.length ?? 0).toBeLessThanOrEqual(platform.hashtags);
  });

  it('says that it does not fit, and cuts nothing, where even the shortest is too long', () => {
    const long = `${'word '.repeat(14_000).trim()}.`;
    expect(captionFor(makeParts({ excerpt: long }), name)).toMatchObject({
      fits: false,
      why: expect.stringContaining('does not fit'),
    });
  });
});

it('has one caption for each platform', () => {
  expect(captionsFor(makeParts()).map(({ platform }) => platform)).toEqual(platformNames);
});

it('keeps the content note in its own field where there is one', () => {
  const caption = fitting(captionFor(makeParts(), 'mastodon'));
  expect([caption.contentWarning, caption.text.includes('debt')]).toEqual([
    'In the story: debt and being afraid.',
    false,
  ]);
});

it('says when words were shortened', () => {
  const excerpt = `I got the bus home. ${'Everybody said a word and then another word. '.repeat(4)}`;
  expect(fitting(captionFor(makeParts({ excerpt }), 'x'))).toMatchObject({ isCut: true });
});

it('gives TikTok a title within its 90 characters, whole or cut at the end of a sentence', () => {
  const title = `${'Fact '.repeat(15)}stands. ${'More '.repeat(10)}words.`;
  expect(fitting(captionFor(makeParts({ title }), 'tiktok')).title?.text).toBe(
    `${'Fact '.repeat(15)}stands.`,
  );
});

it.each([
  ['Community resilience', '#CommunityResilience'],
  ['Leisure, recreation and youth work', '#LeisureRecreationAndYouthWork'],
  ['Gàidhlig an-diugh', '#GàidhligAnDiugh'],
])('writes %s as %s', (name, tag) => {
  expect(hashtagOf(name)).toBe(tag);
});
