import { createHash, randomBytes } from 'node:crypto';
import { html } from 'hono/html';
import { dayAfter } from '#domain/words/days.ts';
import { type Use, uses, valuesOf } from '#domain/words/vocabularies.ts';
import { dayInWords } from '#domain/words/wording.ts';
import { type FlagKind, flagKinds } from '../deidentify/kinds.ts';
import { workingCopyOf } from '../folder/working-copy.ts';
import { decisionReasons, reasonsFor } from '../journal/states.ts';
import { isChildAlone } from '../work/child-alone.ts';
import type { Desk } from '../work/desk.ts';
import { moveItem } from '../work/moves.ts';
import { Refused } from '../work/refused.ts';
import { moderatorsHere, refusalOfOne } from '../work/two-people.ts';
import type { DeskForm, DeskPages } from './desk-pages.ts';
import { choiceField, choicesField, textField } from './fields.ts';
import { agreedText } from './guess.ts';
import { shortId } from './page.ts';
import { addressOf, itemOf, mustHaveRead, paragraphsOf, storyMessageOf } from './submission.ts';

/** After so many days the teller is asked again, unless they want it sooner. */
const reviewAfterDays = 730;

const childAloneRefusal =
  'Somebody of 12 to 15 sent it without a worker, so nobody can consent to it: set it down as not used.';

/** What each use means, as it is read to the teller. */
const usesMean: Readonly<Record<Use, string>> = {
  site: 'It stands on the website, for anybody to read.',
  lessons: 'Teachers and youth workers read it with groups, and talk about it.',
  quotes: 'Single sentences of it stand on cards, in posts and in feeds.',
  print: 'It is printed. What is printed cannot be called back.',
};

