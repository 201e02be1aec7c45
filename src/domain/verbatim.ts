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
  const haystack = comparable(text);
  const needle = comparable(passage).text.trim();
  if (needle === '') return undefined;
  for (let from = 0; ; from++) {
    const at = haystack.text.indexOf(needle, from);
    if (at === -1) return undefined;
    const after = at + needle.length;
    if (isWordEdge(haystack.text, at) && isWordEdge(haystack.text, after)) {
      return { start: haystack.positions[at] as number, end: haystack.positions[after] ?? text.length };
    }
    from = at;
  }
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
      .text.toLowerCase()
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

/** The text with white space run together and marks made alike, and where each character came from. */
function comparable(text: string): { text: string; positions: number[] } {
  let out = '';
  const positions: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (/\s/.test(character)) {
      if (out.endsWith(' ')) continue;
      out += ' ';
    } else {
      out += sameMark[character] ?? character;
    }
    positions.push(at);
  }
  return { text: out, positions };
}
