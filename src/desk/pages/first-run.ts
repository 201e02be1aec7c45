import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { html } from 'hono/html';
import { privateKeyFrom, publicKeyOf } from '#domain/gate/signing.ts';
import { slugPattern } from '#domain/schema/fields.ts';
import { moderatorRoles, valuesOf } from '#domain/words/vocabularies.ts';
import { sealKey, shortestPassphrase } from '#files/keys.ts';
import { addModerator, writeWhole } from '#files/write.ts';
import { isDesk, letIn, newDeskKey } from '../folder/store.ts';
import { bundleOf, epochsIn, makeEpoch, publishBundle } from '../keys/identities.ts';
import { activeModerators, type Desk, makeFolders, Refused } from '../work/desk.ts';
import { choicesField, type Html, page, textField } from './page.ts';
import { Form, type Notices } from './visit.ts';

/** Days for which a new epoch’s keys may be sealed to. */
export const epochDays = 180;

/** One of the two people who begin a desk. */
interface Beginner {
  readonly slug: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly passphrase: string;
}

/** Setting up a desk: its folder, the keys of the first epoch, and two moderators. */
export function firstRun(app: Hono, desk: Desk, notices: Notices): void {
  app.get('/first-run', async (context) => {
    if (await isDesk(desk.options.folder)) return context.redirect('/unlock', 303);
    return context.html(
      page({ title: 'Set up the desk', body: firstRunForm(desk, new Form({})), ...notices.take() }),
    );
  });
  app.post('/first-run', async (context) => {
    if (await isDesk(desk.options.folder)) return context.redirect('/unlock', 303);
    const form = new Form(await context.req.parseBody({ all: true }));
    try {
      await setUp(
        desk,
        [beginnerFrom(form, 'one'), beginnerFrom(form, 'two')],
        newPassphrase(form, 'recovery'),
      );
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return context.html(
        page({ title: 'Set up the desk', body: firstRunForm(desk, form), refusal: error.message }),
        422,
      );
    }
    notices.say({ done: 'The desk is ready. Each of you can unlock it with your own passphrase.' });
    return context.redirect('/unlock', 303);
  });
}

/**
 * Makes everything that a new desk needs. A beginner who is a moderator already keeps their signing key.
 *
 * @throws {@link Refused} before anything is written, if something cannot be right
 */
export async function setUp(
  desk: Desk,
  beginners: readonly [Beginner, Beginner],
  recoveryPassphrase: string,
): Promise<void> {
  const { folder, root, signingKeys, isDemo } = desk.options;
  const { content } = await desk.content();
  const known = activeModerators(content);
  const [one, two] = beginners;
  if (one.slug === two.slug) throw new Refused('The two moderators need different short names.');
  if (new Set([one.passphrase, two.passphrase, recoveryPassphrase]).size < 3)
    throw new Refused('Choose three different passphrases.');
  if (!beginners.some(({ slug, roles }) => (known.get(slug)?.roles ?? roles).includes('safeguarding')))
    throw new Refused('One of the two must be the safeguarding lead: without one no story can be published.');
  const fresh = beginners.filter(({ slug }) => !known.has(slug));
  for (const { slug } of fresh) {
    if (content.moderators.has(slug)) throw new Refused(`“${slug}” has left. Choose another short name.`);
    if (existsSync(keyFile(signingKeys, slug)))
      throw new Refused(
        `There is a signing key of “${slug}” already, and no such moderator. Choose another short name.`,
      );
  }

  await makeFolders(folder);
  for (const { slug, name, roles, passphrase } of fresh) {
    const seed = randomBytes(32);
    await writeWhole(
      keyFile(signingKeys, slug),
      `${JSON.stringify(sealKey(seed, passphrase, slug, isDemo), null, 2)}\n`,
      0o600,
    );
    await addModerator(root, slug, {
      name,
      publicKey: publicKeyOf(privateKeyFrom(seed)),
      roles: valuesOf(moderatorRoles).filter((role) => roles.includes(role)),
      since: desk.today(),
      revoked: false,
      demo: isDemo,
    });
  }
  const isReady = isDemo && (await hasDemonstrationKeys(folder, desk.today()));
  if (!isReady) {
    await makeEpoch(
      folder,
      [one.slug, two.slug, 'recovery'],
      [one.passphrase, two.passphrase, recoveryPassphrase],
      { demo: isDemo, notAfter: dayAfter(desk.today(), epochDays), today: desk.today() },
    );
  }
  const key = newDeskKey();
  await letIn(folder, 'recovery', key, recoveryPassphrase, isDemo);
  // A desk is there once somebody can open it: so this comes last.
  for (const { slug, passphrase } of beginners) await letIn(folder, slug, key, passphrase, isDemo);
  await publishBundle(folder, root);
}

/** Demonstration keys may have been made before by command; what was sealed to them in the meantime is to open here. */
async function hasDemonstrationKeys(folder: string, today: string): Promise<boolean> {
  const [newest] = await epochsIn(folder);
  if (newest === undefined) return false;
  const { demo, notAfter } = await bundleOf(folder, newest);
  return demo === true && notAfter >= today;
}

/** Where somebody’s sealed signing key lies. */
export function keyFile(signingKeys: string, moderator: string): string {
  return join(signingKeys, `${moderator}.key.json`);
}

/** So many days after a day. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
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

/** A passphrase that was typed twice. */
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

function firstRunForm(desk: Desk, form: Form): Html {
  return html`<p class="lead">Two people begin a desk together, sitting at one machine. It takes ten minutes.</p>
<p>What people tell is opened, worked on and kept here, and everything is sealed with your passphrases. Nobody can reset them: write each down, and keep the paper in two safe places that are not beside a computer.</p>
<p>The desk’s folder will be <code>${desk.options.folder}</code>. You may share it between your machines: everything in it that anybody told is sealed.</p>
<form method="post" action="/first-run" class="stack">
${beginnerFields('one', 'The first moderator', form)}
${beginnerFields('two', 'The second moderator', form)}
<fieldset class="group"><legend>The recovery key</legend>
<p>If you both lose your keys, this one still opens everything. Seal its passphrase in an envelope and give it to somebody who does not work at the desk.</p>
${passphraseFields('recovery')}
</fieldset>
<button class="btn">Set up the desk</button>
</form>`;
}

function beginnerFields(which: string, legend: string, form: Form): Html {
  return html`<fieldset class="group"><legend>${legend}</legend>
${textField(`${which}-slug`, 'Short name', { value: form.text(`${which}-slug`), help: 'Small letters, digits and hyphens. It stands in files; it need not be your name.' })}
${textField(`${which}-name`, 'How the page about moderation calls you', { value: form.text(`${which}-name`), help: 'For example “A youth worker”. It is public.' })}
${choicesField(`${which}-roles`, 'Roles', Object.entries(moderatorRoles), { chosen: form.list(`${which}-roles`) })}
${passphraseFields(which)}
</fieldset>`;
}

/** Two fields for a new passphrase. */
export function passphraseFields(which: string): Html {
  return html`${textField(`${which}-passphrase`, 'Passphrase', { type: 'password', autocomplete: 'new-password', help: `At least ${shortestPassphrase} characters. Five words that have nothing to do with each other are good.` })}
${textField(`${which}-again`, 'The same passphrase again', { type: 'password', autocomplete: 'new-password' })}`;
}
