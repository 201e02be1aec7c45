import { existsSync } from 'node:fs';
import type { SiteMode } from '#domain/words/vocabularies.ts';

/** The variable with which `npm run verify` has a site built as it was on a day that has passed. */
export const asOfVariable = 'ANOTHER_STORY_AS_OF';
/** The file that marks a copy of the project as made by `npm run verify`, to be thrown away. */
export const throwawayMark = '.throwaway-of-verify';

/**
 * A day on which to build again what was built then, in `live` too. Only in a folder that is thrown away, and never a day to come: so
 * nobody ends a cooling-off early with it, or publishes what it made.
 *
 * @throws if the folder is not marked, or the day is none or is yet to come
 */
function pastDay(day: string): string {
  if (!existsSync(throwawayMark))
    throw new Error(`${asOfVariable} is for npm run verify alone, which builds in a folder to throw away`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || day > new Date().toISOString().slice(0, 10))
    throw new Error(`${asOfVariable} is "${day}": it has to be a day, and not one that is yet to come`);
  return day;
}

/**
 * The day to judge by, `YYYY-MM-DD`, in UTC. `SITE_TODAY` sets it in demonstration mode only: on a live site
 * nobody can move the clock to end a cooling-off early.
 *
 * @throws if `SITE_TODAY` is not a day
 */
export function siteToday(mode: SiteMode): string {
  const asOf = process.env[asOfVariable];
  if (asOf !== undefined && asOf !== '') return pastDay(asOf);
  const set = process.env['SITE_TODAY'];
  if (set === undefined || set === '' || mode !== 'demo') return new Date().toISOString().slice(0, 10);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(set)) throw new Error(`SITE_TODAY is "${set}": write a day as YYYY-MM-DD`);
  return set;
}
