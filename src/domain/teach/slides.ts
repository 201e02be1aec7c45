import type { ActivityOf, Question } from '../schema/activity.ts';
import {
  type PackUse,
  type PlannedActivity,
  planOf,
  type ShelvedPack,
  stepsOf,
  titleOf,
} from '../shelf/shelved-pack.ts';
import { readStoryText, textOf } from '../text/story-text.ts';
import { type Cut, cardAnswers, origins, quizTimes } from '../words/vocabularies.ts';
import { inMixedOrder } from './mixed-order.ts';

/** How a slide is drawn. `question` is a pause, `known` lays a fact under what is told, `endings` asks for two. */
export type SlideLayout = 'title' | 'question' | 'known' | 'endings' | 'list' | 'story' | 'help';

/** One idea on one screen. The presenter and the slides file draw the same ones. */
export interface Slide {
  readonly layout: SlideLayout;
  /** The activity it belongs to; empty for the first and the last slide. */
  readonly activity: string;
  /** Always there, so that every slide has a title. */
  readonly heading: string;
  /** Shorter text under the heading. */
  readonly lines: readonly string[];
  /** What people hear, drawn on the thin line; only on `known` and `endings`. */
  readonly told?: string;
  /** Shown when the teacher asks for it, one at a time. */
  readonly reveal: readonly string[];
  /** Smallest text: a label, a source. */
  readonly foot?: string;
  /** For the teacher alone. */
  readonly notes: readonly string[];
  /** Set on the first slide of an activity: the minutes it is given. */
  readonly minutes?: number;
}

/** The most words of a story on one slide: what can be read from the back of a room. */
export const mostStoryWords = 60;

/** The slides of one lesson, in running order: a title, the activities, and last where help is. */
export function slidesOf(pack: ShelvedPack<PackUse>, cut: Cut): readonly Slide[] {
  const { data } = pack;
  return [
    {
      layout: 'title',
      activity: '',
      heading: data.title,
      // The strapline speaks to teachers.
      lines: [data.aims.outcome],
      reveal: [],
      notes: [data.care.guidance, ...data.care.before.map(({ title, text }) => `${title}. ${text}`)],
    },
    ...planOf(pack, cut).flatMap((planned) => slidesOfActivity(planned, pack)),
    {
      layout: 'help',
      activity: '',
      heading: 'Get help now',
      lines: pack.support.map(({ data: { name, phone, forWhom } }) =>
        [name, phone, forWhom].filter(Boolean).join(' · '),
      ),
      reveal: [],
      notes: ['Leave this up as people go.', data.care.disclosure],
    },
  ];
}

function slidesOfActivity(planned: PlannedActivity, pack: ShelvedPack): readonly Slide[] {
  const { taught, minutes } = planned;
  const { value } = taught.activity;
  const notes = [
    ...(taught.kind !== 'instead' && value.say ? [`You could say: “${value.say}”`] : []),
    ...stepsOf(taught).map((step, index) => `${index + 1}. ${step}`),
  ];
  const slides = bodyOf(planned, pack).map(
    (slide): Slide => ({
      activity: value.id,
      reveal: [],
      lines: [],
      notes: [],
      ...slide,
    }),
  );
  const [first, ...rest] = slides;
  return first ? [{ ...first, minutes, notes: [...notes, ...first.notes] }, ...rest] : [];
}

type Draft = Pick<Slide, 'layout' | 'heading'> & Partial<Slide>;

