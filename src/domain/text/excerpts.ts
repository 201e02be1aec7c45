import type { Span } from './verbatim.ts';

/** Rules for words that travel without the story around them. That they are verbatim is checked in `review`. */

/**
 * The sentences of a text, each with its closing marks, white space between them left out. A full stop after a title
 * such as “Mr” ends no sentence.
 */
export function sentencesOf(text: string): string[] {
  return text
    .trim()
    .split(/(?<=[.!?…]["”’)]*)(?<!\b(?:Mr|Mrs|Ms|Dr|St)\.)\s+(?=["“‘(]*[\p{Lu}\p{N}])/u)
    .filter((sentence) => sentence !== '');
}

/**
 * The excerpt, and then every shorter true cut of it, longest first: whole sentences from its beginning, never inside a
 * quotation, never before words that turn what was said.
 */
export function trueCuts(excerpt: string): string[] {
  const sentences = sentencesOf(excerpt);
  const cuts = sentences.flatMap((_, index) => {
    const count = sentences.length - index;
    const cut = sentences.slice(0, count).join(' ');
    const next = sentences[count];
    return isBalanced(cut) && (next === undefined || !turnsMeaning(next)) ? [cut] : [];
  });
  return cuts[0] === undefined || cuts[0].length < excerpt.trim().length ? [excerpt.trim(), ...cuts] : cuts;
}

/** True if every quotation mark and bracket that opens also closes. */
function isBalanced(text: string): boolean {
  const count = (mark: RegExp) => text.match(mark)?.length ?? 0;
  return count(/“/g) === count(/”/g) && count(/"/g) % 2 === 0 && count(/\(/g) === count(/\)/g);
}

/** Words with which a sentence turns the one before it: English, Scots, Gaelic and Polish. */
const turningWords = new Set(
  (
    'but yet however though although except only instead unless not no never nor neither nobody nothing none ' +
    'bit naw nae cannae didnae wisnae isnae wouldnae ' +
    'ach cha chan cha’n gidheadh ' +
    'ale lecz jednak nie nigdy nikt nic'
  ).split(' '),
);
const negation = /\b(?:not|never|no|nobody|nothing|cannot)\b|n['’]t\b|nae\b/iu;
/** A sentence as short as this that denies something denies what was just said: “I didn’t.” */
const shortDenial = 5;

/** True if words turn the meaning of what stands before them. */
export function turnsMeaning(next: string): boolean {
  const [sentence = ''] = sentencesOf(next);
  const words = sentence.toLowerCase().match(/[\p{L}\p{N}'’]+/gu) ?? [];
  const [first = ''] = words;
  return turningWords.has(first) || (words.length <= shortDenial && negation.test(sentence));
}

/**
 * The sentence straight after a passage of a story's plain text, if it turns the passage's meaning; undefined if it does
 * not, or if a heading comes first.
 */
export function turnAfter(text: string, passage: Span): string | undefined {
  const [rest = ''] = text.slice(passage.end).split('\u0000', 1);
  const [next] = sentencesOf(rest.replace(/^["”’)\s]+/, ''));
  return next !== undefined && turnsMeaning(next) ? next.replaceAll(/\s+/g, ' ') : undefined;
}

/** Words in quotation marks, marks within them made single. Words that are a quotation already keep their own. */
export function inQuotationMarks(words: string): string {
  const text = words.trim();
  if (/^“[^“”]*”$/.test(text)) return text;
  let isOpen = false;
  const inner = text
    .replaceAll(/[“]/g, '‘')
    .replaceAll(/[”]/g, '’')
    .replaceAll('"', () => {
      isOpen = !isOpen;
      return isOpen ? '‘' : '’';
    });
  return `“${inner}”`;
}
