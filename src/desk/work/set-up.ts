import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { privateKeyFrom, publicKeyOf } from '#domain/gate/signing.ts';
import { moderatorRoles, valuesOf } from '#domain/words/vocabularies.ts';
import { sealKey } from '#files/keys.ts';
import { addModerator, writeWhole } from '#files/write.ts';
import { makeFolders } from '../folder/store.ts';
import { letIn, newDeskKey } from '../keys/desk-key.ts';
import { bundleOf, epochsIn, lastDayOfEpoch, makeEpoch } from '../keys/identities.ts';
import { KeysNotSigned, publishKeys, signersWith } from '../keys/publish-keys.ts';
import type { Desk } from './desk.ts';
import { activeModerators } from './moderators.ts';
import { Refused } from './refused.ts';
import { signingKeyFile } from './signing.ts';

/** One of the two people who begin a desk. */
export interface Beginner {
  readonly slug: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly passphrase: string;
}

/**
 * Makes everything that a new desk needs. A beginner who is a moderator already keeps their signing key.
 *
 * @returns why the public keys are not published yet; undefined if they are
 * @throws {@link Refused} before anything is written, if something cannot be right
 */
export async function setUpDesk(
  desk: Desk,
  beginners: readonly [Beginner, Beginner],
  recoveryPassphrase: string,
): Promise<string | undefined> {
  const { folder, root, isDemo } = desk.options;
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
    if (existsSync(signingKeyFile(desk.options, slug)))
      throw new Refused(
        `There is a signing key of “${slug}” already, and no such moderator. Choose another short name.`,
      );
  }

  await makeFolders(folder);
  for (const { slug, name, roles, passphrase } of fresh) {
    const seed = randomBytes(32);
    await writeWhole(
      signingKeyFile(desk.options, slug),
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
      { demo: isDemo, notAfter: lastDayOfEpoch(desk.today()), today: desk.today() },
    );
  }
  const key = newDeskKey();
  await letIn(folder, 'recovery', key, recoveryPassphrase, isDemo);
  // This comes last, because a folder counts as a desk as soon as somebody can open it.
  for (const { slug, passphrase } of beginners) await letIn(folder, slug, key, passphrase, isDemo);
  const signers = await signersWith(
    desk.options.signingKeys,
    beginners.map(({ slug, passphrase }) => [slug, passphrase]),
  );
  try {
    await publishKeys(desk.options, signers, desk.today());
    return undefined;
  } catch (error) {
    if (error instanceof KeysNotSigned) return error.message;
    throw error;
  }
}

/**
 * True if there are demonstration keys that hold today. They may have been made before, by `npm run desk -- keys
 * demo`, and what was sealed to them since then has to open at this desk.
 */
async function hasDemonstrationKeys(folder: string, today: string): Promise<boolean> {
  const [newest] = await epochsIn(folder);
  if (newest === undefined) return false;
  const { demo, notAfter } = await bundleOf(folder, newest);
  return demo === true && notAfter >= today;
}
