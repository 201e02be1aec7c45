import { html } from 'hono/html';
import { latestCopiesOf } from '../folder/working-copy.ts';
import { moveItem } from '../work/moves.ts';
import { Refused } from '../work/refused.ts';
import { moderatorsHere, refusalOfOne } from '../work/two-people.ts';
import type { DeskForm, DeskPages } from './desk-pages.ts';
import { proseField } from './fields.ts';
import type { Html } from './markup.ts';
import { shortId } from './page.ts';
import { itemOf, mustHaveRead, paragraphsOf, storyMessageOf } from './submission.ts';
import type { Visit } from './visit.ts';

const asked = [
  [
    'whom',
    'Whom would you guess?',
    'A name, a family, a house, “the one who …”. Write “nobody” if nobody comes to mind.',
  ],
  ['where', 'Where?', ''],
  ['when', 'When?', ''],
  ['ledBy', 'What led you there?', 'The words, as they stand.'],
] as const;

/**
 * The two-person test: somebody who has not read the submission reads it as it would appear and guesses. Whoever de-identified it
 * compares, alone. The reader hears whether it goes on or goes back, and nothing else.
 */
export function guessPages(pages: DeskPages): void {
  const guessPage = pages.page('/items/:id/guess', async (visit) => {
    const item = itemOf(visit);
    const refusal = await refusalHere(visit, 'guess');
    if (item.stage !== 'deIdentified' || refusal !== undefined)
      return { title: 'Guess who', current: '/inbox', body: verdictSoFar(visit, refusal) };
    return {
      title: 'Guess who',
      current: '/inbox',
      body: html`<p class="lead">Submission ${shortId(item.id)}, as it would be published.</p>
<p>Read it as somebody who grew up near the teller: a cousin, a teacher, the person it is about. Then write down every guess. Ten minutes, and do not search the web: a search is a trace. Your guesses are sealed; whoever de-identified it sees them, and they are deleted with the verdict.</p>
<article class="told">${paragraphsOf(await agreedText(visit))}</article>
${send.with(
  html`${asked.map(([name, label, help]) => proseField(name, label, { rows: 2, ...(help !== '' && { help }) }))}
<button class="btn">Seal my guesses</button>`,
  { params: { id: item.id } },
)}`,
    };
  });
  const send: DeskForm = guessPage.form('/items/:id/guess', async (visit, { form, go }) => {
    const item = itemOf(visit);
    const [whom, where, when, ledBy] = asked.map(([name]) => form.text(name).trim()) as [
      string,
      string,
      string,
      string,
    ];
    if (whom === '' || where === '' || when === '')
      throw new Refused('Write something in each of the first three, if only “nobody” or “nowhere”.');
    await visit.at.store.putGuess(item.id, { whom, where, when, ledBy });
    await moveItem(visit.at, item.id, 'guess');
    return go('/inbox', 'Your guesses are sealed. You will hear whether it goes on or goes back.');
  });

  const comparePage = pages.page('/items/:id/compare', async (visit) => {
    const item = itemOf(visit);
    mustHaveRead(visit, item);
    const refusal = item.stage === 'deIdentified' ? await refusalHere(visit, 'passGuess') : undefined;
    const guess = await visit.at.store.guess(item.id);
    if (refusal !== undefined || guess === undefined || item.stage !== 'deIdentified')
      return { title: 'Compare', current: '/inbox', body: verdictSoFar(visit, refusal) };
    const message = await storyMessageOf(visit, item);
    return {
      title: 'Compare',
      current: '/inbox',
      body: html`<p class="lead">Submission ${shortId(item.id)}. Only you see this. The reader hears “go on” or “goes back”.</p>
<dl class="facts facts--wide">${asked.map(([name, label]) => html`<dt>${label}</dt><dd dir="auto">${guess[name] === '' ? 'Nothing' : guess[name]}</dd>`)}</dl>
<details class="group"><summary>The text as it was sent, to compare with</summary><article class="told">${paragraphsOf(message.text)}</article></details>
${judge.with(
  html`<p>If one guess is right, or nearly, find the three pieces that led there and change at least one. The guesses are deleted with your verdict.</p>
<p class="btns"><button class="btn" name="verdict" value="on">No guess comes close: go on</button> <button class="btn btn--quiet" name="verdict" value="back">One comes close: it goes back</button></p>`,
  { params: { id: item.id } },
)}`,
    };
  });
  const judge: DeskForm = comparePage.form('/items/:id/compare', async (visit, { form, go }) => {
    const item = itemOf(visit);
    const verdict = form.oneOf('verdict', ['on', 'back'] as const);
    if (verdict === undefined) throw new Refused('Choose one.');
    const refusal = await refusalHere(visit, 'passGuess');
    if (refusal !== undefined) throw new Refused(refusal);
    if (verdict === 'on') await moveItem(visit.at, item.id, 'passGuess');
    else await moveItem(visit.at, item.id, 'reopen', 'recognised');
    await visit.at.store.removeGuess(item.id);
    return go(
      `/items/${item.id}`,
      verdict === 'on' ? 'It goes on. The guesses are deleted.' : 'It goes back. The guesses are deleted.',
    );
  });
}

async function refusalHere(visit: Visit, what: 'guess' | 'passGuess'): Promise<string | undefined> {
  return refusalOfOne(what, itemOf(visit), visit.at.moderator, await moderatorsHere(visit.at));
}

/** What somebody hears who has nothing to guess or to compare: never a guess. */
function verdictSoFar(visit: Visit, refusal: string | undefined): Html {
  const item = itemOf(visit);
  const said =
    item.guess?.isPassed === true || ['readBack', 'consentRecorded', 'promoted'].includes(item.stage)
      ? 'It goes on.'
      : item.history.at(-1)?.why === 'recognised' || item.stage === 'triage'
        ? 'It went back.'
        : (refusal ?? 'There is nothing to compare.');
  return html`<p class="lead">Submission ${shortId(item.id)}</p><p>${said}</p><p><a href="/inbox">Back to the inbox</a></p>`;
}

/**
 * The words as they were agreed on.
 *
 * @throws {@link Refused} while two desks have gone on apart
 */
export async function agreedText(visit: Visit): Promise<string> {
  const item = itemOf(visit);
  const latest = await latestCopiesOf(visit.at.store, item.id, await storyMessageOf(visit, item));
  if (latest.others.length > 0)
    throw new Refused('Two of you worked on it at once: open it again, and choose with what to go on.');
  return latest.newest.text;
}
