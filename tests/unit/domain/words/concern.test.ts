import { expect, test } from 'vitest';
import { answerInWords } from '#domain/words/concern.ts';

test.each([
  [
    { concernAnsweredBy: 'Robin, who moderates', concernAnsweredWithin: 3 },
    'Who answers within 3 days: Robin, who moderates. The story comes down before that.',
  ],
  [
    { concernAnsweredBy: 'Robin', concernAnsweredWithin: 1 },
    'Who answers within a day: Robin. The story comes down before that.',
  ],
  [{}, 'Who answers: Somebody who moderates this site. The story comes down before that.'],
])('who answers a concern, and by when: %j', (settings, words) => {
  expect(answerInWords(settings)).toBe(words);
});
