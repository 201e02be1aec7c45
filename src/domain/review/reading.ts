import type { Activity, Question } from '../schema/activity.ts';
import type { Answer } from '../schema/answer.ts';
import type { Content, Entry } from '../schema/content.ts';
import type { Guide } from '../schema/guide.ts';
import type { LessonPack } from '../schema/lesson-pack.ts';
import type { Myth } from '../schema/myth.ts';
import type { Priority } from '../schema/priority.ts';
import type { Sheet } from '../schema/sheet.ts';
import type { Story } from '../schema/story.ts';
import type { Tell } from '../schema/tell.ts';
import { plainTextsInMdx } from '../text/mdx-text.ts';
import { type Reading, readingOf } from '../text/reading-age.ts';
import { readStoryText, textOf } from '../text/story-text.ts';
import { audiences, guideReaders, languages } from '../words/vocabularies.ts';

/**
 * What is read of each kind of content, passage by passage, for measuring how hard it is. Headings and names are left out,
 * and whatever is only said to an editor or a machine.
 */

/** What a reader of a page for one situation reads. */
export function passagesOfTell({ data, body }: Pick<Entry<Tell>, 'data' | 'body'>): readonly string[] {
  return [
    data.summary,
    ...data.sounds,
    ...plainTextsInMdx(body),
    ...data.facts,
    ...data.tonight,
    ...data.people.flatMap(({ who, next }) => [who, next]),
    ...data.keeps,
    ...data.passes,
    ...data.asks,
    ...data.wrong.flatMap(({ what, answer }) => [what, answer]),
  ];
}

/** What a reader of an answer reads. */
export function passagesOfAnswer({ data }: Pick<Entry<Answer>, 'data'>): readonly string[] {
  return [
    data.lead,
    ...data.points.flatMap(({ name, text, knows, never = '' }) => [name, text, ...knows, never]),
    ...data.more.flatMap(({ name, text }) => [name, text]),
  ];
}

/** A story's text. */
export function passagesOfStory({ body }: Pick<Entry<Story>, 'body'>): readonly string[] {
  return readStoryText(body).sections.flatMap((section) => section.blocks.map(textOf));
}

/** How hard a story is to read. Undefined where the measure means nothing: it is made for English, and Scots is near enough. */
export function readingOfStory(story: {
  readonly body: string;
  readonly data: Pick<Story, 'language'>;
}): Reading | undefined {
  const { language } = story.data;
  return language === 'en-GB' || language === 'sco' ? readingOf(passagesOfStory(story)) : undefined;
}

/** A myth's page: the fact, the claim, what is true in it, the figures in words, what helps, and its quiz. */
export function passagesOfMyth({ data, body }: Entry<Myth>): readonly string[] {
  return [
    data.reality,
    data.claim,
    data.kernel,
    data.whyItMisleads.explanation,
    ...data.figures.flatMap(({ says, caveat }) => [says, caveat ?? '']),
    data.reply,
    ...data.whatHelps.map(({ text }) => text),
    ...plainTextsInMdx(body),
    data.quiz.statement,
    data.quiz.because,
  ];
}

/** A guide, which whoever holds the conversation reads. */
export function passagesOfGuide({ data, body }: Entry<Guide>): readonly string[] {
  return [
    data.strapline,
    ...plainTextsInMdx(body),
    ...data.notice,
    data.open.how,
    ...data.open.say,
    ...data.readings.map(({ why }) => why),
    data.instead,
    ...data.questions.push,
    ...data.questions.pull,
    ...data.questions.next,
    ...data.myths.map(({ when }) => when),
    ...data.helps,
    ...data.avoid,
    ...data.disclosure,
    ...data.after,
    ...data.meetings.flatMap(({ aim, agenda }) => [aim, ...agenda.map(({ what }) => what)]),
    ...data.sheets.map(({ how }) => how),
  ];
}

/** What pupils read in a lesson pack, on the screen, on paper and on cards; nothing that is for the teacher. */
export function passagesOfPack({ data }: Pick<Entry<LessonPack>, 'data'>): readonly string[] {
  return [
    data.strapline,
    ...data.aims.keyPoints,
    ...data.aims.keywords.map(({ meaning }) => meaning),
    ...data.care.groundRules,
    ...data.activities.flatMap((activity) => [activity.value.pupil ?? '', ...passagesOfActivity(activity)]),
    ...data.evaluation,
  ];
}

