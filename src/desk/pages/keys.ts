import type { Hono } from 'hono';
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
import { choiceField, textField } from './fields.ts';
import type { Form } from './form.ts';
import type { Notices } from './notices.ts';
import type { Html } from './page.ts';
import { keysInWords } from './published-keys.ts';
import { visitHandler } from './visit.ts';

/** The keys that open submissions: rotate, test, destroy. */
export function keyPages(app: Hono, desk: Desk, notices: Notices): void {
  const { folder, isDemo } = desk.options;
  app.get(
    '/keys',
    visitHandler(desk, notices, async ({ overview, show }) => {
      const epochs = await epochsIn(folder);
      const holders = await moderatorsOf(folder);
      const moderators = await activeHolders(desk);
      const signers = [...activeModerators((await desk.content()).content).keys()];
      return show({
        title: 'Keys',
        current: '/keys',
        body: html`<p>Submissions are sealed to three keys at a time: one for each of two moderators and one for recovery. Each set is an epoch. Make a new one twice a year, and destroy the old one when everything that was sealed to it is taken in.</p>
<section><h2>Epochs</h2><ul class="rows">${await Promise.all(epochs.map((epoch, index) => epochRow(folder, epoch, index === 0)))}</ul></section>
<section class="group"><h2>Which keys are published</h2><p>Whoever swaps a key in the file, or on the site, would read what is sent there. So the desk compares both with its own at each look, the live site at most once an hour.</p><ul class="rows">${overview.publishedKeys.map((found) => html`<li class="row">${keysInWords(found)}</li>`)}</ul></section>
<p><a href="/keys/sheet">A sheet with the check words, to print</a></p>
<section class="group"><h2>Test a key</h2><p>Seals a message that says nothing to the newest epoch and opens it with your passphrase. Test the recovery key once a year.</p>
<form method="post" action="/keys/test" class="stack">${choiceField(
          'holder',
          'Whose key?',
          holders.map((name) => [name, name] as const),
        )}
${textField('passphrase', 'Passphrase', { type: 'password' })}<button class="btn btn--quiet">Test it</button></form></section>
<section class="group"><h2>Make a new epoch</h2><p>All three passphrases are needed, so all three people are. Old keys still open what was sealed to them.</p>
<form method="post" action="/keys/rotate" class="stack">${['one', 'two'].map(
          (which, index) =>
            html`${choiceField(
              which,
              index === 0 ? 'The first moderator' : 'The second moderator',
              moderators.map((name) => [name, name] as const),
              { value: moderators[index] },
            )}${textField(`passphrase-${which}`, 'Their passphrase', { type: 'password' })}`,
        )}${textField('passphrase-recovery', 'The recovery passphrase', { type: 'password' })}
<button class="btn btn--quiet">Make a new epoch</button></form></section>
<section class="group"><h2>Publish the keys</h2><p>The form takes no keys that two moderators have not signed. Each signs with the key that signs stories. Needed after a new epoch whose makers sign with another passphrase, and when somebody becomes or ceases to be a moderator.</p>
<form method="post" action="/keys/publish" class="stack">${['one', 'two'].map(
          (which, index) =>
            html`${choiceField(
              `signer-${which}`,
              index === 0 ? 'Signed by' : 'And by',
              signers.map((name) => [name, name] as const),
              { value: signers[index] },
            )}${textField(`signing-${which}`, 'Passphrase of their signing key', { type: 'password' })}`,
        )}<button class="btn btn--quiet">Sign and publish</button></form></section>`,
      });
    }),
  );
  app.get(
    '/keys/sheet',
    visitHandler(desk, notices, async ({ show }) => {
      const [newest = 0] = await epochsIn(folder);
      const { notAfter, recipients, demo } = await bundleOf(folder, newest);
      return show({
        title: 'Check words of our form',
        current: '/keys',
        body: html`${demo ? html`<p class="notice">Demonstration: these keys are not secret.</p>` : ''}
<p class="sheet__words">${fingerprintOf(recipients)}</p>
<p>Until ${dayInWords(notAfter)}. Six words stand above the button with which our form begins, on the site and in the partner kit, once it is ready. They must be these, in this order.</p>
<p><strong>If they are not these words</strong>, write nothing, close the page, and telephone the moderators on a number that you had before. Then somebody else may be reading along.</p>
<p class="hint">Give this sheet by hand, or read the words out on the telephone. Do not send it through the site’s own server. The words prove which keys a form seals to. They do not prove that the page around them is ours.</p>`,
      });
    }),
  );
  app.post(
    '/keys/test',
    visitHandler(
      desk,
      notices,
      async ({ form, go }) => {
        const holder = form.text('holder');
        await testKey(desk, holder, form.text('passphrase'));
        return go('/keys', `The key of ${holder} opens what is sealed today.`);
      },
      () => '/keys',
    ),
  );
  app.post(
    '/keys/rotate',
    visitHandler(
      desk,
      notices,
      async ({ form, go }) => {
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
      },
      () => '/keys',
    ),
  );
  app.post(
    '/keys/publish',
    visitHandler(
      desk,
      notices,
      async ({ form, go }) => {
        const unpublished = await publishSignedBy(
          desk,
          ['one', 'two'].map((which) => [form.text(`signer-${which}`), form.text(`signing-${which}`)]),
        );
        if (unpublished !== undefined) throw new Refused(unpublished);
        return go('/keys', 'public/keys.json is signed and written. Build and publish the site.');
      },
      () => '/keys',
    ),
  );
  app.post(
    '/keys/heard',
    visitHandler(
      desk,
      notices,
      async ({ form, go }) => {
        if (form.text('sure') !== 'yes') throw new Refused('Confirm that you have telephoned.');
        desk.hearOfStrangers();
        return go('/inbox');
      },
      () => '/keys',
    ),
  );
  app.post(
    '/keys/destroy',
    visitHandler(
      desk,
      notices,
      async ({ form, go }) => {
        const epochs = await epochsIn(folder);
        const epoch = Number(form.text('epoch'));
        if (!epochs.slice(1).includes(epoch))
          throw new Refused('Only an epoch that is not the newest can be destroyed.');
        if (form.text('sure') !== 'yes')
          throw new Refused('Confirm that everything sealed to it is taken in.');
        await destroyEpoch(folder, epoch);
        return go(
          '/keys',
          `The keys of epoch ${epoch} are destroyed. Destroy their copies elsewhere as well.`,
        );
      },
      () => '/keys',
    ),
  );
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

async function epochRow(folder: string, epoch: number, isNewest: boolean): Promise<Html> {
  const { notAfter, recipients } = await bundleOf(folder, epoch);
  return html`<li class="row"><p><strong>Epoch ${epoch}</strong>${isNewest ? ' (in use)' : ''}: sealed to until ${notAfter}. Check words: <strong>${fingerprintOf(recipients)}</strong>.</p>${
    isNewest
      ? ''
      : html`<form method="post" action="/keys/destroy" class="stack"><input type="hidden" name="epoch" value="${epoch}">
<label class="choice"><input type="checkbox" name="sure" value="yes"> <span>Everything that was sealed to epoch ${epoch} is taken in, and 8 days have passed since the site published a newer one</span></label>
<button class="btn btn--quiet">Destroy the keys of epoch ${epoch}</button></form>`
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
