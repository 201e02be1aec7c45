import { z } from 'astro/zod';
import {
  type ActivityKind,
  activityKinds,
  cardAnswers,
  groupings,
  questionKinds,
  quizTimes,
} from '../words/vocabularies.ts';
import { line, listOf, oneOf, prose, reference, wholeNumber } from './fields.ts';

/** A list of single lines. */
const lines = (
  count: readonly [number, number],
  [shortest, longest]: readonly [number, number],
  label: string,
  help: string,
) => listOf(line(shortest, longest, label, help), count, label, help);

/** What every activity has, whatever its kind. */
const common = {
  id: z
    .string('write a short name: small letters, digits and hyphens')
    .regex(/^[a-z0-9-]{2,40}$/, 'write a short name: small letters, digits and hyphens')
    .meta({ title: 'Short name', description: 'Names the activity in the cuts: small letters and hyphens.' }),
  title: line(4, 60, 'Title', 'As it stands in the running order.'),
  minutes: wholeNumber(1, 30, 'Minutes', 'In the 50-minute lesson. A cut may give it less.'),
  essential: z
    .boolean('write true for yes, or false for no')
    .default(false)
    .meta({ title: 'Essential', description: 'It must be in every cut.' }),
  grouping: oneOf(groupings, 'Grouping', 'How the class sits for it.'),
  inShort: line(20, 200, 'In short', 'One or two sentences for the running order.'),
  steps: z
    .array(prose(8, 400, 'Step', 'One instruction.'))
    .min(1, 'write at least 1')
    .max(8, 'write at most 8')
    .meta({ title: 'What you do', description: 'For the teacher, one step at a time.' }),
  say: prose(20, 700, 'You could say', 'Words that can be said aloud as they stand.').optional(),
  pupil: prose(8, 400, 'Pupils see', 'What stands on the screen or the sheet.').optional(),
  resources: lines([0, 6], [3, 100], 'You need', 'What must be on the desk.').default([]),
  support: prose(20, 400, 'Additional support needs', 'How to change it for those who need it changed.'),
  language: prose(20, 400, 'English as an additional language', 'What helps a pupil who is new to English.'),
} as const;

/** A number in a calculation: with who counted it, or owned up to as invented. */
const sumNumberSchema = z.strictObject({
  label: line(4, 140, 'What it is', 'What the number counts, with its place if it is not Scotland.'),
  value: z
    .number('write a number')
    .nonnegative('write 0 or more')
    .meta({ title: 'Value', description: 'Exactly as the source has it.' }),
  unit: line(1, 40, 'Unit', 'What stands before or behind the number: £, $ an hour, per cent.'),
  source: reference('sources', 'Source', 'Who counted. Leave out only for an invented number.').optional(),
  year: wholeNumber(1900, 2100, 'Year', 'The year counted or published.').optional(),
  caveat: prose(10, 240, 'Be careful', 'What the number cannot tell.').optional(),
  invented: z
    .boolean('write true for yes, or false for no')
    .default(false)
    .meta({ title: 'Invented', description: 'Made up for this sum; the page says so.' }),
});

const hint = prose(8, 240, 'Hint', 'A nudge for whoever is stuck.').optional();
const feedback = prose(8, 300, 'Feedback', 'What to say once it is answered.');
const ask = line(8, 200, 'Question', 'One question.');
const questionSource = reference(
  'sources',
  'Source',
  'Needed if the question or its answer has a figure.',
).optional();

/** One variant of a union, as Keystatic stores it. */
const variant = <K extends string, S extends z.ZodRawShape>(kind: K, label: string, shape: S) =>
  z.strictObject({
    discriminant: z.literal(kind),
    value: z.strictObject(shape).meta({ title: label, description: '' }),
  });

