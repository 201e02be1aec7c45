import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';
import { hashOfKeys, isSignedKeys, type KeyPins, type SignedKeys, whyNotSigned } from './signed-keys.ts';

/** Where the log of all published bundles is, from the project’s folder. */
export const keyLogFile = 'content/key-log.jsonl';
/** Where bundles of demonstrations are logged instead. Git does not look there. */
export const demoKeyLogFile = '.another-story/key-log.jsonl';

/** One line of the log: a bundle that was published. */
export interface KeyLogEntry {
  /** The day on which it was signed, `YYYY-MM-DD`. */
  readonly on: string;
  /** SHA-256 of the line before, in hex; null in the first. */
  readonly last: string | null;
  readonly keys: SignedKeys;
}

/** What a log says: its entries as far as they can be trusted, and what is wrong with the first that cannot. */
export interface KeyLog {
  readonly entries: readonly KeyLogEntry[];
  readonly fault?: { readonly line: number; readonly says: string };
}

/**
 * Reads a log and checks it from its first line. Each line carries the hash of the line before and follows it in the row;
 * each bundle is signed by two of those whom the bundle before named, and the first by two whom it names itself.
 *
 * @param text the file; empty where there is none
 */
export function readKeyLog(text: string): KeyLog {
  const entries: KeyLogEntry[] = [];
  let last: string | null = null;
  const lines = text.split('\n');
  // A file ends with a line end; what stands after it is no line.
  if (lines.at(-1) === '') lines.pop();
  for (const [index, line] of lines.entries()) {
    const says = whyNot(line, entries.at(-1), last);
    if (says !== undefined) return { entries, fault: { line: index + 1, says } };
    entries.push(JSON.parse(line) as KeyLogEntry);
    last = hashOfLine(line);
  }
  return { entries };
}

/** The line that adds keys to a log, with its line end. */
export function keyLogLine(text: string, on: string, keys: SignedKeys): string {
  const before = text.split('\n').filter(Boolean).at(-1);
  const entry: KeyLogEntry = { on, last: before === undefined ? null : hashOfLine(before), keys };
  return `${canonicalize(entry)}\n`;
}

/** The keys that may sign the bundle after this one: those that it names itself. */
export function signersNamedBy(keys: SignedKeys): KeyPins {
  const { signers } = keys.bundle as { readonly signers?: unknown };
  if (typeof signers !== 'object' || signers === null) return {};
  return Object.fromEntries(
    Object.entries(signers).filter((each): each is [string, string] => typeof each[1] === 'string'),
  );
}

function whyNot(line: string, before: KeyLogEntry | undefined, last: string | null): string | undefined {
  let entry: KeyLogEntry;
  try {
    entry = JSON.parse(line) as KeyLogEntry;
  } catch {
    return 'it is no JSON';
  }
  if (typeof entry !== 'object' || entry === null || !isSignedKeys(entry.keys))
    return 'it holds no signed keys';
  if (!/^\d{4}-\d{2}-\d{2}$/.test(String(entry.on))) return 'it has no day';
  // So that one entry can be written in one way only.
  if (canonicalize(entry) !== line) return 'it is not written as the desk writes it';
  if (entry.last !== last)
    return 'it does not carry the hash of the line before: a line was changed, added or taken out';
  if (before && entry.on < before.on) return `its day is before that of the line above (${before.on})`;
  const { seq, previous } = entry.keys;
  if (seq !== (before?.keys.seq ?? 0) + 1 || previous !== (before ? hashOfKeys(before.keys) : null))
    return 'its bundle does not follow the one before';
  return whyNotSigned(entry.keys, signersNamedBy(before?.keys ?? entry.keys)) === undefined
    ? undefined
    : before
      ? 'its bundle is not signed by two of those whom the bundle before named'
      : 'its bundle is not signed by two of those whom it names';
}

function hashOfLine(line: string): string {
  return bytesToHex(sha256(new TextEncoder().encode(line)));
}
