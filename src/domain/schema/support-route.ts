import { z } from 'astro/zod';
import { needs, valuesOf } from '../words/vocabularies.ts';
import { day, httpsUrl, line, partialDay, prose, reference, wholeNumber } from './fields.ts';
import { choicesInWords } from './labels.ts';

/** A helpline or service: `content/support/<slug>.yaml`. Never held; old checks are said out loud instead. */
export const supportRouteSchema = z.strictObject({
  name: line(2, 80, 'Name', 'What the service calls itself.'),
  order: wholeNumber(0, 999, 'Order', 'Its place in the list: smaller comes first.'),
  needs: z
    .array(z.enum(valuesOf(needs), choicesInWords(needs)))
    .min(1, 'name at least 1')
    .max(4, 'name at most 4')
    .meta({
      title: 'Needs',
      description: 'What it helps with; the first is where it stands on the page.',
      vocabulary: needs,
    }),
  forWhom: line(2, 80, 'For whom', 'Who it is for.'),
  phone: line(3, 20, 'Telephone', 'As people write it, in quotes: ‘0800 1111’.').optional(),
  textNumber: line(3, 20, 'Text', 'A number for text messages, in quotes.').optional(),
  email: z
    .email('write an e-mail address')
    .meta({ title: 'E-mail', description: 'If the service has one.' })
    .optional(),
  url: httpsUrl('Site', 'The service’s own site.').optional(),
  hours: line(2, 100, 'Hours', 'When somebody answers.'),
  cost: line(2, 80, 'Cost', 'What it costs to get in touch.').optional(),
  about: prose(30, 240, 'What happens', 'What happens when you get in touch, in calm plain words.'),
  sourceUrl: httpsUrl('Read at', 'The page these details were read on.'),
  sourceDate: partialDay(
    'Date of that page',
    "As far as it is known, in quotes: '2023', '2023-05' or '2023-05-01'.",
  ),
  checkedOn: day('Checked on', 'The day this entry was last compared with that page.'),
  confirmedBy: reference(
    'moderators',
    'Confirmed by',
    'The moderator who tried it. A live site needs one.',
  ).optional(),
});
/** A support route after parsing. */
export type SupportRoute = z.output<typeof supportRouteSchema>;

/** After this many days without a check the page says that the details may have changed. */
export const supportStaleAfterDays = 365;

/** The link that rings a number, spaces left out. */
export function telephone(number: string): string {
  return `tel:${number.replaceAll(/[^\d+]/g, '')}`;
}
