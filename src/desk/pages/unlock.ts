import type { Hono } from 'hono';
import { html } from 'hono/html';
import { type Desk, idleMinutes, Refused } from '../desk.ts';
import { isDesk, moderatorsOf, WrongPassphrase } from '../store.ts';
import { Form, type Notices } from '../visit.ts';
import { choiceField, page, textField } from './page.ts';

/** Unlocking and locking. */
export function unlocking(app: Hono, desk: Desk, notices: Notices): void {
  app.get('/', async (context) => {
    if (desk.atWork) return context.redirect('/inbox', 303);
    return context.redirect((await isDesk(desk.options.folder)) ? '/unlock' : '/first-run', 303);
  });
  app.get('/unlock', async (context) => {
    if (!(await isDesk(desk.options.folder))) return context.redirect('/first-run', 303);
    const names = (await moderatorsOf(desk.options.folder)).filter((name) => name !== 'recovery');
    return context.html(
      page({
        title: 'Unlock the desk',
        ...notices.take(),
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
      notices.say({
        refusal: error instanceof Refused ? error.message : 'That passphrase does not open the desk.',
      });
      return context.redirect('/unlock', 303);
    }
    return context.redirect('/inbox', 303);
  });
  app.post('/lock', (context) => {
    desk.lock();
    notices.say({ done: 'The desk is locked.' });
    return context.redirect('/unlock', 303);
  });
}
