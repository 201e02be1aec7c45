import { z } from 'astro/zod';
import { readings, sourceKinds } from '../words/vocabularies.ts';
import { httpsUrl, line, oneOf, prose, reference, wholeNumber } from './fields.ts';

/** A publication that facts rest on: `content/sources/<slug>.yaml`. */
export const sourceSchema = z.strictObject({
  title: line(4, 180, 'Title', 'The publication’s own title, or a plain description where it has none.'),
  publisher: line(2, 120, 'Publisher', 'Who published it.'),
  kind: oneOf(sourceKinds, 'Kind', 'What sort of publication it is.'),
  year: wholeNumber(1900, 2100, 'Year', 'The year it was published.'),
  place: line(2, 80, 'Place', 'What it describes.'),
  url: httpsUrl('Address', 'Where it can be read. Only an address that somebody has opened.').optional(),
  readAs: oneOf(readings, 'How we read it', 'Said on the page, so that readers can weigh it.'),
  sameStudyAs: reference(
    'sources',
    'Same study as',
    'Only where it retells or rests on another source here. The two then count as one.',
  ).optional(),
  summary: prose(60, 400, 'What we use it for', 'In our words.'),
  limits: prose(30, 300, 'Be careful', 'What it cannot tell: its size, place, age, who counted.'),
});
/** A source after parsing. */
export type Source = z.output<typeof sourceSchema>;