/** One quiz question. */
export const questionSchema = z.discriminatedUnion('discriminant', [
  variant('multipleChoice', questionKinds.multipleChoice, {
    ask,
    options: z
      .array(
        z.strictObject({
          text: line(1, 140, 'Answer', 'One answer.'),
          isRight: z
            .boolean('write true for yes, or false for no')
            .default(false)
            .meta({ title: 'Right', description: 'Tick the right one, or ones.' }),
          feedback: line(4, 220, 'Feedback', 'What to say to whoever chose it.'),
        }),
      )
      .min(2, 'write at least 2')
      .max(5, 'write at most 5')
      .meta({ title: 'Answers', description: 'Two to five.' }),
    hint,
    source: questionSource,
  }),
  variant('match', questionKinds.match, {
    ask,
    pairs: z
      .array(
        z.strictObject({
          left: line(1, 100, 'This', 'One half of a pair.'),
          right: line(1, 140, 'goes with', 'The other half.'),
        }),
      )
      .min(3, 'write at least 3')
      .max(6, 'write at most 6')
      .meta({ title: 'Pairs', description: 'Written as they belong together; shown mixed.' }),
    hint,
    feedback,
    source: questionSource,
  }),
  variant('order', questionKinds.order, {
    ask,
    items: lines([3, 6], [2, 120], 'In the right order', 'Written in the right order; shown mixed.'),
    hint,
    feedback,
    source: questionSource,
  }),
  variant('shortAnswer', questionKinds.shortAnswer, {
    ask,
    answer: prose(4, 300, 'A good answer', 'What a good answer has in it.'),
    hint,
    feedback,
    source: questionSource,
  }),
]);
/** One quiz question after parsing. */
export type Question = z.output<typeof questionSchema>;

const pause = z.strictObject({
  after: line(1, 80, 'After the heading', 'The exact text of a heading of the story.'),
  question: line(8, 160, 'Question', 'About the story, never about the pupils.'),
  prompt: prose(8, 300, 'Prompt', 'A line of help for whoever is stuck.').optional(),
});

