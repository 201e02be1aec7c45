import type { DecidedText, Piece } from './carrying-out.ts';
import type { FlagKind } from './kinds.ts';

/** A question about a whole text, which no list of words can answer. */
export interface Question {
  readonly id: string;
  readonly asks: string;
  /** What to do when the answer is yes. */
  readonly ifSo: string;
  /** Flags of these kinds are shown beside it. */
  readonly kinds: readonly FlagKind[];
}

/**
 * Questions to answer when every flag is decided, by reading as somebody would who knows the teller. Each needs an
 * answer.
 */
export const quasiChecklist = [
  {
    id: 'age',
    asks: 'Does it say how old somebody was, or let it be worked out?',
    ifSo: 'Give a stage of life instead: at primary school, in my teens.',
    kinds: ['age', 'school'],
  },
  {
    id: 'family',
    asks: 'Does it say how many brothers, sisters or children there are, or who brought whom up?',
    ifSo: 'Change the number or the order, or say “my family”.',
    kinds: ['family', 'amount'],
  },
  {
    id: 'injury',
    asks: 'Is there an injury, a scar, an illness or a disability that people would know?',
    ifSo: 'Say that somebody was hurt, not where or how.',
    kinds: ['health', 'looks'],
  },
  {
    id: 'method',
    asks: 'Does it say how something was done, hidden, moved or paid?',
    ifSo: 'Take the detail out: it marks the teller, and it teaches.',
    kinds: ['method', 'money'],
  },
  {
    id: 'dates',
    asks: 'Do dates, seasons or feast days, taken together, fix when it happened?',
    ifSo: 'Keep one at most, and make it coarse.',
    kinds: ['date', 'time'],
  },
  {
    id: 'place',
    asks: 'Would somebody from there know the place, even without its name: the shops, the bus, the view?',
    ifSo: 'Keep the kind of area and nothing else.',
    kinds: ['place', 'organisation'],
  },
  {
    id: 'nickname',
    asks: 'Is anybody called by a nickname, or by a word that only one group uses?',
    ifSo: 'Choose another that nobody there uses.',
    kinds: ['nickname', 'person'],
  },
  {
    id: 'phrase',
    asks: 'Is there a turn of phrase, a joke or a saying by which friends would know who speaks?',
    ifSo: 'Say it in plainer words, with the teller if you can.',
    kinds: ['phrase', 'unknown'],
  },
  {
    id: 'work',
    asks: 'Does a job, a club, a pastime or an animal point at one person?',
    ifSo: 'Name a wider kind: a trade, a sport, a pet.',
    kinds: ['work', 'thing', 'belonging'],
  },
  {
    id: 'event',
    asks: 'Was any of it in the news, in court, or talked about by everybody?',
    ifSo: 'Stop, and ask the safeguarding lead before going on.',
    kinds: ['number', 'date'],
  },
  {
    id: 'others',
    asks: 'Would anybody else in it be recognised: a victim, a worker, a neighbour, a child?',
    ifSo: 'Treat them as you treat the teller.',
    kinds: ['person', 'family'],
  },
  {
    id: 'together',
    asks: 'Read it once more as the teller’s cousin would. Do three small things together give them away?',
    ifSo: 'Change one of the three.',
    kinds: [],
  },
] as const satisfies readonly Question[];

/** Answers by the id of their question. */
export type Answers = Readonly<Record<string, 'no' | 'changed' | undefined>>;

/** The questions that still need an answer. None means that the checklist is done. */
export function unansweredQuestions(answers: Answers): readonly Question[] {
  return quasiChecklist.filter(({ id }) => answers[id] === undefined);
}

/** The words about which a question is, as they stand in the text: those that were kept, and those that were changed. */
export function wordsAbout(
  { kinds }: Question,
  { pieces }: Pick<DecidedText, 'pieces'>,
): { readonly kept: readonly string[]; readonly changed: readonly string[] } {
  const about = pieces.filter(({ question }) => question?.kinds.some((kind) => kinds.includes(kind)));
  const words = (state: Piece['state']) => [
    ...new Set(about.filter((piece) => piece.state === state).map(({ was }) => was.replaceAll(/\s+/g, ' '))),
  ];
  return { kept: words('kept'), changed: words('changed') };
}

/** An answer that does not go with what was decided. */
export interface Contradiction {
  readonly question: Question;
  /** Words that were kept, although the answer says that there is nothing of the kind. Empty if nothing was changed, although the answer says so. */
  readonly kept: readonly string[];
}

/**
 * Answers that are not taken in silence: “no” where words of that very kind were kept, and “I changed it” where nothing was. Somebody may
 * stand by a “no”; that holds for these words and no others.
 *
 * @param stoodBy by the id of a question: the kept words by which somebody has stood
 */
export function contradictionsIn(
  decided: Pick<DecidedText, 'pieces'>,
  answers: Answers,
  stoodBy: Readonly<Record<string, readonly string[]>>,
): readonly Contradiction[] {
  return quasiChecklist.flatMap((question: Question): readonly Contradiction[] => {
    const { kept, changed } = wordsAbout(question, decided);
    const answer = answers[question.id];
    if (answer === 'no') {
      const left = kept.filter((words) => !(stoodBy[question.id] ?? []).includes(words));
      return left.length > 0 ? [{ question, kept: left }] : [];
    }
    return answer === 'changed' && question.kinds.length > 0 && changed.length === 0
      ? [{ question, kept: [] }]
      : [];
  });
}
