import { audiences, groupKinds } from '../words/vocabularies.ts';
import { pathOf, type Session, type Step, type Wish } from './session.ts';

/** A step of a session as people read it. */
export interface StepInWords {
  /** What sort of thing it is. */
  readonly label: string;
  readonly title: string;
  /** Where it is read; none for a step that is only talk. */
  readonly path?: string;
  /** What to do, or why this piece was chosen. */
  readonly text: string;
}

/** The names of themes and transition points, by slug. */
export type TopicNames = Readonly<Record<string, string>>;

/** A step in words. */
export function stepInWords(step: Step, wish: Wish, names: TopicNames): StepInWords {
  switch (step.kind) {
    case 'open':
      return {
        label: 'Begin',
        title: 'Agree how you’ll talk',
        text: 'Anyone can pass. Nobody tells about their own life, or names anyone. Say now what you must pass on if you hear it.',
      };
    case 'talk':
      return {
        label: 'Talk',
        title: 'Talk about it',
        text: 'What did somebody want here, and what did they say instead? Where could it have gone another way? Who could have been told?',
      };
    case 'help':
      return {
        label: 'End',
        title: 'Where help is',
        path: '/support/',
        text: 'Say who is there today, and name two places that answer. Let anyone stay behind.',
      };
    case 'guide':
      return {
        label: 'Before anyone comes',
        title: step.piece.title,
        path: pathOf(step.piece),
        text: `A guide for you to read alone, about ${step.piece.minutes} minutes. ${reasonsInWords(step, wish, names)}`,
      };
    default:
      return {
        label: kinds[step.kind],
        title: step.piece.title,
        path: pathOf(step.piece),
        text: reasonsInWords(step, wish, names),
      };
  }
}

type ChosenStep = Extract<Step, { piece: unknown }>;

const kinds = { story: 'Read together', myth: 'Known, and told', activity: 'Do' } as const;

/** Why a piece is in a session, as one or two sentences. */
function reasonsInWords({ because, kind }: ChosenStep, wish: Wish, names: TopicNames): string {
  const about = because.flatMap((reason) => {
    const slug = reason === 'point' ? wish.point : reason === 'theme' ? wish.theme : undefined;
    return slug === undefined ? [] : [names[slug]?.toLowerCase() ?? slug];
  });
  return [
    about.length > 0 ? `It’s about ${about.join(', and ')}.` : '',
    because.includes('story')
      ? kind === 'myth'
        ? 'It answers a myth in the story.'
        : 'It’s from a lesson that reads the story.'
      : '',
    because.includes('level') ? `It’s for ${audiences[wish.audience]}.` : '',
    because.includes('time') ? 'It fits the time you have.' : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** A session's heading: for whom and how long. */
export function sessionInWords({ minutes }: Pick<Session, 'minutes'>, wish: Wish): string {
  const who = groupKinds[wish.group].split(':')[0];
  return wish.group === 'adults'
    ? `${who}, ${minutes} minutes`
    : `${who}, ${audiences[wish.audience]}, ${minutes} minutes`;
}

/** Sessions made ready for whoever has no script: one for each group, level and length. */
export const readyMade: readonly Wish[] = (['one', 'few', 'class', 'adults'] as const).flatMap((group) =>
  (group === 'adults' ? (['adult'] as const) : (['second', 'thirdFourth', 'senior'] as const)).flatMap(
    (audience) =>
      (group === 'class' || group === 'few' ? [20, 35, 50] : group === 'one' ? [15, 30] : [30, 60]).map(
        (minutes): Wish => ({ group, audience, minutes, without: [] }),
      ),
  ),
);
