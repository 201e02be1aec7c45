import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differenceOf, wordsAddedFreely } from '#desk/text/difference.ts';
import { notesIn, outlineOf, spellOf } from '#desk/work/reading.ts';
import { makeMessage } from '../../../fixtures/desk.ts';
import { propertyRuns } from '../../../fixtures/property-runs.ts';

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

  it.each([
    ['a live case', { liveCase: 'yes' }, true],
    ['an unsure answer about a live case', { liveCase: 'notSure' }, true],
    ['a child', { ageBand: 'from12to15' }, true],
    ['somebody who may not want to live', { text: 'I tried to kill myself that week.' }, true],
    ['an ordinary story', {}, false],
  ] as const)('flags %s', (_what, change, isFlagged) => {
    expect(outlineOf(makeMessage(change)).isFlagged).toBe(isFlagged);
  });

  it('guesses topics from words, in Scots as well', () => {
    expect(notesIn('I was feart. The polis lifted him for selling vallies and I owed him money.')).toEqual([
      'drugs',
      'debt',
      'policeContact',
      'fear',
    ]);
    expect(notesIn('We had mince for our tea.')).toEqual([]);
  });
});

describe('the difference between two texts', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 });
  const pairs = propertyRuns(10_000);
  it(`adds up to both, in ${pairs.toLocaleString('en-GB')} pairs`, () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const changes = differenceOf(before, after);
        const without = (kind: string) =>
          changes.filter((change) => change.kind !== kind).flatMap(({ pieces }) => pieces);
        expect(without('added')).toEqual(before);
        expect(without('removed')).toEqual(after);
      }),
      { numRuns: pairs },
    );
  });

  it('sees words put where none were taken out, and no others', () => {
    expect(wordsAddedFreely('He stayed in Larkhall then', 'He stayed in a town then')).toEqual([]);
    expect(wordsAddedFreely('He stayed in Larkhall then', 'He stayed then')).toEqual([]);
    expect(wordsAddedFreely('He stayed then', 'He stayed there, sadly, then')).toEqual(['there, sadly,']);
  });
});
