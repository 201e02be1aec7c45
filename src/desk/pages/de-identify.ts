import { html } from 'hono/html';
import { reportOn } from '#domain/review/report.ts';
import { plainText, readStoryText } from '#domain/text/story-text.ts';
import type { StoryMessage } from '#envelope/message.ts';
import { type Answers, quasiChecklist, unansweredQuestions } from '../deidentify/checklist.ts';
import { flagsIn, resolveFlags } from '../deidentify/deidentify.ts';
import type { Flag } from '../deidentify/flags.ts';
import { flagKinds } from '../deidentify/kinds.ts';
import { type FlagDecision, flagsByWords, type Resolution } from '../deidentify/resolve.ts';
import { type SharedPhrases, sharedPhrases } from '../deidentify/shared-phrases.ts';
import { suggestionsFor } from '../deidentify/suggestions.ts';
import { type WorkingCopy, workingCopyOf } from '../folder/working-copy.ts';
import type { Item } from '../journal/items.ts';
import { wordsAddedFreely } from '../text/difference.ts';
import { asTyped, visibleText } from '../text/visible.ts';
import type { Desk } from '../work/desk.ts';
import { moveItem } from '../work/moves.ts';
import { Refused } from '../work/refused.ts';
import type { DeskForm, DeskPages } from './desk-pages.ts';
import { proseField } from './fields.ts';
import type { Form } from './form.ts';
import type { Html } from './markup.ts';
import { shortId } from './page.ts';
import { addressOf, itemOf, mustHaveRead, storyMessageOf } from './submission.ts';
import type { Caller, Visit } from './visit.ts';

/** De-identification: every flag decided by a person, every question answered, and a look at what is published. */
export function deIdentifyPages(pages: DeskPages, desk: Desk): void {
  const here = (context: Caller['context']) => addressOf(context, '/de-identify');

  const page = pages.page('/items/:id/de-identify', async (visit) => {
    const { item, message, work } = await atWorkOn(visit);
    const flags = flagsIn(work.text);
    const shared = sharedPhrases(work.text, await publishedWords(desk));
    return {
      title: 'De-identify',
      current: '/inbox',
      body: html`<p class="lead">Submission ${shortId(item.id)}</p>
<p>A flag is a question, not an answer: only you know whether the word points to somebody. Nothing is taken out unless you say so.</p>
<section><h2>The text</h2><article class="told" dir="auto">${marked(work.text, flags)}</article></section>
${sendDecisions.with(
  html`${flagSection(flags, work)}
${againSection(resolveFlags(work.text, flags, work.decisions))}
${checklistSection(flags, work)}
${sharedSection(shared, work)}
<p class="btns"><button class="btn btn--quiet" name="next" value="save">Save and go on later</button> <button class="btn" name="next" value="finish">Nobody in it can be recognised</button></p>
`,
  { params: { id: item.id } },
)}
<details class="group"><summary>Change the text itself</summary>
${sendText.with(
  html`${mayOnlyShrink(item, message) ? html`<p>The teller cannot be asked. Take words out, or put more general ones in their place; do not add any.</p>` : ''}
${proseField('text', 'The text', { value: visibleText(work.text), rows: 16, help: 'The flags are looked for again when you save.' })}
<button class="btn btn--quiet">Save the text</button>`,
  { params: { id: item.id } },
)}</details>
<p><a href="/items/${item.id}">Back to the submission</a></p>`,
    };
  });

  const sendDecisions: DeskForm = page.form('/items/:id/de-identify', async (visit, { form, go }) => {
    const { item, work } = await atWorkOn(visit);
    const flags = flagsIn(work.text);
    const decided: WorkingCopy = {
      text: work.text,
      decisions: decisionsFrom(form, flags),
      checklist: answersFrom(form),
      isCompared: form.text('compared') === 'yes',
    };
    await visit.at.store.putWorkingCopy(item.id, decided, desk.now(), visit.at.moderator);
    if (form.text('next') !== 'finish') return go(here(visit.context), 'Saved.');
    const text = mustBeDone(decided, resolveFlags(work.text, flags, decided.decisions));
    const kept = decided.decisions.filter(({ action }) => action === 'keep');
    await visit.at.store.putWorkingCopy(
      item.id,
      { ...decided, text, decisions: kept },
      desk.now(),
      visit.at.moderator,
    );
    await moveItem(visit.at, item.id, 'deIdentify');
    return go(`/items/${item.id}/read-back`, 'Every flag is decided.');
  });

  const sendText: DeskForm = page.form('/items/:id/de-identify/text', async (visit, { form, go }) => {
    const { item, message, work } = await atWorkOn(visit);
    const text = asTyped(form.text('text')).normalize('NFC').trim();
    if (text === '') throw new Refused('There is no text left. Set the submission down as not used instead.');
    const added = mayOnlyShrink(item, message) ? wordsAddedFreely(work.text, text) : [];
    if (added.length > 0) {
      throw new Refused(
        `The teller cannot be asked, so words may only be taken out or made more general. Take out what you added: “${added.map(visibleText).join('”, “')}”.`,
      );
    }
    await visit.at.store.putWorkingCopy(
      item.id,
      { ...work, text, isCompared: false },
      desk.now(),
      visit.at.moderator,
    );
    return go(here(visit.context), 'The text is saved. Look at the flags again.');
  });
}

