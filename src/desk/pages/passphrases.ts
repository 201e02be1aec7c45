import { html } from 'hono/html';
import { shortestPassphrase } from '#files/keys.ts';
import { Refused } from '../work/refused.ts';
import { textField } from './fields.ts';
import type { Form } from './form.ts';
import type { Html } from './markup.ts';

/** Two fields for a new passphrase. */
export function passphraseFields(which: string): Html {
  return html`${textField(`${which}-passphrase`, 'Passphrase', { type: 'password', autocomplete: 'new-password', help: `At least ${shortestPassphrase} characters. Five words that have nothing to do with each other are good.` })}
${textField(`${which}-again`, 'The same passphrase again', { type: 'password', autocomplete: 'new-password' })}`;
}

/**
 * A new passphrase, which has to be typed twice.
 *
 * @throws {@link Refused}
 */
export function newPassphrase(form: Form, which: string): string {
  const passphrase = form.text(`${which}-passphrase`);
  if (passphrase.length < shortestPassphrase)
    throw new Refused(
      `A passphrase needs at least ${shortestPassphrase} characters, such as four or five words.`,
    );
  if (passphrase !== form.text(`${which}-again`))
    throw new Refused('A passphrase was typed in two ways. Type it again.');
  return passphrase;
}
