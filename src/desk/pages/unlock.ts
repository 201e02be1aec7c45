import type { Hono } from 'hono';
import { html } from 'hono/html';
import { isDesk, letIn, moderatorsOf, openDeskKey, WrongPassphrase } from '../keys/desk-key.ts';
import { type Desk, idleMinutes } from '../work/desk.ts';
import { activeModerators } from '../work/moderators.ts';
import { Refused } from '../work/refused.ts';
import { choiceField, textField } from './fields.ts';
import { Form } from './form.ts';
import type { Notices } from './notices.ts';
import { deskPage } from './page.ts';
import { newPassphrase, passphraseFields } from './passphrases.ts';

/** Unlocking, locking, and letting in somebody who is new or has lost their passphrase. */
export function unlockPages(app: Hono, desk: Desk, notices: Notices): void {
  app.get('/', async (context) => {
    if (desk.atWork) return context.redirect('/inbox', 303);
    return context.redirect((await isDesk(desk.options.folder)) ? '/unlock' : '/first-run', 303);
  });
  app.get('/unlock', async (context) => {
    if (!(await isDesk(desk.options.folder))) return context.redirect('/first-run', 303);
    const names = (await moderatorsOf(desk.options.folder)).filter((name) => name !== 'recovery');
    return context.html(
      deskPage({
        title: 'Unlock the desk',
        ...notices.take(context),
        body: html`${
          desk.options.isDemo
            ? html`<p class="notice">This is a demonstration. The passphrases are “demonstration key one” and “demonstration key two”. Never put a true story here.</p>`
            : ''
        }
<form method="post" action="/unlock" class="stack">
${choiceField(
  'moderator',
  'Who are you?',
  names.map((name) => [name, name] as const),
)}
${textField('passphrase', 'Your passphrase', { type: 'password', autocomplete: 'current-password' })}
<button class="btn">Unlock</button>
</form>
<p><a href="/let-in">Lost a passphrase, or a new moderator</a></p>
<p class="hint">It takes a few seconds. The desk locks itself after ${idleMinutes} minutes without a click.</p>`,
      }),
    );
  });
  app.post('/unlock', async (context) => {
    const form = new Form(await context.req.parseBody());
    try {
      await desk.unlock(form.text('moderator'), form.text('passphrase'));
    } catch (error) {
      if (!(error instanceof Refused || error instanceof WrongPassphrase)) throw error;
      const refusal = error instanceof Refused ? error.message : 'That passphrase does not open the desk.';
      return context.redirect(notices.say('/unlock', { refusal }), 303);
    }
    return context.redirect('/inbox', 303);
  });
  app.get('/let-in', async (context) =>
    context.html(
      deskPage({
        title: 'Let a moderator in',
        ...notices.take(context),
        body: html`<p>For somebody who lost their passphrase, and for somebody new. It takes the recovery passphrase, which is in an envelope with somebody who does not work at the desk.</p>
<p>Somebody new first becomes a moderator: <code>npm run sign -- --new-moderator</code>.</p>
<form method="post" action="/let-in" class="stack">
${choiceField(
  'moderator',
  'Who is to be let in?',
  [...activeModerators((await desk.content()).content).keys()].map((name) => [name, name] as const),
)}
${textField('recovery', 'The recovery passphrase', { type: 'password' })}
${passphraseFields('new')}
<button class="btn">Let them in</button></form>
<p>They can fetch submissions from the next epoch on: make one soon. <a href="/unlock">Back</a></p>`,
      }),
    ),
  );
  app.post('/let-in', async (context) => {
    const form = new Form(await context.req.parseBody());
    const moderator = form.text('moderator');
    try {
      const { content } = await desk.content();
      if (!activeModerators(content).has(moderator))
        throw new Refused(`“${moderator}” is not an active moderator.`);
      const key = await openDeskKey(desk.options.folder, 'recovery', form.text('recovery'));
      await letIn(desk.options.folder, moderator, key, newPassphrase(form, 'new'), desk.options.isDemo);
    } catch (error) {
      if (!(error instanceof Refused || error instanceof WrongPassphrase)) throw error;
      const refusal = error instanceof Refused ? error.message : 'That is not the recovery passphrase.';
      return context.redirect(notices.say('/let-in', { refusal }), 303);
    }
    const done = `${moderator} can unlock the desk with the new passphrase.`;
    return context.redirect(notices.say('/unlock', { done }), 303);
  });
  app.post('/lock', (context) => {
    desk.lock();
    return context.redirect(notices.say('/unlock', { done: 'The desk is locked.' }), 303);
  });
}
