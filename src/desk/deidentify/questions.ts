import { createHash } from 'node:crypto';
import type { Flag } from './flags.ts';
import { type FlagKind, flagKinds } from './kinds.ts';

/**
 * What a person is asked about a text: flags that touch are one question, and what is said of a word holds for the like ones and for
 * their other forms (*Callum*, *Callum’s*, *wee Callum*).
 */
export interface FlagQuestion {
  /** Names the question while the text stays as it is. */
  readonly id: string;
  /** Every place that it is about, in order. Flags that touch are one place. */
  readonly places: readonly Flag[];
  /** The different words at those places, in the order in which they first come up. */
  readonly forms: readonly string[];
  /** What its words have in common with a decision about them: see {@link likeness}. */
  readonly likenesses: readonly string[];
  /** Different words of one light kind, which can also be decided on one by one. */
  readonly isTogether: boolean;
  /** The kinds of what it is about, the weightiest first. */
  readonly kinds: readonly FlagKind[];
  /** A sentence for each reason, none twice. */
  readonly whys: readonly string[];
}

/**
 * The questions that flags of a text make, in the order in which they first come up. Bare counts are one question together, so are
 * lengths of time, named days, words for relatives and for work, and the light words of one passage, until somebody wants to decide on
 * them one by one.
 *
 * @param apart likenesses of words that are to be decided on by themselves
 */
export function questionsIn(
  text: string,
  flags: readonly Flag[],
  apart: readonly string[] = [],
): readonly FlagQuestion[] {
  const places = touching(text, flags);
  const groups = new Map<string, Place[]>();
  for (const place of places) {
    const own = likeness(place.words);
    const like = apart.includes(own) ? own : (lightTogether(place) ?? own);
    groups.set(like, [...(groups.get(like) ?? []), place]);
  }
  return [...withinPassages(text, joinedByName(groups), apart)]
    .map(([like, { places: these, likenesses }]) => {
      const sorted = [...these].sort((one, other) => one.start - other.start);
      const isTogether =
        new Set(likenesses).size > 1 && /^(?:figures|counts|times|days|family|work|passage \d+)/.test(like);
      return {
        isTogether,
        id: createHash('sha256')
          .update(`${like} ${sorted.map(({ start }) => start).join(' ')}`)
          .digest('hex')
          .slice(0, 12),
        places: sorted,
        forms: [...new Set(sorted.map(({ words }) => words.replaceAll(/\s+/g, ' ')))],
        likenesses: [...new Set(likenesses)],
        kinds: [...new Set(sorted.flatMap(({ kinds }) => kinds))].sort(byWeight),
        whys: [...new Set(sorted.flatMap(({ whys }) => whys))],
      };
    })
    .sort((one, other) => (one.places[0]?.start ?? 0) - (other.places[0]?.start ?? 0));
}

/** So many different words are asked about together at most, so that each is still read. */
const mostTogether = 6;
/** Kinds of words that point at somebody only with other pieces, and that are kept more often than not. */
const lightKinds: readonly FlagKind[] = ['unknown', 'thing', 'looks', 'method', 'phrase'];

/** So many words of a text are read in one look: paragraphs up to there make one passage. */
const passageWords = 80;

/** For each paragraph, the passage in which it stands. */
function passagesOf(text: string): readonly number[] {
  let passage = 0;
  let words = 0;
  return text.split('\n').map((paragraph) => {
    const own = paragraph.split(/\s+/).length;
    if (words > 0 && words + own > passageWords) {
      passage += 1;
      words = 0;
    }
    words += own;
    return passage;
  });
}

