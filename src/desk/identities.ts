import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Decrypter, Encrypter, generateHybridIdentity, identityToRecipient } from 'age-encryption';
import { type KeyBundle, readBundle } from '#envelope/bundle.ts';
import { writeWhole } from '#files/write.ts';
import { namesIn } from './store.ts';

/** A private key that opens submissions of one epoch. */
export interface Identity {
  readonly epoch: number;
  /** `AGE-SECRET-KEY-PQ-1…` */
  readonly secret: string;
}

/** The epochs whose keys the desk still has, newest first. */
export async function epochsIn(folder: string): Promise<readonly number[]> {
  return (await namesIn(join(folder, 'keys')))
    .map(Number)
    .filter(Number.isSafeInteger)
    .sort((a, b) => b - a);
}

/** Makes the next epoch: three identities, each sealed with its holder’s passphrase, and the public bundle. */
export async function makeEpoch(
  folder: string,
  names: readonly [string, string, string],
  passphrases: readonly [string, string, string],
  { demo, notAfter, today }: { readonly demo: boolean; readonly notAfter: string; readonly today: string },
): Promise<KeyBundle> {
  const epoch = ((await epochsIn(folder))[0] ?? 0) + 1;
  const recipients: string[] = [];
  for (const [index, name] of names.entries()) {
    const secret = await generateHybridIdentity();
    recipients.push(await identityToRecipient(secret));
    const encrypter = new Encrypter();
    encrypter.setPassphrase(passphrases[index] as string);
    const sealed = await encrypter.encrypt(`${secret}\n`);
    await writeWhole(join(folder, 'keys', String(epoch), `${name}.age`), sealed, 0o600);
  }
  const bundle = readBundle({ epoch, recipients, notAfter, ...(demo && { demo }) }, today, false);
  await writeWhole(
    join(folder, 'keys', String(epoch), 'bundle.json'),
    `${JSON.stringify(bundle, null, 2)}\n`,
  );
  return bundle;
}

/** Every identity of somebody that the desk still has, newest first. */
export async function readIdentities(
  folder: string,
  name: string,
  passphrase: string,
): Promise<readonly Identity[]> {
  const found: Identity[] = [];
  for (const epoch of await epochsIn(folder)) {
    const path = join(folder, 'keys', String(epoch), `${name}.age`);
    const sealed = await readFile(path).catch(() => undefined);
    if (!sealed) continue;
    const decrypter = new Decrypter();
    decrypter.addPassphrase(passphrase);
    found.push({ epoch, secret: (await decrypter.decrypt(sealed, 'text')).trim() });
  }
  return found;
}

/** Deletes every private key of an epoch. */
export async function destroyEpoch(folder: string, epoch: number): Promise<void> {
  await rm(join(folder, 'keys', String(epoch)), { recursive: true });
}

/** Writes the newest epoch’s public bundle where the site finds it. */
export async function publishBundle(folder: string, projectRoot: string): Promise<void> {
  const [newest] = await epochsIn(folder);
  const bundle = await readFile(join(folder, 'keys', String(newest), 'bundle.json'), 'utf8');
  await writeWhole(join(projectRoot, 'public', 'keys.json'), bundle);
}