/** Reading back to the teller, and writing down what they consent to. */
export function consentPages(pages: DeskPages, desk: Desk): void {
  const readBackPage = pages.page('/items/:id/read-back', async (visit) => {
    const item = itemOf(visit);
    mustHaveRead(visit, item);
    const message = await storyMessageOf(visit, item);
    const text = await agreedText(visit);
    const outcomes = message.via === 'partner' ? reasonsFor('readBack') : (['notPossible'] as const);
    const refusal =
      item.stage === 'deIdentified'
        ? refusalOfOne('readBack', item, visit.at.moderator, await moderatorsHere(visit.at))
        : 'It is not at the read-back.';
    return {
      title: 'Read it back',
      current: '/inbox',
      body: html`<p class="lead">Submission ${shortId(item.id)}, as it would be published.</p>
${
  refusal === undefined
    ? html`${
        message.via === 'partner'
          ? html`<p>Ring the worker who sent it. They read these words to the teller, or let them read. The teller may change anything, or stop. If they ask for changes, open the submission again.</p>
<p><a href="/items/${item.id}/read-back/print">A sheet to read from and to print</a></p>`
          : html`<p>It was sent alone, so nobody can be asked. Words may then only have been taken out or made more general, and the teller takes it back with their receipt if they do not want it.</p>`
      }
${sendReadBack.with(
  html`${choiceField(
    'why',
    'How did it end?',
    outcomes.map((reason) => [reason, decisionReasons[reason]] as const),
    { empty: 'Choose one' },
  )}
<button class="btn">Write it down</button>`,
  { params: { id: item.id } },
)}`
    : html`<p class="notice">${refusal}</p>`
}
<article class="told">${paragraphsOf(text)}</article>
<p><a href="/items/${item.id}">Back to the submission</a></p>`,
    };
  });
  const sendReadBack: DeskForm = readBackPage.form('/items/:id/read-back', async (visit, { form, go }) => {
    const item = itemOf(visit);
    const message = await storyMessageOf(visit, item);
    const why = form.oneOf('why', reasonsFor('readBack'));
    if (why === 'agreed' && message.via !== 'partner')
      throw new Refused('It was sent alone: nobody could have agreed to it.');
    await moveItem(visit.at, item.id, 'readBack', why);
    return go(`/items/${item.id}`, 'The read-back is written down.');
  });

  // For the worker who reads it to the teller. It is drawn when it is asked for, and no file is written.
  pages.page('/items/:id/read-back/print', async (visit) => {
    const item = itemOf(visit);
    mustHaveRead(visit, item);
    const message = await storyMessageOf(visit, item);
    const { changes = {} } = await workingCopyOf(visit.at.store, item.id, message);
    const given = valuesOf(uses).filter((use) => message.consent[use]);
    const kinds = Object.entries(changes) as [FlagKind, number][];
    return {
      title: 'To read back',
      current: '/inbox',
      body: html`<p class="hint no-print">For the worker who reads it to the teller. Print it from the browser, give it by hand, and have it back or shredded. It has no name on it, and none belongs on it.</p>
<article class="told">${paragraphsOf(await agreedText(visit))}</article>
<section><h2>What was changed</h2>${
        kinds.length === 0
          ? html`<p>No word was changed.</p>`
          : html`<p>So that nobody can be recognised, words of these kinds were taken out or made more general:</p><ul class="list-plain">${kinds.map(([kind, count]) => html`<li>${flagKinds[kind].label}${count > 1 ? `, ${count} times` : ''}</li>`)}</ul>`
      }</section>
<section><h2>What it would be used for</h2><table class="ticks"><thead><tr><th scope="col">Use</th><th scope="col">What it means</th><th scope="col">Yes (tick)</th></tr></thead><tbody>${given.map((use) => html`<tr><td>${uses[use]}</td><td>${usesMean[use]}</td><td class="tick"></td></tr>`)}</tbody></table>
<p>You can take it back at any time, without saying why. It is on the site 14 days after your yes at the earliest, and you are asked again after two years at most.</p></section>
<section><h2>What the teller says</h2><table class="ticks"><tbody><tr><td>These are my words, and I agree to every one.</td><td class="tick"></td></tr><tr><td>I want something changed.</td><td class="tick"></td></tr><tr><td>I want it stopped.</td><td class="tick"></td></tr><tr><td>Initials (not a name)</td><td class="tick"></td></tr><tr><td>Day</td><td class="tick"></td></tr></tbody></table></section>
<p class="no-print"><a href="/items/${item.id}/read-back">Back, to write down how it ended</a></p>`,
    };
  });

  const consentPage = pages.page('/items/:id/consent', async (visit) => {
    const item = itemOf(visit);
    mustHaveRead(visit, item);
    const message = await storyMessageOf(visit, item);
    const given = valuesOf(uses).filter((use) => message.consent[use]);
    const refusal =
      item.stage === 'readBack'
        ? refusalOfOne('recordConsent', item, visit.at.moderator, await moderatorsHere(visit.at))
        : 'It is not where consent is recorded.';
    if (refusal !== undefined)
      return {
        title: 'Record consent',
        current: '/inbox',
        body: html`<p class="lead">Submission ${shortId(item.id)}</p><p class="notice">${refusal}</p><p><a href="/items/${item.id}">Back to the submission</a></p>`,
      };
    return {
      title: 'Record consent',
      current: '/inbox',
      body: html`<p class="lead">Submission ${shortId(item.id)}</p>
<p>The teller was shown the words of notice <strong>${message.noticeVersion}</strong> before they chose.</p>
${
  isChildAlone(message)
    ? html`<p class="notice notice--care">${childAloneRefusal}</p>`
    : given.length === 0
      ? html`<p class="notice notice--care">The teller allowed no use at all. It cannot be published: set it down as not used.</p>`
      : sendConsent.with(
          html`${choicesField(
            'uses',
            'What the teller allows',
            given.map((use) => [use, `${uses[use]}: ${usesMean[use]}`] as const),
            {
              chosen: given,
              help: 'Uses that the teller did not allow are not offered. Take away any that they took away since.',
            },
          )}
${textField('reviewBy', 'Ask again by', { value: dayAfter(desk.today(), reviewAfterDays), type: 'date', help: `At most two years from today, which is ${dayInWords(dayAfter(desk.today(), reviewAfterDays))}. After it the story is held until the teller has been asked again.` })}
<button class="btn">Record consent</button>`,
          { params: { id: item.id } },
        )
}
<p><a href="/items/${item.id}">Back to the submission</a></p>`,
    };
  });
  const sendConsent: DeskForm = consentPage.form('/items/:id/consent', async (visit, { form, go }) => {
    const item = itemOf(visit);
    const message = await storyMessageOf(visit, item);
    const text = await agreedText(visit);
    if (isChildAlone(message)) throw new Refused(childAloneRefusal);
    const chosen = form.list('uses');
    const allowed = valuesOf(uses).filter((use) => message.consent[use] && chosen.includes(use));
    const reviewBy = form.text('reviewBy').trim();
    if (!allowed.includes('site'))
      throw new Refused(
        'Without “On the site” nothing else is possible: set the submission down as not used.',
      );
    if (!isDayAfter(reviewBy, desk.today()) || reviewBy > dayAfter(desk.today(), reviewAfterDays))
      throw new Refused(
        `Choose a day from tomorrow to ${dayInWords(dayAfter(desk.today(), reviewAfterDays))}.`,
      );
    const record = `C-${randomBytes(8).toString('hex')}`;
    await visit.at.store.putConsent({
      record,
      item: item.id,
      uses: allowed,
      noticeVersion: message.noticeVersion,
      givenOn: desk.today(),
      reviewBy,
      textHash: createHash('sha256').update(text.normalize('NFC')).digest('hex'),
      ...(message.receiptId !== undefined && { receiptId: message.receiptId }),
    });
    await moveItem(visit.at, item.id, 'recordConsent', undefined, { record });
    return go(addressOf(visit.context), 'Consent is recorded.');
  });
}

function isDayAfter(text: string, day: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && text > day;
}
