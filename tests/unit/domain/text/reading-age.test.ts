import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readingOf, syllablesIn } from '#domain/text/reading-age.ts';

describe('the syllables of a word', () => {
  it.each<[number, string]>([
    [1, 'bus home there those stopped walked eye friend stayed don’t can’t where tongue fright yes quilt'],
    [2, 'table centre wanted houses boxes isn’t didn’t hundred settled people client being café'],
    [2, 'lonely safely somewhere something quiet business every'],
    [3, 'idea area animal poisonous easiest cigarette imagine everyone'],
    [4, 'society everybody information community'],
    [5, 'communication possibility'],
  ])('are %i in each of: %s', (count, words) => {
    for (const word of words.split(' ')) expect(syllablesIn(word), word).toBe(count);
  });

  it('do not depend on capitals or the kind of apostrophe', () => {
    expect(syllablesIn("DIDN'T")).toBe(syllablesIn('didn’t'));
  });

  it('are one in a number', () => {
    expect(syllablesIn('2018')).toBe(1);
  });

  it('are at least one, and never more than the letters', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,14}$/), (word) => {
        const count = syllablesIn(word);
        expect(count).toBeGreaterThanOrEqual(1);
        expect(count).toBeLessThanOrEqual(word.length);
      }),
    );
  });
});

/** So many sentences of so many words of one syllable. */
function plain(sentences: number, words: number): string {
  return Array.from({ length: sentences }, () => `${Array(words).fill('cat').join(' ')}.`).join(' ');
}

describe('the reading age', () => {
  it('is the Flesch–Kincaid grade plus five', () => {
    // 0.39 × 30 words in a sentence + 11.8 × 1 syllable in a word − 15.59 = 7.91
    expect(readingOf([plain(4, 30)])).toEqual({ words: 120, sentences: 4, age: 13 });
    // 0.39 × 20 + 11.8 × 1.5 − 15.59 = 9.91
    const half = plain(5, 20).replaceAll('cat cat', 'cat wanted');
    expect(readingOf([half])).toEqual({ words: 100, sentences: 5, age: 15 });
  });

  it('is never below five', () => {
    expect(readingOf(['Go. Go. Go.'])?.age).toBe(5);
  });

  it.each([
    ['a question', 'Who said that? Nobody did.', 2],
    ['an exclamation in quotation marks', '“Stop!” he said. “Why?”', 3],
    ['three full stops', 'I waited… and went.', 2],
    ['several signs at once', 'What?! No.', 2],
    ['no full stop at the end', 'I waited. And went', 2],
    ['a number with a point', 'It cost 3.50 then.', 1],
  ])('counts sentences by their ends: %s', (_what, text, sentences) => {
    expect(readingOf([text])?.sentences).toBe(sentences);
  });

  it('takes the end of a paragraph or an item for the end of a sentence', () => {
    const item = Array(12).fill('cat').join(' ');
    expect(readingOf([item, item, item])).toEqual(readingOf([plain(3, 12)]));
  });

  it('takes no notice of passages without a word', () => {
    expect(readingOf([plain(4, 30), '', '—', '…'])).toEqual(readingOf([plain(4, 30)]));
  });

  it('is none where there are no words', () => {
    expect(readingOf([])).toBeUndefined();
    expect(readingOf(['', '…'])).toBeUndefined();
  });
});