function bodyOf({ taught }: PlannedActivity, pack: ShelvedPack): readonly Draft[] {
  if (taught.kind === 'instead') {
    const { instead } = taught.activity.value;
    return [
      { layout: 'list', heading: instead.title, lines: paragraphs(instead.pupil) },
      ...instead.questions.map((question): Draft => ({ layout: 'question', heading: question })),
    ];
  }
  if (taught.kind === 'readStory') return storySlides(taught.activity, taught.story);
  const { activity } = taught;
  switch (activity.discriminant) {
    case 'starter': {
      const { prompt, endingTold, endingLived, pupil } = activity.value;
      if (endingTold && endingLived)
        return [{ layout: 'endings', heading: prompt, told: endingTold, lines: [endingLived] }];
      return [{ layout: 'question', heading: prompt, lines: pupil ? [pupil] : [] }];
    }
    case 'groundRules':
      return [{ layout: 'list', heading: titleOf(taught), lines: pack.data.care.groundRules }];
    case 'cardSort':
      return cardSlides(activity, pack);
    case 'discuss':
      return activity.value.questions.map((question, index) => ({
        layout: 'question',
        heading: question,
        lines: index === 0 && activity.value.pupil ? [activity.value.pupil] : [],
        notes: activity.value.listenFor.map((line) => `Listen for: ${line}`),
      }));
    case 'decide':
      return [
        { layout: 'list', heading: titleOf(taught), lines: [activity.value.situation] },
        // A moment, its choices and what follows are more than one screen can hold.
        ...activity.value.points.flatMap(({ moment, options }): readonly Draft[] => [
          { layout: 'question', heading: moment },
          {
            layout: 'list',
            heading: 'What could happen now?',
            lines: options.map(({ choice }, index) => `${answerLetter(index)}. ${choice}`),
          },
          {
            layout: 'list',
            heading: 'And then?',
            reveal: options.map(({ consequence }, index) => `${answerLetter(index)}. ${consequence}`),
          },
        ]),
      ];
    case 'workItOut':
      return sumSlides(activity, pack, titleOf(taught));
    case 'quiz':
      return [
        {
          layout: 'title',
          heading: titleOf(taught),
          lines: [activity.value.pupil ?? quizTimes[activity.value.when]],
        },
        ...activity.value.questions.map((question, index) =>
          questionSlide(question, `${activity.value.id}/${index}`, pack),
        ),
      ];
    case 'reflect':
      return activity.value.questions.map((question, index) => ({
        layout: 'question',
        heading: question,
        lines: index === 0 ? [activity.value.pupil ?? 'Nobody has to share this.'] : [],
      }));
    case 'makeACounterStory':
      return [
        { layout: 'list', heading: titleOf(taught), lines: [activity.value.brief, ...activity.value.rules] },
        ...(activity.value.openings.length > 0
          ? [{ layout: 'list' as const, heading: 'Ways to begin', lines: activity.value.openings }]
          : []),
      ];
  }
}

/** A story in pieces that a room can read, with the pauses where they belong. */
function storySlides(
  { value }: ActivityOf<'readStory'>,
  story: Extract<PlannedActivity['taught'], { kind: 'readStory' }>['story'],
): readonly Draft[] {
  const label = origins[story.data.origin];
  const pauses = value.pauses.length > 0 ? value.pauses : story.data.pauses;
  const sections = readStoryText(story.body).sections.filter(
    ({ heading }) => value.sections.length === 0 || (heading && value.sections.includes(heading)),
  );
  return [
    { layout: 'title', heading: story.data.title, lines: [value.pupil ?? value.inShort], foot: label },
    ...sections.flatMap(({ heading, blocks }): readonly Draft[] => [
      ...storyPassages(blocks.map(textOf)).map(
        (passage, index, all): Draft => ({
          layout: 'story',
          heading: heading ?? story.data.title,
          lines: [passage],
          foot: all.length > 1 ? `${story.data.title}, ${index + 1} of ${all.length}` : story.data.title,
        }),
      ),
      ...pauses
        .filter(({ after }) => after === heading)
        .map(
          ({ question, prompt }): Draft => ({
            layout: 'question',
            heading: question,
            lines: [prompt ?? 'You can pass.'],
            foot: `Pause in ${story.data.title}`,
          }),
        ),
    ]),
  ];
}

