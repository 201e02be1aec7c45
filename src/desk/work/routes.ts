import { withGoodConfirmations } from '#domain/review/confirmations.ts';
import { datesInContent, whatIsDue } from '#domain/review/due.ts';
import type { Entry } from '#domain/schema/content.ts';
import { contactOf, type SupportRoute } from '#domain/schema/support-route.ts';
import { writeRoute } from '#files/write.ts';
import type { AtWork, Desk } from './desk.ts';
import { Refused } from './refused.ts';

/** The routes of help as the desk shows them, in the order of their page. */
export interface RoutesNow {
  /** Those that somebody must try this month. */
  readonly due: readonly Entry<SupportRoute>[];
  readonly others: readonly Entry<SupportRoute>[];
}

/** Which routes of help are to be tried, and which stand. */
export async function routesNow(desk: Desk): Promise<RoutesNow> {
  const content = withGoodConfirmations((await desk.content()).content);
  const found = whatIsDue(datesInContent(content), desk.today()).find(({ kind }) => kind === 'route');
  const slugs = new Set(found?.slugs);
  const all = [...content.support.values()].sort((a, b) => a.data.order - b.data.order);
  return {
    due: all.filter(({ slug }) => slugs.has(slug)),
    others: all.filter(({ slug }) => !slugs.has(slug)),
  };
}

/**
 * Writes down that whoever is at work tried a route today, and that its contact and its hours are as they stand.
 *
 * @param contact what they saw and tried, so that nobody confirms what was changed meanwhile
 * @throws {@link Refused}
 */
export async function confirmRoute(at: AtWork, slug: string, contact: string): Promise<SupportRoute> {
  const route = (await at.desk.content()).content.support.get(slug)?.data;
  if (route === undefined)
    throw new Refused(
      'There is no such route of help any more, or its file has a mistake: see npm run check.',
    );
  if (contactOf(route) !== contact)
    throw new Refused(
      `${route.name} was changed meanwhile. Look at it again, and try what stands there now.`,
    );
  const confirmed = {
    ...route,
    confirmedBy: at.moderator,
    confirmedOn: at.desk.today(),
    confirmedAs: contact,
  };
  await writeRoute(at.desk.options.root, slug, confirmed);
  return confirmed;
}
