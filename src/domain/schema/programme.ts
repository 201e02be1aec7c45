import { z } from 'astro/zod';
import { programmeKinds, readings } from '../words/vocabularies.ts';
import { day, httpsUrl, line, oneOf, partialDay, prose, references, wholeNumber } from './fields.ts';

/**
 * Something that others in Scotland do near to what is done here: `content/programmes/<slug>.yaml`. To name it is not to endorse it.
 * It says what was read of it, where and when, and when somebody should use it instead of this site, or beside it. It also says
 * on which pages of this site it is named, so that those need not be changed when it is.
 */
export const programmeSchema = z.strictObject({
  name: line(3, 80, 'Name', 'As those who run it call it.'),
  order: wholeNumber(0, 999, 'Order', 'Its place in its group: smaller comes first.'),
  kind: oneOf(programmeKinds, 'Kind', 'What somebody comes to it for.'),
  runBy: line(3, 120, 'Who runs it', 'The organisation, as far as it was read.'),
  what: prose(40, 400, 'What it is', 'In our words, without praise.'),
  forWhom: prose(10, 240, 'For whom', 'Ages, places and who may ask for it, as far as it was read.'),
  instead: prose(20, 300, 'Use it instead', 'When it is the better thing to use.'),
  beside: prose(20, 300, 'Use it beside', 'What here goes with it.'),
  care: prose(20, 300, 'Be careful', 'How its way differs from ours, or what is not known of it.').optional(),
  url: httpsUrl('Its own page', 'Only an address under which its own page was found.').optional(),
  readAt: httpsUrl('Read at', 'The page on which it was read.'),
  readFrom: partialDay('Date of that page', 'As far as the page shows one.').optional(),
  readAs: oneOf(readings, 'How we read it', 'Said on the page, so that readers can weigh it.'),
  readOn: day('Read on', 'The day on which somebody read it.'),
  packs: references('lesson-packs', 0, 6, 'Lesson packs', 'Those on whose pages it is named.').default([]),
  guides: references('guides', 0, 12, 'Guides', 'Those on whose pages it is named.').default([]),
  ways: references('ways', 0, 10, 'Ways in', 'Those on whose pages it is named.').default([]),
  reviewBy: day('Next check due', 'The day by which somebody reads it again.'),
});
/** A programme after parsing. */
export type Programme = z.output<typeof programmeSchema>;
