import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { namesIn } from '#disk/if-there.ts';
import { openKey, type SealedKey, sealedKeySchema, sealKey } from '#files/keys.ts';
import { writeWhole } from '#files/write.ts';
import type { DeskKey } from './sealing.ts';

/** The passphrase does not open the desk. */
export class WrongPassphrase extends Error {
  override readonly name = 'WrongPassphrase';
}

/** True once there is a desk in the folder. */
export async function isDesk(folder: string): Promise<boolean> {
  return (await namesIn(join(folder, 'unlock'))).length > 0;
}

/** The moderators who can open the desk. */
export async function moderatorsOf(folder: string): Promise<readonly string[]> {
  const ending = '.key.json';
  return (await namesIn(join(folder, 'unlock')))
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length));
}

/** A new key for a new desk. */
export function newDeskKey(): DeskKey {
  return randomBytes(32);
}

/** Lets a moderator open the desk: keeps a copy of its key, sealed with their passphrase. */
export async function letIn(
  folder: string,
  moderator: string,
  key: DeskKey,
  passphrase: string,
  isDemo: boolean,
): Promise<void> {
  const sealed = sealKey(key, passphrase, holderOf(moderator), isDemo);
  await writeWhole(unlockFile(folder, moderator), `${JSON.stringify(sealed, null, 2)}\n`, 0o600);
}

/**
 * The desk’s key, opened with a moderator’s passphrase.
 *
 * @throws {@link WrongPassphrase}
 */
export async function openDeskKey(folder: string, moderator: string, passphrase: string): Promise<DeskKey> {
  const sealed: SealedKey = sealedKeySchema.parse(
    JSON.parse(await readFile(unlockFile(folder, moderator), 'utf8')),
  );
  if (sealed.moderator !== holderOf(moderator)) throw new WrongPassphrase('the key is somebody else’s');
  try {
    return openKey(sealed, passphrase);
  } catch (cause) {
    throw new WrongPassphrase('the passphrase is wrong, or the key was changed', { cause });
  }
}

/**
 * The holder that is named in the file of a sealed desk key. Signing keys are files of the same kind, so the name
 * says that this one opens a desk; it is bound to the seal and cannot be changed.
 */
function holderOf(moderator: string): string {
  return `desk/${moderator}`;
}

function unlockFile(folder: string, moderator: string): string {
  return join(folder, 'unlock', `${moderator}.key.json`);
}
