import fc from 'fast-check';
import { expect, it } from 'vitest';
import { asTyped, visibleText } from '#desk/text/visible.ts';
import { refusedIn } from '#domain/text/characters.ts';
import { propertyRuns } from '../../../fixtures/property-runs.ts';

it.each([
  ['an override of direction', 'a\u202Eb', 'a⟦U+202E⟧b'],
  ['a character without width', 'a\u200Bb', 'a⟦U+200B⟧b'],
  ['a control character', 'a\u0000b', 'a⟦U+0000⟧b'],
  ['half a character', 'a\uD800b', 'a⟦U+D800⟧b'],
  ['a tag character outside the first plane', 'a\u{E0041}b', 'a⟦U+E0041⟧b'],
  ['a variation selector that no emoji needs', 'a\ufe00b', 'a⟦U+FE00⟧b'],
  ['a joiner that no spelling needs', 'no\u200dbody', 'no⟦U+200D⟧body'],
])('shows %s', (_what, text, shown) => {
  expect(visibleText(text)).toBe(shown);
});

it('leaves Scots, Gaelic and line ends as they are', () => {
  const text = 'Fit like?\n\tÀ bheil thu ann — “aye”, said he';
  expect(visibleText(text)).toBe(text);
});

it.each([
  ['an emoji made of several', 'With 👩‍👧 ❤️'],
  ['Persian with its joiners', 'می\u200cخواهم'],
])('leaves %s as it is: a story may hold it', (_what, text) => {
  expect(visibleText(text)).toBe(text);
});

it('lets nothing hidden through, and gives back what was typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      const typed = text.replaceAll(/\r\n?/g, '\n').replaceAll('⟦', '');
      expect(visibleText(typed)).not.toMatch(/(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}]/u);
      expect(refusedIn(visibleText(typed))).toEqual([]);
      expect(asTyped(visibleText(typed))).toBe(typed);
    }),
    { numRuns: propertyRuns(10_000) },
  );
});

it('takes for hidden only what can be hidden', () => {
  expect(asTyped('⟦U+0041⟧ ⟦U+FFFFFF⟧')).toBe('⟦U+0041⟧ ⟦U+FFFFFF⟧');
});
