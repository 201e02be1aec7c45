import type { Candidate } from './candidates.ts';
import type { Kind } from './kinds.ts';
import { numberWords } from './recognisers.ts';
import type { Phrase, WordData } from './word-data.ts';
import type { Word } from './words.ts';

/** Words that are written with a capital wherever they stand and that identify nobody. */
const plainCapitals = new Set(
  (
    "i i'm i'd i'll i've mum dad mam maw gran granny granda grandad nana papa auntie god scotland scottish scots english maths " +
    'britain british uk tv ok id cctv dvd nhs pe pse dna bbc iphone facebook snapchat instagram whatsapp tiktok youtube google internet ' +
    'dm dms cv gp mp msp ps sos mr mrs ms miss dr polis q a'
  ).split(' '),
);
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
/** Words that come before a name and belong to it: *Big Tam*, *wee Davie*. */
const epithets = new Set('big wee auld old young fat mad daft skinny lang crazy wild fast young'.split(' '));
/** Small words inside a name of several: *Bridge of Weir*. */
const joiners = new Set(['of', 'the', 'o', 'ae']);
/** Small words inside the name of an organisation, but between a person and a place as well: *Women in Need*, *Shona in Ayr*. */
const organisationJoiners = new Set(['in', 'for', 'on']);

/** What single words and listed phrases say, the weightiest first. `text` is the whole text, `words` are its words. */
export function flaggedWords(text: string, words: readonly Word[], data: WordData): Candidate[] {
  const starts = sentenceStarts(text, words);
  const shouts = isMostlyCapitals(words);
  const verdicts = words.map((_, index) => verdictOn(words, index, data, starts.has(index) || shouts));
  return [...names(text, words, verdicts), ...listedPhrases(words, data), ...singles(words, verdicts)];
}

type Verdict = { readonly kind: Kind; readonly why: string; readonly isName: boolean } | undefined;

const outside = { kind: 'unknown', why: 'Not in the list of everyday words.', isName: true } as const;

function verdictOn(words: readonly Word[], index: number, data: WordData, mayBeCapital: boolean): Verdict {
  const { text, plain } = words[index] as Word;
  const isCapital = /^\p{Lu}/u.test(text);
  if (/\p{N}/u.test(plain)) return { kind: 'number', why: 'A number.', isName: false };
  if (numberWords.has(plain)) return { kind: 'amount', why: 'A number.', isName: false };
  if (plainCapitals.has(plain)) return undefined;
  const isEveryday = data.everyday.has(plain) || data.everyday.has(plain.replace(/'/g, ''));
  if (!isEveryday) {
    if (data.firstNames.has(plain)) return { kind: 'person', why: 'A first name.', isName: true };
    const parts = plain.split("'");
    // "mother'll", "that'd": everyday words run together.
    if (parts.length > 1 && parts.every((part) => part.length < 3 || data.everyday.has(part)) && !isCapital)
      return undefined;
    return plain.length === 1 && !isCapital ? undefined : outside;
  }
  if (isCapital && !mayBeCapital) {
    return { kind: 'unknown', why: 'Begins with a capital in the middle of a sentence.', isName: true };
  }
  if (data.nameWords.has(plain) && soundsLikeName(words, index, data, isCapital)) {
    return {
      kind: 'person',
      why: 'An everyday word that is a name here, by the words around it.',
      isName: true,
    };
  }
  return undefined;
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

/** Names of one word or several, with the epithet and the small words that belong to them. */
function names(text: string, words: readonly Word[], verdicts: readonly Verdict[]): Candidate[] {
  const found: Candidate[] = [];
  for (let index = 0; index < words.length; index++) {
    const verdict = verdicts[index];
    if (!verdict?.isName) continue;
    let last = index;
    let next = nextOfName(text, words, verdicts, last);
    while (next !== undefined) {
      last = next;
      next = nextOfName(text, words, verdicts, last);
    }
    const before = words[index - 1];
    const withEpithet =
      before !== undefined &&
      epithets.has(before.plain) &&
      text.slice(before.end, words[index]?.start) === ' ' &&
      verdicts[index - 1] === undefined;
    const first = withEpithet ? index - 1 : index;
    if (last > first) {
      const kinds = verdicts.slice(index, last + 1).flatMap((each) => each?.kind ?? []);
      found.push({
        start: (words[first] as Word).start,
        end: (words[last] as Word).end,
        kind: withEpithet || kinds.includes('person') ? 'person' : verdict.kind,
        why: withEpithet ? 'Perhaps what somebody is called.' : verdict.why,
      });
    }
    index = last;
  }
  return found;
}

/** The index of the word that carries a name on, past small words between capitals; undefined if the name ends here. */
function nextOfName(
  text: string,
  words: readonly Word[],
  verdicts: readonly Verdict[],
  from: number,
): number | undefined {
  const between = (kind: Kind) => verdicts[from]?.kind === kind && verdicts[from + 2]?.kind === kind;
  for (let index = from + 1; index <= from + 3 && index < words.length; index++) {
    const gap = text.slice(words[index - 1]?.end, words[index]?.start);
    if (!/^(?:['’]?s? |-|\. )$/.test(gap) || (gap === '. ' && (words[index - 1]?.text.length ?? 0) > 2))
      return undefined;
    if (verdicts[index]?.isName) {
      // Over small words only between capitals; in lower case "amy of glasgow" is two names.
      return index === from + 1 || /^\p{Lu}/u.test(words[index]?.text ?? '') ? index : undefined;
    }
    const plain = words[index]?.plain ?? '';
    const joins = joiners.has(plain) || (organisationJoiners.has(plain) && between('unknown'));
    if (!joins) return undefined;
  }
  return undefined;
}

function singles(words: readonly Word[], verdicts: readonly Verdict[]): Candidate[] {
  return words.flatMap(({ start, end }, index) => {
    const verdict = verdicts[index];
    return verdict ? [{ start, end, kind: verdict.kind, why: verdict.why }] : [];
  });
}

function listedPhrases(words: readonly Word[], data: WordData): Candidate[] {
  const found: Candidate[] = [];
  for (let index = 0; index < words.length; index++) {
    const phrase = phraseAt(words, index, data);
    if (!phrase) continue;
    const last = words[index + phrase.words.length - 1] as Word;
    found.push({
      start: (words[index] as Word).start,
      end: last.end,
      kind: phrase.kind,
      why: whyListed[phrase.kind] ?? 'On the list of words that tell something about a person.',
    });
    index += phrase.words.length - 1;
  }
  return found;
}

const whyListed: Partial<Record<Kind, string>> = {
  place: 'On the list of places.',
  organisation: 'On the list of organisations.',
};

/** The longest listed phrase that begins at a word, in the singular or the plural. */
function phraseAt(words: readonly Word[], index: number, data: WordData): Phrase | undefined {
  const plain = words[index]?.plain ?? '';
  for (const first of singulars(plain)) {
    const phrase = data.listed
      .get(first)
      ?.find((each) =>
        each.words.every(
          (word, ahead) => ahead === 0 || singulars(words[index + ahead]?.plain ?? '').includes(word),
        ),
      );
    if (phrase) return phrase;
  }
  return undefined;
}

/** A word and what it might be the plural of. */
function singulars(plain: string): string[] {
  if (!plain.endsWith('s') || plain.length < 4) return [plain];
  return [plain, plain.slice(0, -1), plain.replace(/ies$/, 'y'), plain.replace(/es$/, '')];
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
