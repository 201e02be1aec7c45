import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Moderator } from '../schema/moderator.ts';
import type { SignOff } from '../schema/sign-off.ts';
import type { Story } from '../schema/story.ts';

/** A story as it is signed: its slug, its parsed front matter and its body. */
export interface SignableStory {
  readonly slug: string;
  readonly data: Story;
  readonly body: string;
}

/**
 * The canonical text of a story: RFC 8785 of `{ slug, policyVersion, data, body }`. Defaults and empty values
 * are left out of `data`, and `body` has LF line ends and Unicode NFC, so that saving without a change keeps
 * the signature valid. The slug is inside, so that a copy under another name is unsigned.
 */
export function canonicalStory(story: SignableStory, policyVersion: string): string {
  return jcs({
    slug: story.slug,
    policyVersion,
    data: withoutEmpty({
      ...story.data,
      language: story.data.language === 'en-GB' ? undefined : story.data.language,
      consent: {
        ...story.data.consent,
        kind: story.data.consent.kind === 'missing' ? undefined : story.data.consent.kind,
      },
    }),
    body: canonicalBody(story.body),
  });
}

/** SHA-256 of the canonical story, in hex. */
export function contentHash(story: SignableStory, policyVersion: string): string {
  return createHash('sha256').update(canonicalStory(story, policyVersion)).digest('hex');
}

/** What a moderator brings to a sign-off: the key comes unsealed from the caller. */
export interface Signing {
  readonly moderator: string;
  readonly privateKey: KeyObject;
  readonly signedOn: string;
  readonly checks: SignOff['checks'];
}

/** Signs a story. The signature covers RFC 8785 of the record without `signature`. */
export function signStory(story: SignableStory, policyVersion: string, signing: Signing): SignOff {
  const record = {
    moderator: signing.moderator,
    contentHash: contentHash(story, policyVersion),
    signedOn: signing.signedOn,
    checks: signing.checks,
  };
  return {
    ...record,
    signature: sign(null, Buffer.from(jcs(record)), signing.privateKey).toString('base64'),
  };
}

/** True if the signature of the record was made by the moderator's key. Never throws. */
export function verifySignOff(signOff: SignOff, moderator: Pick<Moderator, 'publicKey'>): boolean {
  const { signature, ...record } = signOff;
  try {
    return verify(
      null,
      Buffer.from(jcs(record)),
      publicKeyFrom(moderator.publicKey),
      Buffer.from(signature, 'base64'),
    );
  } catch {
    // A key that is not a point on the curve verifies nothing.
    return false;
  }
}

/** DER prefixes that turn a raw 32-byte Ed25519 key into what Node reads (RFC 8410, sections 4 and 7). */
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex');
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

const publicKeys = new Map<string, KeyObject>();
/** Reads a raw base64 Ed25519 public key. Throws if it is not one. */
export function publicKeyFrom(base64: string): KeyObject {
  let key = publicKeys.get(base64);
  if (!key) {
    key = createPublicKey({
      key: Buffer.concat([spkiPrefix, Buffer.from(base64, 'base64')]),
      format: 'der',
      type: 'spki',
    });
    publicKeys.set(base64, key);
  }
  return key;
}

/** Reads a raw 32-byte Ed25519 seed. Throws if it is not one. */
export function privateKeyFrom(seed: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([pkcs8Prefix, seed]), format: 'der', type: 'pkcs8' });
}

/** The raw public key of a private key, in base64. */
export function publicKeyOf(privateKey: KeyObject): string {
  return createPublicKey(privateKey)
    .export({ format: 'der', type: 'spki' })
    .subarray(spkiPrefix.length)
    .toString('base64');
}

function jcs(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('a value that JSON cannot hold cannot be signed');
  return text;
}

function canonicalBody(body: string): string {
  return body.replaceAll(/\r\n?/g, '\n').normalize('NFC');
}

/** Leaves out `undefined`, `null`, empty text, empty lists, and records in which nothing is left. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(withoutEmpty);
  if (value !== null && typeof value === 'object') {
    const kept = Object.entries(value)
      .map(([key, inner]) => [key, withoutEmpty(inner)] as const)
      .filter(([, inner]) => inner !== undefined);
    return kept.length === 0 ? undefined : Object.fromEntries(kept);
  }
  return value === null || value === '' ? undefined : value;
}
