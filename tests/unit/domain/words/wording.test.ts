import { afterEach, describe, expect, it, vi } from 'vitest';
import { dayInWords, inARow, sizeInWords } from '#domain/words/wording.ts';

describe('a date in words', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it.each([
    ['2026-11-22', '22 November 2026'],
    ['2026-11-01', '1 November 2026'],
    ['2026-11', 'November 2026'],
    ['2026', '2026'],
    ['2024-02-29', '29 February 2024'],
  ])('%s is %s', (date, wording) => {
    expect(dayInWords(date)).toBe(wording);
  });

  it.each(['Pacific/Kiritimati', 'America/Los_Angeles', 'Europe/London'])('is the same day in %s', (zone) => {
    vi.stubEnv('TZ', zone);
    expect(dayInWords('2026-03-01')).toBe('1 March 2026');
  });
});

describe('things in a row', () => {
  it.each([
    [[], ''],
    [['one'], 'one'],
    [['one', 'two'], 'one and two'],
    [['one', 'two', 'three'], 'one, two and three'],
  ])('%j is %j', (things, wording) => {
    expect(inARow(things)).toBe(wording);
  });
});

describe('the size of a file', () => {
  it.each([
    [1, '1 kB'],
    [94_537, '95 kB'],
    [999_400, '999 kB'],
    [999_600, '1.0 MB'],
    [1_230_000, '1.2 MB'],
  ])('of %i bytes is said as %s', (bytes, words) => {
    expect(sizeInWords(bytes)).toBe(words);
  });
});
