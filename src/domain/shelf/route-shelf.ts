import type { Entry } from '../schema/content.ts';
import { canBeLeanedOn, type SupportRoute, urgentNeeds } from '../schema/support-route.ts';
import { type Need, needs, valuesOf } from '../words/vocabularies.ts';

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
