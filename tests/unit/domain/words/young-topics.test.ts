import { describe, expect, test } from 'vitest';
import { topicsOf } from '#domain/words/young-topics.ts';

const story = {
  crimeTypes: [],
  transitionPoints: [],
  contentNotes: [],
  teller: { viewpoint: 'involved' },
} as const;

describe('what a story is about, in the words of a young reader', () => {
  test.each([
    ['owing somebody', { transitionPoints: ['falling-into-debt'] }, ['debt']],
    ['a loan from somebody', { crimeTypes: ['illegalLending'] }, ['debt']],
    ['somebody who says he is a boyfriend', { contentNotes: ['sexualHarm'] }, ['boyfriend']],
    ['somebody online', { transitionPoints: ['meeting-someone-online'] }, ['online']],
    ['a bank card', { crimeTypes: ['moneyLaundering', 'fraud'] }, ['card']],
    ['a flat', { crimeTypes: ['homeTakeover'] }, ['flat']],
    ['a brother', { teller: { viewpoint: 'family' } }, ['family']],
    [
      'debt and the police',
      { transitionPoints: ['first-contact-with-police', 'falling-into-debt'] },
      ['debt', 'police'],
    ],
    ['none of these', {}, []],
  ] as const)('is %s', (_, told, topics) => {
    expect(topicsOf({ ...story, ...told })).toEqual(topics);
  });
});
