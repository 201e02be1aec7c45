import type { Hono } from 'hono';
import { html } from 'hono/html';
import { contentNotes, valuesOf } from '#domain/words/vocabularies.ts';
import type { Item } from '../journal/items.ts';
import { type Stage, stages } from '../journal/states.ts';
import type { Desk } from '../work/desk.ts';
import type { Outline } from '../work/outline.ts';
import { takeIn } from '../work/take-in.ts';
import { choicesField } from './fields.ts';
import type { Notices } from './notices.ts';
import { type Html, shortId, timeInWords } from './page.ts';
import { outlineInWords } from './submission.ts';
import { visitHandler } from './visit.ts';
import { changedInWords } from './withdrawals.ts';

const order: readonly Stage[] = [
  'safeguarding',
  'legalHold',
  'received',
  'triage',
  'deIdentified',
  'readBack',
  'consentRecorded',
  'promoted',
  'junk',
  'rejected',
];

/** The inbox: what has come, without a word of it. */
export function inboxPages(app: Hono, desk: Desk, notices: Notices): void {
  app.get(
    '/inbox',
    visitHandler(desk, notices, async ({ at, overview, show }) => {
      const shown = [...overview.items.values()].filter(({ stage }) => order.includes(stage));
      const { outlines } = overview;
      const optedOut = await at.store.optedOut(at.moderator);
      const stories = shown.filter(({ id }) => outlines.get(id)?.kind !== 'withdraw');
      return show({
        title: 'Inbox',
        current: '/inbox',
        body: html`<p>No text is shown here. Open a story when you are ready for it, and not before.</p>
<form method="post" action="/inbox/take"><button class="btn">Fetch what has come</button></form>
${stories.length === 0 ? html`<p>There is nothing in the inbox.</p>` : ''}
${order.map((stage) => {
  const here = stories.filter((item) => item.stage === stage);
  return here.length === 0
    ? ''
    : html`<section class="stage"><h2>${stages[stage]} <span class="count">(${here.length})</span></h2>
<ul class="rows">${here.map((item) => row(item, outlines.get(item.id), optedOut))}</ul></section>`;
})}
<details class="group"><summary>Topics I would rather not read</summary>
<form method="post" action="/inbox/topics" class="stack">
${choicesField('topics', 'Leave these to somebody else', Object.entries(contentNotes), { chosen: optedOut, help: 'Nobody asks why. You can change it at any time.' })}
<button class="btn btn--quiet">Keep this choice</button>
</form></details>`,
      });
    }),
  );
  app.post(
    '/inbox/take',
    visitHandler(desk, notices, async ({ at, go }) => {
      const { taken, probes, unopened, stories } = await takeIn(at);
      const rest =
        unopened.length === 0
          ? ''
          : ` ${unopened.length} could not be opened with your keys and ${unopened.length === 1 ? 'was' : 'were'} left where ${unopened.length === 1 ? 'it is' : 'they are'}.`;
      return go(
        '/inbox',
        `${taken === 0 ? 'Nothing new has come.' : `${taken} taken in.`}${probesInWords(probes)}${rest}${changedInWords(stories)}`,
      );
    }),
  );
  app.post(
    '/inbox/topics',
    visitHandler(desk, notices, async ({ at, form, go }) => {
      const topics = form.list('topics');
      await at.store.putOptedOut(
        at.moderator,
        valuesOf(contentNotes).filter((note) => topics.includes(note)),
      );
      return go('/inbox', 'Your choice is kept.');
    }),
  );
}

/** What is said of test messages: the way from the form to this desk works. */
function probesInWords(probes: number): string {
  if (probes === 0) return '';
  return probes === 1
    ? ' A test message arrived, and was deleted.'
    : ` ${probes} test messages arrived, and were deleted.`;
}

function row(item: Item, outline: Outline | undefined, optedOut: readonly string[]): Html {
  const against = outline?.notes.filter((note) => optedOut.includes(note)) ?? [];
  return html`<li class="row"><a class="row__name" href="/items/${item.id}">Submission ${shortId(item.id)}</a>
${outlineInWords(outline)}
<p class="hint">Taken in ${timeInWords(item.takenAt)}.${item.isTakenBack ? ' The teller has taken it back.' : ''}${item.overruled.length > 0 ? ' Two of you decided at once: see its history.' : ''}</p>
${against.length > 0 ? html`<p class="hint">It has a topic you would rather not read (${against.map((note) => contentNotes[note]).join(', ')}).</p>` : ''}</li>`;
}
