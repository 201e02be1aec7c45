import type { Content, Entry } from '../schema/content.ts';
import { canBeLeanedOn, type SupportRoute, urgentNeeds } from '../schema/support-route.ts';
import { type Need, needs, valuesOf } from '../words/vocabularies.ts';

/** Content in which a route is confirmed only where that counts: not by a moderator who is gone or revoked, nor, on a live site, by a made-up one. */
export function withGoodConfirmations<C extends Pick<Content, 'support' | 'moderators' | 'site'>>(
  content: C,
): C {
  const support = new Map(
    [...content.support].map(([slug, route]) => [
      slug,
      isWellConfirmed(route.data, content) ? route : { ...route, data: unconfirmed(route.data) },
    ]),
  );
  return { ...content, support };
}

function isWellConfirmed(
  { confirmedBy }: SupportRoute,
  { moderators, site }: Pick<Content, 'moderators' | 'site'>,
): boolean {
  const moderator = moderators.get(confirmedBy ?? '')?.data;
  return moderator !== undefined && !moderator.revoked && !(moderator.demo && site.mode === 'live');
}

function unconfirmed({ confirmedBy, confirmedOn, confirmedAs, ...route }: SupportRoute): SupportRoute {
  return route;
}

/** The routes for one need. */
export interface NeedGroup {
  readonly need: Need;
  /** Those that stand here: it is the first of their needs. */
  readonly routes: readonly Entry<SupportRoute>[];
  /** Those that stand under another need, and help with this one too. */
  readonly also: readonly Entry<SupportRoute>[];
}

/**
 * Routes by need, what cannot wait first; each stands once. Where it cannot wait, one that was only copied from another page comes
 * after those that can be leaned on.
 *
 * @param routes in the order in which they are listed
 */
export function routesByNeed(routes: readonly Entry<SupportRoute>[]): readonly NeedGroup[] {
  return valuesOf(needs)
    .map((need) => ({
      need,
      routes: inUrgentOrder(
        need,
        routes.filter(({ data }) => data.needs[0] === need),
      ),
      also: inUrgentOrder(
        need,
        routes.filter(({ data }) => data.needs.indexOf(need) > 0),
      ),
    }))
    .filter(({ routes, also }) => routes.length + also.length > 0);
}

function inUrgentOrder(need: Need, routes: readonly Entry<SupportRoute>[]): readonly Entry<SupportRoute>[] {
  if (!urgentNeeds.has(need)) return routes;
  return [...routes].sort((a, b) => Number(canBeLeanedOn(b.data)) - Number(canBeLeanedOn(a.data)));
}
