import { html } from 'hono/html';
import { dayInWords } from '#domain/words/wording.ts';
import { fingerprintOf } from '#envelope/fingerprint.ts';
import { moderatorsOf, openDeskKey } from '../keys/desk-key.ts';
import {
  bundleOf,
  destroyEpoch,
  epochsIn,
  KeyDoesNotOpen,
  lastDayOfEpoch,
  makeEpoch,
  testRecovery,
} from '../keys/identities.ts';
import { KeysNotSigned, publishKeys, signersWith } from '../keys/publish-keys.ts';
import type { Desk } from '../work/desk.ts';
import { activeModerators } from '../work/moderators.ts';
import { Refused } from '../work/refused.ts';
import type { DeskForm, DeskPages } from './desk-pages.ts';
import { choiceField, textField } from './fields.ts';
import type { Form } from './form.ts';
import type { Html } from './markup.ts';
import { keysInWords } from './published-keys.ts';

/** The keys that open submissions: rotate, test, destroy. */
export function keyPages(pages: DeskPages, desk: Desk): void {
  const { folder, isDemo } = desk.options;
  const page = pages.page('/keys', async ({ overview }) => {
    const epochs = await epochsIn(folder);
    const holders = await moderatorsOf(folder);
    const moderators = await activeHolders(desk);
    const signers = [...activeModerators((await desk.content()).content).keys()];
    return {
      title: 'Keys',
      current: '/keys',
      body: html`<p>Submissions are sealed to three keys at a time: one for each of two moderators and one for recovery. Each set is an epoch. Make a new one twice a year, and destroy the old one when everything that was sealed to it is taken in.</p>
<section><h2>Epochs</h2><ul class="rows">${await Promise.all(epochs.map((epoch, index) => epochRow(destroy, folder, epoch, index === 0)))}</ul></section>
<section class="group"><h2>Which keys are published</h2><p>Whoever swaps a key in the file, or on the site, would read what is sent there. So the desk compares both with its own at each look, the live site at most once an hour.</p><ul class="rows">${overview.publishedKeys.map((found) => html`<li class="row">${keysInWords(found)}</li>`)}</ul></section>
<p><a href="/keys/sheet">A sheet with the check words, to print</a></p>
<section class="group"><h2>Test a key</h2><p>Seals a message that says nothing to the newest epoch and opens it with your passphrase. Test the recovery key once a year.</p>
${test.with(html`${choiceField(
  'holder',
  'Whose key?',
  holders.map((name) => [name, name] as const),
)}
${textField('passphrase', 'Passphrase', { type: 'password' })}<button class="btn btn--quiet">Test it</button>`)}</section>
<section class="group"><h2>Make a new epoch</h2><p>All three passphrases are needed, so all three people are. Old keys still open what was sealed to them.</p>
${rotate.with(html`${['one', 'two'].map(
  (which, index) =>
    html`${choiceField(
      which,
      index === 0 ? 'The first moderator' : 'The second moderator',
      moderators.map((name) => [name, name] as const),
      { value: moderators[index] },
    )}${textField(`passphrase-${which}`, 'Their passphrase', { type: 'password' })}`,
)}${textField('passphrase-recovery', 'The recovery passphrase', { type: 'password' })}
<button class="btn btn--quiet">Make a new epoch</button>`)}</section>
<section class="group"><h2>Publish the keys</h2><p>The form takes no keys that two moderators have not signed. Each signs with the key that signs stories. Needed after a new epoch whose makers sign with another passphrase, and when somebody becomes or ceases to be a moderator.</p>
${publish.with(
  html`${['one', 'two'].map(
    (which, index) =>
      html`${choiceField(
        `signer-${which}`,
        index === 0 ? 'Signed by' : 'And by',
        signers.map((name) => [name, name] as const),
        { value: signers[index] },
      )}${textField(`signing-${which}`, 'Passphrase of their signing key', { type: 'password' })}`,
  )}<button class="btn btn--quiet">Sign and publish</button>`,
)}</section>`,
    };
  });
  pages.page('/keys/sheet', async () => {
    const [newest = 0] = await epochsIn(folder);
    const { notAfter, recipients, demo } = await bundleOf(folder, newest);
    return {
      title: 'Check words of our form',
      current: '/keys',
      body: html`${demo ? html`<p class="notice">Demonstration: these keys are not secret.</p>` : ''}
<p class="sheet__words">${fingerprintOf(recipients)}</p>
<p>Until ${dayInWords(notAfter)}. Six words stand above the button with which our form begins, on the site and in the partner kit, once it is ready. They must be these, in this order.</p>
<p><strong>If they are not these words</strong>, write nothing, close the page, and telephone the moderators on a number that you had before. Then somebody else may be reading along.</p>
<p class="hint">Give this sheet by hand, or read the words out on the telephone. Do not send it through the site’s own server. The words prove which keys a form seals to. They do not prove that the page around them is ours.</p>`,
    };
  });
  const test: DeskForm = page.form('/keys/test', async (_visit, { form, go }) => {
    const holder = form.text('holder');
    await testKey(desk, holder, form.text('passphrase'));
    return go('/keys', `The key of ${holder} opens what is sealed today.`);
  });
  const rotate: DeskForm = page.form('/keys/rotate', async (_visit, { form, go }) => {
    const moderators = await activeHolders(desk);
    const [one, two] = [form.text('one'), form.text('two')];
    if (one === two || !moderators.includes(one) || !moderators.includes(two))
      throw new Refused('An epoch needs two different moderators.');
    const names = [one, two, 'recovery'] as const;
    const passphrases = await checkedPassphrases(folder, names, form);
    const bundle = await makeEpoch(folder, names, passphrases, {
      demo: isDemo,
      notAfter: lastDayOfEpoch(desk.today()),
      today: desk.today(),
    });
    const unpublished = await publishSignedBy(desk, [
      [one, passphrases[0]],
      [two, passphrases[1]],
    ]);
    desk.lock();
    return go(
      '/unlock',
      unpublished === undefined
        ? `Epoch ${bundle.epoch} is made, and public/keys.json is written. Publish the site, then unlock again.`
        : `Epoch ${bundle.epoch} is made. ${unpublished} Unlock again, and sign under “Keys”.`,
    );
  });
  const publish: DeskForm = page.form('/keys/publish', async (_visit, { form, go }) => {
    const unpublished = await publishSignedBy(
      desk,
      ['one', 'two'].map((which) => [form.text(`signer-${which}`), form.text(`signing-${which}`)]),
    );
    if (unpublished !== undefined) throw new Refused(unpublished);
    return go('/keys', 'public/keys.json is signed and written. Build and publish the site.');
  });
  const destroy: DeskForm = page.form('/keys/destroy', async (_visit, { form, go }) => {
    const epochs = await epochsIn(folder);
    const epoch = Number(form.text('epoch'));
    if (!epochs.slice(1).includes(epoch))
      throw new Refused('Only an epoch that is not the newest can be destroyed.');
    if (form.text('sure') !== 'yes') throw new Refused('Confirm that everything sealed to it is taken in.');
    await destroyEpoch(folder, epoch);
    return go('/keys', `The keys of epoch ${epoch} are destroyed. Destroy their copies elsewhere as well.`);
  });
}

