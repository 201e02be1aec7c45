import { z } from 'astro/zod';
import { sheetForms } from '../words/vocabularies.ts';
import { day, line, listOf, oneOf, prose, references, texts, wholeNumber } from './fields.ts';
import { citations } from './law.ts';

/** One part of a sheet: things to tick, questions with room to write, or a table to fill in. */
const partSchema = z.strictObject({
  title: line(3, 80, 'Title', 'What stands over it.'),
  form: oneOf(sheetForms, 'Form', 'How it is filled in.'),
  how: prose(10, 300, 'How', 'What to do here, if the title doesn’t say.').optional(),
  items: texts([1, 12], [3, 240], 'Items', 'One thing each; in a table, what stands on the left.'),
  columns: listOf(
    line(2, 40, 'Column', 'What stands at the top.'),
    [0, 4],
    'Columns',
    'Only for a table.',
  ).default([]),
});

/**
 * Something to do on one sheet of paper, for one group of people or more: `content/sheets/<slug>.yaml`, shown at `/sheets/<slug>/`
 * and printed on one side. Rules across fields are in `domain/review/sheet-review.ts`.
 */
export const sheetSchema = z.strictObject({
  title: line(4, 80, 'Title', 'What stands at the top of the paper.'),
  order: wholeNumber(0, 999, 'Order', 'Its place in the list: smaller comes first.'),
  strapline: line(20, 160, 'Strapline', 'What it is for, in one sentence.'),
  forWhom: line(4, 120, 'For whom', 'Who fills it in.'),
  minutes: wholeNumber(3, 120, 'Minutes', 'How long to set aside.'),
  first: texts([1, 4], [15, 260], 'Before you start', 'What must be clear before anybody writes.'),
  parts: listOf(partSchema, [1, 5], 'Parts', 'In the order in which they are done.'),
  never: texts([1, 5], [15, 200], 'What not to do', 'What would do harm, however well meant.'),
  after: texts([1, 4], [15, 260], 'Afterwards', 'What happens with the paper, and who is told.'),
  ways: references('ways', 1, 10, 'Ways in', 'The groups whose pages lead to it.'),
  cites: citations(),
  reviewBy: day('Next check due', 'The day by which somebody checks it again.'),
});
/** A sheet after parsing. */
export type Sheet = z.output<typeof sheetSchema>;
/** One part of a sheet. */
export type SheetPart = Sheet['parts'][number];
