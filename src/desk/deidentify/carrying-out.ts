import type { Flag } from './flags.ts';
import { type FlagQuestion, likeness, questionsIn } from './questions.ts';
import type { FlagDecision } from './resolve.ts';
import { offersFor } from './suggestions.ts';

/** A stretch of a text with what was decided about it. The pieces of a text, put together, are the text as it came. */
export interface Piece {
  /** As it came. */
  readonly was: string;
  /** As it will be. */
  readonly is: string;
  readonly state: 'plain' | 'open' | 'kept' | 'changed';
  readonly question: FlagQuestion | undefined;
  readonly decision: FlagDecision | undefined;
  /** The offers of the desk that fit here: what is put in from them nobody has to look at again. */
  readonly isOffer: boolean;
}

/** How far a text is: what was decided, what it makes of the text, and what is still open. */
export interface DecidedText {
  /** The questions about the text as it came. */
  readonly questions: readonly FlagQuestion[];
  readonly pieces: readonly Piece[];
  /** The text as it will be; what is not decided stands as it came. */
  readonly text: string;
  readonly open: readonly FlagQuestion[];
  /** Questions about words that somebody put in themselves. Each is of {@link text}. */
  readonly again: readonly FlagQuestion[];
}

/**
 * Carries out what was decided so far. Nothing is taken out of a text but by a person, and what they put in is looked at at once.
 *
 * @param apart words that are decided on by themselves (`questions.ts`)
 */
export function carriedOutWith(
  text: string,
  decisions: readonly FlagDecision[],
  apart: readonly string[],
  flagsIn: (text: string) => readonly Flag[],
): DecidedText {
  const questions = questionsIn(text, flagsIn(text), apart);
  const find = decider(decisions);
  const places = questions
    .flatMap((question) => question.places.map((place) => ({ place, question, decision: find(place) })))
    .sort((one, other) => one.place.start - other.place.start);
  const pieces: Piece[] = [];
  let from = 0;
  for (const { place, question, decision } of places) {
    pieces.push(plain(text.slice(from, place.start)));
    const put = decision && decision.action !== 'keep' ? decision.with : undefined;
    const is = put === undefined ? place.words : fitted(put, place.words, startsSentence(text, place.start));
    pieces.push({
      was: place.words,
      is,
      state: decision === undefined ? 'open' : put === undefined ? 'kept' : 'changed',
      question,
      decision,
      isOffer: put !== undefined && offersFor(question, text).includes(put),
    });
    from = place.end;
  }
  pieces.push(plain(text.slice(from)));
  const tidy = withoutGaps(pieces);
  const whole = tidy.map(({ is }) => is).join('');
  return {
    questions,
    pieces: tidy,
    text: whole,
    open: questions.filter((question) => question.places.some((place) => find(place) === undefined)),
    again: questionsAgain(tidy, whole, decisions, flagsIn),
  };
}

function plain(words: string): Piece {
  return { was: words, is: words, state: 'plain', question: undefined, decision: undefined, isOffer: false };
}

/** The decision for a place: one about this place alone before one about all that is like it. The later of two counts. */
function decider(decisions: readonly FlagDecision[]) {
  return (place: Flag): FlagDecision | undefined => {
    const own = likeness(place.words);
    return (
      decisions.findLast(({ at, words }) => at === place.start && likeness(words) === own) ??
      decisions.findLast(({ at, words }) => at === undefined && likeness(words) === own)
    );
  };
}

/** Words as they have to stand in place of others: with the *’s* that those had, and a capital where a sentence begins. */
export function fitted(put: string, words: string, isFirst: boolean): string {
  if (put === '') return '';
  const owned = /(['’ʼ])s$/u.exec(words)?.[1];
  const whose = owned !== undefined && !/['’]s?$/u.test(put) ? `${put}${owned}s` : put;
  return isFirst ? whose.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase()) : whose;
}

function startsSentence(text: string, at: number): boolean {
  return /(?:^|[.!?…]["”’')]*\s+|\n\s*)["“‘'(]*$/u.test(text.slice(0, at));
}

/** Where words were left out, one of the two blanks around them goes too, and a comma that parted them from what followed. */
function withoutGaps(pieces: readonly Piece[]): Piece[] {
  return pieces.map((piece, index) => {
    const before = pieces[index - 1];
    if (piece.state !== 'plain' || before?.state !== 'changed' || before.is !== '') return piece;
    const head = pieces
      .slice(0, index - 1)
      .map(({ is }) => is)
      .join('');
    const isAfterBlank = head === '' || /\s$/.test(head);
    const is = isAfterBlank ? piece.is.replace(/^[ \t\u00A0]+/, '') : piece.is;
    const needsCapital = startsSentence(`${head}`, head.length);
    return { ...piece, is: needsCapital ? is.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase()) : is };
  });
}

function questionsAgain(
  pieces: readonly Piece[],
  whole: string,
  decisions: readonly FlagDecision[],
  flagsIn: (text: string) => readonly Flag[],
): readonly FlagQuestion[] {
  let at = 0;
  const own = pieces.flatMap(({ is, state, isOffer }) => {
    const start = at;
    at += is.length;
    return state === 'changed' && !isOffer ? [{ start, end: at }] : [];
  });
  if (own.length === 0) return [];
  const kept = new Set(
    decisions.filter(({ action }) => action === 'keep').map(({ words }) => likeness(words)),
  );
  return questionsIn(whole, flagsIn(whole)).filter(
    ({ places, likenesses }) =>
      places.some((place) => own.some(({ start, end }) => place.start < end && start < place.end)) &&
      !likenesses.some((like) => kept.has(like)),
  );
}
