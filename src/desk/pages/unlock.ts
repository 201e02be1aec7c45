import type { Hono } from 'hono';
import { html } from 'hono/html';
import { isDesk, letIn, moderatorsOf, openDeskKey, WrongPassphrase } from '../keys/desk-key.ts';
import { type Desk, idleMinutes } from '../work/desk.ts';
import { activeModerators } from '../work/moderators.ts';
import { Refused } from '../work/refused.ts';
import type { DeskForm, DeskPages } from './desk-pages.ts';
import { choiceField, textField } from './fields.ts';
import { newPassphrase, passphraseFields } from './passphrases.ts';

/** Unlocking, and letting in somebody who is new or has lost their passphrase. */
export function unlockPages(app: Hono, pages: DeskPages, desk: Desk): void {
  app.get('/', async (context) => {
    if (desk.atWork) return context.redirect('/inbox', 303);
    return context.redirect((await isDesk(desk.options.folder)) ? '/unlock' : '/first-run', 303);
  });
  const unlockPage = pages.openPage('/unlock', async () => {
    if (!(await isDesk(desk.options.folder))) return { to: '/first-run' };
    const names = (await moderatorsOf(desk.options.folder)).filter((name) => name !== 'recovery');
    return {
      title: 'Unlock the desk',
      body: html`${
        desk.options.isDemo
          ? html`<p class="notice">This is a demonstration. The passphrases are “demonstration key one” and “demonstration key two”. Never put a true story here.</p>`
          : ''
      }
${unlock.with(html`${choiceField(
  'moderator',
  'Who are you?',
  names.map((name) => [name, name] as const),
)}
${textField('passphrase', 'Your passphrase', { type: 'password', autocomplete: 'current-password' })}
<button class="btn">Unlock</button>`)}
<p><a href="/let-in">Lost a passphrase, or a new moderator</a></p>
<p class="hint">It takes a few seconds. The desk locks itself after ${idleMinutes} minutes without a click.</p>`,
    };
  });
  const unlock: DeskForm = unlockPage.form('/unlock', async (_caller, { form, go, goKept }) => {
    const moderator = form.text('moderator');
    await desk.unlock(moderator, form.text('passphrase')).catch((error: unknown) => {
      throw error instanceof WrongPassphrase ? new Refused('That passphrase does not open the desk.') : error;
    });
    return goKept('/inbox', moderator) ?? go('/inbox');
  });

  const letInPage = pages.openPage('/let-in', async () => ({
    title: 'Let a moderator in',
    body: html`<p>For somebody who lost their passphrase, and for somebody new. It takes the recovery passphrase, which is in an envelope with somebody who does not work at the desk.</p>
<p>Somebody new first becomes a moderator: <code>npm run sign -- --new-moderator</code>.</p>
${letInForm.with(html`${choiceField(
  'moderator',
  'Who is to be let in?',
  [...activeModerators((await desk.content()).content).keys()].map((name) => [name, name] as const),
)}
${textField('recovery', 'The recovery passphrase', { type: 'password' })}
${passphraseFields('new')}
<button class="btn">Let them in</button>`)}
<p>They can fetch submissions from the next epoch on: make one soon. <a href="/unlock">Back</a></p>`,
  }));
  const letInForm: DeskForm = letInPage.form('/let-in', async (_caller, { form, go }) => {
    const moderator = form.text('moderator');
    const { content } = await desk.content();
    if (!activeModerators(content).has(moderator))
      throw new Refused(`“${moderator}” is not an active moderator.`);
    const key = await openDeskKey(desk.options.folder, 'recovery', form.text('recovery')).catch(
      (error: unknown) => {
        throw error instanceof WrongPassphrase ? new Refused('That is not the recovery passphrase.') : error;
      },
    );
    await letIn(desk.options.folder, moderator, key, newPassphrase(form, 'new'), desk.options.isDemo);
    return go('/unlock', `${moderator} can unlock the desk with the new passphrase.`);
  });
}
