import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Decrypter, Encrypter, generateHybridIdentity, identityToRecipient } from 'age-encryption';
import { namesIn } from '#disk/if-there.ts';
import { moveOver } from '#disk/move-over.ts';
import { syncFolder } from '#disk/sync-folder.ts';
import { slugPattern } from '#domain/schema/fields.ts';
import { dayAfter } from '#domain/words/days.ts';
import { type KeyBundle, readBundle } from '#envelope/bundle.ts';
import { noticeVersion, type WithdrawMessage } from '#envelope/message.ts';
import { openMessage } from '#envelope/open.ts';
import { sealMessage } from '#envelope/seal.ts';
import { shortestPassphrase } from '#files/keys.ts';
import { writeWhole } from '#files/write.ts';

/**
 * The keys that open submissions. They are made three at a time, and each set is an epoch: one key for each of two
 * moderators, and one for recovery.
 *
 * ```
 * keys/<epoch>/<name>.age     a private key, sealed with its holder’s passphrase
 * keys/<epoch>/bundle.json    the public keys of all three
 * ```
 *
 * The sealed files are plain age files. Without this program, any age program from version 1.3 on still opens them.
 */

/** A private key that opens submissions of one epoch. */
export interface Identity {
  readonly epoch: number;
  /** `AGE-SECRET-KEY-PQ-1…` */
  readonly secret: string;
}

/** A passphrase does not open somebody’s key, or the file is damaged: age does not say which. */
export class KeyDoesNotOpen extends Error {
  override readonly name = 'KeyDoesNotOpen';
}

/** What {@link makeEpoch} needs to know beside names and passphrases. */
export interface EpochOptions {
  /** Whether the passphrases are public. Such keys are sealed at the lowest cost. */
  readonly demo: boolean;
  /** The last day on which anything may be sealed to the epoch, `YYYY-MM-DD`. */
  readonly notAfter: string;
  /** `YYYY-MM-DD` */
  readonly today: string;
}

/** Base-2 logarithm of scrypt’s cost. 18 is age’s own choice: about a second, and 256 MiB of memory. */
const cost = { real: 18, demo: 10 };
const bundleFile = 'bundle.json';

/**
 * For how many days an epoch may be sealed to. Twice a year is often enough that people remember how keys are made,
 * and not so often that they leave it.
 */
const epochDays = 180;

/** The last day on which anything may be sealed to an epoch that is made today. */
export function lastDayOfEpoch(today: string): string {
  return dayAfter(today, epochDays);
}

/** The epochs whose keys the desk still has, newest first. */
export async function epochsIn(folder: string): Promise<readonly number[]> {
  return (await namesIn(join(folder, 'keys')))
    .filter((name) => /^[1-9]\d*$/.test(name))
    .map(Number)
    .sort((one, other) => other - one);
}

/** Whose keys an epoch has. */
export async function holdersOf(folder: string, epoch: number): Promise<readonly string[]> {
  return (await namesIn(folderOf(folder, epoch)))
    .filter((name) => name.endsWith('.age'))
    .map((name) => name.slice(0, -'.age'.length))
    .sort();
}

/**
 * The public keys of an epoch, also of one whose last day has passed: old epochs are listed and tested as well.
 *
 * @throws if there is no such epoch, or its bundle is damaged
 */
export async function bundleOf(folder: string, epoch: number): Promise<KeyBundle> {
  const path = join(folderOf(folder, epoch), bundleFile);
  try {
    return readBundle(JSON.parse(await readFile(path, 'utf8')), '0000-00-00', false);
  } catch (cause) {
    throw new Error(`${path} cannot be read (${inWords(cause)}). Fetch it from a copy of the desk folder.`, {
      cause,
    });
  }
}

/**
 * Makes the next epoch: three private keys, each sealed with its holder’s passphrase, and the public bundle. Either
 * everything is made or nothing.
 *
 * @throws before anything is written, if a name or a passphrase will not do or the last day has passed
 */
export async function makeEpoch(
  folder: string,
  names: readonly [string, string, string],
  passphrases: readonly [string, string, string],
  { demo, notAfter, today }: EpochOptions,
): Promise<KeyBundle> {
  const unfit = names.find((name) => !slugPattern.test(name));
  if (unfit !== undefined)
    throw new Error(`"${unfit}" is not a short name: use small letters, digits and hyphens.`);
  if (new Set(names).size < names.length) throw new Error('The three holders need three different names.');
  passphrases.forEach((passphrase, index) => {
    if (passphrase.length < shortestPassphrase)
      throw new Error(
        `The passphrase of ${names[index]} is too short: write at least ${shortestPassphrase} characters, such as four or five words.`,
      );
  });
  const epoch = ((await epochsIn(folder))[0] ?? 0) + 1;
  const secrets = await Promise.all(names.map(() => generateHybridIdentity()));
  const recipients = await Promise.all(secrets.map((secret) => identityToRecipient(secret)));
  const bundle = readBundle({ epoch, recipients, notAfter, ...(demo && { demo }) }, today, false);

  const keys = join(folder, 'keys');
  await mkdir(keys, { recursive: true, mode: 0o700 });
  const making = await mkdtemp(join(keys, '.making-'));
  try {
    for (const [index, name] of names.entries()) {
      const file = `# public key: ${recipients[index]}\n${secrets[index]}\n`;
      const sealed = await sealedWith(passphrases[index] as string, file, demo);
      await writeWhole(join(making, `${name}.age`), sealed, 0o600);
    }
    await writeWhole(join(making, bundleFile), inJson(bundle));
    // Fails if another machine made the same epoch meanwhile: a folder with files in it is never replaced.
    await moveOver(making, folderOf(folder, epoch));
  } catch (cause) {
    await rm(making, { recursive: true, force: true });
    throw new Error(`Epoch ${epoch} could not be written to ${keys} (${inWords(cause)}). Nothing was made.`, {
      cause,
    });
  }
  // The public keys are published next. After a power cut they must not be there without the private ones: nobody
  // could open what is sealed to them.
  await syncFolder(keys);
  return bundle;
}

