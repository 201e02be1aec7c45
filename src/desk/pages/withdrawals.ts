import type { Hono } from 'hono';
import { html } from 'hono/html';
import { withdrawalReasons } from '#domain/vocabularies.ts';
import { readReceipt, receiptIdOf } from '#envelope/receipt.ts';
import { type AtWork, type Desk, type Overview, Refused } from '../desk.ts';
import type { Item } from '../items.ts';
import { type Notices, visiting } from '../visit.ts';
import { withdrawnInWords } from './item.ts';
import { choiceField, type Html, shortId, textField, timeInWords } from './page.ts';

/** A withdrawal that came sealed, and the submission that its receipt belongs to. */
interface Asked {
  readonly message: Item;
  readonly matched: Item | undefined;
}

/** Withdrawals: matched by receipt, or by hand. */
export function withdrawals(app: Hono, desk: Desk, notices: Notices): void {
  app.get(
    '/withdrawals',
    visiting(desk, notices, async ({ at, overview, show }) => {
      const asked = await withdrawalsAsked(at, overview);
      return show({
        title: 'Withdrawals',
        current: '/withdrawals',
        body: html`<p>A teller takes a story back without saying why, and nobody asks. Do it the day it comes.</p>
${asked.length === 0 ? html`<p>None has come.</p>` : ''}
<ul class="rows">${asked.map(
          ({
            message,
            matched,
          }) => html`<li class="row"><p>Came ${timeInWords(message.takenAt)}. ${matchInWords(matched)}</p>
<form method="post" action="/withdrawals/${message.id}">${
            matched
              ? html`<button class="btn">Take it back now</button>`
              : html`<button class="btn btn--quiet">Nothing of it is here: done</button>`
          }</form></li>`,
        )}</ul>
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
      const item = await itemOfReceipt(at, overview, await receiptIdOf(receipt));
      if (!item)
        throw new Refused('The desk holds nothing with that receipt. Fetch what has come, then look again.');
      await desk.withdraw(at, { id: item.id }, why);
      return go('/withdrawals', withdrawnInWords(item));
    }),
  );
  app.post(
    '/withdrawals/:id',
    visiting(
      desk,
      notices,
      async ({ at, overview, context, go }) => {
        const asked = (await withdrawalsAsked(at, overview)).find(
          ({ message }) => message.id === context.req.param('id'),
        );
        if (!asked) throw new Refused('There is no such withdrawal.');
        if (asked.matched) await desk.withdraw(at, { id: asked.matched.id }, 'teller');
        await desk.settle(at, asked.message.id);
        return go(
          '/withdrawals',
          asked.matched ? withdrawnInWords(asked.matched) : 'Done. Nothing of it was here.',
        );
      },
      () => '/withdrawals',
    ),
  );
}

async function withdrawalsAsked(at: AtWork, overview: Overview): Promise<readonly Asked[]> {
  const asked: Asked[] = [];
  for (const item of overview.items.values()) {
    if (item.stage !== 'received') continue;
    const message = await at.store.message(item.id);
    if (message?.kind === 'withdraw')
      asked.push({ message: item, matched: await itemOfReceipt(at, overview, message.receiptId) });
  }
  return asked;
}

/** The submission with a receipt: among the words that the desk holds, then among the records of consent. */
async function itemOfReceipt(at: AtWork, { items }: Overview, receiptId: string): Promise<Item | undefined> {
  for (const item of items.values()) {
    const message = await at.store.message(item.id);
    if (message?.kind === 'story' && message.receiptId === receiptId) return item;
  }
  const consent = (await at.store.consents()).find((each) => each.receiptId === receiptId);
  return consent && items.get(consent.item);
}

function matchInWords(item: Item | undefined): Html | string {
  if (!item) return 'Its receipt belongs to nothing that the desk holds. It may still come: fetch first.';
  return html`It is about <a href="/items/${item.id}">submission ${shortId(item.id)}</a>${item.slug === undefined ? '' : `, the story ${item.slug}`}.`;
}
