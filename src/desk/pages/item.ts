import type { Hono } from 'hono';
import { html } from 'hono/html';
import { contentNotes, viewpoints, withdrawalReasons } from '#domain/words/vocabularies.ts';
import { ageBands, liveCaseAnswers, type StoryMessage } from '#envelope/message.ts';
import { workingCopyOf } from '../folder/working-copy.ts';
import type { Item } from '../journal/items.ts';
import {
  type Deed,
  decisionReasons,
  deeds,
  isHold,
  possibleDeeds,
  reasonsFor,
  stages,
} from '../journal/states.ts';
import { paragraphsIn } from '../text/paragraphs.ts';
import { visibleText } from '../text/visible.ts';
import type { Desk } from '../work/desk.ts';
import { moveItem } from '../work/moves.ts';
import type { Outline } from '../work/outline.ts';
import { Refused } from '../work/refused.ts';
import { takeBack } from '../work/withdrawals.ts';
import { choiceField } from './fields.ts';
import type { Notices } from './notices.ts';
import { type Html, shortId, timeInWords } from './page.ts';
import { companionFields, companionOf } from './reading-together.ts';
import {
  addressOf,
  itemOf,
  mustHaveRead,
  outlineInWords,
  paragraphsOf,
  storyMessageOf,
} from './submission.ts';
import { type Visit, visitHandler } from './visit.ts';
import { publishNow, withdrawnInWords } from './withdrawals.ts';

/**
 * What a moderator may decide about a submission by choosing a reason and nothing else, in the order in which it is
 * offered.
 */
const decisions: Readonly<Partial<Record<Deed, { readonly label: string; readonly help: string }>>> = {
  safeguard: {
    label: 'Somebody may be in danger',
    help: 'It goes to the safeguarding lead, who sees it today. If somebody is in danger now, ring 999 first.',
  },
  hold: {
    label: 'Put it on legal hold',
    help: 'Nothing is published from it and nothing is deleted until the safeguarding lead releases it.',
  },
  attend: { label: 'I have attended to it', help: 'It stops the clock. It stays held.' },
  release: { label: 'Release it', help: 'It goes back to where it was.' },
  junk: { label: 'It is junk', help: 'It is deleted after 7 days.' },
  reject: { label: 'Do not use it', help: 'It is deleted after 30 days.' },
  reopen: { label: 'Open it again', help: 'Every later step has to be done again.' },
};

/** The pages for deeds that take more than a reason. */
const nextSteps: Readonly<Partial<Record<Deed, readonly [path: string, words: string]>>> = {
  deIdentify: ['de-identify', 'Make sure that nobody in it can be recognised'],
  readBack: ['read-back', 'Read it back to the teller'],
  recordConsent: ['consent', 'Record consent'],
  promote: ['promote', 'Promote it to a draft'],
};

/** One submission: where it stands, reading it, deciding. */
export function itemPages(app: Hono, desk: Desk, notices: Notices): void {
  app.get(
    '/items/:id',
    visitHandler(desk, notices, async (visit) => {
      const item = itemOf(visit);
      const outline = visit.overview.outlines.get(item.id);
      const optedOut = await visit.at.store.optedOut(visit.at.moderator);
      const possible = possibleDeeds(item, visit.at.roles);
      return visit.show({
        title: `Submission ${shortId(item.id)}`,
        current: '/inbox',
        body: html`<p class="lead">${stages[item.stage]}, since ${timeInWords(item.since)}.</p>
${item.isTakenBack ? html`<p class="notice notice--care">The teller has taken it back. It will never be published.</p>` : ''}
${outlineInWords(outline)}
${outline && possible.includes('read') ? await readingForm(item, outline, optedOut, visit) : ''}
${possible
  .filter((deed) => nextSteps[deed])
  .map((deed) => {
    const [path, words] = nextSteps[deed] as readonly [string, string];
    return html`<p class="next"><a class="btn" href="/items/${item.id}/${path}">${words}</a></p>`;
  })}
${item.slug === undefined ? '' : html`<p>Its story: <a href="/stories/${item.slug}">${item.slug}</a></p>`}
<section><h2>Decide</h2>${possible.filter((deed) => decisions[deed]).map((deed) => decisionForm(item, deed))}
${possible.includes('withdraw') ? withdrawForm(item) : ''}</section>
<section><h2>History</h2><ol class="rows">${item.history.map(
          ({ at, moderator, what, why, beside }) =>
            html`<li class="row">${timeInWords(at)}: ${deeds[what]} by ${moderator}${beside === undefined ? '' : ` beside ${beside}`}${why === undefined ? '' : `. ${decisionReasons[why]}`}</li>`,
        )}</ol>
${
  item.overruled.length === 0
    ? ''
    : html`<h3>Decided at the same time, and not carried out</h3><ul class="rows">${item.overruled.map(
        ({ at, moderator, what, why }) =>
          html`<li class="row">${timeInWords(at)}: ${deeds[what]} by ${moderator}${why === undefined ? '' : `. ${decisionReasons[why]}`}. Talk to each other.</li>`,
      )}</ul>`
}</section>`,
      });
    }),
  );

  app.post(
    '/items/:id/read',
    visitHandler(
      desk,
      notices,
      async (visit) => {
        const item = itemOf(visit);
        const outline = visit.overview.outlines.get(item.id);
        const details =
          outline?.isFlagged && !hasBeenReadTogether(item) ? { beside: await companionOf(visit) } : {};
        await moveItem(visit.at, item.id, 'read', undefined, details);
        const how = visit.form.text('how') === 'parts' ? '?how=parts' : '';
        return visit.go(`/items/${item.id}/read${how}`);
      },
      addressOf,
    ),
  );

  app.get(
    '/items/:id/read',
    visitHandler(desk, notices, async (visit) => {
      const item = itemOf(visit);
      mustHaveRead(visit, item);
      const message = await storyMessageOf(visit, item);
      const { text } = await workingCopyOf(visit.at.store, item.id, message);
      const inParts = visit.context.req.query('how') === 'parts';
      return visit.show({
        title: `Submission ${shortId(item.id)}`,
        current: '/inbox',
        body: html`${aboutTheTeller(message)}
<article class="told" dir="auto">${inParts ? partsOf(text) : paragraphsOf(text)}</article>
<p class="btns"><a class="btn" href="/items/${item.id}">Done reading: decide what becomes of it</a></p>`,
      });
    }),
  );

  app.post(
    '/items/:id/decide',
    visitHandler(
      desk,
      notices,
      async (visit) => {
        const item = itemOf(visit);
        const what = visit.form.oneOf('what', Object.keys(decisions) as Deed[]);
        if (what === undefined) throw new Refused('Choose what to do.');
        await moveItem(visit.at, item.id, what, visit.form.oneOf(`why-${what}`, reasonsFor(what)));
        const isOffTheSite = isHold(what) && item.slug !== undefined;
        return visit.go(
          `/items/${item.id}`,
          `Written down: ${deeds[what].toLowerCase()}.${isOffTheSite ? ` Its story has lost its signatures. ${publishNow}` : ''}`,
        );
      },
      addressOf,
    ),
  );

  app.post(
    '/items/:id/withdraw',
    visitHandler(
      desk,
      notices,
      async (visit) => {
        const item = itemOf(visit);
        const why = visit.form.oneOf(
          'why-withdraw',
          Object.keys(withdrawalReasons) as (keyof typeof withdrawalReasons)[],
        );
        if (why === undefined) throw new Refused('Choose a reason.');
        const down = await takeBack(visit.at, { id: item.id }, why);
        return visit.go(`/items/${item.id}`, withdrawnInWords([item], down, visit.overview.faults));
      },
      addressOf,
    ),
  );
}