/**
 * Somebody’s private keys of every epoch that the desk still has, newest first. An older one that was sealed with another
 * passphrase, or is damaged, is left out: it must not keep the newest from being used.
 *
 * @returns an empty list where the desk has none of theirs
 * @throws {@link KeyDoesNotOpen} if the newest does not open
 */
export async function readIdentities(
  folder: string,
  name: string,
  passphrase: string,
): Promise<readonly Identity[]> {
  const found: Identity[] = [];
  for (const epoch of await epochsIn(folder)) {
    if (!(await holdersOf(folder, epoch)).includes(name)) continue;
    try {
      found.push({ epoch, secret: await readSecret(folder, epoch, name, passphrase) });
    } catch (error) {
      if (found.length === 0 || !(error instanceof KeyDoesNotOpen)) throw error;
    }
  }
  return found;
}

/**
 * Proves that somebody’s key of an epoch still does its work: seals a fresh message to the epoch’s public keys, as the form does,
 * and opens it with that one key.
 *
 * @throws {@link KeyDoesNotOpen} if the passphrase is wrong; an error that says so if the key opens and the message does not
 */
export async function testRecovery(
  folder: string,
  epoch: number,
  name: string,
  passphrase: string,
): Promise<void> {
  const secret = await readSecret(folder, epoch, name, passphrase);
  const receiptId = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('hex');
  const probe: WithdrawMessage = { v: 1, kind: 'withdraw', via: 'self', epoch, noticeVersion, receiptId };
  const sealed = await sealMessage(probe, await bundleOf(folder, epoch));
  const opened = await openMessage(sealed, [secret]).catch((cause: unknown) => {
    throw new Error(
      `The key of ${name} opens, and does not open what is sealed to epoch ${epoch}: it belongs to other public keys. Make a new epoch.`,
      { cause },
    );
  });
  if (opened.receiptId !== receiptId) throw new Error('The message that came back is not the one sealed.');
}

/**
 * Deletes every private key of an epoch. What was sealed to it, and is not taken in yet, will never be read by anybody.
 * Copies elsewhere are not touched, and a disk may keep deleted bytes for a while.
 *
 * @throws if it is the newest, which the form still seals to, or there is no such epoch
 */
export async function destroyEpoch(folder: string, epoch: number): Promise<void> {
  const [newest, ...older] = await epochsIn(folder);
  if (epoch === newest)
    throw new Error(`Epoch ${epoch} is the newest: the form seals to it. Make a newer one first.`);
  if (!older.includes(epoch)) throw new Error(`There is no epoch ${epoch} in ${join(folder, 'keys')}.`);
  // Moved aside first, so that a deletion that is interrupted leaves no half of an epoch.
  const gone = join(folder, 'keys', `.destroyed-${epoch}`);
  await moveOver(folderOf(folder, epoch), gone);
  await rm(gone, { recursive: true });
}

async function readSecret(folder: string, epoch: number, name: string, passphrase: string): Promise<string> {
  const path = join(folderOf(folder, epoch), `${name}.age`);
  const sealed = await readFile(path).catch((cause: unknown) => {
    throw new Error(`There is no key of ${name} at ${path}.`, { cause });
  });
  const decrypter = new Decrypter();
  decrypter.addPassphrase(asSealed(passphrase));
  let file: string;
  try {
    file = await decrypter.decrypt(sealed, 'text');
  } catch (cause) {
    throw new KeyDoesNotOpen(`${path} does not open: the passphrase is wrong, or the file is damaged.`, {
      cause,
    });
  }
  const secret = file.split('\n').find((line) => line.startsWith('AGE-SECRET-KEY-PQ-1'));
  if (secret === undefined) throw new Error(`${path} opens, and holds no post-quantum key of age.`);
  return secret;
}

function sealedWith(passphrase: string, file: string, demo: boolean): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(asSealed(passphrase));
  encrypter.setScryptWorkFactor(demo ? cost.demo : cost.real);
  return encrypter.encrypt(file);
}

/** A passphrase in the one form in which it is used. Keyboards encode letters with accents in more ways than one. */
function asSealed(passphrase: string): string {
  return passphrase.normalize('NFKC');
}

function folderOf(folder: string, epoch: number): string {
  return join(folder, 'keys', String(epoch));
}

function inJson(bundle: KeyBundle): string {
  return `${JSON.stringify(bundle, null, 2)}\n`;
}

function inWords(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
