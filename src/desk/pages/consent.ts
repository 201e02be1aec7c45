import { createHash, randomBytes } from 'node:crypto';
import type { Hono } from 'hono';
import { html } from 'hono/html';
import { dayAfter } from '#domain/words/days.ts';
import { uses, valuesOf } from '#domain/words/vocabularies.ts';
import { workingCopyOf } from '../folder/working-copy.ts';
import { decisionReasons, reasonsFor } from '../journal/states.ts';
import { isChildAlone } from '../work/child-alone.ts';
import type { Desk } from '../work/desk.ts';
import { moveItem } from '../work/moves.ts';
import { Refused } from '../work/refused.ts';
import { choiceField, choicesField, textField } from './fields.ts';
import type { Notices } from './notices.ts';
import { shortId } from './page.ts';
import { addressOf, itemOf, mustHaveRead, paragraphsOf, storyMessageOf } from './submission.ts';
import { visitHandler } from './visit.ts';

/** After so many days the teller is asked again, unless they want it sooner. */
const reviewAfterDays = 730;

const childAloneRefusal =
  'Somebody of 12 to 15 sent it without a worker, so nobody can consent to it: set it down as not used.';

/** Reading back to the teller, and writing down what they consent to. */
export function consentPages(app: Hono, desk: Desk, notices: Notices): void {
  app.get(
    '/items/:id/read-back',
    visitHandler(desk, notices, async (visit) => {
      const item = itemOf(visit);
      mustHaveRead(visit, item);
      const message = await storyMessageOf(visit, item);
      const { text } = await workingCopyOf(visit.at.store, item.id, message);
      const outcomes = message.via === 'partner' ? reasonsFor('readBack') : (['notPossible'] as const);
      return visit.show({
        title: 'Read it back',
        current: '/inbox',
        body: html`<p class="lead">Submission ${shortId(item.id)}, as it would be published.</p>
${
  message.via === 'partner'
    ? html`<p>The worker who sent it reads these words to the teller, or lets them read. The teller may change anything, or stop. If they ask for changes, go back and open the submission again.</p>`
    : html`<p>It was sent alone, so nobody can be asked. Words may then only have been taken out or made more general, and the teller takes it back with their receipt if they do not want it.</p>`
}
<article class="told">${paragraphsOf(text)}</article>
<form method="post" action="/items/${item.id}/read-back" class="stack">
${choiceField(
  'why',
  'How did it end?',
  outcomes.map((reason) => [reason, decisionReasons[reason]] as const),
  { empty: 'Choose one' },
)}
<button class="btn">Write it down</button></form>
<p><a href="/items/${item.id}">Back to the submission</a></p>`,
      });
    }),
  );
  app.post(
    '/items/:id/read-back',
    visitHandler(
      desk,
      notices,
      async (visit) => {
        const item = itemOf(visit);
        const message = await storyMessageOf(visit, item);
        const why = visit.form.oneOf('why', reasonsFor('readBack'));
        if (why === 'agreed' && message.via !== 'partner')
          throw new Refused('It was sent alone: nobody could have agreed to it.');
        await moveItem(visit.at, item.id, 'readBack', why);
        return visit.go(`/items/${item.id}/consent`, 'The read-back is written down.');
      },
      (context) => addressOf(context, '/read-back'),
    ),
  );

  app.get(
    '/items/:id/consent',
    visitHandler(desk, notices, async (visit) => {
      const item = itemOf(visit);
      mustHaveRead(visit, item);
      const message = await storyMessageOf(visit, item);
      const given = valuesOf(uses).filter((use) => message.consent[use]);
      return visit.show({
        title: 'Record consent',
        current: '/inbox',
        body: html`<p class="lead">Submission ${shortId(item.id)}</p>
<p>The teller was shown the words of notice <strong>${message.noticeVersion}</strong> before they chose.</p>
${
  isChildAlone(message)
    ? html`<p class="notice notice--care">${childAloneRefusal}</p>`
    : given.length === 0
      ? html`<p class="notice notice--care">The teller allowed no use at all. It cannot be published: set it down as not used.</p>`
      : html`<form method="post" action="/items/${item.id}/consent" class="stack">
${choicesField(
  'uses',
  'What the teller allows',
  given.map((use) => [use, uses[use]] as const),
  {
    chosen: given,
    help: 'Uses that the teller did not allow are not offered. Take away any that they took away since.',
  },
)}
${textField('reviewBy', 'Ask again by', { value: dayAfter(desk.today(), reviewAfterDays), help: 'A day, as YYYY-MM-DD. After it the story is held until the teller has been asked again.' })}
<button class="btn">Record consent</button></form>`
}
<p><a href="/items/${item.id}">Back to the submission</a></p>`,
      });
    }),
  );
  app.post(
    '/items/:id/consent',
    visitHandler(
      desk,
      notices,
      async (visit) => {
        const item = itemOf(visit);
        const message = await storyMessageOf(visit, item);
        const { text } = await workingCopyOf(visit.at.store, item.id, message);
        if (isChildAlone(message)) throw new Refused(childAloneRefusal);
        const chosen = visit.form.list('uses');
        const allowed = valuesOf(uses).filter((use) => message.consent[use] && chosen.includes(use));
        const reviewBy = visit.form.text('reviewBy').trim();
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
        return visit.go(addressOf(visit.context), 'Consent is recorded.');
      },
      (context) => addressOf(context, '/consent'),
    ),
  );
}

function isDayAfter(text: string, day: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && text > day;
}
