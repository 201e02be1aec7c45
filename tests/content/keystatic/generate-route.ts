import { needsOfAllAges, type SupportRoute } from '#domain/schema/support-route.ts';
import type { State } from './form.ts';

/** A route of help that keeps the rules across its fields. */
export function routeFrom(made: SupportRoute): State {
  const { fromAge = 0, toAge } = made;
  const isForAll = made.needs.some((need) => needsOfAllAges.has(need));
  return {
    ...made,
    toAge: toAge === undefined || isForAll || toAge < fromAge ? undefined : toAge,
    bill: made.sourceKind === 'own' ? made.bill : 'unknown',
    // The desk writes a confirmation, and never the form.
    confirmedBy: undefined,
    confirmedOn: undefined,
    confirmedAs: undefined,
  };
}
