import { z } from 'astro/zod';
import { day, line, listOf, prose, references, texts, wholeNumber } from './fields.ts';
import { citations } from './law.ts';

/**
 * A page for a young person in one situation: `content/tell/<slug>.mdx`. The body says what this is, in their words and
 * without a label. How hard it may be to read is in `tell-review.ts`; the text is for somebody who is thirteen, and frightened.
 */
export const tellSchema = z.strictObject({
  title: line(4, 60, 'Title', 'As they would say it: “They say I owe”.'),
  order: wholeNumber(0, 999, 'Order', 'Its place in the list: smaller comes first.'),
  summary: prose(40, 200, 'Summary', 'For lists and search, said to them.'),
  sounds: texts(
    [2, 4],
    [8, 120],
    'Is it like this?',
    'What they might be told, or be thinking, in their words.',
  ),
  facts: texts([2, 5], [20, 320], 'What’s true', 'What they may not know and can lean on.'),
  tonight: texts(
    [2, 6],
    [15, 320],
    'What you can do tonight',
    'Small, safe, in order. Nothing that spreads a picture.',
  ),
  people: listOf(
    z.strictObject({
      who: line(4, 80, 'Who', 'Somebody they could tell.'),
      next: prose(20, 400, 'What they do next', 'What that person does, honestly.'),
    }),
    [2, 5],
    'Who you could tell',
    'Each with what happens next.',
  ),
  keeps: texts([1, 4], [15, 320], 'What they can keep to themselves', 'Nothing that may not be kept.'),
  passes: texts([1, 4], [15, 320], 'What they have to pass on', 'Said before, not after.'),
  asks: texts([2, 6], [8, 140], 'What you can ask', 'Questions that can be asked at every step.'),
  wrong: listOf(
    z.strictObject({
      what: line(8, 120, 'What could go wrong', 'In their words.'),
      answer: prose(20, 360, 'What then', 'What to do about it.'),
    }),
    [2, 4],
    'What could go wrong',
    'And what then.',
  ),
  stories: references(
    'stories',
    0,
    2,
    'Stories',
    'One that goes there, shown while it may be on the site.',
  ).default([]),
  support: references('support', 2, 5, 'Support routes', 'The first is the number at the top of the page.'),
  cites: citations(),
  reviewBy: day('Next check due', 'The day by which somebody checks it again.'),
});
/** A tell page's front matter after parsing. */
export type Tell = z.output<typeof tellSchema>;
