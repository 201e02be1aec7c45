/**
 * Finding words in a text exactly as they stand there. White space and the shape of quotation marks,
 * apostrophes and dashes do not count; every letter and every other mark does.
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
  let made: { readonly haystack: string; readonly gaps: readonly Span[] } | undefined;
  return (passage) => {
    const needle = comparable(passage).trim();
    if (needle === '') return undefined;
    made ??= { haystack: comparable(text), gaps: gapsIn(text) };
    const { haystack, gaps } = made;
    for (let from = 0; ; from++) {
      const at = haystack.indexOf(needle, from);
      if (at === -1) return undefined;
      const after = at + needle.length;
      if (isWordEdge(haystack, at) && isWordEdge(haystack, after)) {
        return { start: positionIn(gaps, at), end: positionIn(gaps, after) };
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
    comparable(text)
      .toLowerCase()
      .match(/[\p{L}\p{N}']+/gu) ?? []
  );
}

/** True unless the cut at `index` would fall inside a word. */
function isWordEdge(text: string, index: number): boolean {
  const inWord = /[\p{L}\p{N}\p{M}]/u;
  return !(inWord.test(text.charAt(index - 1)) && inWord.test(text.charAt(index)));
}

const sameMark: Readonly<Record<string, string>> = {
  '“': '"',
  '”': '"',
  '„': '"',
  '‘': "'",
  '’': "'",
  ʼ: "'",
  '–': '-',
  '—': '-',
};

/** The text with white space run together and marks made alike. Only white space changes its length. */
function comparable(text: string): string {
  // A single space stays as it is: to replace each would take most of the time.
  return text.replaceAll(/\s{2,}|[^\S ]/g, ' ').replaceAll(/[“”„‘’ʼ–—]/g, (mark) => sameMark[mark] ?? mark);
}

/** Where a text has more white space than its comparable form. */
function gapsIn(text: string): Span[] {
  return Array.from(text.matchAll(/\s{2,}/g), ({ 0: gap, index }) => ({
    start: index,
    end: index + gap.length,
  }));
}

/** Where a character of the comparable text stands in the text itself, whose gaps are given. */
function positionIn(gaps: readonly Span[], index: number): number {
  let position = index;
  for (const { start, end } of gaps) {
    if (position <= start) break;
    position += end - start - 1;
  }
  return position;
}
