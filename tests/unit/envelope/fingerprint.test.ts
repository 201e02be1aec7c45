import { expect, test } from 'vitest';
import { fingerprintOf } from '#envelope/fingerprint.ts';
import { receiptWords } from '#envelope/receipt-words.ts';

test('a fingerprint is six words of the list, the same in any order of the keys', () => {
  const words = fingerprintOf(['age1pq1a', 'age1pq1b', 'age1pq1c']);
  expect(words.split(' ')).toHaveLength(6);
  expect(words.split(' ').filter((word) => !receiptWords.includes(word))).toEqual([]);
  expect(fingerprintOf(['age1pq1c', 'age1pq1a', 'age1pq1b'])).toBe(words);
});

test('one key changed changes it, and so does one joined to another', () => {
  const all = [
    ['a', 'b', 'c'],
    ['a', 'b', 'd'],
    ['a', 'b'],
    ['ab', 'c'],
    ['a\nb', 'c', 'd'],
  ];
  expect(new Set(all.map(fingerprintOf)).size).toBe(all.length);
});

test('a fingerprint on paper stays true: the words are those of the first release', () => {
  expect(fingerprintOf(['age1pq1a', 'age1pq1b', 'age1pq1c'])).toMatchInlineSnapshot(
    `"creme crook smile alibi usher float"`,
  );
});
