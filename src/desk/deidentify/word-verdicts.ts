import type { FlagKind } from './kinds.ts';
import type { ListedPhrase } from './listed-phrases.ts';
import { numberWords } from './number-words.ts';
import type { WordData } from './word-data.ts';
import type { Word } from './words.ts';

/** Words that are written with a capital wherever they stand and that identify nobody. */
const plainCapitals = new Set(
  (
    "i i'm i'd i'll i've mum dad mam maw gran granny granda grandad nana papa auntie god scotland scottish scots english maths " +
    'britain british uk tv ok id cctv dvd nhs pe pse dna bbc iphone facebook snapchat instagram whatsapp tiktok youtube google internet ' +
    'dm dms cv gp mp msp ps sos mr mrs ms miss dr polis q a'
  ).split(' '),
);
/** Single letters that people type for a word, or that are left over from one. */
const typedLetters = new Set([...'abdehikmnorstuxy']);
/** Before an everyday word that can be a name, these make it one. */
const cuesBefore = new Set(
  (
    'big wee auld old young fat mad daft mr mrs ms miss dr uncle auntie aunt called named cousin brother sister mate pal friend boyfriend ' +
    'girlfriend son daughter nephew niece name names met meet with and sed said told husband wife partner dog cat ex'
  ).split(' '),
);
/** After an everyday word that can be a name, these make it one. */
const cuesAfter = new Set(
  'said says sed told tellt came gave got took asked phoned rang texted messaged died lives lived stays'.split(
    ' ',
  ),
);
/** Everyday words that are mostly grammar: no cue before them makes them a name. */
const mostlyGrammar = new Set(
  'will may love lucky day long short sharp strong wild wise young hurt read lane park'.split(' '),
);
/** What a word may give away. */
export interface Verdict {
  readonly kind: FlagKind;
  /** A sentence for the moderator. */
  readonly why: string;
  /** Whether it names somebody, somewhere or something, so that it can go on over several words. */
  readonly isName: boolean;
}

/** Kinds whose words are often written with a capital without being a name. */
const capitalisedKinds: ReadonlySet<FlagKind> = new Set(['time', 'belonging']);

/** What each word of a text says, by its index; undefined where a word says nothing. */
export function verdictsOn(
  text: string,
  words: readonly Word[],
  listed: readonly ListedPhrase[],
  data: WordData,
): (Verdict | undefined)[] {
  const starts = sentenceStarts(text, words);
  const isShouted = isMostlyCapitals(words);
  const verdicts = words.map((word, index) => {
    const isCapital = /^\p{Lu}/u.test(word.text);
    const isTelling = isCapital && !starts.has(index) && !isShouted;
    return verdictOn(words, index, data, { isCapital, isTelling });
  });
  for (const { first, last, kind, why } of listed) {
    const isPlace = kind === 'place' || kind === 'organisation';
    for (let index = first; index <= last; index++) {
      const { kind: already, why: because } = verdicts[index] ?? {};
      // "Young Farmers" is a name before it is a pastime, and "davie brown" a person before a colour.
      const isNamed = already === 'person' || (because === capital.why && !capitalisedKinds.has(kind));
      if (isPlace || !isNamed) verdicts[index] = { kind, why, isName: isPlace };
    }
  }
  return verdicts;
}

const outside: Verdict = { kind: 'unknown', why: 'Not in the list of everyday words.', isName: true };
const capital: Verdict = {
  kind: 'unknown',
  why: 'Begins with a capital in the middle of a sentence.',
  isName: true,
};

function verdictOn(
  words: readonly Word[],
  index: number,
  data: WordData,
  { isCapital, isTelling }: { readonly isCapital: boolean; readonly isTelling: boolean },
): Verdict | undefined {
  const { plain } = words[index] as Word;
  if (/\p{N}/u.test(plain)) return { kind: 'number', why: 'A number.', isName: false };
  if (numberWords.has(plain)) return { kind: 'amount', why: 'A number.', isName: false };
  if (plainCapitals.has(plain)) return undefined;
  if (data.firstNames.has(plain) && !data.everyday.has(plain)) {
    return { kind: 'person', why: 'A first name.', isName: true };
  }
  if (isTelling) return capital;
  if (data.nameWords.has(plain) && soundsLikeName(words, index, data, isCapital)) {
    return {
      kind: 'person',
      why: 'An everyday word that is a name here, by the words around it.',
      isName: true,
    };
  }
  if (isEveryday(plain, data) || (!isCapital && typedLetters.has(plain))) return undefined;
  return outside;
}

/** Whether a word is one of every day, also without its apostrophe or as two that were run together: *mother’ll*. */
function isEveryday(plain: string, { everyday }: WordData): boolean {
  if (everyday.has(plain)) return true;
  const parts = plain.split("'");
  if (parts.length === 1) return false;
  return everyday.has(parts.join('')) || parts.every((part) => part.length < 3 || everyday.has(part));
}

function soundsLikeName(words: readonly Word[], index: number, data: WordData, isCapital: boolean): boolean {
  const plain = words[index]?.plain ?? '';
  const before = words[index - 1]?.plain ?? '';
  const after = words[index + 1]?.plain ?? '';
  if (cuesAfter.has(after)) return true;
  // A surname after a first name.
  if (data.firstNames.has(before) && !data.everyday.has(before)) return true;
  if (isCapital && !mostlyGrammar.has(plain) && data.firstNames.has(after)) return true;
  return cuesBefore.has(before) && !mostlyGrammar.has(plain) && before !== 'and' && before !== 'with';
}

/** Indices of the words that begin a sentence, a line or direct speech, where a capital says nothing. */
function sentenceStarts(text: string, words: readonly Word[]): Set<number> {
  const starts = new Set<number>([0]);
  for (let index = 1; index < words.length; index++) {
    const gap = text.slice(words[index - 1]?.end, words[index]?.start);
    if (/[.!?…:\n]["”’')\]]*\s*["“‘'([]*$|["“‘]$|\n/u.test(gap.slice(-200))) starts.add(index);
  }
  return starts;
}

/** Whether somebody typed with the capitals lock on, so that capitals say nothing. */
function isMostlyCapitals(words: readonly Word[]): boolean {
  const long = words.filter(({ text }) => text.length > 3);
  return long.length > 3 && long.filter(({ text }) => text === text.toUpperCase()).length > long.length / 2;
}
