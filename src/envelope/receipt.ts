import { scryptAsync } from '@noble/hashes/scrypt.js';
import { receiptWords } from './receipt-words.ts';

/** How a teller may keep a receipt. */
export const receiptKinds = { words: 'Seven words', digits: 'Sixteen digits', none: 'No receipt' } as const;
export type ReceiptKind = keyof typeof receiptKinds;

/** Seven of 1,296 words: 72 bits. */
const words = 7;
/** Sixteen digits: 53 bits. They are for people who find words harder to keep. */
const digits = 16;
const label = new TextEncoder().encode('another-story/receipt/1');

/** A new receipt in the form people write down: words with spaces between, or digits in fours. */
export function newReceipt(kind: 'words' | 'digits'): string {
  if (kind === 'words')
    return Array.from({ length: words }, () => receiptWords[below(receiptWords.length)]).join(' ');
  return inFours(Array.from({ length: digits }, () => below(10)).join(''));
}

/**
 * The receipt that somebody typed, in the form in which it was made. It does not matter how it was spaced,
 * capitalised or joined.
 *
 * @returns undefined if it is no receipt
 */
export function readReceipt(typed: string): string | undefined {
  const parts =
    typed
      .toLowerCase()
      .normalize('NFKC')
      .match(/[a-z]+|\d+/g) ?? [];
  const joined = parts.join('');
  if (/^\d+$/.test(joined)) return joined.length === digits ? inFours(joined) : undefined;
  return parts.length === words && parts.every((part) => known.has(part)) ? parts.join(' ') : undefined;
}

/**
 * What a message carries in place of the receipt. Whoever opens the message can match it with a receipt, and cannot
 * find the receipt from it. It is the first 16 bytes of scrypt (N = 2^15, r = 8, p = 1), which takes about a third of
 * a second on a phone.
 *
 * @param receipt as {@link newReceipt} or {@link readReceipt} gives it
 * @returns 32 hexadecimal digits
 */
export async function receiptIdOf(receipt: string): Promise<string> {
  const id = await scryptAsync(receipt, label, { N: 2 ** 15, r: 8, p: 1, dkLen: 16 });
  return Array.from(id, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const known: ReadonlySet<string> = new Set(receiptWords);

function inFours(number: string): string {
  return number.replace(/(.{4})(?=.)/g, '$1 ');
}

/**
 * A random whole number from 0 to `count` - 1, each as likely as the next. Numbers past the last whole round of
 * `count` are drawn again.
 */
function below(count: number): number {
  const usable = 2 ** 32 - (2 ** 32 % count);
  const drawn = new Uint32Array(1);
  do crypto.getRandomValues(drawn);
  while ((drawn[0] as number) >= usable);
  return (drawn[0] as number) % count;
}
