import type { Context } from 'hono';
import { html } from 'hono/html';
import type { AtWork, Desk } from '../work/desk.ts';
import { type Overview, overviewOf } from '../work/overview.ts';
import { Refused } from '../work/refused.ts';
import { Form } from './form.ts';
import type { Notices } from './notices.ts';
import { deskPage, type PageParts } from './page.ts';
import { isStopped, stopPage } from './published-keys.ts';

/** One request of somebody who is at work, with what its handler needs. */
export interface Visit {
  readonly context: Context;
  readonly desk: Desk;
  readonly at: AtWork;
  readonly overview: Overview;
  readonly form: Form;
  /** Answers with a page. */
  show(parts: Omit<PageParts, 'around' | 'done'>): Response | Promise<Response>;
  /** Sends the browser on, after something was done. */
  go(to: string, done?: string): Response;
}

/**
 * Makes a handler for Hono out of one that needs somebody at work. While the desk is locked it leads to the lock.
 * What is refused is said on the page from which the form came.
 *
 * @param back the page to which a refused form leads back; the form’s own address if it is not given
 */
export function visitHandler(
  desk: Desk,
  notices: Notices,
  handle: (visit: Visit) => Promise<Response>,
  back?: (context: Context) => string,
): (context: Context) => Promise<Response> {
  return async (context) => {
    const notice = notices.take(context);
    const at = desk.atWork;
    if (!at) return context.redirect('/unlock', 303);
    const overview = await overviewOf(at);
    const form = new Form(context.req.method === 'POST' ? await context.req.parseBody({ all: true }) : {});
    const visit: Visit = {
      context,
      desk,
      at,
      overview,
      form,
      show: (parts) =>
        context.html(
          deskPage({
            ...notice,
            ...parts,
            refusal: parts.refusal ?? notice.refusal,
            around: { moderator: at.moderator, overview, today: desk.today() },
          }),
          parts.refusal === undefined ? 200 : 422,
        ),
      go: (to, done) => context.redirect(done === undefined ? to : notices.say(to, { done }), 303),
    };
    if (isStopped(desk, overview.publishedKeys, context.req.path)) return visit.show(stopPage());
    try {
      return await handle(visit);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (context.req.method === 'GET') {
        return visit.show({
          title: 'That cannot be done',
          body: html`<p><a href="/inbox">Back to the inbox</a></p>`,
          refusal: error.message,
        });
      }
      const to = back?.(context) ?? context.req.path;
      return context.redirect(notices.say(to, { refusal: error.message }), 303);
    }
  };
}
