import type { Content } from '../schema/content.ts';
import { contactOf, type RouteState, stateInWords, stateOf } from '../schema/support-route.ts';
import { withGoodConfirmations } from './confirmations.ts';
import { datesInContent, whatIsDue } from './due.ts';

/** What may be leaned on least is tried first. */
const order: readonly RouteState['kind'][] = ['copied', 'read', 'confirmed'];

/**
 * The routes of help that a person must try this month, in words, for a terminal: those that were only copied from another page
 * first. Whoever tried one says so at the desk.
 *
 * @param today `YYYY-MM-DD`
 */
export function routesToTry(given: Content, today: string): string {
  const content = withGoodConfirmations(given);
  const due = whatIsDue(datesInContent(content), today).find(({ kind }) => kind === 'route');
  if (due === undefined) return 'No route of help is to be confirmed this month.\n';
  const routes = due.slugs
    .flatMap((slug) => content.support.get(slug) ?? [])
    .map((route) => ({ ...route, state: stateOf(route.data) }))
    .sort((a, b) => order.indexOf(a.state.kind) - order.indexOf(b.state.kind) || a.data.order - b.data.order);
  const lines = routes.flatMap(({ slug, data, state }) => [
    '',
    `${data.name} (content/support/${slug}.yaml)`,
    `  ${contactOf(data)}`,
    `  ${stateInWords(state)}.${state.kind === 'confirmed' ? ' Try it again.' : ''}`,
  ]);
  const head = `${due.count === 1 ? '1 route' : `${due.count} routes`} of help to try this month: ring it, write to it or open its page, then say so at the desk.`;
  return `${[head, ...lines].join('\n')}\n`;
}
