import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Moderator } from '../schema/moderator.ts';
import type { SignOff } from '../schema/sign-off.ts';
import type { Story } from '../schema/story.ts';
import { checklists, currentOn, type SignedForm, signedForms } from './versions.ts';

/** A story as it is signed: its slug, its parsed front matter and its body. */
export interface SignableStory {
  readonly slug: string;
  readonly data: Story;
  readonly body: string;
}

/**
 * The canonical text of a story: RFC 8785 of `{ slug, policyVersion, data, body }`. Of `data` there is what the signed
 * form says, and `body` has LF line ends and Unicode NFC, so that saving without a change keeps the signature valid. The
 * slug is inside, so that a copy under another name is unsigned.
 */
export function canonicalStory(story: SignableStory, policyVersion: string, form = newestForm): string {
  return jcs({
    slug: story.slug,
    policyVersion,
    data: form.dataOf(story.data),
    body: canonicalBody(story.body),
  });
}
const newestForm = signedForms.at(-1) as SignedForm;

/** SHA-256 of the canonical story, in hex. */
export function contentHash(story: SignableStory, policyVersion: string, form = newestForm): string {
  return createHash('sha256')
    .update(canonicalStory(story, policyVersion, form))
    .digest('hex');
}

/**
 * Tells of a sign-off whether it is over the story as it stands, written out in the form that was current on the day of
 * the sign-off. One that names another form is not.
 */
export function signsAsItStands(
  story: SignableStory,
  policyVersion: string,
): (signOff: Pick<SignOff, 'contentHash' | 'signedOn' | 'signedForm'>) => boolean {
  const hashes = new Map<SignedForm, string>();
  return ({ signedForm = 1, signedOn, ...signOff }) => {
    const form = currentOn(signedForms, signedOn);
    const hash = hashes.get(form) ?? contentHash(story, policyVersion, form);
    hashes.set(form, hash);
    return signedForm === form.version && signOff.contentHash === hash;
  };
}

/** True if a sign-off names the checklist that was current on its day, and confirms every line of it. */
export function isByWholeChecklist({
  checklist = 1,
  checks,
  signedOn,
}: Pick<SignOff, 'checklist' | 'checks' | 'signedOn'>): boolean {
  const { version, lines } = currentOn(checklists, signedOn);
  return checklist === version && lines.every((line) => checks.includes(line));
}

/** What a moderator brings to a sign-off: the key comes unsealed from the caller. */
export interface Signing {
  readonly moderator: string;
  readonly privateKey: KeyObject;
  readonly signedOn: string;
  readonly checks: SignOff['checks'];
}

/**
 * Signs a story, by the signed form and the checklist of the day. The signature covers RFC 8785 of the record without
 * `signature`.
 */
export function signStory(story: SignableStory, policyVersion: string, signing: Signing): SignOff {
  const { moderator, signedOn, checks } = signing;
  const form = currentOn(signedForms, signedOn);
  const record = {
    moderator,
    contentHash: contentHash(story, policyVersion, form),
    signedOn,
    signedForm: form.version,
    checklist: currentOn(checklists, signedOn).version,
    checks,
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
