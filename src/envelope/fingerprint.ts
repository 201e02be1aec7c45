import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { receiptWords } from './receipt-words.ts';

/** How many words a fingerprint has. Six of 1,296 are 62 bits: too many to make keys that look like ours. */
const words = 6;

/**
 * The fingerprint of public keys, in six words that can be said on the phone and printed. It is of the keys alone: another
 * order, another signature or another last day does not change it, and one other key does.
 *
 * @param recipients `age1pq1…`
 * @returns words with spaces between
 */
export function fingerprintOf(recipients: readonly string[]): string {
  const text = ['another-story/key-fingerprint/1', ...[...recipients].sort()].join('\n');
  let rest = BigInt(`0x${bytesToHex(sha256(new TextEncoder().encode(text)))}`);
  const base = BigInt(receiptWords.length);
  return Array.from({ length: words }, () => {
    const word = receiptWords[Number(rest % base)] as string;
    rest /= base;
    return word;
  }).join(' ');
}
