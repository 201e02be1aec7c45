import type { Candidate } from './candidates.ts';
import type { Phrase, WordData } from './word-data.ts';
import type { Word } from './words.ts';

/** A phrase of the lists where it comes up in a text. */
export interface ListedPhrase extends Candidate {
  /** Indices of its words, the last included. */
  readonly first: number;
  readonly last: number;
}

/** Every phrase of the lists in a text, the longest where one begins with another. They do not overlap. */
export function listedPhrases(words: readonly Word[], data: WordData): ListedPhrase[] {
  const found: ListedPhrase[] = [];
  for (let first = 0; first < words.length; first++) {
    const phrase = phraseAt(words, first, data);
    if (!phrase) continue;
    const last = first + phrase.words.length - 1;
    const [start, end] = [words[first]?.start ?? 0, words[last]?.end ?? 0];
    found.push({ start, end, kind: phrase.kind, why: whyOf(phrase), first, last });
    first = last;
  }
  return found;
}

function whyOf({ kind }: Phrase): string {
  if (kind === 'place') return 'On the list of places.';
  if (kind === 'organisation') return 'On the list of organisations.';
  return 'On the list of words that tell something about a person.';
}

/** The longest listed phrase that begins at a word, in the singular or the plural. */
function phraseAt(words: readonly Word[], first: number, data: WordData): Phrase | undefined {
  for (const beginning of singulars(words[first]?.plain ?? '')) {
    const phrase = data.listed
      .get(beginning)
      ?.find((each) =>
        each.words.every(
          (word, ahead) => ahead === 0 || singulars(words[first + ahead]?.plain ?? '').includes(word),
        ),
      );
    if (phrase) return phrase;
  }
  return undefined;
}

/** A word and what it might be the plural of. */
function singulars(plain: string): string[] {
  if (!plain.endsWith('s') || plain.length < 4) return [plain];
  return [plain, plain.slice(0, -1), plain.replace(/ies$/, 'y'), plain.replace(/es$/, '')];
}
