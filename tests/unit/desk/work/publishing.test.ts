import { describe, expect, it } from 'vitest';
import { itemsFrom } from '#desk/journal/items.ts';
import type { JournalEntry } from '#desk/journal/journal.ts';
import type { DecisionReason, Deed } from '#desk/journal/states.ts';
import { storiesDue, storiesOf } from '#desk/work/publishing.ts';

const id = 'a'.repeat(64);
const nothing = { stories: new Map(), 'sign-offs': new Map(), withdrawals: new Map() };

/** A submission after deeds, of which a promotion made the story `the-bus-home`. */
function itemAfter(...deeds: readonly (readonly [Deed, DecisionReason?])[]) {
  const entries = deeds.map(
    ([what, why], index): JournalEntry => ({
      moderator: 'ailsa',
      sequence: index + 1,
      at: `2026-03-01T10:00:0${index}.000Z`,
      what,
      why,
      item: id,
      roles: ['safeguarding'],
      ...(what === 'promote' && { slug: 'the-bus-home' }),
      previous: '',
      seen: {},
    }),
  );
  const item = itemsFrom(entries).get(id);
  if (!item) throw new Error('nothing was taken in');
  return item;
}

describe('what the files must say after the desk has decided', () => {
  it('a promotion that was overruled, and whose story cannot be read, is still taken down', () => {
    const item = itemAfter(['take'], ['withdraw', 'teller'], ['promote']);
    expect(item.slug).toBeUndefined();
    expect(storiesOf(item, nothing, [])).toEqual(['the-bus-home']);
    expect(storiesDue([item], nothing, [])).toEqual([
      { slug: 'the-bus-home', what: 'takeDown', why: 'teller' },
    ]);
  });

  it('what has its tombstone is left alone', () => {
    const item = itemAfter(['take'], ['withdraw', 'legal'], ['promote']);
    expect(
      storiesDue([item], { ...nothing, withdrawals: new Map([['the-bus-home', {}]]) } as never, []),
    ).toEqual([]);
  });

  it('what is neither held nor taken back is left alone', () => {
    const item = itemAfter(['take'], ['read'], ['promote']);
    expect(
      storiesDue([item], { ...nothing, 'sign-offs': new Map([['the-bus-home', {}]]) } as never, []),
    ).toEqual([]);
  });
});
