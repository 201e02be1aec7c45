import { type Word, wordsOf } from './words.ts';

/** A published story, as far as a new one is compared with it. */
export interface PublishedWords {
  readonly slug: string;
  readonly text: string;
  readonly pseudonym: string;
}

/** Words that a text shares with published stories. Offsets are UTF-16 code units of the new text. */
export interface SharedPhrase {
  readonly start: number;
  readonly end: number;
  readonly words: string;
  readonly slugs: readonly string[];
}

/** What a text shares with published stories. */
export interface SharedPhrases {
  readonly phrases: readonly SharedPhrase[];
  /** Published stories whose teller is named in the new text. */
  readonly pseudonyms: readonly { readonly name: string; readonly slug: string }[];
}

/** Words in a run. Shorter runs are shared by chance; runs of this length are how one person talks. */
const runLength = 5;

/** A run that so many stories share is how people talk, and points to nobody. */
const commonFrom = 4;

/** The commonest words of talk. A run with fewer than two others (*and then I went to the*) says nothing. */
const grammar = new Set(
  (
    'a about after all am an and any are as at away back be because been before but by came can could did do does done down for from get ' +
    'go going gone got had has have he her here him his how i if in into is it just know like me my never no not now of off on one or ' +
    'our out over said say see she so some that the their them then there they thing this time to told too up us was we went were what ' +
    "when where which who why will with would you your i'm i'd i've it's don't didn't wasn't couldn't ma wis tae fae wi oot didnae aw ye"
  ).split(' '),
);

/**
 * Rare phrases that a text shares with published stories, by which somebody could tell that two stories are one person’s, and
 * the pseudonyms that come up in it. The pseudonym that is chosen for the new story is compared where it is chosen
 * (`work/promoting.ts`).
 */
export function sharedPhrases(text: string, published: readonly PublishedWords[]): SharedPhrases {
  const storiesByRun = new Map<string, Set<string>>();
  for (const { slug, text: other } of published) {
    for (const { run } of runsOf(wordsOf(other))) {
      const slugs = storiesByRun.get(run) ?? new Set();
      storiesByRun.set(run, slugs.add(slug));
    }
  }
  const words = wordsOf(text);
  const shared = runsOf(words).flatMap(({ run, index }) => {
    const slugs = storiesByRun.get(run);
    return slugs && slugs.size < commonFrom ? [{ index, slugs }] : [];
  });
  return { phrases: joined(text, words, shared), pseudonyms: pseudonymsNamed(words, published) };
}

/** Every run of words that says something. */
function runsOf(words: readonly Word[]): { run: string; index: number }[] {
  const runs = [];
  for (let index = 0; index + runLength <= words.length; index++) {
    const plain = words.slice(index, index + runLength).map((word) => word.plain);
    if (plain.filter((word) => !grammar.has(word)).length >= 2) runs.push({ run: plain.join(' '), index });
  }
  return runs;
}

/** Runs that overlap, as one phrase. */
function joined(
  text: string,
  words: readonly Word[],
  runs: readonly { readonly index: number; readonly slugs: ReadonlySet<string> }[],
): SharedPhrase[] {
  const phrases: { first: number; last: number; slugs: Set<string> }[] = [];
  for (const { index, slugs } of runs) {
    const open = phrases.at(-1);
    if (open && index <= open.last + 1) {
      open.last = index + runLength - 1;
      for (const slug of slugs) open.slugs.add(slug);
    } else phrases.push({ first: index, last: index + runLength - 1, slugs: new Set(slugs) });
  }
  return phrases.map(({ first, last, slugs }) => {
    const [start, end] = [words[first]?.start ?? 0, words[last]?.end ?? 0];
    return { start, end, words: text.slice(start, end), slugs: [...slugs].sort() };
  });
}

function pseudonymsNamed(words: readonly Word[], published: readonly PublishedWords[]) {
  const named = new Set(words.filter(({ text }) => /^\p{Lu}/u.test(text)).map(({ plain }) => plain));
  return published
    .filter(({ pseudonym: name }) => named.has(name.toLowerCase()))
    .map(({ slug, pseudonym: name }) => ({ name, slug }));
}
