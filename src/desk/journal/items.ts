import { faultsIn, type Journal, type JournalEntry, type JournalFault, mergedEntries } from './journal.ts';
import { afterMove, isHeld, isHold, type Standing } from './states.ts';

/** A submission as the journals tell of it: where it stands and how it came there. None of its words are in here. */
export interface Item extends Standing {
  /** The SHA-256 of the sealed submission, in hex. */
  readonly id: string;
  /** When it was taken in, ISO 8601. */
  readonly takenAt: string;
  /** Since when it has been in its present stage. */
  readonly since: string;
  /** Since when it waits for a decision: since it was taken in, released or opened again. */
  readonly undecidedSince: string;
  /** Every line about it that was carried out, in order. */
  readonly history: readonly JournalEntry[];
  /** Lines that were not carried out, because another moderator had decided otherwise at the same time. */
  readonly overruled: readonly JournalEntry[];
  /** How the last read-back ended. */
  readonly readBack: 'agreed' | 'notPossible' | undefined;
  /** Who de-identified it last. */
  readonly deIdentifiedBy: string | undefined;
  /** The second reader, since it was last de-identified: who wrote down guesses, and whether they were found to be wrong. */
  readonly guess: { readonly by: string; readonly isPassed: boolean } | undefined;
  /** The id of its record of consent. */
  readonly record: string | undefined;
  /** The story that it was promoted to. */
  readonly slug: string | undefined;
  /** The moderator who promoted it. */
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

/** What the journals tell, each read as far as it can be trusted. */
export function standingsFrom(journals: readonly Journal[]): Standings {
  const entries = mergedEntries(journals);
  return { items: itemsFrom(entries), entries, faults: faultsIn(journals) };
}

/**
 * Follows the journals line by line and gives every submission, by its id.
 *
 * @param entries in the order of {@link mergedEntries}
 */
export function itemsFrom(entries: readonly JournalEntry[]): ReadonlyMap<string, Item> {
  const items = new Map<string, Item>();
  for (const entry of entries) {
    const before = items.get(entry.item);
    const after = before && overlooksHold(before, entry) ? 'notHere' : afterMove(before, entry);
    if (typeof after !== 'string') items.set(entry.item, itemAfter(before, after, entry));
    else if (before) items.set(entry.item, { ...before, overruled: [...before.overruled, entry] });
  }
  return items;
}

/**
 * True for a release, or for being attended to, whose writer had not seen the last hold: two desks had not heard of each other. A hold
 * always wins, so it stays until somebody who knows of it releases it.
 */
function overlooksHold({ history }: Item, { what, moderator, seen }: JournalEntry): boolean {
  if (what !== 'release' && what !== 'attend') return false;
  const hold = history.findLast((each) => isHold(each.what));
  if (hold === undefined || hold.moderator === moderator) return false;
  return (seen[hold.moderator]?.lines ?? 0) < hold.sequence;
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
    deIdentifiedBy: undefined,
    guess: undefined,
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
    deIdentifiedBy: entry.what === 'deIdentify' ? entry.moderator : item.deIdentifiedBy,
    guess: guessAfter(item, entry),
    record: entry.record ?? item.record,
    slug: entry.slug ?? item.slug,
    promotedBy: entry.what === 'promote' ? entry.moderator : item.promotedBy,
  };
}

function guessAfter({ guess }: Item, { what, moderator }: JournalEntry): Item['guess'] {
  if (what === 'guess') return { by: moderator, isPassed: false };
  if (what === 'passGuess') return guess && { ...guess, isPassed: true };
  // Other words can give away something else.
  return what === 'deIdentify' || what === 'reopen' || what === 'release' ? undefined : guess;
}

function readBackAfter(item: Item, { what, why }: JournalEntry): Item['readBack'] {
  if (what === 'readBack') return why === 'agreed' ? 'agreed' : 'notPossible';
  // After more work the text is no longer the one that was agreed to. That nobody can reach the teller stays true.
  return what === 'reopen' && item.readBack === 'agreed' ? undefined : item.readBack;
}

/** Held submissions that the safeguarding lead has not attended to, the longest wait first. */
export function waitingForSafeguarding(items: Iterable<Item>): readonly Item[] {
  return [...items]
    .filter((item) => isHeld(item.stage) && !item.isAttended)
    .sort((one, other) => (one.since < other.since ? -1 : 1));
}

/**
 * True if a held submission should have been attended to before today. The safeguarding lead is to see each on the
 * day on which it is held.
 */
export function isOverdue(item: Item, today: string): boolean {
  return item.since.slice(0, 10) < today;
}
