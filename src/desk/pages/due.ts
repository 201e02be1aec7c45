import { html } from 'hono/html';
import { type Due, dueByKind, dueInOneLine, whatIsDue } from '#domain/review/due.ts';
import { dayInWords } from '#domain/words/wording.ts';
import { stages } from '../journal/states.ts';
import type { Desk } from '../work/desk.ts';
import { datesHere, queuesIn } from '../work/due-here.ts';
import type { DeskPages } from './desk-pages.ts';
import type { Html } from './markup.ts';
import type { Visit } from './visit.ts';

/** Where each kind is seen to. */
const places: Readonly<Record<Due['kind'], readonly [path: string, words: string] | undefined>> = {
  route: ['/routes', 'Routes of help'],
  law: undefined,
  consent: ['/board', 'Stories'],
  unread: ['/inbox', 'Inbox'],
  safeguarding: ['/inbox', 'Inbox'],
  key: ['/keys', 'Keys'],
  retention: ['/retention', 'Deletion'],
  strangersKey: ['/keys', 'Keys'],
};

/** What is due, and how long the queue is. Nothing on it names or describes a story. */
export function duePage(pages: DeskPages, desk: Desk): void {
  pages.page('/due', async (visit) => {
    const due = await dueFor(visit);
    const lines = dueByKind(due);
    const queues = queuesIn(visit.overview, desk.today());
    return {
      title: 'What is due',
      current: '/due',
      body: html`<p class="lead">${dueInOneLine(due)}</p>
${due.length === 0 ? '' : html`<ul class="rows">${due.map(({ kind, since, slugs }, index) => html`<li class="row"><p><strong>${lines[index]}</strong>${since > desk.today() ? `, the first on ${dayInWords(since)}` : `, since ${dayInWords(since)}`}.${slugs.length > 0 ? ` ${slugs.join(', ')}.` : ''} ${placeOf(kind)}</p></li>`)}</ul>`}
<section><h2>The queue</h2>${
        queues.length === 0
          ? html`<p>Nothing is at the desk.</p>`
          : html`<div class="scroll" tabindex="0" role="region" aria-label="The queue"><table><thead><tr><th scope="col">Where</th><th scope="col">How many</th><th scope="col">Longest there</th></tr></thead><tbody>${queues.map(({ stage, count, days }) => html`<tr><td>${stages[stage]}</td><td>${count}</td><td>${days === 0 ? 'since today' : days === 1 ? '1 day' : `${days} days`}</td></tr>`)}</tbody></table></div>`
      }</section>`,
    };
  });
}

function placeOf(kind: Due['kind']): Html | string {
  const place = places[kind];
  return place === undefined ? 'In the editor: npm run edit.' : html`<a href="${place[0]}">${place[1]}</a>`;
}

/** Everything that is due at this desk today. */
export async function dueFor({ at, overview, desk }: Visit): Promise<readonly Due[]> {
  return whatIsDue(await datesHere(at, overview), desk.today());
}

/** The one line that stands where somebody begins. */
export async function dueLine(visit: Visit): Promise<Html> {
  return html`<p class="due-line"><a href="/due">${dueInOneLine(await dueFor(visit))}</a></p>`;
}
