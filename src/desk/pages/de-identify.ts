import { html } from 'hono/html';
import type { DecidedText } from '../deidentify/carrying-out.ts';
import { carriedOut } from '../deidentify/deidentify.ts';
import { type BrokenGrammar, brokenGrammarIn } from '../deidentify/grammar.ts';
import { flagKinds } from '../deidentify/kinds.ts';
import { type FlagQuestion, likeness } from '../deidentify/questions.ts';
import type { FlagDecision } from '../deidentify/resolve.ts';
import { offersFor } from '../deidentify/suggestions.ts';
import type { WorkingCopy } from '../folder/working-copy.ts';
import { wordsAddedFreely } from '../text/difference.ts';
import { asTyped, visibleText } from '../text/visible.ts';
import { Refused } from '../work/refused.ts';
import { atWorkOn, keep, mayOnlyShrink, twoCopies } from './at-work.ts';
import type { DeskForm, DeskPages } from './desk-pages.ts';
import { proseField } from './fields.ts';
import type { Html } from './markup.ts';
import { shortId } from './page.ts';
import { around, textAsItWillBe, toldText } from './side-by-side.ts';
import { addressOf } from './submission.ts';

/** The script that makes the page live. It only sends the page’s own forms and shows what comes back. */
export const liveScript = '/look/live.js';

