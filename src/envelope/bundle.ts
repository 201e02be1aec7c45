import { Encrypter } from 'age-encryption';
import {
  type KeyPins,
  type SignatureRefusal,
  type SignedKeys,
  signatureRefusals,
  whyNotSigned,
} from '#domain/keys/signed-keys.ts';
import { recipientCount } from './drop.ts';

export type { KeyPins };

/** The moderators' public keys of one epoch. `public/keys.json` holds such a bundle with signatures. */
export interface KeyBundle {
  /** Counts up with each rotation. */
  readonly epoch: number;
  /** Post-quantum recipients of age: `age1pq1…`. */
  readonly recipients: readonly string[];
  /** The last day on which anything may be sealed to it, `YYYY-MM-DD`. */
  readonly notAfter: string;
  /** Marks demonstration keys, whose passphrases are public. */
  readonly demo?: true;
  /** The moderators who may sign the next bundle. Only a bundle that is published names them. */
  readonly signers?: KeyPins;
}

/** Why a bundle is refused. */
export const bundleRefusals = {
  ...signatureRefusals,
  shape: 'it is not { epoch, recipients, notAfter }',
  count: `it does not have ${recipientCount} recipients`,
  mixed: 'a recipient is not of the post-quantum kind',
  broken: 'a recipient is damaged',
  duplicate: 'two recipients are the same',
  expired: 'its last day has passed',
  demo: 'it is for demonstrations, and this site is live',
} as const;
export type BundleRefusal = keyof typeof bundleRefusals;

/** A bundle that must not be sealed to. */
export class BundleRefused extends Error {
  override readonly name = 'BundleRefused';
  readonly why: BundleRefusal;
  constructor(why: BundleRefusal) {
    super(`the key bundle is refused: ${bundleRefusals[why]}`);
    this.why = why;
  }
}

/**
 * Checks keys as `public/keys.json` holds them: first who signed them, then what they are. An older bundle that was signed
 * well, and whose last day has not passed, is let through: this has no memory of what it saw before.
 *
 * @param pins the keys whose signatures count
 * @param today `YYYY-MM-DD`
 * @param isLive whether the site is live; then demonstration keys are refused
 * @throws {@link BundleRefused}
 */
export function readSignedBundle(value: unknown, pins: KeyPins, today: string, isLive: boolean): KeyBundle {
  const why: SignatureRefusal | undefined = whyNotSigned(value, pins);
  if (why !== undefined) throw new BundleRefused(why);
  return readBundle((value as SignedKeys).bundle, today, isLive);
}

/**
 * Checks a key bundle, whoever made it. If post-quantum and older recipients are mixed, age seals to them without complaint, and the
 * whole message has only the older protection: this check is what stops it.
 *
 * @param today `YYYY-MM-DD`
 * @param isLive whether the site is live; then demonstration keys are refused
 * @throws {@link BundleRefused}
 */
export function readBundle(value: unknown, today: string, isLive: boolean): KeyBundle {
  if (!isBundle(value)) throw new BundleRefused('shape');
  const { recipients, notAfter, demo } = value;
  if (recipients.length !== recipientCount) throw new BundleRefused('count');
  if (!recipients.every((recipient) => recipient.startsWith('age1pq1'))) throw new BundleRefused('mixed');
  if (!recipients.every(isWhole)) throw new BundleRefused('broken');
  if (new Set(recipients).size !== recipients.length) throw new BundleRefused('duplicate');
  if (notAfter < today) throw new BundleRefused('expired');
  if (demo && isLive) throw new BundleRefused('demo');
  return value;
}

function isBundle(value: unknown): value is KeyBundle {
  if (typeof value !== 'object' || value === null) return false;
  const { epoch, recipients, notAfter, demo, signers, ...rest } = value as Record<string, unknown>;
  return (
    Number.isSafeInteger(epoch) &&
    (epoch as number) > 0 &&
    Array.isArray(recipients) &&
    recipients.every((recipient) => typeof recipient === 'string') &&
    isDay(notAfter) &&
    (demo === undefined || demo === true) &&
    (signers === undefined || areSigners(signers)) &&
    Object.keys(rest).length === 0
  );
}

/** True for short names with raw Ed25519 keys in base64. */
function areSigners(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((key) => typeof key === 'string' && /^[A-Za-z0-9+/]{43}=$/.test(key))
  );
}

/**
 * True for a day that exists. One such as 2027-99-99 would come after every other, and the bundle would never expire.
 */
function isDay(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

/** True if the library can read it: length and checksum are right. */
function isWhole(recipient: string): boolean {
  try {
    new Encrypter().addRecipient(recipient);
    return recipient === recipient.toLowerCase();
  } catch {
    return false;
  }
}
