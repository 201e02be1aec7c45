import { html } from 'hono/html';
import { reportOn } from '#domain/review/report.ts';
import { plainText, readStoryText } from '#domain/text/story-text.ts';
import type { DecidedText } from '../deidentify/carrying-out.ts';
import {
  type Answers,
  type Contradiction,
  contradictionsIn,
  type Question,
  quasiChecklist,
  unansweredQuestions,
  wordsAbout,
} from '../deidentify/checklist.ts';
import { carriedOut } from '../deidentify/deidentify.ts';
import type { FlagKind } from '../deidentify/kinds.ts';
import { type SharedPhrases, sharedPhrases } from '../deidentify/shared-phrases.ts';
import type { WorkingCopy } from '../folder/working-copy.ts';
import { visibleText } from '../text/visible.ts';
import type { Desk } from '../work/desk.ts';
import { moveItem } from '../work/moves.ts';
import { RefusedAndKept } from '../work/refused.ts';
import { atWorkOn, keep } from './at-work.ts';
import { grammarOf } from './de-identify.ts';
import type { DeskForm, DeskPages } from './desk-pages.ts';
import type { Form } from './form.ts';
import type { Html } from './markup.ts';
import { shortId } from './page.ts';
import { around } from './side-by-side.ts';

/** De-identification, the pieces put together: what no list of words can answer, asked about the very words of the text. */
export function togetherPages(pages: DeskPages, desk: Desk): void {
  const page = pages.page('/items/:id/together', async (visit) => {
    const { item, latest, work } = await atWorkOn(visit);
    const decided = carriedOut(work.text, work.decisions, work.apart);
    const left = decided.open.length + decided.again.length;
    if (latest.others.length > 0 || left > 0)
      return {
        title: 'Pieces put together',
        current: '/inbox',
        body: html`<p class="lead">Submission ${shortId(item.id)}</p><p>${latest.others.length === 0 ? `${left} ${left === 1 ? 'flag is' : 'flags are'} still to decide.` : 'Two of you worked on it at once.'} This comes afterwards.</p><p class="next"><a class="btn" href="/items/${item.id}/de-identify">Back to the words</a></p>`,
      };
    const shared = sharedPhrases(decided.text, await publishedWords(desk));
    const asked = contradictionsIn(decided, work.checklist, work.stoodBy ?? {});
    const broken = grammarOf(decided);
    return {
      title: 'Pieces put together',
      current: '/inbox',
      body: html`<p class="lead">Submission ${shortId(item.id)}</p><p>Read it as somebody would who knows the teller, and then answer. No list of words can do this for you.</p>
<details class="group"><summary>The text as it will be</summary><article class="told as-typed" dir="auto">${visibleText(decided.text)}</article></details>
${broken.length === 0 ? '' : html`<section class="notice"><h2>It still reads as if it were broken here</h2><ul class="lines">${broken.map(({ start, end, why }) => html`<li>${around(decided.text, start, end)} ${why}</li>`)}</ul></section>`}
${answer.with(
  html`${asked.length === 0 ? '' : askedAgain(asked)}
<div class="asked">${quasiChecklist.map((question) => questionField(question, decided, work.checklist))}</div>
${sharedSection(shared, work)}
<p class="btns"><button class="btn" name="next" value="finish">Nobody in it can be recognised</button> <button class="btn btn--quiet" name="next" value="save">Save, and go on later</button></p>`,
  { params: { id: item.id } },
)}
<p><a href="/items/${item.id}/de-identify">Back to the words</a></p>`,
    };
  });

  const answer: DeskForm = page.form('/items/:id/together', async (visit, { form, go }) => {
    const at = await atWorkOn(visit);
    const { item, work } = at;
    const decided = carriedOut(work.text, work.decisions, work.apart);
    const checklist = answersFrom(form);
    const answered: WorkingCopy = {
      ...work,
      checklist,
      stoodBy: stoodByAfter(form, work, contradictionsIn(decided, work.checklist, work.stoodBy ?? {})),
      isCompared: form.text('compared') === 'yes',
    };
    await keep(visit, at, answered);
    if (form.text('next') !== 'finish') return go(`/items/${item.id}/together`, 'Saved.');
    mustBeAnswered(answered, decided);
    const latest = await atWorkOn(visit);
    await keep(visit, latest, {
      ...answered,
      text: decided.text.trim(),
      decisions: work.decisions.filter(({ action, at: place }) => action === 'keep' && place === undefined),
      changes: changesIn(decided),
    });
    await moveItem(visit.at, item.id, 'deIdentify');
    return go(`/items/${item.id}`, 'Every flag is decided. Next, somebody else guesses who it is about.');
  });
}