/** De-identification, the words: every flag decided by a person, in its place, beside the text as it will be. */
export function deIdentifyPages(pages: DeskPages): void {
  const page = pages.page('/items/:id/de-identify', async (visit) => {
    const at = await atWorkOn(visit);
    const { item, message, latest, work } = at;
    if (latest.others.length > 0)
      return { title: 'De-identify', current: '/inbox', body: twoCopies(at, choose) };
    const decided = carriedOut(work.text, work.decisions, work.apart);
    const asked = presentQuestion(decided, visit.context.req.query('q'));
    const broken = grammarOf(decided);
    const address = ({ id }: FlagQuestion) => `/items/${item.id}/de-identify?q=${id}#here`;
    const { length } = decided.questions;
    const done = length - decided.open.length;
    const panel =
      asked === undefined
        ? donePanel(item.id, decided, broken)
        : questionPanel(item.id, asked, decided, work, forms);
    return {
      title: 'De-identify',
      current: '/inbox',
      script: liveScript,
      body: html`<div class="steps"><p><strong>Submission ${shortId(item.id)}: the words.</strong> Then come the pieces put together. A flag is a question: only you know whether the word points to somebody.</p>
<p class="how-far"><progress value="${done}" max="${Math.max(1, length)}" aria-label="Decided so far"></progress> <span id="how-far">${done} of ${length} decided${decided.again.length > 0 ? `, ${decided.again.length} in your own words` : ''}</span></p></div>
<div class="side-by-side">
<div class="side"><h2>As it was told</h2><div class="pane" tabindex="0" role="region" aria-label="As it was told">${toldText(decided, asked?.isAgain ? undefined : asked?.question, panel, address)}</div></div>
<div class="side"><h2>As it will be</h2><div class="pane" tabindex="0" role="region" aria-label="As it will be">${textAsItWillBe(decided, broken)}</div></div>
</div>
${broken.length === 0 ? '' : html`<section class="notice"><h2>Read these again</h2><ul class="lines">${broken.map(({ start, end, why }) => html`<li>${around(decided.text, start, end)} ${why}</li>`)}</ul></section>`}
<div class="btns">${work.decisions.length > 0 ? undo.with(html`<button class="btn btn--quiet" data-key="u">Undo the last one <kbd>U</kbd></button>`, { params: { id: item.id }, look: '' }) : ''} <a class="btn btn--quiet" href="/items/${item.id}/text">Change the text itself</a> <a class="btn btn--quiet" href="/items/${item.id}">Leave it for now</a></div>
${mayOnlyShrink(item, message) ? html`<p class="hint">The teller cannot be asked: take words out, or put more general ones in their place.</p>` : ''}`,
    };
  });

  const decide: DeskForm = page.form('/items/:id/de-identify/decide', async (visit, { form, go }) => {
    const at = await atWorkOn(visit);
    const { work } = at;
    const decided = carriedOut(work.text, work.decisions, work.apart);
    const asked = presentQuestion(decided, form.text('question'));
    if (asked === undefined || asked.question.id !== form.text('question'))
      throw new Refused('That question is no longer there.');
    const what = form.text('do');
    if (what === 'apart') {
      await keep(visit, at, {
        ...work,
        apart: [...new Set([...(work.apart ?? []), ...asked.question.likenesses])],
      });
      return go(`/items/${at.item.id}/de-identify#here`);
    }
    const put = putIn(what, form.text('with').trim(), asked.question, work.text);
    const at0 = form.text('here') === 'yes' ? asked.question.places[0] : undefined;
    const deed = 1 + Math.max(0, ...work.decisions.map((each) => each.deed ?? 0));
    const made = (at0 ? [at0.words] : oneOfEach(asked.question)).map((words): FlagDecision => {
      const about = { words, deed, ...(at0 && { at: at0.start }) };
      return put === undefined
        ? { ...about, action: 'keep' }
        : { ...about, action: what === 'own' ? 'replace' : 'generalise', with: asTyped(put) };
    });
    const after: WorkingCopy = { ...work, decisions: [...withoutOlder(work.decisions, made), ...made] };
    await keep(visit, at, after);
    const next = nextQuestion(carriedOut(after.text, after.decisions, after.apart), asked.question);
    return go(`/items/${at.item.id}/de-identify${next === undefined ? '' : `?q=${next.id}`}#here`);
  });

  const undo: DeskForm = page.form('/items/:id/de-identify/undo', async (visit, { go }) => {
    const at = await atWorkOn(visit);
    const last = at.work.decisions.at(-1);
    if (last === undefined) throw new Refused('There is nothing to undo.');
    const isSame = (decision: FlagDecision) =>
      decision === last || (last.deed !== undefined && decision.deed === last.deed);
    const decisions = at.work.decisions.filter((decision) => !isSame(decision));
    await keep(visit, at, { ...at.work, decisions });
    const decided = carriedOut(at.work.text, decisions, at.work.apart);
    const again = decided.open.find(({ likenesses }) => likenesses.includes(likeness(last.words)));
    return go(`/items/${at.item.id}/de-identify${again === undefined ? '' : `?q=${again.id}`}#here`);
  });

  const choose: DeskForm = page.form('/items/:id/de-identify/choose', async (visit, { form, go }) => {
    const at = await atWorkOn(visit);
    const name = form.text('copy');
    const chosen = name === '' ? at.latest.newest : at.latest.others.find((each) => each.name === name)?.copy;
    if (chosen === undefined) throw new Refused('That copy is no longer there.');
    await keep(visit, at, chosen);
    return go(addressOf(visit.context, '/de-identify'), 'That is what you go on with.');
  });
  const forms = { decide };

  const textPage = pages.page('/items/:id/text', async (visit) => {
    const { item, message, work } = await atWorkOn(visit);
    return {
      title: 'Change the text itself',
      current: '/inbox',
      body: html`<p class="lead">Submission ${shortId(item.id)}</p>
${mayOnlyShrink(item, message) ? html`<p>The teller cannot be asked. Take words out, or put more general ones in their place; do not add any.</p>` : ''}
${saveText.with(
  html`${proseField('text', 'The text', { value: visibleText(work.text), rows: 20, help: 'Flags are looked for again when you save. What you have decided about words that stay is kept.' })}
<button class="btn">Save the text</button>`,
  { params: { id: item.id } },
)}
<p><a href="/items/${item.id}/de-identify">Back to the flags</a></p>`,
    };
  });
  const saveText: DeskForm = textPage.form('/items/:id/text', async (visit, { form, go }) => {
    const at = await atWorkOn(visit);
    const { item, message, work } = at;
    const text = asTyped(form.text('text')).normalize('NFC').trim();
    if (text === '') throw new Refused('There is no text left. Set the submission down as not used instead.');
    const added = mayOnlyShrink(item, message) ? wordsAddedFreely(work.text, text) : [];
    if (added.length > 0) {
      throw new Refused(
        `The teller cannot be asked, so words may only be taken out or made more general. Take out what you added: “${added.map(visibleText).join('”, “')}”.`,
      );
    }
    // A decision about one place says nothing of a text in which the places have moved.
    const decisions = work.decisions.filter(({ at: place }) => place === undefined);
    await keep(visit, at, { ...work, text, decisions, isCompared: false });
    return go(`/items/${item.id}/de-identify`, 'The text is saved. Look at the flags again.');
  });
}