/** One activity of a lesson. */
export const activitySchema = z.discriminatedUnion('discriminant', [
  variant('starter', activityKinds.starter, {
    ...common,
    prompt: line(8, 200, 'Prompt', 'The one thing on the screen as they come in.'),
    endingTold: line(4, 100, 'The ending you’d hear', 'Only if the prompt asks for two endings.').optional(),
    endingLived: line(4, 100, 'Another ending', 'Only if the prompt asks for two endings.').optional(),
  }),
  variant('groundRules', activityKinds.groundRules, { ...common }),
  variant('readStory', activityKinds.readStory, {
    ...common,
    story: reference(
      'stories',
      'Story',
      'It must be cleared for lessons; if it is not, `instead` is taught.',
    ),
    sections: z
      .array(line(1, 80, 'Heading', 'The exact text of a heading of the story.'))
      .max(8, 'write at most 8')
      .default([])
      .meta({
        title: 'Sections',
        description: 'Headings to read, in order. Leave empty for the whole story.',
      }),
    pauses: z
      .array(pause)
      .max(6, 'write at most 6')
      .default([])
      .meta({ title: 'Pauses', description: 'Stops for this lesson. Leave empty for the story’s own.' }),
    instead: z
      .strictObject({
        title: line(4, 60, 'Title', 'As it stands in the running order.'),
        inShort: line(20, 200, 'In short', 'One or two sentences for the running order.'),
        steps: z
          .array(prose(8, 400, 'Step', 'One instruction.'))
          .min(1, 'write at least 1')
          .max(6, 'write at most 6')
          .meta({ title: 'What you do', description: 'For the teacher, one step at a time.' }),
        pupil: prose(20, 900, 'Pupils see', 'A few lines to work from, with nobody’s story in them.'),
        questions: lines([1, 4], [8, 200], 'Questions', 'What to talk about instead.'),
      })
      .meta({
        title: 'Instead',
        description: 'An activity of the same minutes, for the day the story is no longer available.',
      }),
  }),
  variant('cardSort', activityKinds.cardSort, {
    ...common,
    question: line(8, 160, 'Question', 'What the piles are about.'),
    statements: z
      .array(
        z.strictObject({
          text: line(8, 110, 'Statement', 'One sentence. Nothing in it gives the answer away.'),
          answer: oneOf(cardAnswers, 'It is', 'What it turns out to be.'),
          why: prose(20, 280, 'Why', 'What is known, in a sentence or two.'),
          source: reference('sources', 'Source', 'Where that is known from.'),
        }),
      )
      .min(6, 'write at least 6')
      .max(24, 'write at most 24')
      .meta({ title: 'Cards', description: 'Eight go on a sheet.' }),
  }),
  variant('discuss', activityKinds.discuss, {
    ...common,
    questions: lines([1, 5], [8, 200], 'Questions', 'Open ones, about the story, never about the pupils.'),
    listenFor: lines(
      [0, 5],
      [8, 200],
      'Listen for',
      'What a teacher may hear, and what to do with it.',
    ).default([]),
  }),
  variant('decide', activityKinds.decide, {
    ...common,
    situation: prose(30, 500, 'Situation', 'An invented person, a moment before a choice.'),
    points: z
      .array(
        z.strictObject({
          moment: prose(10, 300, 'Moment', 'What happens now.'),
          options: z
            .array(
              z.strictObject({
                choice: line(4, 120, 'Choice', 'What the person could do.'),
                consequence: prose(10, 300, 'Then', 'What follows: honest, never frightening.'),
              }),
            )
            .min(2, 'write at least 2')
            .max(4, 'write at most 4')
            .meta({ title: 'Choices', description: 'Two to four. At least one leads to help.' }),
        }),
      )
      .min(1, 'write at least 1')
      .max(4, 'write at most 4')
      .meta({ title: 'Decision points', description: 'One to four.' }),
  }),
  variant('workItOut', activityKinds.workItOut, {
    ...common,
    context: prose(20, 500, 'What it is about', 'Before the numbers.'),
    numbers: z
      .array(sumNumberSchema)
      .min(1, 'write at least 1')
      .max(8, 'write at most 8')
      .meta({ title: 'Numbers', description: 'Every number that is needed, with its source.' }),
    questions: z
      .array(
        z.strictObject({
          ask: line(8, 240, 'Question', 'One thing to work out or to think about.'),
          hint,
          working: prose(4, 400, 'Working', 'How it is done, step by step.'),
          answer: line(1, 160, 'Answer', 'The result.'),
        }),
      )
      .min(1, 'write at least 1')
      .max(6, 'write at most 6')
      .meta({ title: 'Questions', description: 'Each with its worked answer.' }),
  }),
  variant('quiz', activityKinds.quiz, {
    ...common,
    when: oneOf(quizTimes, 'When', 'At the start or before they leave.'),
    questions: z
      .array(questionSchema)
      .min(3, 'write at least 3')
      .max(10, 'write at most 10')
      .meta({ title: 'Questions', description: 'Of any kind.' }),
  }),
  variant('reflect', activityKinds.reflect, {
    ...common,
    questions: lines(
      [1, 3],
      [8, 200],
      'Questions',
      'To be answered on paper or in the head. Nobody has to share.',
    ),
  }),
  variant('makeACounterStory', activityKinds.makeACounterStory, {
    ...common,
    brief: prose(20, 500, 'Brief', 'What to make, and for whom.'),
    rules: lines(
      [1, 6],
      [8, 160],
      'Keep to these',
      'What keeps it true and safe: nobody real, no harm in scene.',
    ),
    openings: lines([0, 4], [8, 160], 'Ways to begin', 'First lines to borrow.').default([]),
  }),
]);
/** One activity after parsing: `discriminant` is its kind, `value` what it holds. */
export type Activity = z.output<typeof activitySchema>;
/** An activity of one kind. */
export type ActivityOf<K extends ActivityKind> = Extract<Activity, { discriminant: K }>;

/** The slugs of the sources that an activity rests on. */
export function sourcesOf(activity: Activity): readonly string[] {
  switch (activity.discriminant) {
    case 'cardSort':
      return activity.value.statements.map(({ source }) => source);
    case 'workItOut':
      return activity.value.numbers.flatMap(({ source }) => source ?? []);
    case 'quiz':
      return activity.value.questions.flatMap(({ value }) => value.source ?? []);
    default:
      return [];
  }
}
