import type { z } from 'astro/zod';
import { type Guide, guideSchema } from '../schema/guide.ts';
import { choiceInWords, named, unwrapped } from '../schema/labels.ts';
import { countWords } from '../text/count-words.ts';
import { plainTextsInMdx } from '../text/mdx-text.ts';
import { namesIn } from '../text/story-names.ts';
import { type Audience, audienceRank, audiences, guideKinds } from '../words/vocabularies.ts';
import type { Around } from './around.ts';
import { type Finding, mistakesFrom, type Wrong } from './findings.ts';
import { figureIn, minutesOfGrace } from './pack-review.ts';
import { fieldTexts, type TextAt } from './text-review.ts';

/** How many meetings a circle has. */
export const meetingsOfCircle = 4;

/** The fewest and the most words of a conversation guide: two printed pages, and enough to hold on to. */
export const wordsOfConversation = { fewest: 600, most: 1200 } as const;

/** Everything about a guide that no single field can say. */
export function mistakesInGuide(guide: Guide, body: string, around: Around): readonly Finding[] {
  return mistakesFrom((wrong) => {
    checkKind(guide, wrong);
    checkMeetings(guide, wrong);
    checkSuits(guide, around, wrong);
    checkFigures(guide, wrong);
    checkNames(guide, body, around, wrong);
  });
}

/** The words of a guide that readers read: its own texts and the words before them. */
export function wordsOfGuide(guide: Guide, body: string): number {
  return [...textsOf(guide).map(({ text }) => text), ...plainTextsInMdx(body)]
    .map(countWords)
    .reduce((sum, words) => sum + words, 0);
}

/** What an editor would want to know of a guide: that it is shorter or longer than a conversation can bear. */
export function notesOnLength(guide: Guide, body: string): readonly Finding[] {
  if (guide.kind !== 'conversation') return [];
  const words = wordsOfGuide(guide, body);
  const { fewest, most } = wordsOfConversation;
  if (words >= fewest && words <= most) return [];
  return [
    {
      path: '',
      message: `has ${words} words: write ${fewest} to ${most}, which fit into a pocket and into two printed pages`,
    },
  ];
}

function checkKind(guide: Guide, wrong: Wrong): void {
  const { length } = guide.meetings;
  switch (guide.kind) {
    case 'conversation':
      if (guide.transitionPoint === undefined)
        wrong('transitionPoint', 'found nothing: choose the moment that the conversation is for');
      if (length > 0)
        wrong(
          'meetings',
          `found ${length} in a conversation: take them away, or choose ${choiceInWords(guideKinds, 'circle')} as its kind`,
        );
      return;
    case 'circle':
      if (length !== meetingsOfCircle)
        wrong('meetings', `found ${length}: a circle has ${meetingsOfCircle} meetings`);
  }
}

function checkMeetings(guide: Guide, wrong: Wrong): void {
  guide.meetings.forEach(({ agenda }, index) => {
    const sum = agenda.reduce((minutes, item) => minutes + item.minutes, 0);
    if (Math.abs(sum - guide.minutes) > minutesOfGrace)
      wrong(
        `meetings.${index}.agenda`,
        `takes ${sum} minutes: make it add up to ${guide.minutes}, ${minutesOfGrace} more or less`,
      );
  });
}

function checkSuits(guide: Guide, around: Around, wrong: Wrong): void {
  const check = (kind: 'story' | 'myth', slugs: readonly string[], pathOf: (index: number) => string) => {
    slugs.forEach((slug, index) => {
      const suitableFrom = around[kind](slug)?.suitableFrom;
      if (slugs.indexOf(slug) !== index) wrong(pathOf(index), `found "${slug}" twice: name it once`);
      if (suitableFrom !== undefined && isOlder(suitableFrom, guide.suitableFrom))
        wrong(
          pathOf(index),
          `found the ${kind} "${slug}", which is for ${audiences[suitableFrom]}; the guide is for ${audiences[guide.suitableFrom]}: choose another ${kind}, or change ${named(guideSchema.shape.suitableFrom)} of the guide`,
        );
    });
  };
  check(
    'story',
    guide.readings.map(({ story }) => story),
    (index) => `readings.${index}.story`,
  );
  check(
    'myth',
    guide.myths.map(({ myth }) => myth),
    (index) => `myths.${index}.myth`,
  );
}

function isOlder(one: Audience, other: Audience): boolean {
  return audienceRank(one) > audienceRank(other);
}

/** A guide has no place for a source beside a number; a myth has. */
function checkFigures(guide: Guide, wrong: Wrong): void {
  for (const { path, text } of textsOf(guide)) {
    const figure = figureIn(text);
    if (figure !== undefined)
      wrong(
        path,
        `found the figure “${figure}” with no source: say it without the figure, or name a myth that has it`,
      );
  }
}

const reading = (unwrapped(guideSchema.shape.readings).schema as z.ZodArray<z.ZodObject>).element;
const whyOfReading = reading.shape['why'] as z.ZodType;

/** Only why a story is read may name it: that goes when the story goes. */
function checkNames(guide: Guide, body: string, around: Around, wrong: Wrong): void {
  for (const { story: slug } of guide.readings) {
    const story = around.story(slug);
    if (!story) continue;
    const all = { ...guide, body: plainTextsInMdx(body).join('\n') };
    for (const { path, found, instead } of namesIn(all, story, (_, key) => key === 'why'))
      wrong(
        path,
        `found “${found}”, which must be gone the day “${slug}” is withdrawn: say “${instead}”, or say it in ${named(whyOfReading)}, which goes when the story goes`,
      );
  }
}

/** Fields that hold a slug, a day or a value of a closed list, and no words. */
const wordless: ReadonlySet<string> = new Set([
  'kind',
  'readers',
  'setting',
  'transitionPoint',
  'suitableFrom',
  'contentNotes',
  'themes',
  'story',
  'myth',
  'support',
  'sources',
  'reviewBy',
  'cites',
]);

/** Every text of a guide and where it stands. */
function textsOf(guide: Guide): readonly Omit<TextAt, 'isName'>[] {
  return fieldTexts(guide, (key) => wordless.has(key));
}