function partsOf(text: string): Html[] {
  return paragraphsIn(text).map(
    (paragraph, index) =>
      html`<details class="part-of"><summary>Part ${index + 1}</summary><p dir="auto">${visibleText(paragraph)}</p></details>`,
  );
}

function hasBeenReadTogether(item: Item): boolean {
  return item.history.some(({ what, beside }) => what === 'read' && beside !== undefined);
}

function aboutTheTeller({ ageBand, viewpoint, liveCase, language, via }: StoryMessage): Html {
  return html`<dl class="facts"><dt>Age</dt><dd>${ageBands[ageBand]}</dd><dt>Viewpoint</dt><dd>${viewpoints[viewpoint]}</dd><dt>Live case?</dt><dd>${liveCaseAnswers[liveCase]}</dd><dt>Language</dt><dd>${language}</dd><dt>Sent</dt><dd>${via === 'partner' ? 'With a worker' : 'Alone: nobody can reply'}</dd></dl>`;
}

async function readingForm(
  item: Item,
  outline: Outline,
  optedOut: readonly string[],
  visit: Visit,
): Promise<Html> {
  const { overview } = visit;
  const against = outline.notes.filter((note) => optedOut.includes(note));
  const isFirst = outline.isFlagged && !hasBeenReadTogether(item);
  return html`<form method="post" action="/items/${item.id}/read" class="group stack"><h2>Read it</h2>
${against.length > 0 ? html`<p>It may have in it what you would rather not read: ${against.map((note) => contentNotes[note]).join(', ')}. Leaving it to somebody else is fine.</p>` : ''}
${overview.spell.stories > 0 ? html`<p class="hint">You have opened ${overview.spell.stories} in the last ${Math.max(1, overview.spell.minutes)} minutes.</p>` : ''}
${isFirst ? await companionFields(visit) : ''}
${choiceField(
  'how',
  'How?',
  [
    ['whole', 'The whole text'],
    ['parts', 'Hidden, a paragraph at a time'],
  ],
  {
    value: outline.isFlagged ? 'parts' : 'whole',
    help: 'Hiding is for your comfort. It protects nobody’s secrets.',
  },
)}
<button class="btn">Open the story</button></form>`;
}

function decisionForm(item: Item, deed: Deed): Html {
  const { label, help } = decisions[deed] as { label: string; help: string };
  return html`<details class="group"><summary>${label}</summary><form method="post" action="/items/${item.id}/decide" class="stack">
<p>${help}</p><input type="hidden" name="what" value="${deed}">
${choiceField(
  `why-${deed}`,
  'Why?',
  reasonsFor(deed).map((reason) => [reason, decisionReasons[reason]] as const),
  { empty: 'Choose a reason' },
)}
<button class="btn btn--quiet">${label}</button></form></details>`;
}

function withdrawForm(item: Item): Html {
  return html`<details class="group"><summary>The teller takes it back</summary><form method="post" action="/items/${item.id}/withdraw" class="stack">
<p>${item.slug === undefined ? 'Its words are deleted now.' : 'Its story comes down with the next build, and its words are deleted now.'} What is held stays, and is never published.</p>
${choiceField('why-withdraw', 'Why?', Object.entries(withdrawalReasons), { empty: 'Choose a reason' })}
<button class="btn btn--quiet">Take it back</button></form></details>`;
}
