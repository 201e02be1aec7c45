import { sha256 } from '@noble/hashes/sha2.js';

/**
 * Leading zero bits that a proof of work needs: about a million hashes, a second or two on a phone. It slows floods
 * of messages down, and does no more than that.
 */
export const workBits = 20;
/** Short enough that label, hash and nonce fill one block of SHA-256. */
const label = new TextEncoder().encode('drop/1 work');
const nonceAt = label.length + 32;

/** The hash that a proof of work is bound to, so that no proof serves for two messages. */
export function bodyHash(body: Uint8Array): Uint8Array {
  return sha256(body);
}

/**
 * Whether a nonce proves work on a body.
 *
 * @param nonce 16 hexadecimal digits, as in the header
 */
export function isWorkDone(hash: Uint8Array, nonce: string, bits = workBits): boolean {
  if (!/^[0-9a-f]{16}$/.test(nonce)) return false;
  const block = blockOf(hash);
  new DataView(block.buffer).setBigUint64(nonceAt, BigInt(`0x${nonce}`));
  return leadingZeros(sha256(block)) >= bits;
}

/**
 * Looks for a nonce in stretches, so that the caller can show progress and can stop.
 *
 * @yields how many nonces were tried so far
 * @returns the nonce, 16 hexadecimal digits
 */
export function* doWork(hash: Uint8Array, bits = workBits, stretch = 20_000): Generator<number, string> {
  const block = blockOf(hash);
  const view = new DataView(block.buffer);
  for (let tried = 0; ; tried += 1) {
    // The upper half stays 0: 2^32 nonces are four thousand times what is needed.
    view.setUint32(nonceAt + 4, tried);
    if (leadingZeros(sha256(block)) >= bits) return tried.toString(16).padStart(16, '0');
    if (tried % stretch === stretch - 1) yield tried + 1;
  }
}

function blockOf(hash: Uint8Array): Uint8Array<ArrayBuffer> {
  const block = new Uint8Array(nonceAt + 8);
  block.set(label);
  block.set(hash, label.length);
  return block;
}

function leadingZeros(hash: Uint8Array): number {
  const first = hash.findIndex((byte) => byte !== 0);
  return first === -1 ? hash.length * 8 : first * 8 + Math.clz32(hash[first] as number) - 24;
}