/** Light words of one passage as one question: whoever reads it sees them all. */
function withinPassages(
  text: string,
  groups: ReadonlyMap<string, Group>,
  apart: readonly string[],
): ReadonlyMap<string, Group> {
  const joined = new Map<string, Group>();
  const passages = passagesOf(text);
  for (const [like, group] of groups) {
    const first = Math.min(...group.places.map(({ start }) => start));
    const passage = passages[text.slice(0, first).split('\n').length - 1] ?? 0;
    const isLight =
      !group.likenesses.some((each) => apart.includes(each)) &&
      group.places.every(
        ({ words, kinds }) =>
          /^[\p{Ll}\s'’-]+$/u.test(words) && kinds.every((kind) => lightKinds.includes(kind)),
      );
    let to = like;
    for (let part = 1; isLight; part += 1) {
      to = `passage ${passage}, part ${part}`;
      if (new Set(joined.get(to)?.likenesses).size < mostTogether) break;
    }
    const before = joined.get(to);
    joined.set(to, {
      places: [...(before?.places ?? []), ...group.places],
      likenesses: [...(before?.likenesses ?? []), ...group.likenesses],
    });
  }
  return joined;
}

interface Group {
  readonly places: readonly Place[];
  readonly likenesses: readonly string[];
}

/** The name under which words of one kind are asked about together; undefined for what weighs more, or can be looked up. */
function lightTogether({ words, kinds }: Place): (typeof togetherAs)[number] | undefined {
  if (/^\d{1,3}$/.test(words) && kinds.every((kind) => kind === 'number')) return 'figures';
  if (/\d/.test(words)) return undefined;
  const isOnly = (...some: readonly FlagKind[]) => kinds.every((kind) => some.includes(kind));
  if (isOnly('amount')) return 'counts';
  if (isOnly('time', 'amount')) return namedDay.test(words) ? 'days' : 'times';
  if (isOnly('family', 'amount')) return 'family';
  return isOnly('work') && /^[\p{Ll}\s’'-]+$/u.test(words) ? 'work' : undefined;
}
const togetherAs = ['figures', 'counts', 'times', 'days', 'family', 'work'] as const;
/** A day, a month or a season by its name, or a clock: with other pieces it can fix when something happened. */
const namedDay =
  /days?\b|\b(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|christmas|easter|hogmanay|halloween|new year|o['’]?clock|midnight|noon|morning|nights?|fortnight)\b/iu;

interface Place extends Flag {
  readonly kinds: readonly FlagKind[];
  readonly whys: readonly string[];
}

/** Between two flags that are one question: blanks, and the small words that hold a phrase together. */
const joint =
  /^(?:[ \t\u00A0]{1,3}|[-–]|[ \t\u00A0](?:of|o|in|at|for|the|a|an|my|his|her|and)(?: (?:the|a|my|his|her))?[ \t\u00A0])$/u;
/** So many characters a question has at most: more would not be read as one thing. */
const longestPlace = 60;

/** Flags that touch, as one place each. */
export function touching(text: string, flags: readonly Flag[]): readonly Place[] {
  const places: Place[] = [];
  const counts = Map.groupBy(flags, ({ words }) => likeness(words));
  // A name that comes up again is a question of its own, so that it is decided once: not “Agnes knocked” here and “Agnes” there.
  const isRecurring = ({ kind, words }: Flag) =>
    (kind === 'person' || /^\p{Lu}/u.test(words)) && (counts.get(likeness(words))?.length ?? 0) > 1;
  for (const flag of flags) {
    const before = places.at(-1);
    const isHidden = flag.kind === 'hidden' || before?.kind === 'hidden';
    const isApart =
      before !== undefined &&
      isRecurring(flag) !== isRecurring(before) &&
      (flag.kind !== 'person' || before.kind !== 'person');
    if (
      before &&
      !isHidden &&
      !isApart &&
      flag.end - before.start <= longestPlace &&
      joint.test(text.slice(before.end, flag.start))
    ) {
      const kinds = [...new Set([...before.kinds, flag.kind])].sort(byWeight);
      places[places.length - 1] = {
        start: before.start,
        end: flag.end,
        words: text.slice(before.start, flag.end),
        kind: kinds[0] as FlagKind,
        why: before.why,
        kinds,
        whys: [...new Set([...before.whys, flag.why])],
      };
    } else places.push({ ...flag, kinds: [flag.kind], whys: [flag.why] });
  }
  return places;
}

/** What points at somebody by itself comes before what does so with other pieces. */
function byWeight(one: FlagKind, other: FlagKind): number {
  return Number(flagKinds[one].group === 'quasi') - Number(flagKinds[other].group === 'quasi');
}

/** Words before a name or a thing that make it no other one. */
const lead =
  /^(?:(?:my|our|his|her|their|your|ma|oor|the|a|an|this|that|wee|big|auld|old|young|little)[ \t\u00A0-])+(?=.)/u;

/** What the forms of one word have in common: lower case, no *wee* or *my* before it, no *’s* and no plural. */
export function likeness(words: string): string {
  const plain = words
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[’ʼ]/g, "'")
    .replaceAll(/[\s\u00A0-]+/g, ' ')
    .trim();
  const bare = plain.replace(lead, '').replace(/'s?$/, '');
  const single = /[a-z]{4}s$/.test(bare) && !/ss$/.test(bare) ? bare.slice(0, -1) : bare;
  return single === '' ? plain : single;
}

/** Somebody who is called by a first name here and by the whole name there is one person. */
function joinedByName(
  groups: ReadonlyMap<string, readonly Place[]>,
): ReadonlyMap<string, { places: Place[]; likenesses: string[] }> {
  const joined = new Map<string, { places: Place[]; likenesses: string[] }>();
  const isName = (places: readonly Place[] | undefined) =>
    places?.some(({ kinds }) =>
      kinds.some((kind) => kind === 'person' || kind === 'nickname' || kind === 'unknown'),
    ) ?? false;
  for (const [like, places] of groups) {
    const first = like.split(' ')[0] ?? like;
    const isLonger =
      first !== like &&
      groups.has(first) &&
      places.some(({ kinds }) => kinds.includes('person')) &&
      isName(groups.get(first));
    const to = isLonger ? first : like;
    const group = joined.get(to) ?? { places: [], likenesses: [] };
    group.places.push(...places);
    group.likenesses.push(...places.map(({ words }) => likeness(words)));
    joined.set(to, group);
  }
  return joined;
}