/** A question that is asked now, and whether it is about words that somebody put in. */
interface Asked {
  readonly question: FlagQuestion;
  readonly isAgain: boolean;
}

function presentQuestion(decided: DecidedText, id: string | undefined): Asked | undefined {
  const named = decided.questions.find((question) => question.id === id);
  if (named) return { question: named, isAgain: false };
  const own = decided.again.find((question) => question.id === id) ?? decided.again[0];
  if (own && (own.id === id || decided.open.length === 0)) return { question: own, isAgain: true };
  const [first] = decided.open;
  return first && { question: first, isAgain: false };
}

/** What is asked after a question: what somebody has just put in, then the next open one, then the first. */
function nextQuestion({ again, open }: DecidedText, { places }: FlagQuestion): FlagQuestion | undefined {
  const from = places[0]?.start ?? 0;
  return again[0] ?? open.find((each) => (each.places[0]?.start ?? 0) > from) ?? open[0];
}

/** Words for each likeness of a question: a decision holds for what is like its own words. */
function oneOfEach({ places }: FlagQuestion): readonly string[] {
  return [...new Map(places.map(({ words }) => [likeness(words), words])).values()];
}

function withoutOlder(decisions: readonly FlagDecision[], made: readonly FlagDecision[]): FlagDecision[] {
  const isReplaced = (old: FlagDecision) =>
    made.some((each) => each.at === old.at && likeness(each.words) === likeness(old.words));
  return decisions.filter((old) => !isReplaced(old));
}

/** What is put in place of the words; undefined if they are kept. */
function putIn(what: string, own: string, question: FlagQuestion, text: string): string | undefined {
  switch (what) {
    case 'keep':
      return undefined;
    case 'out':
      return '';
    case 'own':
      if (own === '') throw new Refused('Write what is to stand there, or leave the words out.');
      return own;
    default: {
      const offer = offersFor(question, text)[Number(/^offer-(\d)$/.exec(what)?.[1] ?? -1)];
      if (offer === undefined) throw new Refused('Choose what is to be done.');
      return offer;
    }
  }
}

/** Where the grammar looks broken by what was put in. */
export function grammarOf({ pieces, text }: DecidedText): readonly BrokenGrammar[] {
  let at = 0;
  const changed = pieces.flatMap(({ is, state }) => {
    const start = at;
    at += is.length;
    return state === 'changed' ? [{ start, end: at }] : [];
  });
  return brokenGrammarIn(text, changed);
}

