import { html } from 'hono/html';
import { moderatorsOf, openDeskKey, WrongPassphrase } from '../keys/desk-key.ts';
import type { Desk } from '../work/desk.ts';
import { activeModerators } from '../work/moderators.ts';
import { Refused } from '../work/refused.ts';
import { choiceField, textField } from './fields.ts';
import type { Form } from './form.ts';
import type { Html } from './markup.ts';
import type { Visit } from './visit.ts';

/** Moderators who can sit beside whoever is at work: they have not left, and can open the desk. */
async function companions(desk: Desk, moderator: string): Promise<readonly string[]> {
  const active = activeModerators((await desk.content()).content);
  return (await moderatorsOf(desk.options.folder)).filter((name) => active.has(name) && name !== moderator);
}

/** Asks who reads a story with whoever is at work. They say so by their own passphrase: a name from a list proves nobody’s presence. */
export async function companionFields({ desk, at }: Visit): Promise<Html> {
  const names = await companions(desk, at.moderator);
  return html`<p><strong>Not to be read alone the first time.</strong> Sit together. Whoever reads it with you types their own passphrase.</p>${choiceField(
    'beside',
    'Who reads it with you?',
    names.map((name) => [name, name] as const),
    { empty: 'Choose one' },
  )}${textField('beside-passphrase', 'Their passphrase for the desk', { type: 'password' })}`;
}

/**
 * Who reads a story with whoever is at work, as they said themselves.
 *
 * @throws {@link Refused}
 */
export async function companionOf({ desk, at }: Visit, form: Form): Promise<string> {
  const beside = form.text('beside');
  if (!(await companions(desk, at.moderator)).includes(beside))
    throw new Refused('This one is not to be read alone the first time. Choose who reads it with you.');
  try {
    await openDeskKey(desk.options.folder, beside, form.text('beside-passphrase'));
  } catch (error) {
    if (!(error instanceof WrongPassphrase)) throw error;
    throw new Refused(
      `This one is not to be read alone the first time, and that passphrase is not the one of ${beside}.`,
    );
  }
  return beside;
}
