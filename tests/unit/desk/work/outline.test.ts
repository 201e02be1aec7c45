import { describe, expect, it } from 'vitest';
import { notesIn, outlineOf } from '#desk/work/outline.ts';
import { makeMessage } from '../../../fixtures/desk.ts';

describe('what is known of a submission before it is read', () => {
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
