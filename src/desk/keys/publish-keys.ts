import { type KeyObject, sign } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { readIfThere } from '#disk/if-there.ts';
import { privateKeyFrom } from '#domain/gate/signing.ts';
import { demoKeyLogFile, keyLogFile, keyLogLine, readKeyLog, signersNamedBy } from '#domain/keys/key-log.ts';
import {
  hashOfKeys,
  type KeyPins,
  type SignedKeys,
  signersNeeded,
  textToSign,
  whyNotSigned,
} from '#domain/keys/signed-keys.ts';
import type { Content } from '#domain/schema/content.ts';
import { openKey, sealedKeySchema } from '#files/keys.ts';
import { readReviewed } from '#files/reviewed.ts';
import { writeWhole } from '#files/write.ts';
import { compareFile, publishedAt, publishedText } from './compare-keys.ts';
import { bundleOf, epochsIn } from './identities.ts';

/** Where keys are published from and to. */
export interface KeysPlace {
  /** The desk folder. */
  readonly folder: string;
  /** The project, whose `public/keys.json` and key log are written. */
  readonly root: string;
  /** Where moderators’ sealed signing keys lie. */
  readonly signingKeys: string;
}

/** A moderator who signs, with their key unsealed. */
export interface Signer {
  readonly moderator: string;
  readonly privateKey: KeyObject;
}

/** Keys are not published, because the signatures under them would not do. The message says which are needed. */
export class KeysNotSigned extends Error {
  override readonly name = 'KeysNotSigned';
}

/** Those of some moderators whose signing key is here and opens with the passphrase given. */
export async function signersWith(
  signingKeys: string,
  passphrases: readonly (readonly [moderator: string, passphrase: string])[],
): Promise<readonly Signer[]> {
  const signers: Signer[] = [];
  for (const [moderator, passphrase] of passphrases) {
    try {
      const json = await readFile(join(signingKeys, `${moderator}.key.json`), 'utf8');
      const seed = openKey(sealedKeySchema.parse(JSON.parse(json)), passphrase);
      signers.push({ moderator, privateKey: privateKeyFrom(seed) });
    } catch {
      // No key here, or another passphrase: this moderator does not sign. Whoever asked counts the signers.
    }
  }
  return signers;
}

/**
 * Publishes the newest epoch: writes its public keys to `public/keys.json`, signed, from where the next build takes them, and adds them
 * to the key log. If the last bundle in the log is this one and is still signed well enough, it is written again as it is, and nobody needs to sign.
 *
 * @param signers whoever signs now; two are needed for a bundle that is new
 * @param today `YYYY-MM-DD`
 * @throws {@link KeysNotSigned}, with nothing written; an error if there is no epoch, or the log is broken
 */
export async function publishKeys(
  place: KeysPlace,
  signers: readonly Signer[],
  today: string,
): Promise<SignedKeys> {
  const { folder, root } = place;
  const [newest] = await epochsIn(folder);
  if (newest === undefined) throw new Error(`There are no keys in ${join(folder, 'keys')} yet.`);
  const epoch = await bundleOf(folder, newest);
  await refuseToHideAStranger(place, epoch.demo === true, today);
  const { content } = await readReviewed(root);
  const named = signersOf(content, epoch.demo === true);
  const bundle = { ...epoch, signers: named };

  const logPath = join(root, epoch.demo ? demoKeyLogFile : keyLogFile);
  const text = (await readIfThere(logPath))?.toString() ?? '';
  const { entries, fault } = readKeyLog(text);
  if (fault)
    throw new Error(
      `${logPath} is broken at line ${fault.line}: ${fault.says}. Fetch it from git; never mend it by hand. Nothing was published.`,
    );
  const last = entries.at(-1)?.keys;
  if (last && isDeepStrictEqual(last.bundle, bundle) && whyNotSigned(last, named) === undefined) {
    await writeWhole(publishedAt(root), inJson(last));
    return last;
  }

  const inRow = { seq: (last?.seq ?? 0) + 1, previous: last ? hashOfKeys(last) : null, bundle };
  const signed = Buffer.from(textToSign(inRow));
  const keys: SignedKeys = {
    ...inRow,
    signatures: signers.map(({ moderator, privateKey }) => ({
      moderator,
      signature: sign(null, signed, privateKey).toString('base64'),
    })),
  };
  const allowed = last ? signersNamedBy(last) : named;
  if (whyNotSigned(keys, allowed) !== undefined)
    throw new KeysNotSigned(
      `Nothing was published: ${signersNeeded} different moderators have to sign, of those whom ${last ? `bundle ${last.seq} names` : 'content/moderators/ names'} (${namesIn(allowed)}). ${last ? 'Somebody new signs only from the bundle after the one that names them. ' : ''}Each signs with their own signing key.`,
    );
  if (whyNotSigned(keys, named) !== undefined)
    throw new KeysNotSigned(
      `Nothing was published: the form would refuse it. ${signersNeeded} of those who sign have to be active moderators still (${namesIn(named)}). Let those who go sign first a bundle that names the new ones.`,
    );
  // First the log: a bundle that is on the site and in no log would look like a stranger’s.
  await writeWhole(logPath, text + keyLogLine(text, today, keys));
  await writeWhole(publishedAt(root), inJson(keys));
  return keys;
}

/**
 * Refuses to write over a key that this desk never made: whoever put it there has to be found first. Demonstrations make theirs anew
 * as they like.
 */
async function refuseToHideAStranger(place: KeysPlace, isDemo: boolean, today: string): Promise<void> {
  const text = await publishedText(place.root);
  if (isDemo && /"demo":\s*true/.test(text ?? '')) return;
  const { verdict, strangers } = await compareFile({ ...place, isDemo }, text, today);
  if (verdict === 'strangers')
    throw new KeysNotSigned(
      `Nothing was published: ${publishedAt(place.root)} holds a key that this desk never made (${strangers.join('; ')}). If another desk of yours made it, use one desk folder for both. If not, somebody wants to read what is sent: telephone the other moderator, take the form down, keep the file as it is under another name, and publish when you know who changed it.`,
    );
}

/** The active moderators and their keys, as a bundle names them. Those of a demonstration name only a demonstration’s bundle. */
function signersOf({ moderators }: Content, isDemo: boolean): KeyPins {
  return Object.fromEntries(
    [...moderators.values()]
      .filter(({ data }) => !data.revoked && data.retiredOn === undefined && (isDemo || !data.demo))
      .map(({ slug, data }): [string, string] => [slug, data.publicKey])
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}

function namesIn(pins: KeyPins): string {
  return Object.keys(pins).join(', ') || 'nobody';
}

function inJson(keys: SignedKeys): string {
  return `${JSON.stringify(keys, null, 2)}\n`;
}
