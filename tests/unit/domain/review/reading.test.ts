import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  passagesOfGuide,
  passagesOfMyth,
  passagesOfPack,
  passagesOfStory,
  readingOfStory,
  readingsInWords,
  readingsOf,
} from '#domain/review/reading.ts';
import { review } from '#domain/review/review.ts';
import type { Activity } from '#domain/schema/activity.ts';
import { guideSchema } from '#domain/schema/guide.ts';
import { lessonPackSchema } from '#domain/schema/lesson-pack.ts';
import { mythSchema } from '#domain/schema/myth.ts';
import { activityKinds, valuesOf } from '#domain/words/vocabularies.ts';
import { rawFile } from '#files/read.ts';
import { readReviewed } from '#files/reviewed.ts';
import { makeContent, makeData, makeStory } from '../../../fixtures/make.ts';

const { content } = await readReviewed(process.cwd());

/** Every text under some data, wherever it stands. */
function textsUnder(data: unknown): string[] {
  if (typeof data === 'string') return [data];
  return typeof data === 'object' && data !== null ? Object.values(data).flatMap(textsUnder) : [];
}

describe('what is measured', () => {
  it('of a story is its text, without its headings', () => {
    expect(passagesOfStory(makeStory())).toEqual([
      'I got the bus home that night.',
      'Nobody said a word on the way up the hill.',
    ]);
  });

  it('of a myth is what its page says, and its body', () => {
    const data = mythSchema.parse(makeData('myths'));
    const passages = passagesOfMyth({ slug: 'easy-money', data, body: 'One word more.\n' });
    expect(passages).toEqual(
      expect.arrayContaining([data.reality, data.claim, data.reply, data.quiz.because, 'One word more.']),
    );
    expect(passages).not.toContain(data.whatHelps[0]?.title);
  });

  it('of a guide is everything that whoever holds the conversation reads', () => {
    const { data, body } = rawFile(
      'guides',
      'whole-guide.mdx',
      readFileSync('tests/fixtures/whole-guide.mdx'),
    );
    const guide = guideSchema.parse(data);
    const passages = new Set(passagesOfGuide({ slug: 'whole-guide', data: guide, body }));
    const { notice, open, instead, questions, helps, avoid, disclosure, after } = guide;
    for (const text of textsUnder({ notice, open, instead, questions, helps, avoid, disclosure, after })) {
      expect(passages).toContain(text);
    }
  });
});

describe('what is measured of a pack', () => {
  const packs = [...content['lesson-packs'].values()];
  const activities = packs.flatMap(({ data }) => data.activities);

  it.each(valuesOf(activityKinds))('is what pupils see of an activity of the kind %s', (kind) => {
    const activity = activities.find(({ discriminant }) => discriminant === kind) as Activity;
    const [pack] = packs.filter(({ data }) => data.activities.includes(activity));
    if (!pack) throw new Error(`no pack has an activity of the kind ${kind}`);
    const passages = passagesOfPack(pack);
    const { pupil, questions } = activity.value as { pupil?: string; questions?: unknown };
    const seen = [...(pupil === undefined ? [] : [pupil]), ...textsUnder(asksIn(questions))];
    expect(passages).toEqual(expect.arrayContaining(seen));
  });

  it('is nothing that is for the teacher', () => {
    for (const pack of packs) {
      const passages = new Set(passagesOfPack(pack));
      const forTeachers = pack.data.activities.flatMap(({ value }) => [
        ...value.steps,
        value.say ?? '',
        value.support,
        value.language,
      ]);
      expect(forTeachers.filter((text) => text !== '' && passages.has(text))).toEqual([]);
    }
  });

  it('changes with one word of a card', () => {
    const data = lessonPackSchema.parse(makeData('lesson-packs'));
    const sort = data.activities.find(({ discriminant }) => discriminant === 'cardSort');
    if (sort?.discriminant !== 'cardSort') throw new Error('the smallest pack has no card sort');
    const [card] = sort.value.statements;
    expect(passagesOfPack({ data })).toContain(card?.text);
  });
});

/** The questions in what stands under `questions`, whether they are texts or records that ask. */
function asksIn(questions: unknown): unknown {
  if (!Array.isArray(questions)) return [];
  return questions.map((each) => {
    if (typeof each === 'string') return each;
    return (
      (each as { ask?: string; value?: { ask: string } }).ask ??
      (each as { value: { ask: string } }).value.ask
    );
  });
}

describe('the reading ages', () => {
  it('of the stories are those that editors were shown before', () => {
    const ages = Object.fromEntries(
      [...content.stories.values()].map((story) => [story.slug, readingOfStory(story)?.age]),
    );
    expect(ages).toMatchObject({
      'eleven-days': 8,
      'free-gems': 7,
      'friday-nights': 9,
      'just-a-wee-favour': 7,
      'ma-brithers-jaiket': 8,
      'my-name-on-the-account': 10,
      'the-blue-folder': 9,
      'the-flat-was-mine': 7,
      'the-light-on-the-landing': 8,
      'the-loan-on-the-stair': 8,
      'the-rent-was-always-paid': 9,
      'the-third-lift': 7,
    });
  });

  it.each([
    ['en-GB', true],
    ['sco', true],
    ['gd', false],
    ['ur', false],
  ] as const)('of a story in %s are measured: %s', (language, isMeasured) => {
    expect(readingOfStory(makeStory({ language })) !== undefined).toBe(isMeasured);
  });

  it('are there for every story, myth, guide and pack, the hardest first', () => {
    const readings = readingsOf(content);
    for (const folder of ['stories', 'myths', 'guides', 'lesson-packs'] as const) {
      const texts = readings[folder] ?? [];
      expect(texts.map(({ slug }) => slug).sort()).toEqual([...content[folder].keys()].sort());
      const ages = texts.map(({ age }) => age);
      expect(ages).toEqual(ages.toSorted((one, other) => other - one));
    }
  });

  it('are printed as a table, with whom each text is for', () => {
    const { content: smallest } = review(makeContent());
    const table = readingsInWords(readingsOf(smallest));
    expect(table).toMatch(
      /^Age {3}Words {2}Text {2}\(for whom\)\n +\d+ +17 {2}stories\/the-bus-home {2}\(S4 to S6\)\n\n/,
    );
    expect(table).toMatch(/myths\/easy-money {2}\(P6 and P7\)\n\nFlesch–Kincaid grade plus 5: rough/);
  });

  it('say of a story in Scots that it is', () => {
    const [line] = readingsInWords(readingsOf(content))
      .split('\n')
      .filter((each) => each.includes('ma-brithers-jaiket'));
    expect(line).toContain(', in Scots)');
  });
});
