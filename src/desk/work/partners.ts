import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { partnerCodeInFours } from '#envelope/partner-code.ts';
import { writeWhole } from '#files/write.ts';
import { partnersFile } from '#intake/config.ts';
import type { Partner } from '../folder/store.ts';
import type { AtWork } from './desk.ts';
import { Refused } from './refused.ts';

/** A code of 128 bits that was made a moment ago, and whose it is. */
export interface FreshCode {
  readonly partner: Partner;
  /** Thirty-two hexadecimal digits, in fours. */
  readonly code: string;
}

/**
 * Makes a code for a partner and writes its hash down, here and for the intake. The code itself is kept nowhere.
 *
 * @param name who it is for; only the desk knows it
 * @throws {@link Refused}
 */
export async function makePartnerCode(at: AtWork, name: string): Promise<FreshCode> {
  if (name.trim() === '') throw new Refused('Say whom the code is for.');
  const digits = randomBytes(16).toString('hex');
  const hash = createHash('sha256').update(digits).digest('hex');
  const partner: Partner = {
    id: hash.slice(0, 16),
    name: name.trim(),
    hash,
    madeAt: at.desk.now(),
    madeBy: at.moderator,
  };
  await at.store.putPartner(partner);
  await writePartners(at);
  return { partner, code: partnerCodeInFours(digits) };
}

/**
 * Makes a code count no more. What was sent with it stays.
 *
 * @throws {@link Refused} if there is no such code, or it was revoked before
 */
export async function revokePartnerCode(at: AtWork, id: string): Promise<Partner> {
  const partner = (await at.store.partners()).find((each) => each.id === id);
  if (!partner || partner.revokedAt !== undefined) throw new Refused('There is no such code that counts.');
  await at.store.putPartner({ ...partner, revokedAt: at.desk.now(), revokedBy: at.moderator });
  await writePartners(at);
  return partner;
}

/** The list for the intake: the hash of each code that counts, in order, so that it does not show which is new. */
export async function partnersText({ store }: AtWork): Promise<string> {
  const hashes = (await store.partners()).flatMap(({ hash, revokedAt }) =>
    revokedAt === undefined ? [hash] : [],
  );
  return hashes
    .sort()
    .map((hash) => `${hash}\n`)
    .join('');
}

/** Writes the list where an intake on the same machine reads it. */
async function writePartners(at: AtWork): Promise<void> {
  await writeWhole(join(at.desk.options.root, partnersFile), await partnersText(at), 0o600);
}
