import { html } from 'hono/html';
import { daysBetween } from '#domain/gate/gate.ts';
import { contentNotes, valuesOf } from '#domain/words/vocabularies.ts';
import type { Note } from '../folder/store.ts';
import type { Item } from '../journal/items.ts';
import { type Stage, stages } from '../journal/states.ts';
import type { AtWork } from '../work/desk.ts';
import { Refused } from '../work/refused.ts';
import { arrivalsFor, type TakenIn, takeIn, unopenedKept } from '../work/take-in.ts';
import { moderatorsHere } from '../work/two-people.ts';
import type { DeskForm, DeskPages } from './desk-pages.ts';
import { dueLine } from './due.ts';
import { choicesField } from './fields.ts';
import { nextStep } from './item.ts';
import type { Html } from './markup.ts';
import { holderOf } from './notes.ts';
import { shortId } from './page.ts';
import { outlineInWords } from './submission.ts';
import type { Visit } from './visit.ts';
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
export function inboxPages(pages: DeskPages): void {
  const page = pages.page('/inbox', async (visit) => {
    const { at, overview } = visit;
    const { outlines } = overview;
    const optedOut = await at.store.optedOut(at.moderator);
    const here = await moderatorsHere(at);
    const stories = [...overview.items.values()].filter(
      ({ id, stage }) => order.includes(stage) && outlines.get(id)?.kind !== 'withdraw',
    );
    const holders = new Map(
      await Promise.all(stories.map(async ({ id }) => [id, holderOf(await at.store.notes(id))] as const)),
    );
    const isLeft = ({ id }: Item) => outlines.get(id)?.notes.some((note) => optedOut.includes(note)) ?? false;
    const isMine = ({ id }: Item) =>
      holders.get(id)?.to === at.moderator || holders.get(id)?.standIn === at.moderator;
    const rowOf = (item: Item) => row(visit, item, holders.get(item.id), here);
    const mine = stories.filter((item) => isMine(item) && !isLeft(item));
    const left = stories.filter(isLeft);
    return {
      title: 'Inbox',
      current: '/inbox',
      body: html`${await dueLine(visit)}
<p>No text is shown here. Open a story when you are ready for it, and not before.</p>
${fetchArrived.with(html`<button class="btn">Fetch what has come</button>`, { look: '' })}
${stories.length === 0 ? html`<p>There is nothing in the inbox.</p>` : ''}
${mine.length === 0 ? '' : html`<section class="stage"><h2>You have these <span class="count">(${mine.length})</span></h2><ul class="rows">${mine.map(rowOf)}</ul></section>`}
${order.map((stage) => {
  const these = stories.filter(
    (item) => item.stage === stage && !mine.includes(item) && !left.includes(item),
  );
  return these.length === 0
    ? ''
    : html`<section class="stage"><h2>${stages[stage]} <span class="count">(${these.length})</span></h2>
<ul class="rows">${these.map(rowOf)}</ul></section>`;
})}
${left.length === 0 ? '' : html`<details class="group"><summary>With topics that you leave to others (${left.length})</summary><ul class="rows">${left.map(rowOf)}</ul></details>`}
<details class="group"><summary>Topics I would rather not read</summary>
${keepTopics.with(html`${choicesField('topics', 'Leave these to somebody else', Object.entries(contentNotes), { chosen: optedOut, help: 'Nobody asks why. You can change it at any time. What may have them in it stands apart, and is not opened without asking you once more.' })}
<button class="btn btn--quiet">Keep this choice</button>
`)}</details>`,
    };
  });
  /** The last run of taking in, until somebody was told what came of it. */
  let run: TakingIn | undefined;
  const fetchArrived: DeskForm = page.form('/inbox/take', async ({ at }, { go }) => {
    const waiting = (await arrivalsFor(at)).length;
    // One run at a time. An outcome that nobody came to see is in the inbox.
    if (!run || run.isOver) run = begin(at, waiting);
    if (run.of > soonDone) return go('/inbox/taking');
    const { outcome } = run;
    return go('/inbox', takenInWords(await outcome.finally(() => (run = undefined))));
  });
  pages.page('/inbox/taking', async () => {
    if (!run) return { to: '/inbox' };
    if (run.isOver) {
      const { outcome } = run;
      run = undefined;
      const notice = await outcome.then(
        (taken) => ({ done: takenInWords(taken) }),
        (error: unknown) => {
          if (error instanceof Refused) return { refusal: error.message };
          throw error;
        },
      );
      return { to: '/inbox', notice };
    }
    // The desk has no script: the browser asks again by itself.
    return {
      refreshAfter: 1,
      current: '/inbox',
      title: `Taking in: ${run.done} of ${run.of}`,
      body: html`<p><progress value="${run.done}" max="${run.of}" aria-label="Taken in so far"></progress></p>
<p>Each is opened, sealed to the desk’s own key, and then deleted where it came from. You can leave this page; it goes on.</p>
<p><a href="/inbox/taking">How far is it?</a></p>`,
    };
  });
  const keepTopics: DeskForm = page.form('/inbox/topics', async ({ at }, { form, go }) => {
    const topics = form.list('topics');
    await at.store.putOptedOut(
      at.moderator,
      valuesOf(contentNotes).filter((note) => topics.includes(note)),
    );
    return go('/inbox', 'Your choice is kept.');
  });
}

