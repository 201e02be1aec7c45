import { z } from 'astro/zod';
import { dayAfter } from '../words/days.ts';
import { billings, type Need, needs, routeReadings, valuesOf } from '../words/vocabularies.ts';
import { dayInWords } from '../words/wording.ts';
import { day, httpsUrl, line, oneOf, partialDay, prose, reference, wholeNumber } from './fields.ts';
import { choicesInWords } from './labels.ts';

/**
 * A helpline or service: `content/support/<slug>.yaml`. It is never held: how far anybody may lean on it is said beside it
 * (`stateOf`), and nothing stands in it that nobody has read.
 */
export const supportRouteSchema = z.strictObject({
  name: line(2, 80, 'Name', 'What the service calls itself.'),
  order: wholeNumber(0, 999, 'Order', 'Its place in the list: smaller comes first.'),
  needs: z
    .array(z.enum(valuesOf(needs), choicesInWords(needs)))
    .min(1, 'name at least 1')
    .max(5, 'name at most 5')
    .meta({
      title: 'Needs',
      description: 'What it helps with; the first is where it stands on the page.',
      vocabulary: needs,
    }),
  forWhom: line(2, 80, 'For whom', 'Who it is for.'),
  fromAge: wholeNumber(
    0,
    120,
    'Youngest',
    'The age from which it is for somebody, if it says one.',
  ).optional(),
  toAge: wholeNumber(
    0,
    120,
    'Oldest',
    'The last year of age at which it is for somebody, if it says one.',
  ).optional(),
  phone: line(3, 20, 'Telephone', 'As people write it, in quotes: ‘0800 1111’.').optional(),
  textNumber: line(3, 20, 'Text', 'A number for text messages, in quotes.').optional(),
  email: z
    .email('write an e-mail address')
    .meta({ title: 'E-mail', description: 'If the service has one.' })
    .optional(),
  url: httpsUrl('Site', 'The service’s own page.').optional(),
  otherWays: line(4, 140, 'Other ways', 'How else than by telephone: chat, letter, going there.').optional(),
  hours: line(
    2,
    100,
    'Hours',
    'When somebody answers. Not shown while it is only copied from another page.',
  ).optional(),
  about: prose(30, 240, 'What happens', 'In one or two short sentences, for somebody who is frightened.'),
  answers: line(4, 120, 'Who answers', 'Who it is that picks up or writes back.').optional(),
  asks: line(4, 140, 'What they ask', 'What they ask you for, such as a name.').optional(),
  cost: line(2, 80, 'Cost', 'What it costs to get in touch.').optional(),
  bill: oneOf(billings, 'Phone bill', 'Only what was read on the service’s own page.').default('unknown'),
  keeps: prose(10, 320, 'What they keep private', 'And when they would not.').optional(),
  cannot: prose(10, 240, 'What they cannot do', 'So that nobody waits for it.').optional(),
  languages: line(4, 120, 'Languages', 'Other languages, or an interpreter.').optional(),
  sourceKind: oneOf(
    routeReadings,
    'Read where',
    'A live site refuses a route that was only copied from another page.',
  ).default('other'),
  sourceUrl: httpsUrl('Read at', 'The page these details were read on.'),
  sourceDate: partialDay(
    'Date of that page',
    "As far as the page says it, in quotes: '2023', '2023-05' or '2023-05-01'.",
  ).optional(),
  readOn: day('Read on', 'The day on which somebody last compared this entry with that page.'),
  confirmedBy: reference(
    'moderators',
    'Confirmed by',
    'The moderator who tried it. The desk writes this.',
  ).optional(),
  confirmedOn: day('Confirmed on', 'The day on which they tried it. The desk writes this.').optional(),
  confirmedAs: line(
    2,
    400,
    'What they tried',
    'The contact and the hours as they then stood here. The desk writes this; a change of either undoes it.',
  ).optional(),
});
/** A support route after parsing. */
export type SupportRoute = z.output<typeof supportRouteSchema>;

