import { type FlagKind, isFlagKind } from './kinds.ts';
import { plainOf } from './words.ts';

/** Some words that mean something when they stand together, or one word. */
export interface Phrase {
  /** As they are looked up: lower case, straight apostrophes. */
  readonly words: readonly string[];
  readonly kind: FlagKind;
}

/** Phrases by their first word. */
export type Phrases = ReadonlyMap<string, readonly Phrase[]>;

/** What the rules know about words. Made from the lists in `data/`; its README names the source of each. */
export interface WordData {
  /** Words that anybody uses and that identify nobody. */
  readonly everyday: ReadonlySet<string>;
  /** First names. A word that is here and not in `everyday` is a name wherever it stands. */
  readonly firstNames: ReadonlySet<string>;
  /** Everyday words that are also first names or surnames (*mark*, *rose*, *brown*): names where the words around say so. */
  readonly nameWords: ReadonlySet<string>;
  /** Places, organisations, and words that tell something about a person. */
  readonly listed: Phrases;
}

/** The lists as text: one word a line; `listed` has `kind: phrase` lines. Lines that begin with `#` are remarks. */
export interface WordLists {
  readonly everyday: readonly string[];
  readonly firstNames: readonly string[];
  readonly nameWords: readonly string[];
  /** Lists of one kind, and lists whose lines name their kind. */
  readonly listed: readonly { readonly kind?: FlagKind; readonly text: string }[];
}

/**
 * Lists, ready to be looked up.
 *
 * @throws if a line names a kind that does not exist
 */
export function wordDataFrom(lists: WordLists): WordData {
  const listed = new Map<string, Phrase[]>();
  for (const { kind, text } of lists.listed) {
    for (const line of linesOf(text)) {
      const phrase = kind ? { kind, words: plainWords(line) } : phraseOf(line);
      const [first = ''] = phrase.words;
      listed.set(first, [...(listed.get(first) ?? []), phrase]);
    }
  }
  // Longest first, so that "high court" is found before "high".
  for (const phrases of listed.values()) phrases.sort((a, b) => b.words.length - a.words.length);
  const set = (texts: readonly string[]) => new Set(texts.flatMap(linesOf));
  return {
    everyday: set(lists.everyday),
    firstNames: set(lists.firstNames),
    nameWords: set(lists.nameWords),
    listed,
  };
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

function phraseOf(line: string): Phrase {
  const [kind = '', phrase = ''] = line.split(': ');
  if (!isFlagKind(kind) || phrase === '')
    throw new Error(`"${line}" is not a kind and a phrase, such as "work: joiner"`);
  return { kind, words: plainWords(phrase) };
}

function plainWords(phrase: string): string[] {
  return phrase.split(' ').map(plainOf);
}
