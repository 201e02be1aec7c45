import { describe, expect, it } from 'vitest';
import { spellInWords, spellOf } from '#desk/work/reading-spell.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 11, 1, 9, minute)).toISOString();

describe('reading with care', () => {
  it.each([
    ['five stories', [0, 5, 10, 15, 20], 21, true],
    ['four stories', [0, 5, 10, 15], 21, false],
    ['four stories over 90 minutes', [0, 25, 50, 75], 90, true],
    ['five stories with half an hour’s rest between', [0, 5, 10, 40, 45], 46, false],
    ['a rest after five stories', [0, 5, 10, 15, 20], 50, false],
    ['nothing read', [], 10, false],
  ])('after %s', (_what, minutes, now, isTimeToStop) => {
    expect(spellOf(minutes.map(at), at(now)).isTimeToStop).toBe(isTimeToStop);
  });
});

it('counts a hard story as two, and begins anew after a break that was written down', () => {
  const at = ['2026-12-01T09:00:00.000Z', '2026-12-01T09:10:00.000Z', '2026-12-01T09:20:00.000Z'];
  const now = '2026-12-01T09:25:00.000Z';
  expect(spellOf(at, now, [true, true, false])).toMatchObject({ stories: 3, hard: 2, isTimeToStop: true });
  expect(spellOf(at, now, [true, false, false])).toMatchObject({ isTimeToStop: false });
  expect(spellOf(at, now, [true, true, false], ['2026-12-01T09:15:00.000Z'])).toMatchObject({
    stories: 1,
    hard: 0,
    isTimeToStop: false,
  });
});

it('is said as people say it', () => {
  const now = '2026-12-01T09:00:30.000Z';
  expect(spellInWords(spellOf(['2026-12-01T09:00:00.000Z'], now))).toBe(
    'You have opened one story in the last minute.',
  );
});