/** The contact and the hours of a route in one line: what somebody tries who confirms it. */
export function contactOf({
  phone,
  textNumber,
  email,
  url,
  hours,
}: Pick<SupportRoute, 'phone' | 'textNumber' | 'email' | 'url' | 'hours'>): string {
  const ways = [phone, textNumber && `text ${textNumber}`, email, url, hours].filter(Boolean);
  return ways.length > 0 ? ways.join('; ') : 'no number of its own';
}

/** How far somebody may lean on a route. */
export type RouteState =
  /** A moderator tried it as it stands, on a day. */
  | { readonly kind: 'confirmed'; readonly on: string }
  /** Read on the service's own page; of when, where the page says so. */
  | { readonly kind: 'read'; readonly of: string | undefined }
  /** Only copied from another page; of when, where the page says so. */
  | { readonly kind: 'copied'; readonly of: string | undefined };

/** The state of a route. A confirmation of another number, or of other hours, is none. */
export function stateOf(route: SupportRoute): RouteState {
  const { confirmedBy, confirmedOn, confirmedAs, sourceKind, sourceDate } = route;
  if (confirmedBy && confirmedOn && confirmedAs === contactOf(route))
    return { kind: 'confirmed', on: confirmedOn };
  return { kind: sourceKind === 'own' ? 'read' : 'copied', of: sourceDate };
}

/** The state of a route as people read it: a clause without a stop. */
export function stateInWords(state: RouteState): string {
  switch (state.kind) {
    case 'confirmed':
      return `Confirmed by a moderator on ${dayInWords(state.on)}`;
    case 'read':
      return state.of
        ? `Read on the service’s own page of ${dayInWords(state.of)}`
        : 'Read on the service’s own page, which has no date';
    case 'copied':
      return state.of
        ? `Copied from another page of ${state.of.slice(0, 4)}, not confirmed`
        : 'Copied from another page without a date, not confirmed';
  }
}

/** True unless a route was only copied from another page: then it may not stand alone where something cannot wait. */
export function canBeLeanedOn(route: SupportRoute): boolean {
  return stateOf(route).kind !== 'copied';
}

/** When somebody answers, as far as that may be said: hours that were only copied are nobody's to rely on. */
export function hoursOf(route: SupportRoute): string | undefined {
  return canBeLeanedOn(route) ? route.hours : undefined;
}

/** What people need to know first, in one line: who it is for, what it costs, when somebody answers. */
export function inShort(route: SupportRoute): string {
  return [route.forWhom, route.cost, hoursOf(route)].filter(Boolean).join('. ');
}

/** What stands beside a number, in one line: whose it is, what it costs, when somebody answers. */
export function besideNumber(route: SupportRoute): string {
  return [route.name, route.cost, hoursOf(route)].filter(Boolean).join('. ');
}

/** So many days after somebody has read or tried a route, the page says that it may have changed, and it is due again. */
export const routeStandsDays = 365;

/** The day after which a route is to be read or tried again. */
export function standsUntil(route: SupportRoute): string {
  const state = stateOf(route);
  return dayAfter(state.kind === 'confirmed' ? state.on : route.readOn, routeStandsDays);
}

/** True where nobody has read or tried a route for a year, as of a day. */
export function isStale(route: SupportRoute, today: string): boolean {
  return standsUntil(route) < today;
}

/** Needs that cannot wait: for each of them the page has a route that can be leaned on. */
export const urgentNeeds: ReadonlySet<Need> = new Set(['danger', 'talk', 'exploitation', 'nowhere']);

/** Needs of people of any age, a pensioner’s too: no route stands first for them that ends at some age. */
export const needsOfAllAges: ReadonlySet<Need> = new Set(['danger', 'home', 'family', 'crime']);

/** The link that rings a number, spaces left out. */
export function telephone(number: string): string {
  return `tel:${number.replaceAll(/[^\d+]/g, '')}`;
}
