import { describe, expect, it } from 'vitest';
import type { Item } from '#desk/journal/items.ts';
import { refusalOfOne, secondReaders } from '#desk/work/two-people.ts';

const two = ['ailsa', 'morven'];
const readBy = (moderator: string) => ({ what: 'read', moderator }) as Item['history'][number];
const makeItem = (change: Partial<Item> = {}) =>
  ({ deIdentifiedBy: 'ailsa', history: [readBy('ailsa')], guess: undefined, ...change }) as Item;

describe('where two people are there', () => {
  it('whoever worked on it does not guess, and whoever guessed does not compare', () => {
    expect(refusalOfOne('guess', makeItem(), 'ailsa', two)).toContain('did not work on it');
    expect(refusalOfOne('guess', makeItem(), 'morven', two)).toBeUndefined();
    const guessed = makeItem({ guess: { by: 'morven', isPassed: false } });
    expect(refusalOfOne('guess', guessed, 'morven', two)).toContain('guessed already');
    expect(refusalOfOne('passGuess', guessed, 'morven', two)).toContain('You guessed');
    expect(refusalOfOne('passGuess', guessed, 'ailsa', two)).toBeUndefined();
    expect(refusalOfOne('passGuess', makeItem(), 'ailsa', two)).toContain('Nobody has guessed');
  });

  it('nothing is read back before a second reader guessed in vain', () => {
    expect(refusalOfOne('readBack', makeItem(), 'ailsa', two)).toContain('First a second reader');
    const passed = makeItem({ guess: { by: 'morven', isPassed: true } });
    expect(refusalOfOne('readBack', passed, 'ailsa', two)).toBeUndefined();
  });

  it('whoever de-identified it does not record the consent', () => {
    expect(refusalOfOne('recordConsent', makeItem(), 'ailsa', two)).toContain('somebody else records');
    expect(refusalOfOne('recordConsent', makeItem(), 'morven', two)).toBeUndefined();
  });

  it('somebody who has not read it is asked before somebody who has', () => {
    const three = [...two, 'una'];
    expect(secondReaders(makeItem({ history: [readBy('ailsa'), readBy('morven')] }), three)).toEqual(['una']);
    expect(secondReaders(makeItem({ history: [readBy('ailsa'), readBy('morven')] }), two)).toEqual([
      'morven',
    ]);
  });
});

it('where only one person can open the desk, they do it all', () => {
  const one = ['ailsa'];
  expect(refusalOfOne('readBack', makeItem(), 'ailsa', one)).toBeUndefined();
  expect(refusalOfOne('recordConsent', makeItem(), 'ailsa', one)).toBeUndefined();
});
