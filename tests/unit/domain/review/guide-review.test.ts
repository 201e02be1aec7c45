import { describe, expect, test } from 'vitest';
import { wordsOfGuide } from '#domain/review/guide-review.ts';
import { review } from '#domain/review/review.ts';
import { guideSchema } from '#domain/schema/guide.ts';
import { makeContent, makeFile, makeFileWith, words } from '../../../fixtures/make.ts';
import {
  fourMeetings,
  type GuideMatter,
  makeCircleMatter,
  makeGuideMatter,
} from '../../../fixtures/make-guide.ts';

/** A review of the smallest content with one guide in it. */
function reviewOf(matter: GuideMatter, { body = '', files = [] as ReturnType<typeof makeFile>[] } = {}) {
  return review(
    makeContent({
      files: [
        makeFile('transition-points', 'falling-into-debt'),
        makeFile('guides', 'owing-somebody', { data: matter, body }),
        ...files,
      ],
    }),
  );
}

/** The mistakes in one guide. */
function mistakesIn(...given: Parameters<typeof reviewOf>) {
  return reviewOf(...given).mistakes.map(({ path, message }) => `${path}: ${message}`);
}

describe('a guide', () => {
  test('without a mistake is taken', () => {
    expect(mistakesIn(makeGuideMatter())).toEqual([]);
    expect(mistakesIn(makeCircleMatter())).toEqual([]);
  });

  test('for a conversation names the moment that it is for', () => {
    const { transitionPoint: _none, ...matter } = makeGuideMatter();
    expect(mistakesIn(matter)).toEqual([
      'transitionPoint: found nothing: choose the moment that the conversation is for',
    ]);
  });

  test('for a conversation has no meetings', () => {
    expect(mistakesIn(makeGuideMatter({ meetings: fourMeetings }))).toEqual([
      'meetings: found 4 in a conversation: take them away, or choose “Community circle” [circle] as its kind',
    ]);
  });

  test.each([0, 3])('for a circle has four meetings, not %i', (count) => {
    expect(mistakesIn(makeCircleMatter({ meetings: fourMeetings?.slice(0, count) }))).toEqual([
      `meetings: found ${count}: a circle has 4 meetings`,
    ]);
  });

  test.each([
    ['two minutes over', 28],
    ['two minutes under', 32],
  ])('may have meetings of %s', (_, minutes) => {
    expect(mistakesIn(makeCircleMatter({ minutes }))).toEqual([]);
  });

  test('is told what a meeting adds up to', () => {
    expect(mistakesIn(makeCircleMatter({ minutes: 33 }))[3]).toBe(
      'meetings.3.agenda: takes 30 minutes: make it add up to 33, 2 more or less',
    );
  });

  test('reads no story for people older than the talk is with', () => {
    const files = [makeFileWith('stories', 'the-bus-home', { suitableFrom: 'adult' })];
    expect(mistakesIn(makeGuideMatter(), { files })).toEqual([
      'readings.0.story: found the story "the-bus-home", which is for Adults; the guide is for S4 to S6: choose another story, or change “Suitable from” of the guide',
    ]);
  });

  test('has no myth for people older than the talk is with', () => {
    const files = [makeFileWith('myths', 'easy-money', { suitableFrom: 'adult' })];
    expect(mistakesIn(makeGuideMatter(), { files }).map((line) => line.split(':')[0])).toEqual([
      'myths.0.myth',
    ]);
  });

  test('names a story and a myth once', () => {
    const matter = makeGuideMatter();
    const twice = makeGuideMatter({
      readings: [...(matter.readings ?? []), ...(matter.readings ?? [])],
      myths: [...matter.myths, ...matter.myths],
    });
    expect(mistakesIn(twice)).toEqual([
      'readings.1.story: found "the-bus-home" twice: name it once',
      'myths.1.myth: found "easy-money" twice: name it once',
    ]);
  });

  test.each([
    ['a share', 'About 40 per cent of people owe somebody.'],
    ['money', 'They may have been given £200 for a weekend.'],
  ])('has no figure of its own: %s', (_, text) => {
    expect(mistakesIn(makeGuideMatter({ helps: [text, ...makeGuideMatter().helps] }))[0]).toMatch(
      /^helps\.0: found the figure “.*” with no source: say it without the figure, or name a myth that has it$/,
    );
  });

  test('may name an Act by its year, and 999', () => {
    const after = ['The duty stands in the 2010 Act, section 31.', 'In danger, ring 999 first.'];
    const cites = [{ on: 'The duty stands in', law: 'section-31' }];
    const files = [makeFile('law', 'section-31')];
    expect(mistakesIn(makeGuideMatter({ after, cites }), { files })).toEqual([]);
  });

  test('cites a rule where it speaks of law', () => {
    const after = ['The duty stands in the 2010 Act, section 31.', 'In danger, ring 999 first.'];
    expect(mistakesIn(makeGuideMatter({ after }))).toEqual([
      expect.stringMatching(/^after\.0: speaks of the police, .* and cites no rule/),
    ]);
  });
});

describe('what is a story’s own', () => {
  test.each([
    ['its teller’s name', 'Ask what Sam could have said then.', 'Sam', 'the teller'],
    ['its title', 'Ask where The bus home turned.', 'The bus home', 'the story'],
  ])('stands only in why it is read: not %s', (_, text, found, instead) => {
    expect(mistakesIn(makeGuideMatter({ after: [text, ...makeGuideMatter().after] }))).toEqual([
      `after.0: found “${found}”, which must be gone the day “the-bus-home” is withdrawn: say “${instead}”, or say it in “Why this one”, which goes when the story goes`,
    ]);
  });

  test('is not in the words before it', () => {
    expect(mistakesIn(makeGuideMatter(), { body: 'Read about Sam first.\n' })).toEqual([
      'body: found “Sam”, which must be gone the day “the-bus-home” is withdrawn: say “the teller”, or say it in “Why this one”, which goes when the story goes',
    ]);
  });

  test('may stand in why it is read', () => {
    expect(
      mistakesIn(makeGuideMatter({ readings: [{ story: 'the-bus-home', why: 'Sam says how it was.' }] })),
    ).toEqual([]);
  });
});

describe('the length of a guide', () => {
  const lengthNotes = (matter: GuideMatter, body: string) =>
    reviewOf(matter, { body }).notes.filter(({ file }) => file.includes('guides/'));
  const own = wordsOfGuide(guideSchema.parse(makeGuideMatter()), '');

  test('counts its texts and the words before it, and no slug', () => {
    const { strapline, title, summary } = makeGuideMatter();
    const longer = makeGuideMatter({ title: `${title} today`, strapline, summary });
    expect(wordsOfGuide(guideSchema.parse(longer), 'Three more words.\n')).toBe(own + 4);
    const renamed = makeGuideMatter({ sources: ['study-one', 'another-study-by-others'] });
    expect(wordsOfGuide(guideSchema.parse(renamed), '')).toBe(own);
  });

  test.each([
    ['one too few', 599],
    ['one too many', 1201],
  ])('is noted for editors: %s', (_, count) => {
    expect(lengthNotes(makeGuideMatter(), words(count - own)).map(({ message }) => message)).toEqual([
      `has ${count} words: write 600 to 1200, which fit into a pocket and into two printed pages`,
    ]);
  });

  test.each([600, 1200])('is not noted at %i words', (count) => {
    expect(lengthNotes(makeGuideMatter(), words(count - own))).toEqual([]);
  });

  test('of a circle is not noted', () => {
    expect(lengthNotes(makeCircleMatter(), '')).toEqual([]);
  });
});
