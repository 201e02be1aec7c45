import { z } from 'astro/zod';
import { siteModes } from '../words/vocabularies.ts';
import { httpsUrl, line, oneOf, reference, references, wholeNumber } from './fields.ts';

/** What holds for the whole site: `content/site.yaml`. */
export const siteSchema = z.strictObject({
  name: line(2, 40, 'Name', 'The site’s name.').default('Another Story'),
  promise: line(4, 120, 'Promise', 'The line that stands beside the name.').default(
    'They’ll tell you one story. This is another.',
  ),
  mode: oneOf(
    siteModes,
    'Mode',
    'A live site refuses demonstration moderators and unconfirmed support routes.',
  ).default('live'),
  url: z
    .url({ protocol: /^https?$/, error: 'write the site’s address, such as https://example.org' })
    .meta({ title: 'Address', description: 'Where the site is published. SITE_URL overrides it.' }),
  coolingOffDays: wholeNumber(
    0,
    365,
    'Cooling-off days',
    'Days between consent and publication, for told stories. Never fewer than 14: a lower number counts as 14.',
  ).default(14),
  policyVersion: line(
    1,
    20,
    'Policy version',
    'Part of every signature: raise it, and everything must be signed again.',
  ).default('1'),
  leaveTo: httpsUrl('Leave to', 'Where “Leave this page” goes: something ordinary.').default(
    'https://www.bbc.co.uk/weather',
  ),
  helpNow: references(
    'support',
    4,
    4,
    'Get help now',
    'The same four routes, in the same order, on every page.',
  ).default(['emergency', 'childline', 'samaritans', 'crimestoppers']),
  featuredStory: reference(
    'stories',
    'Story on the home page',
    'Shown only while its consent covers quotes.',
  ).optional(),
  concernEmail: z
    .email('write an e-mail address')
    .meta({
      title: 'Concerns',
      description: 'Where anyone can say that a story identifies them. A live site needs one.',
    })
    .optional(),
  concernAnsweredBy: line(
    3,
    100,
    'Who answers concerns',
    'As it stands on the page: “Ailsa or Brodie, who moderate this site”. A live site needs it.',
  ).optional(),
  concernAnsweredWithin: wholeNumber(
    1,
    14,
    'Days to an answer',
    'Within how many days whoever wrote hears from somebody. A live site needs it.',
  ).optional(),
});
/** The site's settings after parsing. */
export type Site = z.output<typeof siteSchema>;
