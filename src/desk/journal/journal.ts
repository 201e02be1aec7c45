import { createHash } from 'node:crypto';
import { z } from 'astro/zod';
import { moderatorRoles, valuesOf } from '#domain/words/vocabularies.ts';
import { type DeskKey, openValue, sealValue } from '../keys/sealing.ts';
import { decisionReasons, deeds } from './states.ts';

/**
 * The journal: who did what, when and why, and never a word of what anybody told. Each moderator has one of their own,
 * to which lines are only ever added, so that two desks that share a folder never write the same file. Each line holds
 * the hash of the line before it and what its writer had seen of the others’ journals, and is sealed.
 */

/** How far somebody’s journal reaches: its number of lines, and the hash of the last. */
const headSchema = z.strictObject({ lines: z.int().min(0), hash: z.string() });
export type JournalHead = z.output<typeof headSchema>;

const entrySchema = z.strictObject({
  moderator: z.string(),
  /** Counts from 1. */
  sequence: z.int().min(1),
  /** ISO 8601, UTC. Later than everything that its writer had seen. */
  at: z.iso.datetime(),
  what: z.enum(valuesOf(deeds)),
  why: z.enum(valuesOf(decisionReasons)).optional(),
  /** The SHA-256 of the sealed submission, in hex. */
  item: z.string().regex(/^[0-9a-f]{64}$/),
  /** The roles that the writer had at that time. */
  roles: z.array(z.enum(valuesOf(moderatorRoles))),
  /** Who read a submission together with the writer, if it was not to be read alone. */
  beside: z.string().optional(),
  /** The opaque id of the consent record. */
  record: z.string().optional(),
  /** The story that a promotion made. */
  slug: z.string().optional(),
  /** SHA-256 of the line before, in hex. */
  previous: z.string(),
  /** How far the other journals reached when the line was written, by moderator. */
  seen: z.record(z.string(), headSchema),
});
/** One line of a journal. */
export type JournalEntry = z.output<typeof entrySchema>;

/** What can be wrong with a journal. */
export const journalFaults = {
  altered: 'a line was changed, or was sealed by another desk',
  reordered: 'lines stand in another order',
  missing: 'a line is missing from the middle',
  truncated: 'lines are missing from the end',
  rewritten: 'lines that another moderator has seen were replaced',
  torn: 'the last line was not written to its end',
} as const;

/** Something wrong with a journal, and at which line. */
export interface JournalFault {
  readonly moderator: string;
  readonly fault: keyof typeof journalFaults;
  /** Counts from 1. */
  readonly line: number;
}

/** One moderator’s journal as far as it can be trusted: up to the first fault. */
export interface Journal {
  readonly moderator: string;
  readonly entries: readonly JournalEntry[];
  /** The hash of each line. */
  readonly hashes: readonly string[];
  readonly faults: readonly JournalFault[];
}

/**
 * Lines are filled up to this many bytes before they are sealed, so that nobody can tell from its length what a line
 * says.
 */
const lineBlock = 512;

/** Seals an entry into a line, without its line end. */
export function lineOf(key: DeskKey, entry: JournalEntry): string {
  const sealed = sealValue(key, entry, lineName(entry.moderator, entry.sequence), lineBlock);
  return `${entry.sequence} ${sealed.toString('base64')}`;
}

/** Seals how far a journal reaches: kept beside it, so that lines cannot be cut from its end unnoticed. */
export function sealHead(key: DeskKey, moderator: string, head: JournalHead): string {
  return sealValue(key, head, `journal/1 head of ${moderator}`, 128).toString('base64');
}

/** How far a journal reaches. */
export function headOf({ moderator, hashes }: Journal): JournalHead {
  return { lines: hashes.length, hash: hashes.at(-1) ?? beginningOf(moderator) };
}

/**
 * Reads one journal, and looks for every fault that can be seen in it without the others.
 *
 * @param text the file
 * @param sealedHead what {@link sealHead} gave when the last line was written, if it is there
 */
export function readJournal(key: DeskKey, moderator: string, text: string, sealedHead?: string): Journal {
  const lines = text.split('\n');
  const unfinished = lines.pop() ?? '';
  const numbers = lines.map((line) => Number(line.split(' ', 1)[0]));
  const entries: JournalEntry[] = [];
  const hashes: string[] = [];
  const broken = (fault: JournalFault['fault'], line: number): Journal => ({
    moderator,
    entries,
    hashes,
    faults: [{ moderator, fault, line }],
  });
  for (const [index, line] of lines.entries()) {
    const sequence = index + 1;
    if (numbers[index] !== sequence) {
      return broken(numbers.includes(sequence) ? 'reordered' : 'missing', sequence);
    }
    const entry = openLine(key, moderator, sequence, line);
    if (entry?.previous !== (hashes.at(-1) ?? beginningOf(moderator))) return broken('altered', sequence);
    entries.push(entry);
    hashes.push(hashOf(line));
  }
  if (unfinished !== '') return broken('torn', lines.length + 1);
  const journal: Journal = { moderator, entries, hashes, faults: [] };
  const fault =
    sealedHead === undefined ? undefined : faultAgainst(journal, openHead(key, moderator, sealedHead));
  return fault ? { ...journal, faults: [fault] } : journal;
}

