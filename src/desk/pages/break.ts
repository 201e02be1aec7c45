import { html } from 'hono/html';
import { careLimits } from '../work/reading-spell.ts';
import type { DeskForm, DeskPages } from './desk-pages.ts';

/** The page on which somebody writes down that they take a break. */
export function breakPage(pages: DeskPages): void {
  const page = pages.page('/break', async ({ at }) => {
    const last = (await at.store.breaks(at.moderator)).at(-1);
    return {
      title: 'A break',
      current: '/inbox',
      body: html`<p class="lead">Leave the screen for ${careLimits.restMinutes} minutes. Do something with your hands.</p>
<p>If a story stays with you, tell the other moderator that one did; you need not say which. Samaritans answer on 116 123 at any hour.</p>
${last === undefined ? '' : html`<p class="hint">Your last break was written down at ${last.slice(11, 16)} UTC.</p>`}
${take.with(html`<button class="btn">I take a break now</button><p class="hint">The count of what you have read begins anew. Only you and the other moderators can see it.</p>`, { look: '' })}`,
    };
  });
  const take: DeskForm = page.form('/break', async ({ at, desk }, { go }) => {
    await at.store.addBreak(at.moderator, desk.now());
    return go('/break', 'It is written down. Lock the desk before you go.');
  });
}
