import { hashes, verify } from '@noble/ed25519';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';

// The library has the curve and takes the hash from its caller.
hashes.sha512 = sha512;

/**
 * The moderators' public keys as `public/keys.json` holds them: a bundle, where it stands in the row of all bundles, and who
 * answers for it.
 */
export interface SignedKeys {
  /** Counts up with each bundle that is published, from 1. */
  readonly seq: number;
  /** {@link hashOfKeys} of the bundle before; null for the first. */
  readonly previous: string | null;
  /** What is signed. Its own check is in `envelope/bundle.ts`. */
  readonly bundle: unknown;
  readonly signatures: readonly KeySignature[];
}

/** One moderator's signature under a bundle. */
export interface KeySignature {
  /** Short name, as in `content/moderators/`. */
  readonly moderator: string;
  /** Ed25519 over {@link textToSign}, base64. */
  readonly signature: string;
}

/** The keys whose signatures count: short name of a moderator to raw Ed25519 public key in base64. */
export type KeyPins = Readonly<Record<string, string>>;

/** How many different moderators have to sign a bundle. */
export const signersNeeded = 2;
/** Most signatures under one bundle. Each takes a slow phone some milliseconds to check. */
const mostSignatures = 8;

/** Why the signatures under a bundle are not enough. */
export const signatureRefusals = {
  unsigned: 'it is not { seq, previous, bundle, signatures }',
  forged: 'a signature does not belong to what is signed',
  twice: 'a moderator stands twice among the signatures',
  fewSigners: `fewer than ${signersNeeded} of the moderators whom this site knows have signed it`,
} as const;
export type SignatureRefusal = keyof typeof signatureRefusals;

/**
 * The text that moderators sign: RFC 8785 of the bundle and its place in the row, with the purpose inside, so that a
 * signature for anything else is none for this.
 */
export function textToSign({ seq, previous, bundle }: Omit<SignedKeys, 'signatures'>): string {
  const text = canonicalize({ purpose: 'another-story/key-bundle/1', seq, previous, bundle });
  if (text === undefined) throw new TypeError('a key bundle that is no JSON cannot be signed');
  return text;
}

/** SHA-256 of {@link textToSign}, in hex: by it the next bundle names this one. */
export function hashOfKeys(keys: Omit<SignedKeys, 'signatures'>): string {
  return bytesToHex(sha256(utf8(textToSign(keys))));
}

/**
 * Why signed keys must not be used; undefined if at least {@link signersNeeded} different pinned moderators have signed
 * them. A signature by somebody who is not pinned counts for nothing: they may have left since. One under a pinned
 * name that is not theirs is an attempt at something, and refused.
 */
export function whyNotSigned(value: unknown, pins: KeyPins): SignatureRefusal | undefined {
  if (!isSignedKeys(value)) return 'unsigned';
  const names = value.signatures.map(({ moderator }) => moderator);
  if (new Set(names).size < names.length) return 'twice';
  const text = utf8(textToSign(value));
  const keys = new Set<string>();
  for (const { moderator, signature } of value.signatures) {
    const pin = Object.hasOwn(pins, moderator) ? pins[moderator] : undefined;
    if (pin === undefined) continue;
    if (!isBy(pin, signature, text)) return 'forged';
    keys.add(pin);
  }
  return keys.size < signersNeeded ? 'fewSigners' : undefined;
}

/** Whether a value has the form of signed keys, whoever signed them. */
export function isSignedKeys(value: unknown): value is SignedKeys {
  if (typeof value !== 'object' || value === null) return false;
  const { seq, previous, bundle, signatures, ...rest } = value as Record<string, unknown>;
  return (
    Number.isSafeInteger(seq) &&
    (seq as number) > 0 &&
    (seq === 1 ? previous === null : isHash(previous)) &&
    typeof bundle === 'object' &&
    bundle !== null &&
    Array.isArray(signatures) &&
    signatures.length <= mostSignatures &&
    signatures.every(isSignature) &&
    Object.keys(rest).length === 0
  );
}

function isHash(value: unknown): boolean {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}

function isSignature(value: unknown): value is KeySignature {
  if (typeof value !== 'object' || value === null) return false;
  const { moderator, signature, ...rest } = value as Record<string, unknown>;
  return (
    typeof moderator === 'string' &&
    typeof signature === 'string' &&
    /^[A-Za-z0-9+/]{86}==$/.test(signature) &&
    Object.keys(rest).length === 0
  );
}

/** True if the signature is by the key. Checked by RFC 8032’s strict rule; never throws. */
function isBy(publicKey: string, signature: string, text: Uint8Array): boolean {
  try {
    return verify(fromBase64(signature), text, fromBase64(publicKey), { zip215: false });
  } catch {
    // No point on the curve, or no number that a signature may have.
    return false;
  }
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
