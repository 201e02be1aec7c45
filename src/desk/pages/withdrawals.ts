import type { Hono } from 'hono';
import { html } from 'hono/html';
import { withdrawalReasons } from '#domain/vocabularies.ts';
import { readReceipt, receiptIdOf } from '#envelope/receipt.ts';
import { type Desk, Refused } from '../desk.ts';
import type { Item } from '../items.ts';
import { keptDays } from '../retention.ts';
import { isHeld } from '../states.ts';
import { type Notices, visiting } from '../visit.ts';
import { type AskedBack, isToTakeBack, itemsOfReceipt } from '../withdrawing.ts';
import { choiceField, type Html, shortId, textField, timeInWords } from './page.ts';

/** Withdrawals: matched by receipt, or by hand. */
export function withdrawals(app: Hono, desk: Desk, notices: Notices): void {
  app.get(
    '/withdrawals',
    visiting(desk, notices, async ({ overview: { asked }, show }) => {
      const found = asked.filter(({ matched }) => matched.length > 0);
      const waiting = asked.filter(({ matched }) => matched.length === 0);
      return show({
        title: 'Withdrawals',
        current: '/withdrawals',
        body: html`<p>A teller takes a story back without saying why, and nobody asks. Do it the day it comes.</p>
${found.length === 0 ? html`<p>None has come that can be carried out.</p>` : ''}
<ul class="rows">${found.map(
          ({
            message,
            matched,
          }) => html`<li class="row"><p>Came ${timeInWords(message.takenAt)}. ${matched.map(isAbout)}</p>
<form method="post" action="/withdrawals/${message.id}"><button class="btn">Take it back now</button></form></li>`,
        )}</ul>
${waiting.length === 0 ? '' : waitingInWords(waiting)}
<section><h2>By hand</h2><p>Somebody who has their receipt and came another way: read it to the desk.</p>
<form method="post" action="/withdrawals" class="stack">
${textField('receipt', 'Receipt', { help: 'Seven words or sixteen digits.' })}
${choiceField('why', 'Why?', Object.entries(withdrawalReasons), { value: 'teller' })}
<button class="btn">Take it back</button></form>
<p>Without a receipt, take a story down from <a href="/board">its own page</a>, or a submission from the <a href="/inbox">inbox</a>.</p></section>`,
      });
    }),
  );
  app.post(
    '/withdrawals',
    visiting(desk, notices, async ({ at, overview, form, go }) => {
      const receipt = readReceipt(form.text('receipt'));
      if (receipt === undefined)
        throw new Refused('That is no receipt: write its seven words, or its sixteen digits.');
      const why =
        form.oneOf('why', Object.keys(withdrawalReasons) as (keyof typeof withdrawalReasons)[]) ?? 'teller';
      const { items, outlines } = overview;
      const found = itemsOfReceipt(await receiptIdOf(receipt), items, outlines, await at.store.consents());
      if (found.length === 0)
        throw new Refused('The desk holds nothing with that receipt. Fetch what has come, then look again.');
      for (const { id } of found) await desk.withdraw(at, { id }, why);
      return go('/withdrawals', withdrawnInWords(found));
    }),
  );
  app.post(
    '/withdrawals/:id',
    visiting(
      desk,
      notices,
      async ({ at, overview, context, go }) => {
        const asked = overview.asked.find(({ message }) => message.id === context.req.param('id'));
        if (!asked) throw new Refused('There is no such withdrawal.');
        if (asked.matched.length === 0) throw new Refused('What it is about has not come yet: it waits.');
        for (const { id } of asked.matched) await desk.withdraw(at, { id }, 'teller');
        await desk.settle(at, asked.message.id);
        return go('/withdrawals', withdrawnInWords(asked.matched));
      },
      () => '/withdrawals',
    ),
  );
}

/** What a withdrawal did, and what is left to do. */
export function withdrawnInWords(items: readonly Item[]): string {
  const toDo = items.filter(isToTakeBack);
  if (toDo.length === 0) return 'It was taken back before.';
  const kept = toDo.some(({ stage }) => isHeld(stage))
    ? 'What is held keeps its words, and is never published.'
    : 'Its words are deleted.';
  const isPublic = toDo.some(({ slug }) => slug !== undefined);
  return `Taken back. ${kept}${isPublic ? ' Now publish: npm run build -- --removals' : ''}`;
}

function isAbout({ id, slug }: Item): Html {
  return html`It is about <a href="/items/${id}">submission ${shortId(id)}</a>${slug === undefined ? '' : `, the story ${slug}`}. `;
}

function waitingInWords(waiting: readonly AskedBack[]): Html {
  return html`<section><h2>Waiting for what they are about</h2><p>Their receipts belong to nothing that the desk holds. A story that was sent another way may still come: then it stands above. After ${keptDays.undecided} days they are deleted.</p>
<ul class="rows">${waiting.map(({ message }) => html`<li class="row">Came ${timeInWords(message.takenAt)}.</li>`)}</ul></section>`;
}
