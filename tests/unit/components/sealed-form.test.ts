import { describe, expect, it } from 'vitest';
import {
  type Answers,
  type FormStep,
  messageFrom,
  problemsIn,
  roomFor,
  roomInWords,
  stopFor,
} from '../../../src/components/sealed-form/answers.ts';
import { askedAgainInWords, progressInWords } from '../../../src/components/sealed-form/progress.ts';
import { frameMessage, MessageTooLong, unframeMessage } from '../../../src/envelope/message.ts';

/** Answers with which nothing is left to sort. */
function makeAnswers(change: Partial<Answers> = {}): Answers {
  return {
    ageBand: 'from18',
    partnerConfirms: false,
    text: 'It began with a lift home.',
    language: 'en-GB',
    viewpoint: 'family',
    consent: { site: true, lessons: true, quotes: false, print: false },
    liveCase: 'no',
    receiptKind: 'none',
    ...change,
  };
}
const nowhere = { site: false, lessons: false, quotes: false, print: false };
const receiptId = '0'.repeat(32);

describe('whoever is too young for the form', () => {
  it.each([
    ['under12', 'self', 'tooYoung'],
    ['under12', 'partner', 'tooYoung'],
    ['from12to15', 'self', 'needsPartner'],
    ['from12to15', 'partner', undefined],
    ['from16to17', 'self', undefined],
    ['from18', 'self', undefined],
  ] as const)('is stopped by age: %s, %s', (ageBand, via, stop) => {
    expect(stopFor(ageBand, via)).toBe(stop);
  });
});

describe('a step of the form', () => {
  it('has nothing to sort when everything is answered', () => {
    expect(problemsIn('review', makeAnswers(), 'self', 1)).toEqual([]);
  });

  it.each([
    ['age', { ageBand: '' }, 'age'],
    ['story', { text: ' \n' }, 'text'],
    ['viewpoint', { viewpoint: '' }, 'viewpoint'],
    ['consent', { consent: { ...nowhere, lessons: true } }, 'consent-site'],
    ['liveCase', { liveCase: '' }, 'live-case'],
    ['receipt', { receiptKind: '' }, 'receipt'],
  ] as const)('says what is missing: %s', (step: FormStep, change: Partial<Answers>, field) => {
    expect(problemsIn(step, makeAnswers(change), 'self', 1).map((problem) => problem.field)).toEqual([field]);
  });

  it('lets a story be for the moderators alone', () => {
    expect(problemsIn('consent', makeAnswers({ consent: nowhere }), 'self', 1)).toEqual([]);
  });

  it('needs the worker’s word before somebody of 12 to 15 goes on', () => {
    const child = makeAnswers({ ageBand: 'from12to15' });
    expect(problemsIn('age', child, 'partner', 1).map(({ field }) => field)).toEqual(['partner']);
    expect(problemsIn('age', { ...child, partnerConfirms: true }, 'partner', 1)).toEqual([]);
  });
});

describe('the room for a story', () => {
  /** A text that fills it to the last byte. */
  const filling = makeAnswers({ text: 'a'.repeat(roomFor(makeAnswers({ text: '' }), 'self', 1)) });

  it('is enough for whatever is chosen after it', () => {
    const worst = makeAnswers({
      text: filling.text,
      viewpoint: 'community',
      ageBand: 'from12to15',
      liveCase: 'notSure',
      consent: nowhere,
    });
    expect(frameMessage(messageFrom(worst, 'self', 1, receiptId))).toHaveLength(32_768);
  });

  it('ends where a message would no longer fit', () => {
    const fuller = { ...filling, text: `${filling.text}a`, consent: nowhere };
    expect(problemsIn('story', fuller, 'self', 1).map(({ field }) => field)).toEqual(['text']);
    const worst = { ...fuller, viewpoint: 'community', ageBand: 'from12to15', liveCase: 'notSure' } as const;
    expect(() => frameMessage(messageFrom(worst, 'self', 1, receiptId))).toThrow(MessageTooLong);
  });

  it.each([
    [32_000, 'Room for about 5,300 words more.'],
    [600, 'Room for about 100 words more.'],
    [12, 'Room for a few words more.'],
    [-1, 'Too long by a few words.'],
    [-1200, 'Too long by about 200 words.'],
  ])('is told in words: %i bytes', (bytes, words) => {
    expect(roomInWords(bytes)).toBe(words);
  });
});

describe('the message', () => {
  it('is one that the desk reads', () => {
    const message = messageFrom(makeAnswers(), 'partner', 3, receiptId);
    expect(unframeMessage(frameMessage(message))).toEqual(message);
  });

  it('has no receipt in it when none was wanted', () => {
    expect(messageFrom(makeAnswers(), 'self', 1, undefined)).not.toHaveProperty('receiptId');
  });

  it('survives half a character that was left over', () => {
    const message = messageFrom(makeAnswers({ text: 'cut \ud83d' }), 'self', 1, undefined);
    expect(unframeMessage(frameMessage(message))).toMatchObject({ text: 'cut \ufffd' });
  });

  it('is not made of answers that are missing', () => {
    expect(() => messageFrom(makeAnswers({ liveCase: '' }), 'self', 1, undefined)).toThrow('every answer');
  });
});

describe('progress', () => {
  it('is told as a share of the usual work, and never as an end in sight', () => {
    const said = [0.1, 0.3, 0.6, 0.8, 1.5, 3].map((share) => progressInWords(share));
    expect(new Set(said).size).toBe(6);
    expect(said[2]).toBe('About half of the usual work is done.');
    expect(said[4]).toContain('more than usual');
  });

  it('says so when more is asked than usual, and why work is done again', () => {
    expect(progressInWords(0, 3)).not.toBe(progressInWords(0));
    const asked = { day: 20_000, epoch: 1, step: 0 };
    expect(askedAgainInWords(asked, { ...asked, step: 2 })).toContain('Much is being sent');
    expect(askedAgainInWords(asked, { ...asked, day: 20_001 })).toContain('another one than this device');
  });
});
