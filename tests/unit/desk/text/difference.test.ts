import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differenceOf, wordsAddedFreely } from '#desk/text/difference.ts';
import { propertyRuns } from '../../../fixtures/property-runs.ts';

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
