import { html } from 'hono/html';
import type { Entry } from '#domain/schema/content.ts';
import { contactOf, type SupportRoute, stateInWords, stateOf } from '#domain/schema/support-route.ts';
import { Refused } from '../work/refused.ts';
import { confirmRoute, routesNow } from '../work/routes.ts';
import type { DeskForm, DeskPages } from './desk-pages.ts';
import type { Html } from './markup.ts';

/** The page on which a moderator says which routes of help they have tried. */
export function routePages(pages: DeskPages): void {
  const page = pages.page('/routes', async ({ desk }) => {
    const { due, others } = await routesNow(desk);
    return {
      title: 'Routes of help',
      current: '/routes',
      body: html`<p class="lead">What people in trouble ring. Each is to be tried once a year, and again when its number or its hours change.</p>
<p>Ring at a quiet hour, say who you are and that you are checking the number and the hours, and take up nobody’s time. Never ring 999 to try it: read the service’s own page. If something is wrong, mend it in the editor first (<code>npm run edit</code>).</p>
<h2>To try this month</h2>
${due.length === 0 ? html`<p>None.</p>` : html`<ul class="rows">${due.map((route) => row(confirm, route, true))}</ul>`}
${others.length === 0 ? '' : html`<h2>Confirmed</h2><ul class="rows">${others.map((route) => row(confirm, route, false))}</ul>`}`,
    };
  });
  const confirm: DeskForm = page.form('/routes/:slug', async ({ context, at }, { form, go }) => {
    if (form.text('tried') !== 'yes')
      throw new Refused('Tick that you tried it. Nobody can confirm what nobody tried.');
    const route = await confirmRoute(at, context.req.param('slug') ?? '', form.text('contact'));
    return go(
      '/routes',
      `${route.name}: ${stateInWords(stateOf(route))}. Publish the site, so that it says so.`,
    );
  });
}

function row(confirm: DeskForm, { slug, data }: Entry<SupportRoute>, isDue: boolean): Html {
  const by = stateOf(data).kind === 'confirmed' ? ` (${data.confirmedBy})` : '';
  return html`<li class="row"><h3>${data.name}</h3>
<p>${contactOf(data)}</p>
<p>${stateInWords(stateOf(data))}${by}. <a href="${data.sourceUrl}" rel="noreferrer">Where it was read</a></p>
${
  isDue
    ? confirm.with(
        html`<input type="hidden" name="contact" value="${contactOf(data)}">
<label class="choice"><input type="checkbox" name="tried" value="yes"> <span>I tried it today, and what stands here is right.</span></label>
<button class="btn btn--quiet">Confirm ${data.name}</button>`,
        { params: { slug }, look: '' },
      )
    : ''
}</li>`;
}
