import {
  type ageBands,
  type liveCaseAnswers,
  noticeVersion,
  roomLeft,
  type StoryMessage,
} from '#envelope/message.ts';
import type { ReceiptKind } from '#envelope/receipt.ts';

/** The steps of the form, in their order. */
export const formSteps = ['age', 'story', 'viewpoint', 'consent', 'liveCase', 'receipt', 'review'] as const;
export type FormStep = (typeof formSteps)[number];

/** How old the teller is: an age band of a message, or too young for this form. */
export type AgeAnswer = 'under12' | keyof typeof ageBands;

/** Who sits before the form: the teller alone, on the site, or the teller with a worker who has the partner kit. */
export type Via = StoryMessage['via'];

/** What has been filled in so far; an empty text where nothing has been chosen. */
export interface Answers {
  readonly ageBand: AgeAnswer | '';
  /** The worker’s confirmation, which only a partner kit asks for. */
  readonly partnerConfirms: boolean;
  readonly text: string;
  readonly language: string;
  readonly viewpoint: StoryMessage['viewpoint'] | '';
  readonly consent: StoryMessage['consent'];
  readonly liveCase: keyof typeof liveCaseAnswers | '';
  readonly receiptKind: ReceiptKind | '';
}

/** What keeps somebody from the next step: at which field, and what to do about it. */
export interface FormProblem {
  readonly field: FormField;
  readonly says: string;
}
/** What a problem can be tied to. The page has an element `tell-<field>` for each. */
export type FormField =
  | 'age'
  | 'partner'
  | 'text'
  | 'viewpoint'
  | 'consent-site'
  | 'live-case'
  | 'receipt'
  | 'file';

/** Why somebody may not tell a story here: the form stops and shows where to turn instead. */
export type StopReason = 'tooYoung' | 'needsPartner';

/** Whether an age stops the form. From 12 to 15 a worker sits beside the teller, with the partner kit. */
export function stopFor(ageBand: Answers['ageBand'], via: Via): StopReason | undefined {
  if (ageBand === 'under12') return 'tooYoung';
  return ageBand === 'from12to15' && via === 'self' ? 'needsPartner' : undefined;
}

/**
 * What is still to be sorted in one step.
 *
 * @param epoch the number of the key bundle, which is part of the message and so of its length
 */
export function problemsIn(step: FormStep, answers: Answers, via: Via, epoch: number): FormProblem[] {
  switch (step) {
    case 'age':
      return problemsWithAge(answers, via);
    case 'story':
      return problemsWithText(answers, via, epoch);
    case 'viewpoint':
      return answers.viewpoint === ''
        ? [{ field: 'viewpoint', says: 'Choose where you saw it from. The nearest one will do.' }]
        : [];
    case 'consent':
      return answers.consent.site || !Object.values(answers.consent).includes(true)
        ? []
        : [
            {
              field: 'consent-site',
              says: 'Tick “On the site” as well, or untick the others: they all need it.',
            },
          ];
    case 'liveCase':
      return answers.liveCase === ''
        ? [{ field: 'live-case', says: 'Say whether there is a live case. “I’m not sure” is an answer.' }]
        : [];
    case 'receipt':
      return answers.receiptKind === ''
        ? [{ field: 'receipt', says: 'Choose a kind of receipt, or choose to have none.' }]
        : [];
    case 'review':
      return formSteps
        .filter((each) => each !== 'review')
        .flatMap((each) => problemsIn(each, answers, via, epoch));
    default:
      return step satisfies never;
  }
}

function problemsWithAge({ ageBand, partnerConfirms }: Answers, via: Via): FormProblem[] {
  if (ageBand === '') return [{ field: 'age', says: 'Choose how old you are.' }];
  return via === 'partner' && ageBand === 'from12to15' && !partnerConfirms
    ? [{ field: 'partner', says: 'The worker has to confirm this before somebody under 16 goes on.' }]
    : [];
}

function problemsWithText(answers: Answers, via: Via, epoch: number): FormProblem[] {
  if (answers.text.trim() === '')
    return [{ field: 'text', says: 'Write something first. A few lines are enough.' }];
  const room = roomFor(answers, via, epoch);
  return room < 0
    ? [
        {
          field: 'text',
          says: `It is too long to fit by ${aboutWords(-room)}. Take some out, or tell it in two parts.`,
        },
      ]
    : [];
}

/** Bytes that the text may still grow by, whatever else is chosen after it; below 0 when it is too long. */
export function roomFor(answers: Answers, via: Via, epoch: number): number {
  return roomLeft(messageFrom({ ...answers, ...longestChoices }, via, epoch, '0'.repeat(32)));
}

/** The choices that take the most room, so that no later step can make a story too long. */
const longestChoices = {
  ageBand: 'from12to15',
  viewpoint: 'community',
  consent: { site: false, lessons: false, quotes: false, print: false },
  liveCase: 'notSure',
} as const;

/** The room that is left, for people. */
export function roomInWords(bytes: number): string {
  return bytes < 0 ? `Too long by ${aboutWords(-bytes)}.` : `Room for ${aboutWords(bytes)} more.`;
}

/** English and Scots take about six bytes a word, its space included. Rounded, because nobody needs the last few. */
function aboutWords(bytes: number): string {
  const words = Math.ceil(bytes / 6);
  if (words < 10) return 'a few words';
  const step = words < 100 ? 10 : words < 1000 ? 50 : 100;
  return `about ${(Math.max(1, Math.round(words / step)) * step).toLocaleString('en-GB')} words`;
}

/** Answers without a gap, as a message. Nothing in it says when, and nothing was added that was not asked. */
export function messageFrom(
  answers: Answers,
  via: Via,
  epoch: number,
  receiptId: string | undefined,
): StoryMessage {
  const { ageBand, viewpoint, liveCase, text, language, consent } = answers;
  if (ageBand === '' || ageBand === 'under12' || viewpoint === '' || liveCase === '')
    throw new Error('a message needs every answer');
  return {
    v: 1,
    kind: 'story',
    via,
    epoch,
    noticeVersion,
    // Half of a character that UTF-16 writes as two, such as half an emoji, cannot be written in UTF-8.
    text: text.toWellFormed(),
    ageBand,
    viewpoint,
    consent,
    liveCase,
    language,
    ...(receiptId !== undefined && { receiptId }),
  };
}