async function atWorkOn(visit: Visit): Promise<{ item: Item; message: StoryMessage; work: WorkingCopy }> {
  const item = itemOf(visit);
  mustHaveRead(visit, item);
  if (item.stage !== 'triage') throw new Refused('It is not being worked on: open it again first.');
  const message = await storyMessageOf(visit, item);
  return { item, message, work: await workingCopyOf(visit.at.store, item.id, message) };
}

/**
 * True if the teller cannot be asked. Then words may only be taken out or made more general: nobody puts words into a
 * teller’s mouth.
 */
function mayOnlyShrink(item: Item, { via }: StoryMessage): boolean {
  return via === 'self' || item.readBack === 'notPossible';
}

/** The words of every story on the site, with which a new one is compared. */
async function publishedWords(desk: Desk) {
  const reviewed = await desk.content();
  const { published } = reportOn(reviewed, desk.today());
  return published.flatMap((slug) => {
    const story = reviewed.content.stories.get(slug);
    return story
      ? [
          {
            slug,
            text: plainText(readStoryText(story.body).sections),
            pseudonym: story.data.teller.pseudonym,
          },
        ]
      : [];
  });
}

/**
 * The text with every decision carried out.
 *
 * @throws {@link Refused} while anything is left to decide
 */
function mustBeDone(work: WorkingCopy, resolution: Resolution): string {
  if (resolution.state !== 'resolved') {
    const words = [...flagsByWords(resolution.unresolved).keys()].map((each) => `“${visibleText(each)}”`);
    throw new Refused(
      resolution.state === 'undecided'
        ? `Still to decide: ${words.join(', ')}.`
        : `Your own words are looked at too. Look again at: ${words.join(', ')}.`,
    );
  }
  const open = unansweredQuestions(work.checklist);
  if (open.length > 0) throw new Refused(`Still to answer: ${open.map(({ asks }) => asks).join(' ')}`);
  if (!work.isCompared)
    throw new Refused('Say that you have looked at what it shares with published stories.');
  return resolution.text;
}

function decisionsFrom(form: Form, flags: readonly Flag[]): readonly FlagDecision[] {
  const about = [...flagsByWords(flags).keys()].flatMap((words, index): readonly FlagDecision[] => {
    const action = form.oneOf(`flag-${index}`, ['keep', 'generalise', 'replace'] as const);
    if (action === undefined) return [];
    return action === 'keep'
      ? [{ words, action }]
      : [{ words, action, with: form.text(`with-${index}`).trim() }];
  });
  const again = form
    .list('again')
    .map(asTyped)
    .map((words): FlagDecision => ({ words, action: 'keep' }));
  const known = new Set(about.map(({ words }) => words));
  return [...about, ...again.filter(({ words }) => !known.has(words))];
}

function answersFrom(form: Form): Answers {
  return Object.fromEntries(
    quasiChecklist.map(({ id }) => [id, form.oneOf(`answer-${id}`, ['no', 'changed'] as const)]),
  );
}

function marked(text: string, flags: readonly Flag[]): Html[] {
  const pieces: Html[] = [];
  let from = 0;
  for (const { start, end, words } of flags) {
    pieces.push(html`${visibleText(text.slice(from, start))}<mark>${visibleText(words)}</mark>`);
    from = end;
  }
  return [html`<div class="as-typed">${pieces}${visibleText(text.slice(from))}</div>`];
}

