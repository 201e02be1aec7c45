import { z } from 'astro/zod';
import { answerShapes } from '../words/vocabularies.ts';
import { day, line, listOf, oneOf, prose, wholeNumber } from './fields.ts';
import { citations } from './law.ts';

/** One step, one person or one point of an answer. */
const pointSchema = z.strictObject({
  name: line(3, 100, 'Name', 'The step, the person or the question.'),
  text: prose(15, 600, 'What is said', 'For a promise: what that person can say and mean.'),
  knows: listOf(
    line(2, 40, 'Who', 'One person, or one service.'),
    [0, 6],
    'Who is in it by now',
    'For a step: everybody but the young person. The picture draws a line for each.',
  ).default([]),
  never: prose(10, 300, 'What nobody can promise', 'For a promise: what that person cannot say.').optional(),
});

/**
 * A part of `/if-you-tell/`, which answers one question that comes before telling: `content/answers/<slug>.yaml`. Its slug is
 * the part of the page that links lead to.
 */
export const answerSchema = z.strictObject({
  title: line(6, 80, 'Question', 'As a young person would ask it.'),
  order: wholeNumber(0, 999, 'Order', 'Its place on the page: smaller comes first.'),
  lead: prose(20, 400, 'In short', 'The answer in a breath.'),
  shape: oneOf(answerShapes, 'Shape', 'How its points are drawn.'),
  points: listOf(pointSchema, [2, 12], 'Points', 'In order.'),
  more: listOf(
    z.strictObject({
      name: line(3, 100, 'Who or what', 'An age, or what else differs.'),
      text: prose(15, 500, 'What differs', 'In a sentence or two.'),
    }),
    [0, 8],
    'Where it differs',
    'By age, and for what else should be known.',
  ).default([]),
  cites: citations(),
  reviewBy: day('Next check due', 'The day by which somebody checks it again.'),
});
/** An answer after parsing. */
export type Answer = z.output<typeof answerSchema>;
