import { headerBytes, recipientCount, sealedBytes } from './drop.ts';

/** age's header for our recipients. It is plain text, so whoever holds no key can check it. */
const header = new RegExp(
  `^age-encryption\\.org/v1\\n(?:-> mlkem768x25519 [A-Za-z0-9+/]{1494}\\n[A-Za-z0-9+/]{43}\\n){${recipientCount}}--- [A-Za-z0-9+/]{43}\\n$`,
);

/**
 * Whether bytes could be a sealed message: they have the one size, age’s first line, and exactly the stanzas of our
 * recipients. It needs no key, and is asked before anything else, because a decrypter takes seconds to refuse a
 * header with thousands of stanzas.
 */
export function looksSealed(body: Uint8Array): boolean {
  return body.length === sealedBytes && header.test(String.fromCharCode(...body.subarray(0, headerBytes)));
}
