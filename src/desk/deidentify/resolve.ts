import type { Flag } from './flags.ts';
import { suggestionsFor } from './suggestions.ts';

/**
 * What a person decided about a flag.
 *
 * `keep` lets the words stand; `generalise` and `replace` put `with` in their place. `generalise` says the same thing more
 * coarsely (`suggestions.ts` has offers), `replace` says something else: the difference is for the record.
 */
export type FlagDecision = {
  /** The flagged words that it is about: all flags with these words, whatever their capitals. */
  readonly words: string;
  /** The start of the one flag that it is about, where the same words need different decisions. */
  readonly at?: number;
  /** Counts what somebody did: decisions with one number were made at one press, and are undone at one. */
  readonly deed?: number;
} & ({ readonly action: 'keep' } | { readonly action: 'generalise' | 'replace'; readonly with: string });

/** A text with every flag decided, or what a person must still decide. */
export type Resolution =
  | { readonly state: 'resolved'; readonly text: string }
  /** Flags of the text as it came have no decision: nothing was changed. */
  | { readonly state: 'undecided'; readonly unresolved: readonly Flag[] }
  /** The decisions were carried out, and in the new `text` there are flags that nobody decided to keep. */
  | { readonly state: 'lookAgain'; readonly text: string; readonly unresolved: readonly Flag[] };

/**
 * Carries out decisions. Refuses while one flag has none, and then looks at the new text: a moderator’s own words are
 * checked like everybody’s. Never takes anything out by itself.
 *
 * @param flags the flags of `text`, as `flagsIn` gave them
 * @param flagsIn how to look at the new text
 * @throws if the flags are of another text
 */
export function resolveFlagsWith(
  text: string,
  flags: readonly Flag[],
  decisions: readonly FlagDecision[],
  flagsIn: (text: string) => readonly Flag[],
): Resolution {
  const stray = flags.find(({ start, end, words }) => text.slice(start, end) !== words);
  if (stray) throw new Error(`The flag "${stray.words}" is not of this text: flag the text again.`);
  const find = decider(decisions);
  const decided = flags.map((flag) => ({ flag, decision: find(flag) }));
  const unresolved = decided.filter(({ decision }) => decision === undefined).map(({ flag }) => flag);
  if (unresolved.length > 0) return { state: 'undecided', unresolved };

  let changed = '';
  let from = 0;
  /** Where suggestions of the desk stand in the new text. Nobody has to decide on them again. */
  const offered: { start: number; end: number }[] = [];
  /** Where flags that were kept stand in the new text. */
  const kept = new Set<string>();
  for (const { flag, decision } of decided) {
    changed += text.slice(from, flag.start);
    if (decision && decision.action !== 'keep') {
      const start = changed.length;
      changed += decision.with;
      if (suggestionsFor(flag).includes(decision.with)) offered.push({ start, end: changed.length });
    } else {
      kept.add(`${changed.length} ${flag.words}`);
      changed += flag.words;
    }
    from = flag.end;
  }
  changed += text.slice(from);

  const keptWords = new Set(decisions.filter(isKeepOfWords).map(({ words }) => sameWords(words)));
  const open = flagsIn(changed).filter(
    ({ start, end, words }) =>
      !kept.has(`${start} ${words}`) &&
      !keptWords.has(sameWords(words)) &&
      !offered.some((offer) => offer.start <= start && end <= offer.end),
  );
  return open.length === 0
    ? { state: 'resolved', text: changed }
    : { state: 'lookAgain', text: changed, unresolved: open };
}

/** Finds the decision for a flag: the one about this flag alone before the one about all with its words. */
function decider(decisions: readonly FlagDecision[]): (flag: Flag) => FlagDecision | undefined {
  const byPlace = new Map<string, FlagDecision>();
  const byWords = new Map<string, FlagDecision>();
  for (const decision of decisions) {
    if (decision.at === undefined) byWords.set(sameWords(decision.words), decision);
    else byPlace.set(`${decision.at} ${sameWords(decision.words)}`, decision);
  }
  return ({ start, words }) => byPlace.get(`${start} ${sameWords(words)}`) ?? byWords.get(sameWords(words));
}

function isKeepOfWords(decision: FlagDecision): boolean {
  return decision.action === 'keep' && decision.at === undefined;
}

function sameWords(words: string): string {
  return words.toLowerCase().replace(/\s+/g, ' ');
}

/** Flags by their words, so that what comes up ten times is decided once. In the order in which they first come up. */
export function flagsByWords(flags: readonly Flag[]): ReadonlyMap<string, readonly Flag[]> {
  return Map.groupBy(flags, ({ words }) => sameWords(words));
}
