import { html } from 'hono/html';
import { decisionReasons } from '../journal/states.ts';
import { type DueItem, deleteDue, dueToday, keptDays } from '../work/retention.ts';
import type { DeskForm, DeskPages } from './desk-pages.ts';
import { shortId } from './page.ts';
import { changedInWords } from './withdrawals.ts';

/** The page on which what is due is deleted. It says what was deleted. */
export function retentionPages(pages: DeskPages): void {
  const page = pages.page('/retention', async ({ at }) => {
    const due = await dueToday(at);
    return {
      title: 'Deletion',
      current: '/retention',
      body: html`<p>Junk is kept for ${keptDays.junk} days, what is not used for ${keptDays.rejected}, what nobody decides on for ${keptDays.undecided}. When a story is published its words are deleted here, and only a record of consent stays until a year after it comes down. What is on legal hold or with the safeguarding lead is never deleted.</p>
${
  due.length === 0
    ? html`<p class="lead">Nothing is due today.</p>`
    : html`<h2>Due today</h2><ul class="rows">${due.map((each) => html`<li class="row">${dueInWords(each)}</li>`)}</ul>`
}
${deleteNow.with(html`<button class="btn">Delete what is due</button><p class="hint">It also finishes what was cut short, and what another desk decided.</p>`, { look: '' })}`,
    };
  });
  const deleteNow: DeskForm = page.form('/retention', async ({ at }, { go }) => {
    const { done, stories } = await deleteDue(at);
    const words = done.length === 0 ? 'Nothing was due.' : `Done. ${done.map(dueInWords).join(' ')}`;
    return go('/retention', words + changedInWords(stories));
  });
}

function dueInWords({ item, what, why }: DueItem): string {
  const deed = {
    delete: 'everything is deleted',
    keepConsentOnly: 'its words are deleted',
    withdraw: 'its story came down, and its words are deleted',
  }[what];
  return `Submission ${shortId(item.id)}: ${deed}. ${decisionReasons[why]}.`;
}
