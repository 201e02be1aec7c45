import type { Activity, Question } from '../schema/activity.ts';
import type { Curriculum } from '../schema/curriculum.ts';
import { choiceInWords, named } from '../schema/labels.ts';
import { cuts, type LessonPack, lessonPackSchema, lowestLevel, minutesOf } from '../schema/lesson-pack.ts';
import { isSameText } from '../text/characters.ts';
import { namesIn } from '../text/story-names.ts';
import {
  type Audience,
  activityKinds,
  audienceRank,
  audiences,
  cardAnswers,
  cutMinutes,
  quizTimes,
} from '../words/vocabularies.ts';
import type { Around } from './around.ts';
import { type Finding, mistakesFrom, type Wrong } from './findings.ts';

/** How many minutes a cut may be over or under. */
export const minutesOfGrace = 2;

/** Everything about a pack that no single field can say: cuts, codes, who it suits, and the guard rails. */
export function mistakesInPack(pack: LessonPack, around: Around): readonly Finding[] {
  return mistakesFrom((wrong) => {
    checkCuts(pack, wrong);
    if (around.curriculum) checkCurriculum(pack, around.curriculum, wrong);
    checkSuits(pack, around, wrong);
    checkMisconceptions(pack, wrong);
    pack.activities.forEach((activity, index) => {
      checkActivity(activity, `activities.${index}.value`, pack, around, wrong);
    });
    checkFigures(pack, wrong);
    checkNames(pack, around, wrong);
  });
}

function checkCuts(pack: LessonPack, wrong: Wrong): void {
  const ids = pack.activities.map(({ value }) => value.id);
  const byId = new Map(pack.activities.map((activity) => [activity.value.id, activity]));
  ids.forEach((id, index) => {
    if (ids.indexOf(id) !== index)
      wrong(`activities.${index}.value.id`, `found "${id}" twice: give each activity a name of its own`);
  });
  for (const cut of cuts) {
    const path = `cuts.${cut}`;
    const entries = pack.cuts[cut];
    entries.forEach(({ activity }, index) => {
      if (!byId.has(activity))
        wrong(
          `${path}.${index}.activity`,
          `found "${activity}", which is no activity of this pack: write one of ${ids.join(', ')}`,
        );
      if (entries.findIndex((entry) => entry.activity === activity) !== index)
        wrong(`${path}.${index}.activity`, `found "${activity}" twice: name it once`);
    });
    const sum = minutesOf(pack, cut);
    const goal = cutMinutes[cut];
    if (Math.abs(sum - goal) > minutesOfGrace)
      wrong(
        path,
        `its activities take ${sum} minutes: make them add up to ${goal}, ${minutesOfGrace} more or less`,
      );
    for (const { value } of pack.activities) {
      if (value.essential && !entries.some(({ activity }) => activity === value.id))
        wrong(path, `“${value.id}” is marked as essential and is not in it: add it, or take the mark away`);
    }
    const kinds = entries.map(({ activity }) => byId.get(activity)?.discriminant);
    const lastStory = kinds.lastIndexOf('readStory');
    if (lastStory !== -1 && !kinds.slice(lastStory + 1).some((kind) => kind && talks.has(kind)))
      wrong(
        path,
        `a story is read and nothing is talked about after it: put ${choiceInWords(activityKinds, 'discuss')} or ${choiceInWords(activityKinds, 'decide')} after it`,
      );
    const last = byId.get(entries.at(-1)?.activity ?? '');
    const closes =
      last?.discriminant === 'reflect' || (last?.discriminant === 'quiz' && last.value.when === 'exit');
    if (last && !closes)
      wrong(
        path,
        `it ends with “${last.value.id}”: end with ${choiceInWords(activityKinds, 'reflect')} or an ${choiceInWords(quizTimes, 'exit')}, where help is shown`,
      );
  }
}

const talks: ReadonlySet<Activity['discriminant']> = new Set(['discuss', 'decide']);
function checkCurriculum(pack: LessonPack, curriculum: Curriculum, wrong: Wrong): void {
  pack.curriculum.forEach(({ code }, index) => {
    const path = `curriculum.${index}.code`;
    const entries = curriculum.entries.filter((entry) => entry.code === code);
    if (entries.length === 0) {
      const [area] = code.split(' ');
      const near = curriculum.entries
        .filter((entry) => entry.verified && entry.code.startsWith(`${area} `))
        .slice(0, 8);
      wrong(
        path,
        `found "${code}", which is not in content/curriculum.yaml: write ${near.length > 0 ? `one of its codes, such as ${near.map((entry) => entry.code).join(', ')}` : 'a code that it has'}`,
      );
    } else if (!entries.some(({ verified }) => verified)) {
      wrong(
        path,
        `found "${code}", which nobody has verified: check it at its source and say so in content/curriculum.yaml, or write another`,
      );
    }
  });
}

