import { describe, expect, test } from 'vitest';
import { type Count, fewestAnswers, shiftInWords } from '#domain/teach/shift.ts';

const count = (agree: number, notSure: number, disagree: number): Count => ({ agree, notSure, disagree });

describe('what changed', () => {
  test('is said in every hundred', () => {
    expect(shiftInWords(count(5, 10, 5), count(15, 3, 2))).toBe(
      'Agreed: 25 in every 100 before, 75 after: 50 more.',
    );
  });

  test('is said when it goes the other way', () => {
    expect(shiftInWords(count(10, 0, 10), count(5, 0, 15))).toContain('25 fewer');
  });

  test('is said when it stays', () => {
    expect(shiftInWords(count(10, 0, 10), count(10, 10, 0))).toContain('as many as before');
  });

  test('is not said until both have been counted', () => {
    expect(shiftInWords(count(10, 0, 10), count(0, 0, 0))).toBeUndefined();
  });

  test('is kept back in a group so small that it could point to somebody', () => {
    const small = count(fewestAnswers - 1, 0, 0);
    const words = shiftInWords(small, count(0, 20, 0));
    expect(words).toContain('could point to somebody');
    expect(words).not.toContain('100');
  });

  test('is said in a group that is just large enough', () => {
    expect(shiftInWords(count(fewestAnswers, 0, 0), count(fewestAnswers, 0, 0))).toContain('100 after');
  });

  test('comes with a warning where not as many answered', () => {
    expect(shiftInWords(count(10, 0, 10), count(10, 0, 11))).toContain('be careful');
  });
});
