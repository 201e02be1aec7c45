import { carriedOutWith, type DecidedText } from './carrying-out.ts';
import { type Flag, flagsWith } from './flags.ts';
import { readWordData } from './read-word-data.ts';
import { type FlagDecision, type Resolution, resolveFlagsWith } from './resolve.ts';

/** The desk’s word data: read once, when the desk starts. */
const words = readWordData();

/** Flags of the texts that were looked at last: at each decision the same text is looked at again. */
const lastFlags = new Map<string, readonly Flag[]>();
const mostKept = 8;

/** Everything in a text that might tell somebody who it is about: see `flags.ts`. */
export function flagsIn(text: string): readonly Flag[] {
  const flags = lastFlags.get(text) ?? flagsWith(text, words);
  lastFlags.delete(text);
  lastFlags.set(text, flags);
  const [oldest] = lastFlags.keys();
  if (lastFlags.size > mostKept && oldest !== undefined) lastFlags.delete(oldest);
  return flags;
}

/** Forgets every text: when the desk is locked no word of one stays in memory. */
export function forgetTexts(): void {
  lastFlags.clear();
}

/** What was decided so far, carried out: see `carrying-out.ts`. */
export function carriedOut(
  text: string,
  decisions: readonly FlagDecision[],
  apart: readonly string[] = [],
): DecidedText {
  return carriedOutWith(text, decisions, apart, flagsIn);
}

/** A text with every flag decided by a person, or what is still to decide: see `resolve.ts`. */
export function resolveFlags(
  text: string,
  flags: readonly Flag[],
  decisions: readonly FlagDecision[],
): Resolution {
  return resolveFlagsWith(text, flags, decisions, flagsIn);
}
