import type { Candidate } from './candidates.ts';
import { listedPhrases } from './listed-phrases.ts';
import type { WordData } from './word-data.ts';
import { type Verdict, verdictsOn } from './word-verdicts.ts';
import type { Word } from './words.ts';

/** Words that come before a name and belong to it: *Big Tam*, *wee Davie*. */
const epithets = new Set('big wee auld old young fat mad daft skinny lang crazy wild fast saint'.split(' '));
/** Everyday words in which the names of places, schools, teams and firms end: *the Drylaw side*, *Kirkbank high*. */
const endings = new Set(
  (
    'high primary academy school college nursery baths pool park road street lane drive avenue place court crescent terrace gardens ' +
    'way row square brae loan wynd side end hill bank bridge cross toll green mains farm estate scheme towers tower boys lads team crew ' +
    'mob thistle rovers united athletic juniors amateurs church kirk chapel parish club bar inn arms hotel cafe stores garage yard ' +
    'centre hall library surgery foods motors opera'
  ).split(' '),
);
/** Small words inside a name of several: *Bridge of Weir*. */
const joiners = new Set(['of', 'the', 'o', 'ae']);
/** Small words inside the name of an organisation, but between a person and a place as well: *Women in Need*, *Shona in Ayr*. */
const organisationJoiners = new Set(['in', 'for', 'on']);

/** What single words and listed phrases say, the weightiest first. `text` is the whole text, `words` are its words. */
export function flaggedWords(text: string, words: readonly Word[], data: WordData): Candidate[] {
  const listed = listedPhrases(words, data);
  const verdicts = verdictsOn(text, words, listed, data);
  return [...names(text, words, verdicts), ...listed, ...singles(words, verdicts)];
}

/** Names of one word or several, with the epithet and the small words that belong to them. */
function names(
  text: string,
  words: readonly Word[],
  verdicts: readonly (Verdict | undefined)[],
): Candidate[] {
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
    const after = words[last + 1];
    if (after && endings.has(after.plain) && text.slice(words[last]?.end, after.start) === ' ') last += 1;
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
  verdicts: readonly (Verdict | undefined)[],
  from: number,
): number | undefined {
  for (let index = from + 1; index <= from + 3 && index < words.length; index++) {
    const [before, word] = [words[index - 1] as Word, words[index] as Word];
    const gap = text.slice(before.end, word.start);
    // A full stop goes on only after an initial or a title.
    if (!/^(?:['’] |[ -]|\. )$/.test(gap) || (gap === '. ' && before.text.length > 2)) return undefined;
    if (verdicts[index]?.isName) return goesOn(words, verdicts, from, index) ? index : undefined;
    const isBetweenCapitals = verdicts[from]?.kind === 'unknown' && verdicts[index + 1]?.kind === 'unknown';
    if (!joiners.has(word.plain) && !(organisationJoiners.has(word.plain) && isBetweenCapitals))
      return undefined;
  }
  return undefined;
}

/**
 * True if a name goes on from one word to another: both have a capital, or a surname follows a person’s first name,
 * as in *davie broon*.
 */
function goesOn(
  words: readonly Word[],
  verdicts: readonly (Verdict | undefined)[],
  from: number,
  to: number,
): boolean {
  const isCapital = (index: number) => /^\p{Lu}/u.test(words[index]?.text ?? '');
  return (isCapital(from) && isCapital(to)) || (to === from + 1 && verdicts[from]?.kind === 'person');
}

function singles(words: readonly Word[], verdicts: readonly (Verdict | undefined)[]): Candidate[] {
  return words.flatMap(({ start, end }, index) => {
    const verdict = verdicts[index];
    return verdict ? [{ start, end, kind: verdict.kind, why: verdict.why }] : [];
  });
}
