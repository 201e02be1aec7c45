import { html } from 'hono/html';
import { withdrawalReasons } from '#domain/words/vocabularies.ts';
import { readReceipt, receiptIdOf } from '#envelope/receipt.ts';
import type { Item } from '../journal/items.ts';
import { isHeld } from '../journal/states.ts';
import type { Overview } from '../work/overview.ts';
import { Refused } from '../work/refused.ts';
import { keptDays } from '../work/retention.ts';
import {
  type AskedBack,
  isToCarryOut,
  isToTakeBack,
  itemsOfReceipt,
  noteWithdrawal,
  takeBack,
} from '../work/withdrawals.ts';
import type { DeskForm, DeskPages } from './desk-pages.ts';
import { choiceField, textField } from './fields.ts';
import type { Html } from './markup.ts';
import { shortId, timeInWords } from './page.ts';

/** Withdrawals: matched by receipt, or by hand. */
export function withdrawalPages(pages: DeskPages): void {
  const page = pages.page('/withdrawals', async ({ overview: { asked } }) => {
    const found = asked.filter(isToCarryOut);
    const done = asked.filter((each) => each.matched.length > 0 && !isToCarryOut(each));
    const waiting = asked.filter(({ matched }) => matched.length === 0);
    return {
      title: 'Withdrawals',
      current: '/withdrawals',
      body: html`<p>A teller takes a story back without saying why, and nobody asks. Do it the day it comes.</p>
${found.length === 0 ? html`<p>None has come that can be carried out.</p>` : ''}
<ul class="rows">${found.map(
        ({
          message,
          matched,
        }) => html`<li class="row"><p>Came ${timeInWords(message.takenAt)}. ${matched.filter(isToTakeBack).map(isAbout)}</p>
${carryOutOne.with(html`<button class="btn">Take it back now</button>`, { params: { id: message.id }, look: '' })}</li>`,
      )}</ul>
${waiting.length === 0 ? '' : keptInWords('Waiting for what they are about', 'Their receipts belong to nothing that the desk holds. A story that was sent another way may still come: then it stands above.', waiting)}
${done.length === 0 ? '' : keptInWords('Carried out', 'Another copy of the story may still come: then it stands above.', done)}
<section><h2>By hand</h2><p>Somebody who has their receipt and came another way: read it to the desk.</p>
${byHand.with(html`${textField('receipt', 'Receipt', { help: 'Seven words or sixteen digits.' })}
${choiceField('why', 'Why?', Object.entries(withdrawalReasons), { value: 'teller' })}
<button class="btn">Take it back</button>`)}
<p>Without a receipt, take a story down from <a href="/board">its own page</a>, or a submission from the <a href="/inbox">inbox</a>.</p></section>`,
    };
  });
  const byHand: DeskForm = page.form('/withdrawals', async ({ at, overview }, { form, go }) => {
    const receipt = readReceipt(form.text('receipt'));
    if (receipt === undefined)
      throw new Refused('That is no receipt: write its seven words, or its sixteen digits.');
    const why =
      form.oneOf('why', Object.keys(withdrawalReasons) as (keyof typeof withdrawalReasons)[]) ?? 'teller';
    const receiptId = await receiptIdOf(receipt);
    await noteWithdrawal(at, receiptId);
    const { items, outlines, faults } = overview;
    const found = itemsOfReceipt(receiptId, items, outlines, await at.store.consents());
    const down: string[] = [];
    for (const { id } of found) down.push(...(await takeBack(at, { id }, why)));
    return go(
      '/withdrawals',
      found.length === 0
        ? `The desk holds nothing with that receipt. It is written down for ${keptDays.undecided} days, in case the story still comes.`
        : withdrawnInWords(found, down, faults),
    );
  });
  const carryOutOne: DeskForm = page.form('/withdrawals/:id', async ({ at, overview, context }, { go }) => {
    const asked = overview.asked.find(({ message }) => message.id === context.req.param('id'));
    if (!asked) throw new Refused('There is no such withdrawal.');
    if (asked.matched.length === 0) throw new Refused('What it is about has not come yet: it waits.');
    const down: string[] = [];
    for (const { id } of asked.matched) down.push(...(await takeBack(at, { id }, 'teller')));
    return go('/withdrawals', withdrawnInWords(asked.matched, down, overview.faults));
  });
}

/** What a withdrawal did, and what is left to do. */
export function withdrawnInWords(
  items: readonly Item[],
  down: readonly string[],
  faults: Overview['faults'],
): string {
  const toDo = items.filter(isToTakeBack);
  if (toDo.length === 0) return 'It was taken back before.';
  return `Taken back. ${whatStays(toDo, faults)}${down.length > 0 ? ` ${publishNow}` : ''}`;
}

function whatStays(items: readonly Item[], faults: Overview['faults']): string {
  if (items.some(({ stage }) => isHeld(stage)))
    return 'What is held keeps its words, and is never published.';
  return faults.length > 0
    ? 'Its words are deleted once the damaged journal is mended.'
    : 'Its words are deleted.';
}

/** What to do when a story has come down. */
export const publishNow = 'Now publish: npm run build -- --removals';

/** What was done to stories because of what another desk decided; empty if nothing was. */
export function changedInWords(stories: readonly string[]): string {
  return stories.length === 0
    ? ''
    : ` Off the site, as was decided at another desk: ${stories.join(', ')}. ${publishNow}`;
}

function isAbout({ id, slug }: Item): Html {
  return html`It is about <a href="/items/${id}">submission ${shortId(id)}</a>${slug === undefined ? '' : `, the story ${slug}`}. `;
}

function keptInWords(title: string, why: string, asked: readonly AskedBack[]): Html {
  return html`<section><h2>${title}</h2><p>${why} After ${keptDays.undecided} days they are deleted.</p>
<ul class="rows">${asked.map(({ message }) => html`<li class="row">Came ${timeInWords(message.takenAt)}.</li>`)}</ul></section>`;
}