function checkSuits(pack: LessonPack, around: Around, wrong: Wrong): void {
  const lowest = lowestLevel(pack);
  const tooOld = (suitableFrom: Audience | undefined) =>
    suitableFrom !== undefined && audienceRank(suitableFrom) > audienceRank(lowest);
  const say = (kind: string, slug: string, suitableFrom: Audience) =>
    `found the ${kind} "${slug}", which is for ${audiences[suitableFrom]}; the pack is for ${audiences[lowest]}: choose another ${kind}, or change ${named(lessonPackSchema.shape.levels)} of the pack`;
  pack.stories.forEach((slug, index) => {
    const story = around.story(slug);
    if (story && tooOld(story.suitableFrom))
      wrong(`stories.${index}`, say('story', slug, story.suitableFrom));
  });
  pack.myths.forEach((slug, index) => {
    const myth = around.myth(slug);
    if (myth && tooOld(myth.suitableFrom)) wrong(`myths.${index}`, say('myth', slug, myth.suitableFrom));
  });
}

function checkMisconceptions(pack: LessonPack, wrong: Wrong): void {
  const answered = pack.aims.misconceptions.map(({ myth }) => myth);
  pack.myths.forEach((myth, index) => {
    if (!answered.includes(myth))
      wrong(
        `myths.${index}`,
        `“${myth}” has no response: write one under “Aims”, ${named(lessonPackSchema.shape.aims.shape.misconceptions)}`,
      );
  });
  answered.forEach((myth, index) => {
    if (!pack.myths.includes(myth))
      wrong(
        `aims.misconceptions.${index}.myth`,
        `found "${myth}", which is not among the pack’s myths: add it there, or take it away here`,
      );
  });
}

function checkActivity(
  activity: Activity,
  path: string,
  pack: LessonPack,
  around: Around,
  wrong: Wrong,
): void {
  switch (activity.discriminant) {
    case 'readStory': {
      const { story: slug, sections, pauses } = activity.value;
      if (!pack.stories.includes(slug))
        wrong(`${path}.story`, `found "${slug}", which is not among the pack’s stories: add it there`);
      const headings = around.story(slug)?.headings;
      // A story that is gone or broken is not read: `instead` takes its place.
      if (!headings) return;
      const check = (heading: string, at: string) => {
        if (!headings.some((each) => isSameText(each, heading)))
          wrong(
            `${path}.${at}`,
            `found "${heading}", which is no heading of the story: write one of ${headings.map((each) => `“${each}”`).join(', ')}`,
          );
      };
      sections.forEach((heading, index) => {
        check(heading, `sections.${index}`);
      });
      pauses.forEach(({ after }, index) => {
        check(after, `pauses.${index}.after`);
        if (sections.length > 0 && !sections.some((each) => isSameText(each, after)))
          wrong(
            `${path}.pauses.${index}.after`,
            `“${after}” is not among the sections that are read: add it there, or take the pause out`,
          );
      });
      return;
    }
    case 'starter':
      if ((activity.value.endingTold === undefined) !== (activity.value.endingLived === undefined))
        wrong(`${path}.endingTold`, 'found one ending without the other: write both, or none');
      return;
    case 'cardSort': {
      for (const answer of ['myth', 'reality'] as const) {
        if (!activity.value.statements.some((statement) => statement.answer === answer))
          wrong(
            `${path}.statements`,
            `no card is ${choiceInWords(cardAnswers, answer)}: a sort needs at least one of each pile`,
          );
      }
      return;
    }
    case 'workItOut':
      activity.value.numbers.forEach((number, index) => {
        const at = `${path}.numbers.${index}`;
        if (number.source === undefined && !number.invented)
          wrong(`${at}.source`, 'found nothing: name who counted it, or say that it is invented for the sum');
        if (number.source !== undefined && number.invented)
          wrong(`${at}.invented`, 'a number with a source is not invented: take one of the two away');
        if (number.source !== undefined && number.year === undefined)
          wrong(`${at}.year`, 'found nothing: a number with a source needs its year');
      });
      return;
    case 'quiz':
      activity.value.questions.forEach((question, index) => {
        if (question.discriminant !== 'multipleChoice') return;
        const right = question.value.options.filter(({ isRight }) => isRight).length;
        if (right === 0 || right === question.value.options.length)
          wrong(
            `${path}.questions.${index}.value.options`,
            'none of the answers is marked as right, or all are: mark at least one, and not all',
          );
      });
      return;
    default:
      return;
  }
}

