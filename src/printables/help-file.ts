import type { Entry } from '#domain/schema/content.ts';
import {
  inShort,
  type SupportRoute,
  stateInWords,
  stateOf,
  telephone,
} from '#domain/schema/support-route.ts';
import { routesByNeed } from '#domain/shelf/route-shelf.ts';
import { escapeHtml } from '#domain/text/escape.ts';
import { needs } from '#domain/words/vocabularies.ts';
import type { SiteFacts } from './imprint.ts';
import { stickPage } from './stick-page.ts';

/**
 * Every way to get help, by need, as one file to open without the internet or to print. Nothing folds: a page on a stick may be read
 * on any machine. The site's own page is named, because numbers change.
 */
export function helpFile(site: SiteFacts): string {
  const page = `${site.url}/support/`;
  const groups = routesByNeed(site.support).map(
    ({ need, routes, also }) => `<section><h2>${escapeHtml(needs[need])}</h2>
<ul>${routes.map(routeHtml).join('')}</ul>
${also.length === 0 ? '' : `<p class="small">Also: ${also.map(alsoHtml).join('; ')}.</p>`}</section>`,
  );
  return stickPage(
    {
      title: 'Get help',
      main: `<h1>Get help</h1>
<p>You don’t need proof or the whole story.</p>
${groups.join('\n')}
<p class="small">Numbers change. The newest are at <a href="${escapeHtml(page)}">${escapeHtml(page)}</a>.</p>`,
      style:
        'section ul { padding: 0; list-style: none; } section li { border-top: 1px solid; padding-block: .6rem; break-inside: avoid; } section li p { margin: 0; font-size: 1rem; }',
    },
    site,
  );
}

function routeHtml({ data }: Entry<SupportRoute>): string {
  const number = data.phone
    ? `<a class="num" href="${telephone(data.phone)}">${escapeHtml(data.phone)}</a>`
    : '';
  const site = data.url
    ? `<p><a href="${escapeHtml(data.url)}" rel="noreferrer">${escapeHtml(data.url)}</a></p>`
    : '';
  const said = [
    data.about,
    `${inShort(data)}.`,
    data.keeps && `What they keep private: ${data.keeps}`,
    data.cannot && `What they can’t do: ${data.cannot}`,
    `${stateInWords(stateOf(data))}.`,
  ].filter((each) => each !== undefined);
  return `<li><strong>${escapeHtml(data.name)}</strong>${number}${said.map((each) => `<p>${escapeHtml(each)}</p>`).join('')}${site}</li>`;
}

function alsoHtml({ data }: Entry<SupportRoute>): string {
  const number =
    data.phone === undefined || data.name.includes(data.phone)
      ? ''
      : ` <a href="${telephone(data.phone)}">${escapeHtml(data.phone)}</a>`;
  return `${escapeHtml(data.name)}${number}`;
}