/** Text in passages of at most `mostStoryWords` words, broken between sentences wherever one ends in time. */
export function storyPassages(texts: readonly string[]): readonly string[] {
  const sentences = texts.flatMap(
    (text) => text.match(/.+?(?:[.!?…]+[”’"']*(?=\s+(?!\p{Ll})|\s*$)|$)/gsu) ?? [],
  );
  const found: string[] = [];
  let open: string[] = [];
  const words = (text: string) => text.trim().split(/\s+/u).length;
  for (const sentence of sentences.map((each) => each.trim()).filter(Boolean)) {
    if (open.length > 0 && words([...open, sentence].join(' ')) > mostStoryWords) {
      found.push(open.join(' '));
      open = [];
    }
    open.push(sentence);
  }
  if (open.length > 0) found.push(open.join(' '));
  return found;
}

function cardSlides({ value }: ActivityOf<'cardSort'>, pack: ShelvedPack): readonly Draft[] {
  return [
    {
      layout: 'question',
      heading: value.question,
      lines: [`${cardAnswers.myth}. ${cardAnswers.reality}. ${cardAnswers.depends}.`],
    },
    ...inMixedOrder(value.statements, value.id).map(
      ({ text, answer, why, source }): Draft => ({
        layout: 'question',
        heading: text,
        lines: [],
        reveal: [`${cardAnswers[answer]}. ${why}`],
        ...footOf(pack, source),
      }),
    ),
  ];
}

function sumSlides({ value }: ActivityOf<'workItOut'>, pack: ShelvedPack, title: string): readonly Draft[] {
  return [
    { layout: 'list', heading: title, lines: [value.context] },
    ...value.numbers.map(
      (number): Draft => ({
        layout: 'list',
        heading: amountOf(number),
        lines: [number.label, ...(number.caveat ? [number.caveat] : [])],
        ...(number.invented ? { foot: inventedLabel } : footOf(pack, number.source, number.year)),
      }),
    ),
    ...value.questions.map(
      ({ ask, hint, working, answer }): Draft => ({
        layout: 'question',
        heading: ask,
        lines: hint ? [hint] : [],
        reveal: [working, answer],
      }),
    ),
  ];
}

/** How an invented number owns up to it. */
export const inventedLabel = 'Invented for this sum';

/** A number with its unit, as it is read aloud: `£3.30`, `22 per cent`. */
export function amountOf({ value, unit }: { readonly value: number; readonly unit: string }): string {
  const [, sign, rest] = /^([£$€])\s*(.*)$/.exec(unit) ?? [];
  if (sign === undefined) return `${value.toLocaleString('en-GB')} ${unit}`;
  const digits = Number.isInteger(value) ? value.toLocaleString('en-GB') : value.toFixed(2);
  return `${sign}${digits}${rest ? ` ${rest}` : ''}`;
}

function questionSlide(question: Question, seed: string, pack: ShelvedPack): Draft {
  const shown = questionShown(question, seed);
  return {
    layout: 'list',
    heading: question.value.ask,
    lines: shown.lines,
    reveal: shown.answers,
    notes: question.value.hint ? [`Hint: ${question.value.hint}`] : [],
    ...footOf(pack, question.value.source),
  };
}

/** A question as pupils see it, mixed, and the answers with what to say. */
export function questionShown(
  question: Question,
  seed: string,
): { readonly lines: readonly string[]; readonly answers: readonly string[] } {
  switch (question.discriminant) {
    case 'multipleChoice': {
      const options = inMixedOrder(question.value.options, seed);
      return {
        lines: options.map(({ text }, index) => `${answerLetter(index)}. ${text}`),
        answers: options.flatMap(({ isRight, text, feedback }, index) =>
          isRight ? [`${answerLetter(index)}. ${text} ${feedback}`] : [],
        ),
      };
    }
    case 'match': {
      const rights = inMixedOrder(question.value.pairs, seed);
      return {
        lines: [
          ...question.value.pairs.map(({ left }, index) => `${index + 1}. ${left}`),
          ...rights.map(({ right }, index) => `${answerLetter(index)}. ${right}`),
        ],
        answers: [
          question.value.pairs
            .map((pair, index) => `${index + 1} goes with ${answerLetter(rights.indexOf(pair))}`)
            .join(', '),
          question.value.feedback,
        ],
      };
    }
    case 'order': {
      const items = inMixedOrder(question.value.items, seed);
      return {
        lines: items.map((item, index) => `${answerLetter(index)}. ${item}`),
        answers: [
          question.value.items.map((item) => answerLetter(items.indexOf(item))).join(', '),
          question.value.feedback,
        ],
      };
    }
    case 'shortAnswer':
      return { lines: [], answers: [question.value.answer, question.value.feedback] };
  }
}

/** A, B, C: how answers are called. */
export function answerLetter(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index);
}

function footOf(pack: ShelvedPack, slug: string | undefined, year?: number): { foot?: string } {
  const source = pack.sources.find((each) => each.slug === slug);
  return source ? { foot: `${source.data.publisher}, ${year ?? source.data.year}` } : {};
}

function paragraphs(text: string): readonly string[] {
  return text.split(/\n+/).filter((line) => line.trim() !== '');
}