/** A figure as people write it: a share, a sum of money, a ratio, or a number of three digits and more. */
const figurePattern =
  /[£$€]\s?\d+(?:[.,]\d+)*|\b\d+(?:\.\d+)?\s?(?:%|per cent\b)|\b\d+ (?:in|out of) (?:every )?\d+\b|\b\d{1,3}(?:,\d{3})+\b|(?<![\d-])\b(?!19\d\d\b|20\d\d\b|999\b|101\b|111\b)\d{3,}\b/;

/** The first figure in a text, if it has one. Years and emergency numbers are none. */
export function figureIn(text: string): string | undefined {
  return figurePattern.exec(text)?.[0];
}

/** No pupil meets a figure without its source: cards, calculations and quiz questions have a place for one. */
function checkFigures(pack: LessonPack, wrong: Wrong): void {
  const mayNot = (text: string | undefined, path: string, cure: string) => {
    const figure = text === undefined ? undefined : figureIn(text);
    if (figure !== undefined) wrong(path, `found the figure “${figure}” with no source: ${cure}`);
  };
  const move = 'say it without the figure, or move it to a card or a calculation, which name a source';
  mayNot(pack.strapline, 'strapline', move);
  pack.aims.keyPoints.forEach((point, index) => {
    mayNot(point, `aims.keyPoints.${index}`, move);
  });
  pack.activities.forEach((activity, index) => {
    const path = `activities.${index}.value`;
    // A calculation's own numbers stand beside it with their sources.
    if (activity.discriminant === 'workItOut') return;
    const { value } = activity;
    mayNot(value.pupil, `${path}.pupil`, move);
    mayNot(value.say, `${path}.say`, move);
    for (const { at, text } of pupilTexts(activity)) mayNot(text, `${path}.${at}`, move);
    if (activity.discriminant !== 'quiz') return;
    activity.value.questions.forEach((question, number) => {
      if (question.value.source !== undefined) return;
      for (const text of textsOf(question))
        mayNot(text, `${path}.questions.${number}.value.source`, 'name who counted it');
    });
  });
}

/** What pupils read in an activity, beside what every activity has. */
function pupilTexts(activity: Activity): readonly { readonly at: string; readonly text: string }[] {
  const each = (at: string, texts: readonly string[]) =>
    texts.map((text, index) => ({ at: `${at}.${index}`, text }));
  switch (activity.discriminant) {
    case 'starter':
      return [
        { at: 'prompt', text: activity.value.prompt },
        { at: 'endingTold', text: activity.value.endingTold ?? '' },
        { at: 'endingLived', text: activity.value.endingLived ?? '' },
      ];
    case 'discuss':
    case 'reflect':
      return each('questions', activity.value.questions);
    case 'decide':
      return [
        { at: 'situation', text: activity.value.situation },
        ...activity.value.points.flatMap(({ moment, options }, index) => [
          { at: `points.${index}.moment`, text: moment },
          ...options.flatMap(({ choice, consequence }, option) => [
            { at: `points.${index}.options.${option}.choice`, text: choice },
            { at: `points.${index}.options.${option}.consequence`, text: consequence },
          ]),
        ]),
      ];
    case 'makeACounterStory':
      return [{ at: 'brief', text: activity.value.brief }, ...each('openings', activity.value.openings)];
    case 'readStory':
      return [{ at: 'instead.pupil', text: activity.value.instead.pupil }];
    default:
      return [];
  }
}

function textsOf(question: Question): readonly string[] {
  switch (question.discriminant) {
    case 'multipleChoice':
      return [
        question.value.ask,
        ...question.value.options.flatMap(({ text, feedback }) => [text, feedback]),
      ];
    case 'match':
      return [
        question.value.ask,
        ...question.value.pairs.flatMap(({ left, right }) => [left, right]),
        question.value.feedback,
      ];
    case 'order':
      return [question.value.ask, ...question.value.items, question.value.feedback];
    case 'shortAnswer':
      return [question.value.ask, question.value.answer, question.value.feedback];
  }
}

/** What reads the story goes with it; so only there may a pack say the story's title or its teller's name. */
function checkNames(pack: LessonPack, around: Around, wrong: Wrong): void {
  for (const slug of pack.stories) {
    const story = around.story(slug);
    if (!story) continue;
    for (const { path, found, instead } of namesIn(pack, story, goesWithStory))
      wrong(
        path,
        `found “${found}”, which must be gone the day “${slug}” is withdrawn: say “${instead}”, or say it in the activity that reads the story`,
      );
  }
}

/** Fields of `readStory` that are not shown where the story may not be read. */
const ofTheStory: ReadonlySet<string> = new Set([
  'title',
  'inShort',
  'steps',
  'say',
  'pupil',
  'story',
  'sections',
  'pauses',
]);

function goesWithStory(holder: object, key: string): boolean {
  return 'instead' in holder && ofTheStory.has(key);
}
