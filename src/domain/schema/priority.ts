import { z } from 'astro/zod';
import { day, line, listOf, prose, references, texts, wholeNumber } from './fields.ts';
import { citations } from './law.ts';

/**
 * One of the threats that Scotland put first in 2022: `content/priorities/<slug>.yaml`, a part of `/evidence/priorities/`. How
 * people are drawn in, who is hurt, what can be noticed and whom to tell. Nothing in it says how a thing is done.
 */
export const prioritySchema = z.strictObject({
  name: line(3, 60, 'Name', 'In plain words.'),
  order: wholeNumber(0, 999, 'Order', 'Its place on the page: smaller comes first.'),
  what: prose(30, 400, 'What it is', 'In a sentence or two.'),
  drawnIn: texts(
    [2, 4],
    [20, 320],
    'How people are drawn in',
    'What it feels like at the start. Never how it is done.',
  ),
  hurt: texts(
    [2, 4],
    [20, 320],
    'Who is hurt',
    'Everybody, those who did it among them. A figure has its year and place.',
  ),
  notice: texts([2, 6], [15, 220], 'What you may notice', 'Never presented as proof.'),
  tell: listOf(
    z.strictObject({
      who: line(4, 80, 'Who', 'Somebody who could be told.'),
      what: prose(15, 320, 'What for', 'When that one, and what they can’t do.'),
    }),
    [2, 4],
    'Whom to tell',
    'The first is for whoever it is happening to.',
  ),
  careful: prose(20, 300, 'Be careful', 'What isn’t known, and what the sources cannot tell.'),
  tells: references('tell', 0, 3, 'Tell pages', 'For a young person whom it is happening to.').default([]),
  stories: references('stories', 0, 3, 'Stories', 'Shown while they may be on the site.').default([]),
  myths: references('myths', 0, 4, 'Myths', 'What is said about it.').default([]),
  guides: references('guides', 0, 3, 'Guides', 'For a talk about it.').default([]),
  sources: references('sources', 1, 6, 'Sources', 'Everything it rests on.'),
  cites: citations(),
  reviewBy: day('Next check due', 'The day by which somebody checks it again.'),
});
/** A priority after parsing. */
export type Priority = z.output<typeof prioritySchema>;
