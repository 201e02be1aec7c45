import { html } from 'hono/html';
import { decisionReasons, deeds } from '../journal/states.ts';
import type { DeskPages } from './desk-pages.ts';
import { shortId, timeInWords } from './page.ts';

/** The journals of all moderators as one. */
export function journalPage(pages: DeskPages): void {
  pages.page('/journal', async ({ overview: { entries, faults } }) => ({
    title: 'Journal',
    current: '/journal',
    body: html`<p>Who did what, when and why. It never holds a word of what anybody told. ${faults.length === 0 ? 'Every line is whole and in its place.' : ''}</p>
<div class="scroll" tabindex="0" role="region" aria-label="The journal"><table><thead><tr><th scope="col">When</th><th scope="col">Who</th><th scope="col">What</th><th scope="col">Submission</th><th scope="col">Why</th></tr></thead>
<tbody>${entries
      .toReversed()
      .map(
        ({ at, moderator, what, why, item, beside }) =>
          html`<tr><td>${timeInWords(at)}</td><td>${moderator}${beside === undefined ? '' : ` beside ${beside}`}</td><td>${deeds[what]}</td><td><a href="/items/${item}">${shortId(item)}</a></td><td>${why === undefined ? '' : decisionReasons[why]}</td></tr>`,
      )}</tbody></table></div>`,
  }));
}
