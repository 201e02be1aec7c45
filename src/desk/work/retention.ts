import { daysBetween } from '#domain/gate/gate.ts';
import { reportOn } from '#domain/review/report.ts';
import type { Reviewed } from '#domain/review/review.ts';
import type { WithdrawalReason } from '#domain/words/vocabularies.ts';
import type { Item } from '../journal/items.ts';
import { type DecisionReason, isUndecided } from '../journal/states.ts';
import type { AtWork } from './desk.ts';
import { forgetWords, moveItem } from './moves.ts';
import { overviewOf } from './overview.ts';
import { carryOut } from './publishing.ts';
import { deletionRefusal, Refused } from './refused.ts';
import { isToCarryOut } from './withdrawals.ts';

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

/** A submission whose time is over, and what is to be done with it. */
export interface DueItem {
  readonly item: Item;
  /** `delete`: everything. `keepConsentOnly`: its words. `withdraw`: its story came down by another way than the desk’s. */
  readonly what: 'delete' | 'keepConsentOnly' | 'withdraw';
  readonly why: DecisionReason;
}

/** What is to be deleted on a day, and why. Legal holds and what is with the safeguarding lead never are. */
export function dueOn(items: Iterable<Item>, stories: StoriesNow, today: string): readonly DueItem[] {
  return [...items].flatMap((item) => dueOf(item, stories, today) ?? []);
}

function dueOf(item: Item, { published, down }: StoriesNow, today: string): DueItem | undefined {
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

/** What {@link deleteDue} would do today. A withdrawal that nobody has carried out yet is kept, however old it is. */
export async function dueToday(at: AtWork): Promise<readonly DueItem[]> {
  const { items, asked } = await overviewOf(at);
  const kept = new Set(asked.filter(isToCarryOut).map(({ message }) => message.id));
  const day = at.desk.today();
  const due = dueOn(items.values(), storiesNow(await at.desk.content(), day), day);
  return due.filter(({ item }) => !kept.has(item.id));
}

function storiesNow(reviewed: Reviewed, day: string): StoriesNow {
  return {
    published: new Set(reportOn(reviewed, day).published),
    down: new Map([...reviewed.content.withdrawals].map(([slug, { data }]) => [slug, data.reason])),
  };
}

/** What came of deleting on time. */
export interface DeletedOnTime {
  readonly done: readonly DueItem[];
  /** Stories that were taken down or lost their signatures, because of what another desk decided. */
  readonly stories: readonly string[];
}

/**
 * Deletes what is due, and whatever should have been deleted before and was not.
 *
 * @throws {@link Refused} if a journal is damaged
 */
export async function deleteDue(at: AtWork): Promise<DeletedOnTime> {
  if ((await at.store.standings()).faults.length > 0) throw new Refused(deletionRefusal);
  const stories = await carryOut(at);
  await forgetWords(at);
  const done: DueItem[] = [];
  // Where a story came down by another way, one round writes down that it was taken back. What is left of it may then
  // be due in the next.
  for (let round = 0; round < 3; round += 1) {
    for (const due of await dueToday(at)) {
      try {
        await moveItem(at, due.item.id, due.what, due.why);
        done.push(due);
      } catch (error) {
        // Somebody else decided otherwise at the same moment. The rest is still due.
        if (!(error instanceof Refused)) throw error;
      }
    }
  }
  return { done, stories };
}
