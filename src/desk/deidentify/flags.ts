import type { Candidate } from './candidates.ts';
import type { FlagKind } from './kinds.ts';
import { recognisedIn } from './recognisers.ts';
import type { WordData } from './word-data.ts';
import { flaggedWords } from './word-flags.ts';
import { wordsOf } from './words.ts';

/** Something in a text that a person must decide on. Offsets are UTF-16 code units; `words` is `text.slice(start, end)`. */
export interface Flag {
  readonly start: number;
  readonly end: number;
  readonly words: string;
  readonly kind: FlagKind;
  /** A sentence for the moderator. */
  readonly why: string;
}

/**
 * Everything in a text that might tell somebody who it is about: every word outside everyday language, every number, every
 * capital inside a sentence, and whatever the recognisers and lists know. Sorted; never overlapping; the work grows with
 * the length of the text and no faster.
 *
 * A flag is a question, never an answer. Nothing is taken out of a text but by a person (`resolve.ts`).
 */
export function flagsWith(text: string, data: WordData): readonly Flag[] {
  const candidates = [...recognisedIn(text), ...flaggedWords(text, wordsOf(text), data), ...hiddenIn(text)];
  return painted(text, candidates);
}

/** Controls, bidirectional overrides, zero-width and private characters, lone surrogates, and pictures such as emoji. */
const hidden = /(?![\t\n\r])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}]{1,500}/gu;
const picture = /[\p{Extended_Pictographic}\p{Regional_Indicator}]{1,50}/gu;

function hiddenIn(text: string): Candidate[] {
  const found = (pattern: RegExp, kind: FlagKind, why: string) =>
    Array.from(text.matchAll(pattern), ({ 0: match, index: start }) => ({
      start,
      end: start + match.length,
      kind,
      why,
    }));
  return [
    ...found(hidden, 'hidden', 'Characters that do not show. They can hide words or turn them round.'),
    ...found(picture, 'phrase', 'A picture. Some people are known by the ones they use.'),
  ];
}

/**
 * Candidates without overlap: each takes the characters that no earlier one has taken. So what two rules see is
 * flagged once, and what only the later one sees is flagged as well.
 */
function painted(text: string, candidates: readonly Candidate[]): Flag[] {
  const owners = new Int32Array(text.length);
  for (const [index, { start, end }] of candidates.entries()) {
    for (let at = start; at < end; at++) owners[at] ||= index + 1;
  }
  const flags: Flag[] = [];
  for (let start = 0; start < text.length; ) {
    const owner = owners[start] ?? 0;
    let end = start + 1;
    while (end < text.length && owners[end] === owner) end++;
    const candidate = candidates[owner - 1];
    const flag = candidate && trimmed(text, { ...candidate, start, end });
    if (flag) flags.push(flag);
    start = end;
  }
  return flags;
}

/** A flag without blanks and punctuation at its ends; undefined if there is nothing else in it. */
function trimmed(text: string, { start, end, kind, why }: Candidate): Flag | undefined {
  const words = text.slice(start, end);
  if (kind === 'hidden') return { start, end, words, kind, why };
  const lead = /^[\s,.;:!?"“”‘’')\]–—-]*/u.exec(words)?.[0].length ?? 0;
  const kept = words.slice(lead).replace(/[\s,.;:!?"”’')\]]+$/u, '');
  if (kept === '') return undefined;
  return { start: start + lead, end: start + lead + kept.length, words: kept, kind, why };
}
