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
import { activeModerators } from '../work/moderators.ts';
import { moveItem } from '../work/moves.ts';
import type { Outline } from '../work/outline.ts';
import { Refused } from '../work/refused.ts';
import { takeBack } from '../work/withdrawals.ts';
import type { DeskForm, DeskPages } from './desk-pages.ts';
import { choiceField } from './fields.ts';
import { passing } from './form.ts';
import type { Html } from './markup.ts';
import { shortId, timeInWords } from './page.ts';
import { itemOf, mustHaveRead, outlineInWords, paragraphsOf, storyMessageOf } from './submission.ts';
import type { Visit } from './visit.ts';
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
export function itemPages(pages: DeskPages, desk: Desk): void {
  const page = pages.page('/items/:id', async (visit) => {
    const item = itemOf(visit);
    const outline = visit.overview.outlines.get(item.id);
    const optedOut = await visit.at.store.optedOut(visit.at.moderator);
    const { content } = await desk.content();
    const others = [...activeModerators(content)].filter(([slug]) => slug !== visit.at.moderator);
    const possible = possibleDeeds(item, visit.at.roles);
    return {
      title: `Submission ${shortId(item.id)}`,
      current: '/inbox',
      body: html`<p class="lead">${stages[item.stage]}, since ${timeInWords(item.since)}.</p>
${item.isTakenBack ? html`<p class="notice notice--care">The teller has taken it back. It will never be published.</p>` : ''}
${outlineInWords(outline)}
${
  outline && possible.includes('read')
    ? readingForm(
        read,
        item,
        outline,
        optedOut,
        others.map(([slug]) => slug),
        visit,
      )
    : ''
}
${possible
  .filter((deed) => nextSteps[deed])
  .map((deed) => {
    const [path, words] = nextSteps[deed] as readonly [string, string];
    return html`<p class="next"><a class="btn" href="/items/${item.id}/${path}">${words}</a></p>`;
  })}
${item.slug === undefined ? '' : html`<p>Its story: <a href="/stories/${item.slug}">${item.slug}</a></p>`}
<section><h2>Decide</h2>${possible.filter((deed) => decisions[deed]).map((deed) => decisionForm(decide, item, deed))}
${possible.includes('withdraw') ? withdrawForm(withdraw, item) : ''}</section>
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
    };
  });

  const read: DeskForm = page.form('/items/:id/read', async (visit, { form, go }) => {
    const item = itemOf(visit);
    const outline = visit.overview.outlines.get(item.id);
    const beside = form.text('beside');
    const { content } = await desk.content();
    if (outline?.isFlagged && !hasBeenReadTogether(item)) {
      if (!activeModerators(content).has(beside) || beside === visit.at.moderator)
        throw new Refused('This one is not to be read alone the first time. Choose who reads it with you.');
    }
    await moveItem(visit.at, item.id, 'read', undefined, beside === '' ? {} : { beside });
    const how = form.text('how') === 'parts' ? '?how=parts' : '';
    return go(`/items/${item.id}/read${how}`);
  });

  pages.page('/items/:id/read', async (visit) => {
    const item = itemOf(visit);
    mustHaveRead(visit, item);
    const message = await storyMessageOf(visit, item);
    const { text } = await workingCopyOf(visit.at.store, item.id, message);
    const inParts = visit.context.req.query('how') === 'parts';
    return {
      title: `Submission ${shortId(item.id)}`,
      current: '/inbox',
      body: html`${aboutTheTeller(message)}
<article class="told" dir="auto">${inParts ? partsOf(text) : paragraphsOf(text)}</article>
<p class="btns"><a class="btn" href="/items/${item.id}">Done reading: decide what becomes of it</a></p>`,
    };
  });

  const decide: DeskForm = page.form('/items/:id/decide', async (visit, { form, go }) => {
    const item = itemOf(visit);
    const what = form.oneOf('what', Object.keys(decisions) as Deed[]);
    if (what === undefined) throw new Refused('Choose what to do.');
    await moveItem(visit.at, item.id, what, form.oneOf(`why-${what}`, reasonsFor(what)));
    const isOffTheSite = isHold(what) && item.slug !== undefined;
    return go(
      `/items/${item.id}`,
      `Written down: ${deeds[what].toLowerCase()}.${isOffTheSite ? ` Its story has lost its signatures. ${publishNow}` : ''}`,
    );
  });

  const withdraw: DeskForm = page.form('/items/:id/withdraw', async (visit, { form, go }) => {
    const item = itemOf(visit);
    const why = form.oneOf(
      'why-withdraw',
      Object.keys(withdrawalReasons) as (keyof typeof withdrawalReasons)[],
    );
    if (why === undefined) throw new Refused('Choose a reason.');
    const down = await takeBack(visit.at, { id: item.id }, why);
    return go(`/items/${item.id}`, withdrawnInWords([item], down, visit.overview.faults));
  });
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

function readingForm(
  form: DeskForm,
  item: Item,
  outline: Outline,
  optedOut: readonly string[],
  others: readonly string[],
  { overview }: Visit,
): Html {
  const against = outline.notes.filter((note) => optedOut.includes(note));
  const isFirst = outline.isFlagged && !hasBeenReadTogether(item);
  return form.with(
    html`<h2>Read it</h2>
${against.length > 0 ? html`<p>It may have in it what you would rather not read: ${against.map((note) => contentNotes[note]).join(', ')}. Leaving it to somebody else is fine.</p>` : ''}
${overview.spell.stories > 0 ? passing(html`<p class="hint passing">You have opened ${overview.spell.stories} in the last ${Math.max(1, overview.spell.minutes)} minutes.</p>`) : ''}
${
  isFirst
    ? html`<p><strong>Not to be read alone the first time.</strong> Sit with somebody, or have them on the phone.</p>${choiceField(
        'beside',
        'Who reads it with you?',
        others.map((slug) => [slug, slug] as const),
        { empty: 'Choose one' },
      )}`
    : ''
}
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
<button class="btn">Open the story</button>`,
    { params: { id: item.id }, look: 'group stack' },
  );
}

function decisionForm(form: DeskForm, item: Item, deed: Deed): Html {
  const { label, help } = decisions[deed] as { label: string; help: string };
  return html`<details class="group"><summary>${label}</summary>${form.with(
    html`<p>${help}</p><input type="hidden" name="what" value="${deed}">
${choiceField(
  `why-${deed}`,
  'Why?',
  reasonsFor(deed).map((reason) => [reason, decisionReasons[reason]] as const),
  { empty: 'Choose a reason' },
)}
<button class="btn btn--quiet">${label}</button>`,
    { params: { id: item.id } },
  )}</details>`;
}

function withdrawForm(form: DeskForm, item: Item): Html {
  return html`<details class="group"><summary>The teller takes it back</summary>${form.with(
    html`<p>${item.slug === undefined ? 'Its words are deleted now.' : 'Its story comes down with the next build, and its words are deleted now.'} What is held stays, and is never published.</p>
${choiceField('why-withdraw', 'Why?', Object.entries(withdrawalReasons), { empty: 'Choose a reason' })}
<button class="btn btn--quiet">Take it back</button>`,
    { params: { id: item.id } },
  )}</details>`;
}
