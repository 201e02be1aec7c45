import { fileOf, type Mistake } from '../schema/content.ts';
import {
  canBeLeanedOn,
  contactOf,
  needsOfAllAges,
  type SupportRoute,
  urgentNeeds,
} from '../schema/support-route.ts';
import { needs } from '../words/vocabularies.ts';
import { type Finding, type Findings, mistakesFrom } from './findings.ts';

/** What can be said of a route of help by itself. */
export function findingsInRoute(route: SupportRoute): Findings {
  return { mistakes: mistakesInRoute(route), notes: notesOnConfirmation(route) };
}

function mistakesInRoute(route: SupportRoute): readonly Finding[] {
  const { fromAge, toAge, bill, sourceKind, confirmedBy, confirmedOn, confirmedAs } = route;
  return mistakesFrom((wrong) => {
    if (fromAge !== undefined && toAge !== undefined && fromAge > toAge)
      wrong(
        'toAge',
        `found ${toAge}, which is younger than ${fromAge}: write the last year of age at which it is for somebody`,
      );
    if (bill !== 'unknown' && sourceKind !== 'own')
      wrong(
        'bill',
        'found an answer that was not read on the service’s own page: say that nobody has read it',
      );
    for (const [index, need] of route.needs.entries())
      if (toAge !== undefined && needsOfAllAges.has(need))
        wrong(
          `needs.${index}`,
          `found “${needs[need]}”, which people of any age may need, but it ends at ${toAge}: leave that need to other routes`,
        );
    const given = [confirmedBy, confirmedOn, confirmedAs].filter((each) => each !== undefined);
    if (given.length > 0 && given.length < 3)
      wrong(
        'confirmedBy',
        'found only a part of a confirmation: who, when and what belong together, and the desk writes them',
      );
  });
}

/** A confirmation is of a number and of hours. Where either was changed since, it says nothing any more. */
function notesOnConfirmation(route: SupportRoute): readonly Finding[] {
  return route.confirmedAs !== undefined && route.confirmedAs !== contactOf(route)
    ? [
        {
          path: 'confirmedAs',
          message: `found “${route.confirmedAs}”, but it is now “${contactOf(route)}”: nobody has confirmed that, so somebody should try it`,
        },
      ]
    : [];
}

/**
 * Where somebody may not be able to wait, a route that was only copied from another page never stands alone. The route stays, as
 * every way to get help does.
 */
export function mistakesInUrgentNeeds(
  support: ReadonlyMap<string, { readonly slug: string; readonly data: SupportRoute }>,
): readonly Mistake[] {
  return [...urgentNeeds].flatMap((need) => {
    const routes = [...support.values()].filter(({ data }) => data.needs.includes(need));
    const [first] = routes;
    if (first === undefined || routes.some(({ data }) => canBeLeanedOn(data))) return [];
    return [
      {
        file: fileOf('support', first.slug),
        path: 'sourceKind',
        message: `“${needs[need]}” cannot wait, and every route for it was only copied from another page: read one on the service’s own page, or confirm one at the desk`,
      },
    ];
  });
}
