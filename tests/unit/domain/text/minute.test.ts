import { describe, expect, test } from 'vitest';
import { minuteOf } from '#domain/text/minute.ts';

const shortVersion =
  'I lent my card. Then a letter came from the bank to say that the account was shut for good. It’s grey. ' +
  'I got the bus home and told my mum, who had her coat on already and was going out to the badminton, what had been going on since the summer.';
const sections = ['The card', 'The letter', 'The bus', 'After'].map((heading) => ({ heading }));
const words = (pauses: { after: string; question: string }[]) =>
  minuteOf({ shortVersion, pauses }, sections).map(({ text }) => text.slice(0, 12));

describe('a story in a minute', () => {
  test('has each sentence of the short version, in order', () => {
    const steps = minuteOf({ shortVersion, pauses: [] }, sections);
    expect(steps.map(({ text }) => text).join(' ')).toBe(shortVersion);
  });

  test('says a short sentence heavily and a long one quietly', () => {
    const steps = minuteOf({ shortVersion, pauses: [] }, sections);
    expect(steps.map((step) => step.kind === 'line' && step.voice)).toEqual([
      'full',
      'even',
      'full',
      'quiet',
    ]);
  });

  test('asks the questions of the pauses as far on as they stand in the story', () => {
    expect(words([{ after: 'The letter', question: 'Who has paid?' }])[2]).toBe('Who has paid');
  });

  test('begins with a sentence and ends with one, wherever the pauses are', () => {
    const steps = words([
      { after: 'After', question: 'Who helped?' },
      { after: 'Not a heading', question: 'What is lent?' },
    ]);
    expect([steps[0], steps[1], steps.at(-2), steps.at(-1)]).toEqual([
      'I lent my ca',
      'What is lent',
      'Who helped?',
      'I got the bu',
    ]);
  });
});