function questionPanel(
  id: string,
  { question, isAgain }: Asked,
  decided: DecidedText,
  work: WorkingCopy,
  { decide }: { readonly decide: DeskForm },
): Html {
  const { places, forms, kinds, whys, isTogether } = question;
  const text = isAgain ? decided.text : work.text;
  const shown = forms
    .slice(0, 6)
    .map((form) => `“${visibleText(form)}”`)
    .join(', ');
  const first = decided.pieces.find((piece) => piece.question?.id === question.id);
  const now =
    isAgain || first?.decision === undefined
      ? ''
      : html`<p class="hint">So far: ${first.decision.action === 'keep' ? 'kept' : first.decision.with === '' ? 'left out' : html`“${visibleText(first.decision.with)}”`}.</p>`;
  const offers = isAgain ? [] : offersFor(question, text);
  const others = places.filter((_place, index) => index > 0);
  const options = { params: { id }, query: `?q=${question.id}`, look: '' };
  return html`<section class="decide" id="here" tabindex="-1" aria-labelledby="decide-title"><h3 id="decide-title">${isAgain ? 'In your own words: ' : ''}<mark>${visibleText(forms[0] ?? '')}</mark>${places.length > 1 ? ` and ${places.length - 1} more` : ''}</h3>
<p class="hint">${kinds.map((kind) => flagKinds[kind].label).join('; ')}. ${whys.slice(0, 2).join(' ')}</p>${now}
${others.length === 0 ? '' : html`<details class="also"${isTogether ? html` open` : ''}><summary>It holds for ${shown}, ${places.length} places</summary><ul class="lines">${others.slice(0, 12).map(({ start, end }) => html`<li>${around(text, start, end)}</li>`)}</ul></details>`}
${decide.with(
  html`<input type="hidden" name="question" value="${question.id}"><div class="btns"><button class="btn" name="do" value="keep" data-key="k">Keep <kbd>K</kbd></button>${isAgain ? '' : html`<button class="btn btn--quiet" name="do" value="out" data-key="x">Leave out <kbd>X</kbd></button>`}${offers.map((offer, index) => html`<button class="btn btn--quiet" name="do" value="offer-${index}" data-key="${index + 1}">${offer} <kbd>${index + 1}</kbd></button>`)}${isTogether ? html`<button class="btn btn--quiet" name="do" value="apart" data-key="s">One by one <kbd>S</kbd></button>` : ''}</div>${!isAgain && !isTogether && places.length > 1 ? html`<label class="choice"><input type="checkbox" name="here" value="yes" data-key="h"> <span>Only in this place <kbd>H</kbd></span></label>` : ''}`,
  options,
)}
${
  isAgain
    ? html`<p><a href="/items/${id}/de-identify?q=${decided.pieces.find(({ state, is }) => state === 'changed' && is.toLowerCase().includes((forms[0] ?? '').toLowerCase()))?.question?.id ?? ''}#here" data-key="r">Write something else <kbd>R</kbd></a></p>`
    : decide.with(
        html`<input type="hidden" name="question" value="${question.id}"><label for="with">Replace with</label><div class="own-words"><input id="with" name="with" type="text" autocomplete="off" spellcheck="false" data-key="r" value="${first?.decision && first.decision.action === 'replace' ? visibleText(first.decision.with) : ''}"><button class="btn btn--quiet" name="do" value="own">Put it in</button></div>`,
        options,
      )
}
${stepLinks(id, question, decided)}</section>`;
}

/** Links to the question before and after, so that one can be left for later. */
function stepLinks(id: string, { id: present }: FlagQuestion, { questions }: DecidedText): Html {
  const at = questions.findIndex((question) => question.id === present);
  const link = (question: FlagQuestion | undefined, words: string, key: string) =>
    question === undefined
      ? ''
      : html`<a href="/items/${id}/de-identify?q=${question.id}#here" data-key="${key}">${words} <kbd>${key.toUpperCase()}</kbd></a>`;
  return html`<p class="between">${link(questions[at - 1], 'Before', 'p')} ${link(questions[at + 1], 'Next', 'n')}</p>`;
}

function donePanel(id: string, decided: DecidedText, broken: readonly BrokenGrammar[]): Html {
  return html`<section class="decide" id="here" tabindex="-1"><h3>${decided.questions.length === 0 ? 'There are no flags.' : 'Every flag is decided.'}</h3>
<p>${broken.length === 0 ? 'Read the text on the other side once, aloud if you can.' : `${broken.length} ${broken.length === 1 ? 'place reads' : 'places read'} as if ${broken.length === 1 ? 'it were' : 'they were'} broken. Mend what is, by choosing the word again.`}</p>
<p class="next"><a class="btn" href="/items/${id}/together" data-key="k">Go on to the pieces put together <kbd>K</kbd></a></p></section>`;
}
