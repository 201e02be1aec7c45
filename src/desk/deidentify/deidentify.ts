import { type Flag, flagsIn as flagsWith } from './flags.ts';
import { readWordData } from './read-word-data.ts';
import { type Decision, type Resolution, resolve as resolveWith } from './resolve.ts';

/** The desk’s word data: read once, when the desk starts. */
const words = readWordData();

/** Everything in a text that might tell somebody who it is about: see `flags.ts`. */
export function flagsIn(text: string): readonly Flag[] {
  return flagsWith(text, words);
}

/** A text with every flag decided by a person, or what is still to decide: see `resolve.ts`. */
export function resolve(text: string, flags: readonly Flag[], decisions: readonly Decision[]): Resolution {
  return resolveWith(text, flags, decisions, flagsIn);
}
