import { createHash, randomBytes } from 'node:crypto';
import { html } from 'hono/html';
import { dayAfter } from '#domain/words/days.ts';
import { uses, valuesOf } from '#domain/words/vocabularies.ts';
import { workingCopyOf } from '../folder/working-copy.ts';
import { decisionReasons, reasonsFor } from '../journal/states.ts';
import type { Desk } from '../work/desk.ts';
import { moveItem } from '../work/moves.ts';
import { Refused } from '../work/refused.ts';
import type { DeskForm, DeskPages } from './desk-pages.ts';
import { choiceField, choicesField, textField } from './fields.ts';
import { shortId } from './page.ts';
import { addressOf, itemOf, mustHaveRead, paragraphsOf, storyMessageOf } from './submission.ts';

/** After so many days the teller is asked again, unless they want it sooner. */
const reviewAfterDays = 730;

/** Reading back to the teller, and writing down what they consent to. */
export function consentPages(pages: DeskPages, desk: Desk): void {
  const readBackPage = pages.page('/items/:id/read-back', async (visit) => {
    const item = itemOf(visit);
    mustHaveRead(visit, item);
    const message = await storyMessageOf(visit, item);
    const { text } = await workingCopyOf(visit.at.store, item.id, message);
    const outcomes = message.via === 'partner' ? reasonsFor('readBack') : (['notPossible'] as const);
    return {
      title: 'Read it back',
      current: '/inbox',
      body: html`<p class="lead">Submission ${shortId(item.id)}, as it would be published.</p>
${
  message.via === 'partner'
    ? html`<p>The worker who sent it reads these words to the teller, or lets them read. The teller may change anything, or stop. If they ask for changes, go back and open the submission again.</p>`
    : html`<p>It was sent alone, so nobody can be asked. Words may then only have been taken out or made more general, and the teller takes it back with their receipt if they do not want it.</p>`
}
<article class="told">${paragraphsOf(text)}</article>
${sendReadBack.with(
  html`${choiceField(
    'why',
    'How did it end?',
    outcomes.map((reason) => [reason, decisionReasons[reason]] as const),
    { empty: 'Choose one' },
  )}
<button class="btn">Write it down</button>`,
  { params: { id: item.id } },
)}
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
    return go(`/items/${item.id}/consent`, 'The read-back is written down.');
  });

  const consentPage = pages.page('/items/:id/consent', async (visit) => {
    const item = itemOf(visit);
    mustHaveRead(visit, item);
    const message = await storyMessageOf(visit, item);
    const given = valuesOf(uses).filter((use) => message.consent[use]);
    return {
      title: 'Record consent',
      current: '/inbox',
      body: html`<p class="lead">Submission ${shortId(item.id)}</p>
<p>The teller was shown the words of notice <strong>${message.noticeVersion}</strong> before they chose.</p>
${
  given.length === 0
    ? html`<p class="notice notice--care">The teller allowed no use at all. It cannot be published: set it down as not used.</p>`
    : sendConsent.with(
        html`${choicesField(
          'uses',
          'What the teller allows',
          given.map((use) => [use, uses[use]] as const),
          {
            chosen: given,
            help: 'Uses that the teller did not allow are not offered. Take away any that they took away since.',
          },
        )}
${textField('reviewBy', 'Ask again by', { value: dayAfter(desk.today(), reviewAfterDays), help: 'A day, as YYYY-MM-DD. After it the story is held until the teller has been asked again.' })}
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
    const { text } = await workingCopyOf(visit.at.store, item.id, message);
    const chosen = form.list('uses');
    const allowed = valuesOf(uses).filter((use) => message.consent[use] && chosen.includes(use));
    const reviewBy = form.text('reviewBy').trim();
    if (!allowed.includes('site'))
      throw new Refused(
        'Without “On the site” nothing else is possible: set the submission down as not used.',
      );
    if (!isDayAfter(reviewBy, desk.today()) || reviewBy > dayAfter(desk.today(), reviewAfterDays))
      throw new Refused(
        `Write a day from tomorrow to ${dayAfter(desk.today(), reviewAfterDays)}, as YYYY-MM-DD.`,
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