/** @throws {@link RefusedAndKept} while a question is open, or an answer does not go with what was decided */
function mustBeAnswered(work: WorkingCopy, decided: DecidedText): void {
  const open = unansweredQuestions(work.checklist);
  if (open.length > 0) throw new RefusedAndKept(`Still to answer: ${open.map(({ asks }) => asks).join(' ')}`);
  const asked = contradictionsIn(decided, work.checklist, work.stoodBy ?? {});
  if (asked.length > 0)
    throw new RefusedAndKept(
      `${asked.length === 1 ? 'One answer does' : `${asked.length} answers do`} not go with the words that you kept. They are asked again first on the page.`,
    );
  if (!work.isCompared)
    throw new RefusedAndKept('Say that you have looked at what it shares with published stories.');
}

/** Words by which somebody stands, of those that were shown to them. */
function stoodByAfter(
  form: Form,
  { stoodBy = {} }: WorkingCopy,
  shown: readonly Contradiction[],
): Readonly<Record<string, readonly string[]>> {
  const stood = new Set(form.list('stand'));
  return {
    ...stoodBy,
    ...Object.fromEntries(
      shown
        .filter(({ question, kept }) => kept.length > 0 && stood.has(question.id))
        .map(({ question: { id }, kept }) => [id, [...new Set([...(stoodBy[id] ?? []), ...kept])]]),
    ),
  };
}

function changesIn({ pieces }: DecidedText): Partial<Record<FlagKind, number>> {
  const changes: Partial<Record<FlagKind, number>> = {};
  for (const { state, question } of pieces) {
    const [kind] = question?.kinds ?? [];
    if (state === 'changed' && kind !== undefined) changes[kind] = (changes[kind] ?? 0) + 1;
  }
  return changes;
}

function answersFrom(form: Form): Answers {
  return Object.fromEntries(
    quasiChecklist.map(({ id }) => [id, form.oneOf(`answer-${id}`, ['no', 'changed'] as const)]),
  );
}

function quoted(words: readonly string[]): string {
  const shown = words
    .slice(0, 8)
    .map((each) => `“${visibleText(each)}”`)
    .join(', ');
  return words.length > 8 ? `${shown} and ${words.length - 8} more` : shown;
}

function askedAgain(asked: readonly Contradiction[]): Html {
  return html`<section class="notice notice--care asked-again"><h2>Asked again</h2><p>These answers do not go with what was decided.</p>
${asked.map(({ question, kept }) =>
  kept.length > 0
    ? html`<label class="choice"><input type="checkbox" name="stand" value="${question.id}"> <span><strong>${question.asks}</strong> You said no, and kept ${quoted(kept)}. I have read ${kept.length === 1 ? 'it' : 'them'} once more: so common that ${kept.length === 1 ? 'it points' : 'they point'} to nobody, also together</span></label>`
    : html`<p><strong>${question.asks}</strong> You said that you changed it, and nothing of the kind was changed. Change it, or answer no.</p>`,
)}</section>`;
}

function questionField(question: Question, decided: DecidedText, checklist: Answers): Html {
  const { id, asks, ifSo } = question;
  const { kept, changed } = wordsAbout(question, decided);
  const choice = (value: 'no' | 'changed', label: string) =>
    html`<label class="choice"><input type="radio" name="answer-${id}" value="${value}"${checklist[id] === value ? html` checked` : ''}> <span>${label}</span></label>`;
  return html`<fieldset class="flag"><legend>${asks}</legend><p class="hint">${kept.length > 0 ? html`You kept ${quoted(kept)}. ` : ''}${changed.length > 0 ? html`You changed ${quoted(changed)}. ` : ''}If so: ${ifSo}</p>
<div class="flag__choices">${choice('no', 'No')}${choice('changed', 'It did, and I changed it')}</div></fieldset>`;
}

function sharedSection({ phrases, pseudonyms }: SharedPhrases, { isCompared }: WorkingCopy): Html {
  return html`<section><h2>Beside published stories</h2>
${phrases.length === 0 && pseudonyms.length === 0 ? html`<p>It shares no rare phrase with a story on the site, and names nobody that a story is told under.</p>` : ''}
<ul class="lines">${phrases.map(({ words, slugs }) => html`<li>“${visibleText(words)}” is also in ${slugs.join(', ')}</li>`)}${pseudonyms.map(({ name, slug }) => html`<li>“${visibleText(name)}” is who tells ${slug}</li>`)}</ul>
<label class="choice"><input type="checkbox" name="compared" value="yes"${isCompared ? html` checked` : ''}> <span>I have looked at this: nothing shows that two stories are one person’s</span></label></section>`;
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
