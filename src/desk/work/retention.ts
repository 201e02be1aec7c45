import { daysBetween } from '#domain/gate/gate.ts';
import type { WithdrawalReason } from '#domain/words/vocabularies.ts';
import type { Item } from '../journal/items.ts';
import { type DecisionReason, isUndecided } from '../journal/states.ts';

/** How long the desk keeps things, in days. */
export const keptDays = {
  junk: 7,
  rejected: 30,
  /** From when it was taken in, released or opened again. Also the most that words are kept after a promotion. */
  undecided: 90,
  /** The record of consent, after its story came down. */
  consent: 365,
} as const;

/** What retention knows of the stories that were promoted. */
export interface StoriesNow {
  /** Slugs of the stories that are on the site. */
  readonly published: ReadonlySet<string>;
  /** Why each withdrawn story was withdrawn, by slug. */
  readonly down: ReadonlyMap<string, WithdrawalReason>;
}

/** One thing whose time is over. */
export interface Due {
  readonly item: Item;
  /** `delete`: everything. `keepConsentOnly`: its words. `withdraw`: its story came down by another way than the desk’s. */
  readonly what: 'delete' | 'keepConsentOnly' | 'withdraw';
  readonly why: DecisionReason;
}

/** What is to be deleted on a day, and why. Legal holds and what is with the safeguarding lead never are. */
export function dueOn(items: Iterable<Item>, stories: StoriesNow, today: string): readonly Due[] {
  return [...items].flatMap((item) => dueOf(item, stories, today) ?? []);
}

function dueOf(item: Item, { published, down }: StoriesNow, today: string): Due | undefined {
  const isOver = (since: string, days: number) => daysBetween(since.slice(0, 10), today) >= days;
  if (isUndecided(item.stage)) {
    return isOver(item.undecidedSince, keptDays.undecided)
      ? { item, what: 'delete', why: 'undecidedKept' }
      : undefined;
  }
  switch (item.stage) {
    case 'junk':
      return isOver(item.since, keptDays.junk) ? { item, what: 'delete', why: 'junkKept' } : undefined;
    case 'rejected':
      return isOver(item.since, keptDays.rejected)
        ? { item, what: 'delete', why: 'rejectedKept' }
        : undefined;
    case 'promoted': {
      const reason = item.slug === undefined ? undefined : down.get(item.slug);
      if (reason) return { item, what: 'withdraw', why: reason };
      if (item.isConsentOnly) return undefined;
      if (item.slug !== undefined && published.has(item.slug))
        return { item, what: 'keepConsentOnly', why: 'published' };
      return isOver(item.since, keptDays.undecided)
        ? { item, what: 'keepConsentOnly', why: 'undecidedKept' }
        : undefined;
    }
    case 'withdrawn':
      if (item.record === undefined) return { item, what: 'delete', why: 'settled' };
      return isOver(item.since, keptDays.consent) ? { item, what: 'delete', why: 'aYearDown' } : undefined;
    default:
      // Held, or deleted already.
      return undefined;
  }
}
