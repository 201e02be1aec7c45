import { countWords } from './count-words.ts';

/** How much there is to read, and how hard it is. */
export interface Reading {
  readonly words: number;
  readonly sentences: number;
  /** The age in years at which somebody can be expected to read it alone; see {@link readingOf}. */
  readonly age: number;
}

/** Nobody reads alone before this age, whatever the formula says. */
const youngest = 5;

/**
 * Measures a text by the Flesch–Kincaid grade level, a grade in a US school, and adds 5 for the age in years
 * (J. P. Kincaid and others, Derivation of New Readability Formulas for Navy Enlisted Personnel, Research Branch Report
 * 8-75, 1975). Undefined if there are no words.
 *
 * It knows the length of sentences and of words, and nothing else. So it is rough, and roughest here: speech has short
 * sentences whatever it is about, and comes out too young; Scots is measured as if it were English; a hard word may be a
 * short one; names count; and under a hundred words it jumps. It is for comparing one text with another and
 * for finding the sentence that ran away. It is no target, and no reader has been asked.
 *
 * @param passages paragraphs, items of lists and the like. The end of one ends a sentence, with a full stop or without
 */
export function readingOf(passages: readonly string[]): Reading | undefined {
  const words = passages.map(countWords).reduce(sum, 0);
  if (words === 0) return undefined;
  const sentences = passages.map(sentencesIn).reduce(sum, 0);
  const syllables = passages
    .flatMap((passage) => passage.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}’']*/gu) ?? [])
    .map(syllablesIn)
    .reduce(sum, 0);
  const grade = 0.39 * (words / sentences) + 11.8 * (syllables / words) - 15.59;
  return { words, sentences, age: Math.max(youngest, Math.round(grade + 5)) };
}

function sentencesIn(passage: string): number {
  if (countWords(passage) === 0) return 0;
  const ends = passage.match(/[.!?…]+(?=["”’)]*(\s|$))/g)?.length ?? 0;
  return /[.!?…]["”’)]*\s*$/.test(passage) ? ends : ends + 1;
}

/** Letters that are written and not heard, or heard otherwise, in this order. */
const unheard: readonly (readonly [written: RegExp, heard: string])[] = [
  [/(?<=[sdt])n't$/, 'net'],
  [/^every/, 'evry'],
  [/^busi/, 'biz'],
  [/^y|'/g, ''],
  [/qu/g, 'q'],
  [/(?<=[aeioun])gue(?=s?$)/, 'g'],
  [/(?<=[aeiou]y)e(?=[sd]?$)/, ''],
  // The e of home, lonely, tired and hopes; but those of table, centre, wanted and houses are heard.
  [
    /(?<=[aeiouy][^aeiouy]+)(?<![^aeiouyrwl]l|[^aeiouy]r)e(?=$|(?:ly|ty|less|ful|fully|ness|ments?|some|where|thing|body|times?|one)$)/g,
    '',
  ],
  [/(?<=[aeiouy][^aeiouy]*[^aeiouytd])(?<![^aeiouyrwl]l|[^aeiouy]r)ed$/, 'd'],
  [/(?<=[aeiouy][^aeiouy]*(?:[^aeiouyscxzgh]|[^cs]h))(?<![^aeiouyrwl]l)es$/, 's'],
];

/** Vowels that stand together and are two syllables: diet, area, being, prism. */
const parted =
  /(?<![ctsgx])i[aou]|(?<!fr)ie[nt]|(?<=[aeiouy].*[^aeiouy])ie(?:r|st)$|[ct]i(?:at|et)|[^gq]ua(?!r)|eo(?!p)|oev|(?<=[aeiouy].*)eas?$|uou|[aeou]ing|y[aeiou]|ism|reali/g;

/**
 * The syllables of an English word, by its spelling: its groups of vowels, less those that are not heard, more where one
 * group is two. A number counts as one.
 */
export function syllablesIn(word: string): number {
  const letters = word
    .replace(/é/gi, 'ay')
    .normalize('NFD')
    .toLowerCase()
    .replaceAll('’', "'")
    .replaceAll(/[^a-z']/g, '');
  const heard = unheard.reduce((text, [written, spoken]) => text.replace(written, spoken), letters);
  return Math.max(1, (heard.match(/[aeiouy]+/g)?.length ?? 0) + (heard.match(parted)?.length ?? 0));
}

function sum(total: number, each: number): number {
  return total + each;
}
