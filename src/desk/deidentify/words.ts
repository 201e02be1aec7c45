/** A word of a text, as it stands there and as it is looked up. Offsets are UTF-16 code units. */
export interface Word {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Lower case, straight apostrophes, no possessive `’s`, nothing invisible. */
  readonly plain: string;
}

/** Soft hyphens and zero-width characters, which can stand inside a word without showing. */
const invisible = /[\u00AD\u200B-\u200D\u2060\uFEFF]/gu;

/** A hyphen parts two words. An apostrophe inside a word belongs to it, and so does whatever does not show. */
const word = /[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}\u00AD\u200B-\u200D\u2060\uFEFF]|['’ʼ](?=[\p{L}\p{N}]))*/gu;

/** The words of a text, in order. */
export function wordsOf(text: string): Word[] {
  return Array.from(text.matchAll(word), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
    text: match[0],
    plain: plainOf(match[0]),
  }));
}

/** A word as it is looked up. */
export function plainOf(text: string): string {
  return text.normalize('NFKC').replace(invisible, '').replace(/[’ʼ]/g, "'").toLowerCase().replace(/'s$/, '');
}