/** Publishes the newest epoch, signed by those whose signing key opens. Returns why not, if they are not enough. */
async function publishSignedBy(
  desk: Desk,
  passphrases: readonly (readonly [string, string])[],
): Promise<string | undefined> {
  const signers = await signersWith(desk.options.signingKeys, passphrases);
  try {
    await publishKeys(desk.options, signers, desk.today());
    desk.forgetComparedKeys();
    return undefined;
  } catch (error) {
    if (error instanceof KeysNotSigned) return error.message;
    throw error;
  }
}

async function epochRow(destroy: DeskForm, folder: string, epoch: number, isNewest: boolean): Promise<Html> {
  const { notAfter, recipients } = await bundleOf(folder, epoch);
  return html`<li class="row"><p><strong>Epoch ${epoch}</strong>${isNewest ? ' (in use)' : ''}: sealed to until ${dayInWords(notAfter)}. Check words: <strong>${fingerprintOf(recipients)}</strong>.</p>${
    isNewest
      ? ''
      : destroy.with(html`<input type="hidden" name="epoch" value="${epoch}">
<label class="choice"><input type="checkbox" name="sure" value="yes"> <span>Everything that was sealed to epoch ${epoch} is taken in, and 8 days have passed since the site published a newer one</span></label>
<button class="btn btn--quiet">Destroy the keys of epoch ${epoch}</button>`)
  }</li>`;
}

async function testKey({ options }: Desk, holder: string, passphrase: string): Promise<void> {
  const [newest = 0] = await epochsIn(options.folder);
  await testRecovery(options.folder, newest, holder, passphrase).catch((error: unknown) => {
    throw new Refused(
      error instanceof KeyDoesNotOpen
        ? 'That passphrase does not open this key.'
        : 'The key opens, but not what is sealed today: make a new epoch.',
    );
  });
}

/** Moderators who can open the desk and have not left. */
async function activeHolders(desk: Desk): Promise<readonly string[]> {
  const active = activeModerators((await desk.content()).content);
  return (await moderatorsOf(desk.options.folder)).filter((name) => active.has(name));
}

/**
 * The passphrases of a new epoch. Each has to open the desk first: a key that was sealed with a mistyped passphrase
 * would be lost.
 */
async function checkedPassphrases(
  folder: string,
  names: readonly [string, string, string],
  form: Form,
): Promise<[string, string, string]> {
  const fields = ['one', 'two', 'recovery'] as const;
  const passphrases = fields.map((field) => form.text(`passphrase-${field}`)) as [string, string, string];
  for (const [index, name] of names.entries()) {
    await openDeskKey(folder, name, passphrases[index] as string).catch(() => {
      throw new Refused(`The passphrase of ${name} does not open the desk.`);
    });
  }
  return passphrases;
}