/** What is said of test messages: the way from the form to this desk works. */
function probesInWords(probes: number): string {
  if (probes === 0) return '';
  return probes === 1
    ? ' A test message arrived, and was deleted.'
    : ` ${probes} test messages arrived, and were deleted.`;
}

/** With so many messages and fewer, taking in is done before anybody asks how far it is. */
const soonDone = 20;

/** A run of taking in, and how far it is. */
interface TakingIn {
  readonly of: number;
  done: number;
  isOver: boolean;
  readonly outcome: Promise<TakenIn>;
}

function begin(at: AtWork, of: number): TakingIn {
  const outcome = takeIn(at, (done) => {
    run.done = done;
  }).finally(() => {
    run.isOver = true;
  });
  // Whoever looks next is told. Until then a failure is nobody’s.
  outcome.catch(() => {});
  const run: TakingIn = { of, done: 0, isOver: false, outcome };
  return run;
}

function takenInWords({ taken, probes, setAside, unopened, stories }: TakenIn): string {
  const aside =
    setAside === 0
      ? ''
      : ` ${setAside} could not be opened with your keys and ${setAside === 1 ? 'was' : 'were'} set aside.`;
  const left =
    unopened === 0
      ? ''
      : ` Set aside in all: ${unopened}. They are tried again when a moderator next unlocks the desk, and deleted after ${unopenedKept.days} days.`;
  return `${taken === 0 ? 'Nothing new has come.' : `${taken} taken in.`}${probesInWords(probes)}${aside}${left}${changedInWords(stories)}`;
}

function row(
  { at, overview, desk }: Visit,
  item: Item,
  holder: Pick<Note, 'to' | 'standIn'> | undefined,
  here: readonly string[],
): Html {
  const next =
    nextStep(item, at.moderator, here)?.words ??
    (item.stage === 'received' ? 'Nobody has opened it.' : undefined);
  const days = daysBetween(item.takenAt.slice(0, 10), desk.today());
  const who =
    holder?.to === undefined
      ? ''
      : holder.to === at.moderator
        ? 'You are working on it. '
        : `Being worked on by ${holder.to}. `;
  return html`<li class="row"><a class="row__name" href="/items/${item.id}">Submission ${shortId(item.id)}</a>
${next === undefined ? '' : html`<p class="row__next">${next}</p>`}
${outlineInWords(overview.outlines.get(item.id))}
<p class="hint">${who}${days === 0 ? 'Came today' : days === 1 ? 'Here for a day' : `Here for ${days} days`}.${item.isTakenBack ? ' The teller has taken it back.' : ''}${item.overruled.length > 0 ? ' Two of you decided at once: see its history.' : ''}</p></li>`;
}
