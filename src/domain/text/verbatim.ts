/**
 * Finding words in a text exactly as they stand there. White space does not count, nor how a mark is drawn (quotation marks,
 * apostrophes, primes, dashes and hyphens, an ellipsis and three dots), nor in which form of Unicode a letter is written;
 * every letter and every other mark does.
 */

/** A stretch of a text, `start` included and `end` excluded, in UTF-16 units of that text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where `passage` stands in `text`, or undefined if it is not there word for word. */
export function findVerbatim(text: string, passage: string): Span | undefined {
  return verbatimIn(text)(passage);
}

/** `findVerbatim` for several passages of one text, which is made comparable once, when the first is looked for. */
export function verbatimIn(text: string): (passage: string) => Span | undefined {
  let made: Comparable | undefined;
  return (passage) => {
    const needle = comparableOf(passage).words.trim();
    if (needle === '') return undefined;
    made ??= comparableOf(text);
    const { words: haystack, positionOf } = made;
    for (let from = 0; ; from++) {
      const at = haystack.indexOf(needle, from);
      if (at === -1) return undefined;
      const after = at + needle.length;
      if (isWordEdge(haystack, at) && isWordEdge(haystack, after)) {
        return { start: positionOf(at), end: positionOf(after) };
      }
      from = at;
    }
  };
}

/** The passage of `text` that shares most words with `passage`: what an error shows as the nearest real words. */
export function nearestPassage(text: string, passage: string): string {
  const words = [...text.matchAll(/\S+/g)];
  const wanted = new Set(wordsOf(passage));
  const length = Math.max(1, wordsOf(passage).length);
  let best = { score: -1, from: 0 };
  for (let from = 0; from + length <= words.length; from++) {
    const score = words
      .slice(from, from + length)
      .filter(([word]) => wanted.has(wordsOf(word)[0] ?? '')).length;
    if (score > best.score) best = { score, from };
  }
  return words
    .slice(best.from, best.from + length)
    .map(([word]) => word)
    .join(' ');
}

function wordsOf(text: string): string[] {
  return (
    comparableOf(text)
      .words.toLowerCase()
      .match(/[\p{L}\p{N}']+/gu) ?? []
  );
}

/** True unless the cut at `index` would fall inside a word. */
function isWordEdge(text: string, index: number): boolean {
  const inWord = /[\p{L}\p{N}\p{M}]/u;
  return !(inWord.test(text.charAt(index - 1)) && inWord.test(text.charAt(index)));
}

const sameMark: Readonly<Record<string, string>> = {
  ...Object.fromEntries(['“', '”', '„', '‟', '″'].map((mark) => [mark, '"'])),
  ...Object.fromEntries(['‘', '’', '‚', '‛', 'ʼ', '′'].map((mark) => [mark, "'"])),
  ...Object.fromEntries(['‐', '‑', '‒', '–', '—', '―', '−'].map((mark) => [mark, '-'])),
  '...': '…',
};
const marks = /\s{2,}|[^\S ]|\.{3}|[“”„‟″‘’‚‛ʼ′‐‑‒–—―−]/g;

/** A text as it is compared. */
interface Comparable {
  readonly words: string;
  /** Where a place of `words` is in the text itself. */
  readonly positionOf: (index: number) => number;
}

/** A text with white space run together, marks made alike and letters in one form of Unicode. */
function comparableOf(text: string): Comparable {
  const composed = composedOf(text);
  // A single space stays as it is: to replace each would take most of the time.
  const words = composed.words.replaceAll(
    marks,
    (mark) => sameMark[mark] ?? (mark.trim() === '' ? ' ' : mark),
  );
  const shifts = Array.from(composed.words.matchAll(/\s{2,}|\.{3}/g), ({ 0: { length }, index }) => ({
    start: index,
    end: index + length,
    length: 1,
  }));
  return { words, positionOf: (index) => composed.positionOf(positionBefore(shifts, index)) };
}

/** A text in Normalization Form C. Nearly every text is in it already. */
function composedOf(text: string): Comparable {
  if (text === text.normalize('NFC')) return { words: text, positionOf: (index) => index };
  const shifts: Shift[] = [];
  let words = '';
  for (const { segment, index } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)) {
    const { length } = segment.normalize('NFC');
    words += segment.normalize('NFC');
    if (length !== segment.length) shifts.push({ start: index, end: index + segment.length, length });
  }
  return { words, positionOf: (index) => positionBefore(shifts, index) };
}

/** A stretch of a text that is longer or shorter in another form of it, and how long it is there. */
interface Shift extends Span {
  readonly length: number;
}

/** Where a place of another form of a text is in the text itself. */
function positionBefore(shifts: readonly Shift[], index: number): number {
  let position = index;
  for (const { start, end, length } of shifts) {
    if (position <= start) break;
    position = Math.max(end, position + (end - start) - length);
  }
  return position;
}