function passagesOfActivity(activity: Activity): readonly string[] {
  switch (activity.discriminant) {
    case 'starter': {
      const { prompt, endingTold = '', endingLived = '' } = activity.value;
      return [prompt, endingTold, endingLived];
    }
    case 'groundRules':
      return [];
    case 'readStory': {
      const { pauses, instead } = activity.value;
      return [
        ...pauses.flatMap(({ question, prompt = '' }) => [question, prompt]),
        ...instead.pupil.split('\n'),
        ...instead.questions,
      ];
    }
    case 'cardSort':
      return [activity.value.question, ...activity.value.statements.flatMap(({ text, why }) => [text, why])];
    case 'discuss':
    case 'reflect':
      return activity.value.questions;
    case 'decide':
      return [
        activity.value.situation,
        ...activity.value.points.flatMap(({ moment, options }) => [
          moment,
          ...options.flatMap(({ choice, consequence }) => [choice, consequence]),
        ]),
      ];
    case 'workItOut':
      return [
        activity.value.context,
        ...activity.value.numbers.flatMap(({ label, caveat = '' }) => [label, caveat]),
        ...activity.value.questions.flatMap(({ ask, hint = '' }) => [ask, hint]),
      ];
    case 'quiz':
      return activity.value.questions.flatMap(passagesOfQuestion);
    case 'makeACounterStory':
      return [activity.value.brief, ...activity.value.rules, ...activity.value.openings];
  }
}

function passagesOfQuestion(question: Question): readonly string[] {
  const { ask, hint = '' } = question.value;
  switch (question.discriminant) {
    case 'multipleChoice':
      return [ask, hint, ...question.value.options.flatMap(({ text, feedback }) => [text, feedback])];
    case 'match':
      return [ask, hint, ...question.value.pairs.flatMap(({ left, right }) => [left, right])];
    case 'order':
      return [ask, hint, ...question.value.items];
    case 'shortAnswer':
      return [ask, hint];
  }
}

/** A sheet to print, which whoever fills it in reads. */
export function passagesOfSheet({ data }: Pick<Entry<Sheet>, 'data'>): readonly string[] {
  return [
    data.strapline,
    ...data.first,
    ...data.parts.flatMap(({ how = '', items }) => [how, ...items]),
    ...data.never,
    ...data.after,
  ];
}

/** One of the threats that were put first. */
export function passagesOfPriority({ data }: Pick<Entry<Priority>, 'data'>): readonly string[] {
  return [
    data.what,
    ...data.drawnIn,
    ...data.hurt,
    ...data.notice,
    ...data.tell.flatMap(({ who, what }) => [who, what]),
    data.careful,
  ];
}

/** One text of the site with its reading age. */
export interface MeasuredText extends Reading {
  readonly slug: string;
  /** For whom it is, in words. */
  readonly forWhom: string;
}

/** The reading ages of all stories, myths, guides, sheets, packs and whatever else people read, by folder, the hardest first. */
export function readingsOf(content: Content): Readonly<Record<string, readonly MeasuredText[]>> {
  const measured = <Data>(
    entries: ReadonlyMap<string, Entry<Data>>,
    forWhomOf: (data: Data) => string,
    readingIn: (entry: Entry<Data>) => Reading | undefined,
  ) =>
    [...entries.values()]
      .flatMap((entry): MeasuredText[] => {
        const reading = readingIn(entry);
        return reading ? [{ slug: entry.slug, forWhom: forWhomOf(entry.data), ...reading }] : [];
      })
      .sort((one, other) => other.age - one.age || (one.slug < other.slug ? -1 : 1));
  return {
    stories: measured(content.stories, forWhomOfStory, readingOfStory),
    myths: measured(
      content.myths,
      ({ suitableFrom }) => audiences[suitableFrom],
      (myth) => readingOf(passagesOfMyth(myth)),
    ),
    tell: measured(
      content.tell,
      () => audiences.thirdFourth,
      (tell) => readingOf(passagesOfTell(tell)),
    ),
    answers: measured(
      content.answers,
      () => audiences.thirdFourth,
      (answer) => readingOf(passagesOfAnswer(answer)),
    ),
    guides: measured(
      content.guides,
      ({ readers }) => readers.map((reader) => guideReaders[reader]).join(', '),
      (guide) => readingOf(passagesOfGuide(guide)),
    ),
    sheets: measured(
      content.sheets,
      ({ forWhom }) => forWhom,
      (sheet) => readingOf(passagesOfSheet(sheet)),
    ),
    priorities: measured(
      content.priorities,
      () => audiences.adult,
      (priority) => readingOf(passagesOfPriority(priority)),
    ),
    'lesson-packs': measured(
      content['lesson-packs'],
      ({ stages }) => stages,
      (pack) => readingOf(passagesOfPack(pack)),
    ),
  };
}

/** Scots is measured as if it were English, which is worth knowing beside the figure. */
function forWhomOfStory({ suitableFrom, language }: Story): string {
  return language === 'en-GB'
    ? audiences[suitableFrom]
    : `${audiences[suitableFrom]}, in ${languages[language]}`;
}

/** The reading ages as a table, for a person at a terminal. */
export function readingsInWords(readings: ReturnType<typeof readingsOf>): string {
  const tables = Object.entries(readings).map(([folder, texts]) =>
    texts
      .map(
        ({ slug, age, words, forWhom }) =>
          `${String(age).padStart(3)}  ${String(words).padStart(6)}  ${folder}/${slug}  (${forWhom})`,
      )
      .join('\n'),
  );
  return `Age   Words  Text  (for whom)\n${tables.filter((table) => table !== '').join('\n\n')}\n\nFlesch–Kincaid grade plus 5: rough, and too young for speech. src/domain/text/reading-age.ts says more.\n`;
}
