import { faultsIn, type Journal, type JournalEntry, type JournalFault, mergedEntries } from './journal.ts';
import { afterMove, isHeld, isHold, type Standing } from './states.ts';

/** A submission as the journals tell of it: where it stands and how it came there. Not a word of it is in here. */
export interface Item extends Standing {
  /** The SHA-256 of the sealed submission, in hex. */
  readonly id: string;
  /** When it was taken in, ISO 8601. */
  readonly takenAt: string;
  /** When it came to where it stands. */
  readonly since: string;
  /** Since when it waits for a decision: taken in, released, or opened again. */
  readonly undecidedSince: string;
  /** Who first set it down as held, and until when it must be attended to, is read from these. */
  readonly history: readonly JournalEntry[];
  /** Lines that could not hold, because another moderator had decided otherwise at the same time. */
  readonly overruled: readonly JournalEntry[];
  /** How the last read-back ended. */
  readonly readBack: 'agreed' | 'notPossible' | undefined;
  readonly record: string | undefined;
  readonly slug: string | undefined;
  readonly promotedBy: string | undefined;
}

/** What the journals of a desk tell, at one moment. */
export interface Standings {
  /** Every submission, by its id. */
  readonly items: ReadonlyMap<string, Item>;
  /** Every line, in the order of {@link mergedEntries}. */
  readonly entries: readonly JournalEntry[];
  readonly faults: readonly JournalFault[];
}

/** Where every submission stands by the journals, as far as they can be trusted. */
export function standingsFrom(journals: readonly Journal[]): Standings {
  const entries = mergedEntries(journals);
  return { items: itemsFrom(entries), entries, faults: faultsIn(journals) };
}

/**
 * Every submission, by its id.
 *
 * @param entries in the order of `mergedEntries`
 */
export function itemsFrom(entries: readonly JournalEntry[]): ReadonlyMap<string, Item> {
  const items = new Map<string, Item>();
  for (const entry of entries) {
    const before = items.get(entry.item);
    const after = afterMove(before, entry);
    if (typeof after !== 'string') items.set(entry.item, itemAfter(before, after, entry));
    else if (before) items.set(entry.item, { ...before, overruled: [...before.overruled, entry] });
  }
  return items;
}

function itemAfter(before: Item | undefined, standing: Standing, entry: JournalEntry): Item {
  const item: Item = before ?? {
    ...standing,
    id: entry.item,
    takenAt: entry.at,
    since: entry.at,
    undecidedSince: entry.at,
    history: [],
    overruled: [],
    readBack: undefined,
    record: undefined,
    slug: undefined,
    promotedBy: undefined,
  };
  const isBackAtWork = entry.what === 'release' || entry.what === 'reopen';
  return {
    ...item,
    ...standing,
    history: [...item.history, entry],
    since: before?.stage === standing.stage && !isHold(entry.what) ? item.since : entry.at,
    undecidedSince: isBackAtWork ? entry.at : item.undecidedSince,
    readBack: readBackAfter(item, entry),
    record: entry.record ?? item.record,
    slug: entry.slug ?? item.slug,
    promotedBy: entry.what === 'promote' ? entry.moderator : item.promotedBy,
  };
}

function readBackAfter(item: Item, { what, why }: JournalEntry): Item['readBack'] {
  if (what === 'readBack') return why === 'agreed' ? 'agreed' : 'notPossible';
  // What was agreed to is not what will be there after more work; that nobody can be reached stays true.
  return what === 'reopen' && item.readBack === 'agreed' ? undefined : item.readBack;
}

/** Held submissions that the safeguarding lead has not attended to, the longest wait first. */
export function waitingForSafeguarding(items: Iterable<Item>): readonly Item[] {
  return [...items]
    .filter((item) => isHeld(item.stage) && !item.isAttended)
    .sort((one, other) => (one.since < other.since ? -1 : 1));
}

/** True if a held submission was to be attended to on a day that is over: the safeguarding lead sees it the same day. */
export function isOverdue(item: Item, today: string): boolean {
  return item.since.slice(0, 10) < today;
}
