import type { SiteMode } from '#domain/words/vocabularies.ts';

/**
 * The day to judge by, `YYYY-MM-DD`, in UTC. `SITE_TODAY` sets it in demonstration mode only: on a live site
 * nobody can move the clock to end a cooling-off early.
 *
 * @throws if `SITE_TODAY` is not a day
 */
export function siteToday(mode: SiteMode): string {
  const set = process.env['SITE_TODAY'];
  if (set === undefined || set === '' || mode !== 'demo') return new Date().toISOString().slice(0, 10);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(set)) throw new Error(`SITE_TODAY is "${set}": write a day as YYYY-MM-DD`);
  return set;
}
