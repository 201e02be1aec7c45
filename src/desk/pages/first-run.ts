import { html } from 'hono/html';
import { slugPattern } from '#domain/schema/fields.ts';
import { moderatorRoles } from '#domain/words/vocabularies.ts';
import { isDesk } from '../keys/desk-key.ts';
import type { Desk } from '../work/desk.ts';
import { Refused } from '../work/refused.ts';
import { type Beginner, setUpDesk } from '../work/set-up.ts';
import type { DeskForm, DeskPages } from './desk-pages.ts';
import { choicesField, textField } from './fields.ts';
import { Form } from './form.ts';
import type { Html } from './markup.ts';
import { newPassphrase, passphraseFields } from './passphrases.ts';

/**
 * The page on which two people set up a desk: its folder, the keys of the first epoch, and themselves as moderators.
 */
export function firstRunPages(pages: DeskPages, desk: Desk): void {
  const page = pages.openPage('/first-run', async () =>
    (await isDesk(desk.options.folder))
      ? { to: '/unlock' }
      : { title: 'Set up the desk', body: firstRunForm(desk, send, new Form({})) },
  );
  const send: DeskForm = page.form('/first-run', async (_caller, { form, go, show }) => {
    let unpublished: string | undefined;
    try {
      unpublished = await setUpDesk(
        desk,
        [beginnerFrom(form, 'one'), beginnerFrom(form, 'two')],
        newPassphrase(form, 'recovery'),
      );
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return show({ title: 'Set up the desk', body: firstRunForm(desk, send, form), refusal: error.message });
    }
    return go(
      '/unlock',
      `The desk is ready. Each of you can unlock it with your own passphrase.${unpublished === undefined ? '' : ` ${unpublished} Do so under “Keys”.`}`,
    );
  });
}

function beginnerFrom(form: Form, which: string): Beginner {
  const slug = form.text(`${which}-slug`).trim();
  const name = form.text(`${which}-name`).trim();
  if (!slugPattern.test(slug) || slug === 'recovery')
    throw new Refused(`“${slug}” is not a short name: use small letters, digits and hyphens.`);
  if (name.length < 2 || name.length > 80)
    throw new Refused(`Write how “${slug}” is called: 2 to 80 characters.`);
  return { slug, name, roles: form.list(`${which}-roles`), passphrase: newPassphrase(form, which) };
}

function firstRunForm(desk: Desk, send: DeskForm, form: Form): Html {
  return html`<p class="lead">Two people begin a desk together, sitting at one machine. It takes ten minutes.</p>
<p>What people tell is opened, worked on and kept here, and everything is sealed with your passphrases. Nobody can reset them: write each down, and keep the paper in two safe places that are not beside a computer.</p>
<p>The desk’s folder will be <code>${desk.options.folder}</code>. You may share it between your machines: everything in it that anybody told is sealed.</p>
${send.with(html`${beginnerFields('one', 'The first moderator', form)}
${beginnerFields('two', 'The second moderator', form)}
<fieldset class="group"><legend>The recovery key</legend>
<p>If you both lose your keys, this one still opens everything. Seal its passphrase in an envelope and give it to somebody who does not work at the desk.</p>
${passphraseFields('recovery')}
</fieldset>
<button class="btn">Set up the desk</button>
`)}`;
}

function beginnerFields(which: string, legend: string, form: Form): Html {
  return html`<fieldset class="group"><legend>${legend}</legend>
${textField(`${which}-slug`, 'Short name', { value: form.text(`${which}-slug`), help: 'Small letters, digits and hyphens. It stands in files; it need not be your name.' })}
${textField(`${which}-name`, 'How the page about moderation calls you', { value: form.text(`${which}-name`), help: 'For example “A youth worker”. It is public.' })}
${choicesField(`${which}-roles`, 'Roles', Object.entries(moderatorRoles), { chosen: form.list(`${which}-roles`) })}
${passphraseFields(which)}
</fieldset>`;
}