/**
 * Faults that show only when journals are compared. Each line says how far its writer saw the other journals reach,
 * and what was seen then must still be there.
 */
export function faultsBetween(journals: readonly Journal[]): readonly JournalFault[] {
  const byName = new Map(journals.map((journal) => [journal.moderator, journal]));
  const furthest = new Map<string, JournalHead>();
  for (const { entries } of journals) {
    for (const [name, head] of entries.flatMap(({ seen }) => Object.entries(seen))) {
      if (head.lines > (furthest.get(name)?.lines ?? 0)) furthest.set(name, head);
    }
  }
  return [...furthest].flatMap(([name, head]) => {
    const journal = byName.get(name) ?? { moderator: name, entries: [], hashes: [], faults: [] };
    return journal.faults.length > 0 ? [] : (faultAgainst(journal, head) ?? []);
  });
}

/** Everything that is wrong with a desk’s journals. */
export function faultsIn(journals: readonly Journal[]): readonly JournalFault[] {
  return [...journals.flatMap(({ faults }) => faults), ...faultsBetween(journals)];
}

/** All journals as one, in an order that is the same on every machine. */
export function mergedEntries(journals: readonly Journal[]): readonly JournalEntry[] {
  return journals
    .flatMap(({ entries }) => entries)
    .sort(
      (one, other) =>
        compare(one.at, other.at) || compare(one.moderator, other.moderator) || one.sequence - other.sequence,
    );
}

/** A line without what the journal itself adds to it: its number, its time, and what was there before it. */
export type JournalDeed = Omit<JournalEntry, 'sequence' | 'at' | 'previous' | 'seen'>;

/**
 * The next line of somebody’s journal. Its time is later than everything that its writer has seen, whatever the
 * clocks of the machines say, so that an answer always stands after what it answers.
 *
 * @param now ISO 8601, UTC
 */
export function nextEntry(journals: readonly Journal[], deed: JournalDeed, now: string): JournalEntry {
  const own = journals.find(({ moderator }) => moderator === deed.moderator) ?? {
    moderator: deed.moderator,
    entries: [],
    hashes: [],
    faults: [],
  };
  const latest = mergedEntries(journals).at(-1)?.at;
  const afterLatest = latest === undefined ? now : new Date(Date.parse(latest) + 1).toISOString();
  const { lines, hash } = headOf(own);
  return {
    ...deed,
    sequence: lines + 1,
    at: afterLatest > now ? afterLatest : now,
    previous: hash,
    seen: Object.fromEntries(
      journals
        .filter(({ moderator, hashes }) => moderator !== deed.moderator && hashes.length > 0)
        .map((journal) => [journal.moderator, headOf(journal)]),
    ),
  };
}

/**
 * The line after one that was made by {@link nextEntry} a moment ago, when nobody else has written anything in between. It spares
 * reading all journals again.
 *
 * @param line the line before, as it is written
 */
export function followingEntry(
  before: JournalEntry,
  line: string,
  deed: JournalDeed,
  now: string,
): JournalEntry {
  const afterBefore = new Date(Date.parse(before.at) + 1).toISOString();
  return {
    ...deed,
    sequence: before.sequence + 1,
    at: afterBefore > now ? afterBefore : now,
    previous: hashOf(line),
    seen: before.seen,
  };
}

/** The hash of a line, in hex. */
export function hashOf(line: string): string {
  return createHash('sha256').update(line).digest('hex');
}

function faultAgainst(journal: Journal, head: JournalHead | undefined): JournalFault | undefined {
  const { moderator, hashes } = journal;
  if (head === undefined) return { moderator, fault: 'altered', line: hashes.length };
  if (hashes.length < head.lines) return { moderator, fault: 'truncated', line: hashes.length + 1 };
  const isSame = head.lines === 0 || hashes[head.lines - 1] === head.hash;
  return isSame ? undefined : { moderator, fault: 'rewritten', line: head.lines };
}

function openLine(key: DeskKey, moderator: string, sequence: number, line: string): JournalEntry | undefined {
  try {
    const sealed = Buffer.from(line.slice(line.indexOf(' ') + 1), 'base64');
    return entrySchema.parse(openValue(key, sealed, lineName(moderator, sequence)));
  } catch {
    // Whatever the reason, the line is not what was written.
    return undefined;
  }
}

function openHead(key: DeskKey, moderator: string, sealed: string): JournalHead | undefined {
  try {
    return headSchema.parse(openValue(key, Buffer.from(sealed, 'base64'), `journal/1 head of ${moderator}`));
  } catch {
    return undefined;
  }
}

function lineName(moderator: string, sequence: number): string {
  return `journal/1 line ${sequence} of ${moderator}`;
}

/** What the first line of a journal holds in place of the hash of a line before it. */
function beginningOf(moderator: string): string {
  return hashOf(`journal/1 of ${moderator}`);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
