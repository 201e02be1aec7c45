import { describe, expect, it } from 'vitest';
import { spellOf } from '#desk/work/reading-spell.ts';

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
