import { describe, expect, test } from 'vitest';
import {
  debtPoints,
  debtSteps,
  gapBetween,
  given,
  hoursFor,
  hoursInMonth,
  pay,
  reachOf,
} from '../../../src/components/debt-and-pay.ts';

describe('the debt that grows', () => {
  test('says in words every amount that it draws', () => {
    expect(
      debtSteps.filter(({ owed, text }, index) => index < debtSteps.length - 1 && !text.includes(`£${owed}`)),
    ).toEqual([]);
    expect(debtSteps.at(-1)?.text).toContain(`£${given}`);
    expect(debtSteps.at(-1)?.text).toContain(`£${(debtSteps.at(-1)?.owed ?? 0) - given}`);
  });

  test('never goes down, and what was given never changes', () => {
    const told = debtPoints().map((point) => point.told);
    expect(told).toEqual(told.toSorted((a, b) => b - a));
    expect(new Set(debtPoints().map((point) => point.given)).size).toBe(1);
  });

  test('names a source for every step but the last, which says what the drawing shows', () => {
    expect(debtSteps.map(({ source }) => source === undefined)).toEqual(
      debtSteps.map((_, index) => index === debtSteps.length - 1),
    );
  });

  test('has no gap below what was given', () => {
    const [first, second] = debtPoints();
    expect(first && second && gapBetween(first, second)).toBe('M50 190L80 170V190H50Z');
  });
});

describe('who gets paid', () => {
  test('is told in hours at the rate of the bottom', () => {
    expect([pay.middleMonth, ...pay.topMonth].map(hoursFor)).toEqual([303, 1273, 3303]);
  });

  test('is drawn as long as the hours are many, the longest over the whole width', () => {
    expect(reachOf(hoursFor(pay.topMonth[1]))).toBe(340);
    expect(reachOf(hoursFor(pay.topMonth[0])) / 340).toBeCloseTo(1273 / 3303, 2);
    expect(reachOf(hoursInMonth)).toBeLessThan(reachOf(hoursFor(pay.topMonth[0])));
  });
});
