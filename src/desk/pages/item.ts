import { html } from 'hono/html';
import {
  contentNotes,
  type Language,
  languages,
  viewpoints,
  withdrawalReasons,
} from '#domain/words/vocabularies.ts';
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
import { isChildAlone } from '../work/child-alone.ts';
import type { Desk } from '../work/desk.ts';
import { moveItem } from '../work/moves.ts';
import type { Outline } from '../work/outline.ts';
import { spellInWords } from '../work/reading-spell.ts';
import { Refused } from '../work/refused.ts';
import { hasRead, moderatorsHere, secondReaders } from '../work/two-people.ts';
import { takeBack } from '../work/withdrawals.ts';
import type { DeskForm, DeskPages } from './desk-pages.ts';
import { choiceField } from './fields.ts';
import { passing } from './form.ts';
import type { Html } from './markup.ts';
import { noteForms, notesSection } from './notes.ts';
import { shortId, timeInWords } from './page.ts';
import { companionFields, companionOf } from './reading-together.ts';
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

/** One submission: where it stands, reading it, deciding. */
export function itemPages(pages: DeskPages, _desk: Desk): void {
  const page = pages.page('/items/:id', async (visit) => {
    const item = itemOf(visit);
    const { moderator, roles, store } = visit.at;
    const outline = visit.overview.outlines.get(item.id);
    const optedOut = await store.optedOut(moderator);
    const here = await moderatorsHere(visit.at);
    const possible = possibleDeeds(item, roles);
    const next = nextStep(item, moderator, here);
    const isRead = hasRead(item, moderator);
    const reading =
      outline && possible.includes('read') ? await readingForm(read, item, outline, optedOut, visit) : '';
    // Whoever may be the second reader is not shown the way to the text first.
    const isSecond = next?.path === 'guess';
    const decidable = possible.filter((deed) => decisions[deed]);
    return {
      title: `Submission ${shortId(item.id)}`,
      current: '/inbox',
      body: html`<p class="lead">${stages[item.stage]}, since ${timeInWords(item.since)}.</p>
${item.isTakenBack ? html`<p class="notice notice--care">The teller has taken it back. It will never be published.</p>` : ''}
${outlineInWords(outline)}
${next === undefined ? '' : next.path === undefined ? html`<p class="notice">${next.words}</p>` : html`<p class="next"><a class="btn" href="/items/${item.id}/${next.path}">${next.words}</a></p>`}
${isRead || isSecond || reading === '' ? '' : reading}
${item.slug === undefined ? '' : html`<p>Its story: <a href="/stories/${item.slug}">${item.slug}</a></p>`}
${
  decidable.length === 0 && !possible.includes('withdraw')
    ? ''
    : html`<section><h2>${isRead ? 'Decide' : 'Without reading it'}</h2>${decidable.map((deed) => decisionForm(decide, item, deed))}
${possible.includes('withdraw') ? withdrawForm(withdraw, item) : ''}</section>`
}
${outline === undefined ? '' : await notesSection(visit, notes)}
${(isRead || isSecond) && reading !== '' ? html`<details class="group"><summary>${isSecond ? 'Read what was sent: then you can no longer be the second reader' : 'Read it again'}</summary>${reading}</details>` : ''}
${historyOf(item)}`,
    };
  });
  const notes = noteForms(page);

  const read: DeskForm = page.form('/items/:id/read', async (visit, { form, go }) => {
    const item = itemOf(visit);
    const outline = visit.overview.outlines.get(item.id);
    const optedOut = await visit.at.store.optedOut(visit.at.moderator);
    if (outline?.notes.some((note) => optedOut.includes(note)) && form.text('anyway') !== 'yes')
      throw new Refused(
        'It may have in it what you would rather not read. Say that you open it all the same, or leave it.',
      );
    const details =
      outline?.isFlagged && !hasBeenReadTogether(item) ? { beside: await companionOf(visit, form) } : {};
    await moveItem(visit.at, item.id, 'read', undefined, details);
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
  return html`<dl class="facts"><dt>Age</dt><dd>${ageBands[ageBand]}</dd><dt>Viewpoint</dt><dd>${viewpoints[viewpoint]}</dd><dt>Live case?</dt><dd>${liveCaseAnswers[liveCase]}</dd><dt>Language</dt><dd>${languages[language as Language] ?? language}</dd><dt>Sent</dt><dd>${via === 'partner' ? 'With a worker' : isChildAlone({ ageBand, via }) ? 'Alone, although the form takes nothing from this age: nobody can reply' : 'Alone: nobody can reply'}</dd></dl>`;
}

/** What comes next with a submission, for this moderator: where to go, or for whom it waits. */
export function nextStep(
  item: Item,
  moderator: string,
  here: readonly string[],
): { readonly path: string | undefined; readonly words: string } | undefined {
  const others = here.filter((name) => name !== moderator);
  const step = stepOf(item, moderator, here, others);
  // Only to guess takes somebody who has not read it.
  return step?.path === undefined || step.path === 'guess' || hasRead(item, moderator)
    ? step
    : {
        path: undefined,
        words: `Read it first. Then: ${step.words.charAt(0).toLowerCase()}${step.words.slice(1)}.`,
      };
}

function stepOf(
  item: Item,
  moderator: string,
  here: readonly string[],
  others: readonly string[],
): { readonly path: string | undefined; readonly words: string } | undefined {
  switch (item.stage) {
    case 'triage':
      return hasRead(item, moderator)
        ? { path: 'de-identify', words: 'Make sure that nobody in it can be recognised' }
        : undefined;
    case 'deIdentified': {
      if (item.guess?.isPassed || others.length === 0)
        return { path: 'read-back', words: 'Read it back to the teller' };
      if (item.guess)
        return item.guess.by === moderator
          ? { path: undefined, words: 'Your guesses are sealed. Whoever de-identified it compares them.' }
          : { path: 'compare', words: 'Compare what the second reader guessed' };
      const readers = secondReaders(item, here);
      return readers.includes(moderator)
        ? { path: 'guess', words: 'Read it as it would appear, and guess who it is about' }
        : { path: undefined, words: `It waits for a second reader: ${readers.join(' or ')}.` };
    }
    case 'readBack':
      return item.deIdentifiedBy === moderator && others.length > 0
        ? {
            path: undefined,
            words: `You de-identified it, so somebody else records the consent: ${others.join(' or ')}.`,
          }
        : { path: 'consent', words: 'Record consent' };
    case 'consentRecorded':
      return { path: 'promote', words: 'Promote it to a draft' };
    default:
      return undefined;
  }
}

function historyOf(item: Item): Html {
  const line = ({ at, moderator, what, why, beside }: Item['history'][number], more = '') =>
    html`<li class="row">${timeInWords(at)}: ${deeds[what]} by ${moderator}${beside === undefined ? '' : ` beside ${beside}`}${why === undefined ? '' : `. ${decisionReasons[why]}`}${more}</li>`;
  return html`${
    item.overruled.length === 0
      ? ''
      : html`<section class="notice notice--care"><h2>Decided at the same time, and not carried out</h2><ul class="rows">${item.overruled.map((entry) => line(entry, '. Talk to each other.'))}</ul></section>`
  }
<details class="group"><summary>History (${item.history.length})</summary><ol class="rows">${item.history.map((entry) => line(entry))}</ol></details>`;
}

async function readingForm(
  form: DeskForm,
  item: Item,
  outline: Outline,
  optedOut: readonly string[],
  visit: Visit,
): Promise<Html> {
  const { overview } = visit;
  const against = outline.notes.filter((note) => optedOut.includes(note));
  const isFirst = outline.isFlagged && !hasBeenReadTogether(item);
  return form.with(
    html`<h2>Read it</h2>
${against.length > 0 ? html`<p>It may have in it what you would rather not read: ${against.map((note) => contentNotes[note]).join(', ')}. Leaving it to somebody else is fine.</p><label class="choice"><input type="checkbox" name="anyway" value="yes"> <span>Open it all the same</span></label>` : ''}
${overview.spell.stories > 0 ? passing(html`<p class="hint passing">${spellInWords(overview.spell)}</p>`) : ''}
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
