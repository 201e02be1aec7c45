import { z } from 'astro/zod';
import { contradictionPages } from '../words/vocabularies.ts';
import { line, listOf, oneOf, partialDay, prose, reference, wholeNumber } from './fields.ts';

/** Two or three things that sources say and that do not fit, side by side: `content/contradictions/<slug>.yaml`. */
export const contradictionSchema = z.strictObject({
  title: line(10, 100, 'Title', 'What does not fit, in one line.'),
  order: wholeNumber(0, 999, 'Order', 'Its place on the page: smaller comes first.'),
  page: oneOf(contradictionPages, 'Page', 'Where it is told.'),
  sides: listOf(
    z.strictObject({
      says: prose(20, 300, 'What it says', 'In our words.'),
      source: reference('sources', 'Source', 'Who says so.'),
      date: partialDay('When', 'The date it was true for or, if that is not known, published.'),
    }),
    [2, 3],
    'Side by side',
    'Each with its source and its date.',
  ),
  reading: prose(30, 400, 'How we read it', 'What we do about it, and why.'),
});
/** A contradiction after parsing. */
export type Contradiction = z.output<typeof contradictionSchema>;
