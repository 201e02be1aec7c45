/**
 * What the form and the intake agree on: one sealed message, in one request, of one size.
 */

/** Where a sealed message is sent, on the site's own origin. */
export const dropPath = '/api/drop';
/** The only type of body that the intake takes. */
export const dropType = 'application/octet-stream';
/** The header that carries the proof of work, and in a refusal what is asked of it (`work.ts`). */
export const workHeader = 'x-work';
/** Where the form finds the moderators' public keys. */
export const bundlePath = '/keys.json';

/**
 * How many recipients a bundle has, no more and no fewer: each adds to the size of a sealed message, and every
 * message must have the same. Three is two moderators and one key kept for recovery.
 */
export const recipientCount = 3;
/** Bytes of a message before it is sealed, padding included. */
export const framedBytes = 32_768;
/** Most bytes of a message's JSON: what the frame has room for beside its length. */
export const longestMessage = framedBytes - 4;

/** Bytes of one recipient stanza of age's `mlkem768x25519`: `-> type share`, then the wrapped key. */
const stanzaBytes = '-> mlkem768x25519 '.length + 1494 + 1 + 43 + 1;
/** Bytes of age's header: its first line, the stanzas, and the line with the MAC. */
export const headerBytes = 'age-encryption.org/v1\n'.length + recipientCount * stanzaBytes + 4 + 43 + 1;
/** Bytes of every sealed message of every kind: header, the payload's nonce, and one encrypted chunk with its tag. */
export const sealedBytes = headerBytes + 16 + framedBytes + 16;
