import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countIn, lengthOf } from '#domain/share/counting.ts';
import { platforms } from '#domain/share/platforms.ts';

describe('on X', () => {
  // twitter-text, conformance/validate.yml: WeightedTweetsCounterTest and WeightedTweetsWithDiscountedEmojiCounterTest.
  it.each([
    ['a link as 23 characters', 'http://test.co', 23],
    ['a link with https as 23 characters', 'https://test.com', 23],
    ['a link without its protocol as 23 characters', 'test.com', 23],
    ['words before a link', 'Hi http://test.co', 26],
    ['several links', 'Test https://test.com test https://test.com test.com test', 86],
    ['ten links that are long', 'https://www.twitter.com/aloha '.repeat(10), 240],
    ['a domain of two parts', 'foo.co.jp', 23],
    ['a name of more than 63 letters as no link', `${'randomurl'.repeat(7)}s.com`, 68],
    ['plain words', 'This is a test.', 15],
    ['285 characters', `285 chars-${'xxxxxxxxxx-'.repeat(25)}`, 285],
    ['letters outside the light ranges as 2', '저찀쯿쿿', 8],
    ['emoji as 2', '😷👾😡🔥💩', 10],
    ['a family of emoji as one', 'H🐱☺👨\u200D👩\u200D👧\u200D👦', 7],
    ['emoji with a skin or a profession as one', '🙋🏽👨\u200D🎤', 4],
    ['a keycap as one emoji', '1⃣', 2],
    ['emoji of Unicode 9', 'Unicode 9.0 emoji: 🤠; 💃; 💃🏾', 29],
    [
      'emoji of Unicode 10',
      'Unicode 10.0 emoji: 🤪; 🧕; 🧕🏾; 🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}',
      34,
    ],
    ['a letter and its accent as one, after NFC', 'A\u0301B', 2],
  ])('counts %s', (_what, text, count) => {
    expect(lengthOf(text, 'weighted')).toBe(count);
  });

  it.each([
    ['.app', 'another-story.app'],
    ['.gov', 'long-name-of-a-department.gov'],
    ['.scot', 'another-story.scot'],
    ['.org.uk, in capitals', 'ANOTHER-STORY.ORG.UK'],
    ['another alphabet', 'story.рф'],
    ['.uk, with a path', 'story.uk/a/b_(c)?d=e'],
  ])('counts a bare domain under %s as 23', (_what, domain) => {
    expect(lengthOf(`See ${domain}. Bye`, 'weighted')).toBe(4 + 23 + 5);
  });

  it.each([
    ['an address of e-mail', 'sam@another-story.app'],
    ['a name under no ending', 'another.storyteller'],
    ['a path', 'a/story.app'],
    ['a number', '12.50'],
  ])('takes no link out of %s', (_what, text) => {
    expect(lengthOf(text, 'weighted')).toBe(text.length);
  });

  it('counts © and ® as the letters that they are', () => {
    expect(lengthOf('©®', 'weighted')).toBe(2);
  });

  it('counts quotation marks and dashes as 1', () => {
    expect(lengthOf('“it’s”–', 'weighted')).toBe(7);
  });

  it('leaves the full stop after a link outside of it', () => {
    expect(lengthOf('https://test.com/a.', 'weighted')).toBe(24);
  });

  it('takes no sentence for a link', () => {
    expect(lengthOf('He went.Then he came.', 'weighted')).toBe(21);
  });
});

describe('on Threads', () => {
  it('counts a letter as 1', () => {
    expect(lengthOf('Wee é', 'emojiBytes')).toBe(5);
  });

  it('counts an emoji by its bytes in UTF-8', () => {
    expect(lengthOf('🐱', 'emojiBytes')).toBe(4);
  });

  it('counts every part of a family of emoji', () => {
    expect(lengthOf('👨\u200D👩\u200D👧\u200D👦', 'emojiBytes')).toBe(25);
  });
});

describe('on Bluesky', () => {
  it('counts what a reader sees as one character', () => {
    expect(lengthOf('👨\u200D👩\u200D👧\u200D👦e\u0301', 'graphemes')).toBe(2);
  });

  it('counts a link in full', () => {
    expect(lengthOf('https://test.com', 'graphemes')).toBe(16);
  });

  it('takes 300 graphemes and no more', () => {
    const { caption } = platforms.bluesky;
    expect([countIn(caption, 'a'.repeat(300)).fits, countIn(caption, 'a'.repeat(301)).fits]).toEqual([
      true,
      false,
    ]);
  });

  it('takes 3,000 bytes and no more', () => {
    const { caption } = platforms.bluesky;
    // 120 families of 25 bytes are 3,000.
    const family = '👨\u200D👩\u200D👧\u200D👦';
    expect([countIn(caption, family.repeat(120)).fits, countIn(caption, family.repeat(121)).fits]).toEqual([
      true,
      false,
    ]);
  });
});

describe('on Mastodon', () => {
  const { caption } = platforms.mastodon;

  // mastodon/mastodon, spec/validators/status_length_validator_spec.rb.
  it('counts any link as 23 characters', () => {
    expect(countIn(caption, `${'a'.repeat(476)} http://${'b'.repeat(30)}.com/example`)).toMatchObject({
      count: 500,
      fits: true,
    });
  });

  it('counts a bare domain in full: it makes no link of it', () => {
    expect(countIn(caption, 'See www.test.com and another-story.app/a').count).toBe(40);
  });

  it('leaves the full stop after a link outside of it', () => {
    expect(countIn(caption, 'See https://test.com/a.').count).toBe(4 + 23 + 1);
  });

  it('refuses more than 500 characters', () => {
    expect(countIn(caption, 'a'.repeat(520)).fits).toBe(false);
  });

  it('counts the content warning with the text', () => {
    expect([
      countIn(caption, 'b'.repeat(250), 'a'.repeat(250)).fits,
      countIn(caption, 'b'.repeat(251), 'a'.repeat(250)).fits,
    ]).toEqual([true, false]);
  });
});

describe('elsewhere', () => {
  it.each([
    ['Instagram', platforms.instagram.caption, 2200],
    ['LinkedIn', platforms.linkedin.caption, 3000],
    ['TikTok', platforms.tiktok.caption, 4000],
    ['TikTok’s title', platforms.tiktok.title, 90],
  ])('%s takes its limit and no more', (_name, field, limit) => {
    expect([countIn(field, 'a'.repeat(limit)).fits, countIn(field, 'a'.repeat(limit + 1)).fits]).toEqual([
      true,
      false,
    ]);
  });
});

it('never counts less for more text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom(' a', ' é', ' の', ' 🐱'), (text, more) => {
      for (const counting of [
        'weighted',
        'emojiBytes',
        'graphemes',
        'graphemesShortLinks',
        'units',
      ] as const) {
        expect(lengthOf(text + more, counting)).toBeGreaterThan(lengthOf(text, counting));
      }
    }),
  );
});
