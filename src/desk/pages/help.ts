import { html } from 'hono/html';
import { careLimits } from '../work/reading-spell.ts';
import type { DeskPages } from './desk-pages.ts';

/** Help at the desk: the shortest version of the handbook. */
export function helpPage(pages: DeskPages): void {
  pages.page('/help', async () => ({
    title: 'Help',
    current: '/help',
    body: html`<p class="lead">The whole handbook is <code>docs/moderators-handbook.md</code>. This is what you need most.</p>
<h2>If somebody is in danger now</h2>
<p>Ring 999. Then choose “Somebody may be in danger” on the submission, and tell the safeguarding lead by voice.</p>
<h2>In what order</h2>
<ol class="list">
<li>Fetch what has come. See to withdrawals first.</li>
<li>Open a story when you are ready. One that is not to be read alone is read with somebody.</li>
<li>Ask three things: is anybody in danger, is there a live case, is it a story at all?</li>
<li>Look at every flag, answer every question of the checklist, and look for phrases that other stories share.</li>
<li>Somebody who has not read it guesses who it is about; whoever de-identified it compares.</li>
<li>Read it back through the worker who sent it. If it came alone, only take out or make more general.</li>
<li>Somebody else records consent. Promote it. Edit it with <code>npm run edit</code>.</li>
<li>Two of you sign. Whoever promoted it never signs first.</li>
<li>Delete what is due.</li>
</ol>
<h2>Look after yourself</h2>
<p>Stop after ${careLimits.stories} stories or ${careLimits.minutes} minutes, whatever is left. Do not read at night. You can leave topics to somebody else. If one stays with you, say so: Samaritans answer on 116 123 at any hour.</p>
<h2>With the keyboard</h2>
<p>While you de-identify: K keeps, X leaves out, 1 to 6 take an offer, R writes your own words, U undoes, N and P go on and back. Everything works with Tab, Enter and the arrow keys. “Skip to the page” is the first thing on every page.</p>
<h2>When you leave the machine</h2>
<p>Lock the desk. When you are done for the day, stop the program: it is the only way to be sure that no key is in memory.</p>`,
  }));
}
