import { type Flag, flagsWith } from './flags.ts';
import { readWordData } from './read-word-data.ts';
import { type FlagDecision, type Resolution, resolveFlagsWith } from './resolve.ts';

/** The desk’s word data: read once, when the desk starts. */
const words = readWordData();

/** Everything in a text that might tell somebody who it is about: see `flags.ts`. */
export function flagsIn(text: string): readonly Flag[] {
  return flagsWith(text, words);
}

/** A text with every flag decided by a person, or what is still to decide: see `resolve.ts`. */
export function resolveFlags(
  text: string,
  flags: readonly Flag[],
  decisions: readonly FlagDecision[],
): Resolution {
  return resolveFlagsWith(text, flags, decisions, flagsIn);
}
