/** A place at which a text reads as if a replacement had broken it. Offsets are UTF-16 code units. */
export interface BrokenGrammar {
  readonly start: number;
  readonly end: number;
  /** A sentence for the moderator. */
  readonly why: string;
}

const relative =
  'brother|sister|mother|mum|mam|mammy|father|dad|da|son|daughter|uncle|auntie|aunt|cousin|granny|gran|granda|grandad|nephew|niece|pal|mate|friend|wife|husband|partner|boyfriend|girlfriend|neighbour|boss|teacher|worker';
const person =
  'somebody|someone|somewhere|something|he|she|they|him|her|them|i|me|a man|a woman|a friend|a relative';

/** What goes wrong most where one word stands in place of another, and how to say so. */
const breaks: readonly (readonly [pattern: RegExp, why: string])[] = [
  [
    new RegExp(
      `\\b(?:my|our|his|her|their|ma|oor|the)(?: (?:wee|big|older|younger|auld|old|best))? (?:${relative}) (?:${person})\\b`,
      'giu',
    ),
    'Two names for one person stand side by side. Leave one of them out.',
  ],
  [
    /\b(?:a|an|the|my|his|her|our|their|this|that) (?:a|an|the|somebody|someone|somewhere|something|my|his|her|our|their)\b/giu,
    'Two small words stand where one belongs.',
  ],
  [
    /\b(?:in|at|on|to|from|near|with|by|of|for|fae|tae) (?:he|she|they|i|we)\b/giu,
    'After a word such as “in” or “to” this form does not fit.',
  ],
  [
    /\b(?:in|at|to|from|near|on) (?:in|at|to|on|from|near|somewhere)\b/giu,
    'Two words of place stand side by side.',
  ],
  [/\b(\p{L}{2,})\s+\1\b/giu, 'A word stands twice.'],
  [
    /\b(?:a (?=[aeio]\p{L})(?!one\b|once\b)|an (?=[bcdfgjklmnpqrstvwxyz]\p{L}))\p{L}+/giu,
    '“A” or “an” does not fit the word after it.',
  ],
  [/\bwhen (?:i|he|she|they) (?:was|were) when\b|\bwas when i was\b/giu, 'Two times stand side by side.'],
  [
    /\b(?:was|were|is|are|turned) (?:when|and|but|by|then)\b|\b(?:the|a|an|my|his|her|our|their) (?:and|when|then|but|in|on|at|was|were)\b|\b(?:the|a|an|my|his|her|our|their)(?=[.,;!?])/giu,
    'Something is missing here.',
  ],
  [/ +[.,;:!?]|,\s*[.,;:!?]/gu, 'A mark is left over.'],
];

/** Doubled words that are right. */
const rightTwice = new Set([
  'that',
  'had',
  'very',
  'aye',
  'no',
  'so',
  'really',
  'on',
  'in',
  'bye',
  'ha',
  'never',
  'long',
]);

/**
 * Places near what was changed at which the grammar looks broken. It is a hint: it finds the plainest faults and not all.
 *
 * @param changed where words were put in or left out
 */
export function brokenGrammarIn(
  text: string,
  changed: readonly { readonly start: number; readonly end: number }[],
): readonly BrokenGrammar[] {
  const near = 12;
  return breaks
    .flatMap(([pattern, why]) =>
      Array.from(text.matchAll(pattern), ({ 0: words, 1: twice, index }) => ({
        start: index,
        end: index + words.length,
        why,
        isRight: twice !== undefined && rightTwice.has(twice.toLowerCase()),
      })),
    )
    .filter(
      ({ start, end, isRight }) =>
        !isRight && changed.some((each) => each.start - near < end && start < each.end + near),
    )
    .map(({ start, end, why }) => ({ start, end, why }))
    .sort((one, other) => one.start - other.start)
    .filter(({ start }, index, all) => index === 0 || start >= (all[index - 1]?.end ?? 0));
}
