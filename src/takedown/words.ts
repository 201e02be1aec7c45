/**
 * Words, as they are compared: case, marks of emphasis, invisible marks and kinds of apostrophes and hyphens do not count. A slug is one
 * word, so that an address is not taken for a title. A site is read through here letter by letter, so no word is cut out of its text
 * before somebody wants it.
 */
export interface Words {
  readonly count: number;
  /** A number for each word: the same for the same word, and seldom the same for two. */
  readonly numbers: Int32Array;
  /** So many words from one on, parted by spaces. */
  join(from: number, count: number): string;
}

/** What a letter is to a word: no part of it, a part of it, a part of it between two others, or nothing at all. */
type Part = 0 | 1 | 2 | 3;
const none: Part = 0;
const letter: Part = 1;
const joint: Part = 2;
const ignored: Part = 3;

const asciiApostrophe = 0x27;
const asciiHyphen = 0x2d;
/** Apostrophes and hyphens that look like the plain ones, and what is not seen at all: soft hyphens, marks of direction, emphasis. */
const alike: Readonly<Record<string, number>> = {
  '‘': asciiApostrophe,
  '’': asciiApostrophe,
  ʼ: asciiApostrophe,
  '\u2010': asciiHyphen,
};
const unseen = /[\u00AD\u200B-\u200F\u2060\uFEFF*_]/;

const kinds = new Uint8Array(0x10000).fill(255);
function kindOf(code: number): number {
  const known = kinds[code] as number;
  if (known !== 255) return known;
  const character = String.fromCharCode(code);
  const plain = alike[character] ?? code;
  let kind: Part = none;
  if (plain === asciiApostrophe || plain === asciiHyphen) kind = joint;
  else if (unseen.test(character)) kind = ignored;
  // Half of a character beyond the first 65,536: rare letters, and pictures, which part no words that anybody tells.
  else if (/[\p{L}\p{M}\p{N}]/u.test(character)) kind = letter;
  kinds[code] = kind;
  return kind;
}

/** Where words are noted while a text is taken apart, as long as the longest so far. */
let scratch = { places: new Int32Array(2 ** 15), numbers: new Int32Array(2 ** 14) };
function larger({ places, numbers }: typeof scratch): typeof scratch {
  const next = { places: new Int32Array(2 * places.length), numbers: new Int32Array(2 * numbers.length) };
  next.places.set(places);
  next.numbers.set(numbers);
  return next;
}

/** Takes a text apart. */
export function readWords(text: string): Words {
  const plain = text.normalize('NFKC').toLowerCase();
  let count = 0;
  let start = -1;
  let end = -1;
  let number = 0;
  // A joint that is still to show whether it stands between two letters.
  let waiting = 0;
  const close = () => {
    if (start === -1) return;
    if (2 * count === scratch.places.length) scratch = larger(scratch);
    scratch.places[2 * count] = start;
    scratch.places[2 * count + 1] = end;
    scratch.numbers[count] = number;
    count += 1;
    start = -1;
    waiting = 0;
  };
  for (let at = 0; at < plain.length; at++) {
    const code = plain.charCodeAt(at);
    const kind = kindOf(code);
    if (kind === letter) {
      if (start === -1) {
        start = at;
        number = 0x811c9dc5 | 0;
      } else if (waiting !== 0) number = Math.imul(number ^ waiting, 0x01000193);
      waiting = 0;
      number = Math.imul(number ^ code, 0x01000193);
      end = at + 1;
    } else if (kind === joint) {
      if (waiting !== 0) close();
      else if (start !== -1) waiting = alike[plain[at] as string] ?? code;
    } else if (kind === none) close();
  }
  close();
  const places = scratch.places.slice(0, 2 * count);
  return {
    count,
    numbers: scratch.numbers.slice(0, count),
    join(from, count) {
      const words: string[] = [];
      for (let at = from; at < from + count; at++)
        words.push(asCompared(plain.slice(places[2 * at], places[2 * at + 1])));
      return words.join(' ');
    },
  };
}

/** The words of a text, one by one. */
export function wordsOf(text: string): string[] {
  const words = readWords(text);
  return Array.from({ length: words.count }, (_, at) => words.join(at, 1));
}

/** Most words are. */
const isPlain = /^[a-z\d]*$/;

function asCompared(word: string): string {
  if (isPlain.test(word)) return word;
  return word.replaceAll(/ʼ|[^\p{L}\p{M}\p{N}'-]/gu, (mark) =>
    mark in alike ? String.fromCharCode(alike[mark] as number) : '',
  );
}