function flagSection(flags: readonly Flag[], { decisions }: WorkingCopy): Html {
  const groups = [...flagsByWords(flags)];
  const before = new Map(decisions.map((decision) => [decision.words, decision]));
  const open = groups.filter(([words]) => !before.has(words)).length;
  return html`<section><h2>Flags</h2><p>${groups.length === 0 ? 'There are none.' : `${groups.length} ${groups.length === 1 ? 'word or phrase' : 'words and phrases'}, ${open} still to decide. What comes up several times is decided once.`}</p>
${groups.map(([words, same], index) => flagField(index, words, same, before.get(words)))}</section>`;
}

function flagField(
  index: number,
  words: string,
  same: readonly Flag[],
  decision: FlagDecision | undefined,
): Html {
  const [first] = same as readonly [Flag, ...Flag[]];
  const chosen = decision?.action;
  const choice = (action: FlagDecision['action'], label: string) =>
    html`<label class="choice"><input type="radio" name="flag-${index}" value="${action}"${chosen === action ? html` checked` : ''}> <span>${label}</span></label>`;
  return html`<fieldset class="flag${decision ? '' : ' flag--open'}"><legend><mark>${visibleText(first.words)}</mark>${same.length > 1 ? ` (${same.length} times)` : ''}</legend>
<p class="hint">${flagKinds[first.kind].label}. ${first.why}</p>
<div class="flag__choices">${choice('keep', 'Keep')}${choice('generalise', 'Make more general')}${choice('replace', 'Replace')}</div>
<label class="flag__with" for="with-${index}">With <span class="vh">in place of ${visibleText(words)}</span></label>
<input id="with-${index}" name="with-${index}" type="text" value="${decision && decision.action !== 'keep' ? decision.with : ''}" list="offers-${index}" autocomplete="off" spellcheck="false">
<datalist id="offers-${index}">${suggestionsFor(first).map((offer) => html`<option value="${offer}"></option>`)}</datalist></fieldset>`;
}

function againSection(resolution: Resolution): Html | '' {
  if (resolution.state !== 'lookAgain') return '';
  return html`<section class="notice"><h2>In the words that you put in</h2><p>Your own words are looked at too. Keep them, or change what you wrote above.</p>
<div class="choices">${[...flagsByWords(resolution.unresolved)].map(
    ([words, [flag]]) =>
      html`<label class="choice"><input type="checkbox" name="again" value="${visibleText(words)}"> <span>Keep <mark>${visibleText(flag?.words ?? words)}</mark></span></label>`,
  )}</div></section>`;
}

function checklistSection(flags: readonly Flag[], { checklist }: WorkingCopy): Html {
  return html`<section><h2>Pieces put together</h2><p>No list of words can answer these. Read as somebody would who knows the teller.</p>
${quasiChecklist.map(({ id, asks, ifSo, kinds: about }) => {
  const beside = [
    ...flagsByWords(flags.filter(({ kind }) => (about as readonly string[]).includes(kind))).keys(),
  ];
  const choice = (answer: 'no' | 'changed', label: string) =>
    html`<label class="choice"><input type="radio" name="answer-${id}" value="${answer}"${checklist[id] === answer ? html` checked` : ''}> <span>${label}</span></label>`;
  return html`<fieldset class="flag"><legend>${asks}</legend><p class="hint">If so: ${ifSo}${beside.length > 0 ? ` Flagged: ${beside.map(visibleText).join(', ')}.` : ''}</p>
<div class="flag__choices">${choice('no', 'No')}${choice('changed', 'It did, and I changed it')}</div></fieldset>`;
})}</section>`;
}

function sharedSection({ phrases, pseudonyms }: SharedPhrases, { isCompared }: WorkingCopy): Html {
  return html`<section><h2>Beside published stories</h2>
${phrases.length === 0 && pseudonyms.length === 0 ? html`<p>It shares no rare phrase with a story on the site, and names nobody that a story is told under.</p>` : ''}
<ul class="lines">${phrases.map(({ words, slugs }) => html`<li>“${visibleText(words)}” is also in ${slugs.join(', ')}</li>`)}${pseudonyms.map(({ name, slug }) => html`<li>“${visibleText(name)}” is who tells ${slug}</li>`)}</ul>
<label class="choice"><input type="checkbox" name="compared" value="yes"${isCompared ? html` checked` : ''}> <span>I have looked at this: nothing shows that two stories are one person’s</span></label></section>`;
}
