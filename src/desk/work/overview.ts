import { type Item, type Standings, waitingForSafeguarding } from '../journal/items.ts';
import { keepsWords } from '../journal/states.ts';
import type { KeysFound } from '../keys/compare-keys.ts';
import type { AtWork } from './desk.ts';
import { type Outline, outlineOf } from './outline.ts';
import { type ReadingSpell, spellOf } from './reading-spell.ts';
import { type AskedBack, askedBack } from './withdrawals.ts';

/** Everything that can be known at one moment without reading what anybody told. */
export interface Overview extends Standings {
  /** What can be known of each submission whose words are here, by its id. */
  readonly outlines: ReadonlyMap<string, Outline>;
  /** Held submissions that the safeguarding lead has not attended to. */
  readonly waiting: readonly Item[];
  readonly spell: ReadingSpell;
  /** Every withdrawal that the desk keeps, with the submissions that it is about. */
  readonly asked: readonly AskedBack[];
  /** What the keys that are published are to this desk, in each place where they are. */
  readonly publishedKeys: readonly KeysFound[];
}

/** Everything the journals tell, and what can be known of each submission without reading it. */
export async function overviewOf({ desk, moderator, store }: AtWork): Promise<Overview> {
  const standings = await store.standings();
  const mine = standings.entries.filter((entry) => entry.moderator === moderator && entry.what === 'read');
  const outlines = new Map<string, Outline>();
  for (const item of standings.items.values()) {
    const message = keepsWords(item) ? await store.message(item.id) : undefined;
    if (message) outlines.set(item.id, outlineOf(message));
  }
  return {
    ...standings,
    outlines,
    waiting: waitingForSafeguarding(standings.items.values()),
    spell: spellOf(
      mine.map(({ at }) => at),
      desk.now(),
      mine.map(({ item }) => outlines.get(item)?.isFlagged ?? false),
      await store.breaks(moderator),
    ),
    asked: askedBack(standings.items, outlines, await store.consents()),
    publishedKeys: await desk.comparedKeys(),
  };
}
