import { scrypt } from '@noble/hashes/scrypt.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { askedInHeader, readAsked, type WorkAsked } from './work-asked.ts';

/**
 * How much work a proof takes. Two kinds, because the cheap one is dear to check nothing with, and the dear one is fair: a program in C
 * does SHA-256 some twenty times as fast as a page, and scrypt about twice.
 */
export interface WorkRules {
  /** Leading zero bits of the SHA-256 that every proof needs. It is checked before a body is read. */
  readonly bits: number;
  /** For each step of difficulty: leading zero bits of a scrypt, from none up. */
  readonly memoryBits: readonly number[];
}

/**
 * A million SHA-256, a second or two on a phone; from step 1 on, which is asked for while a spool fills up, 32 scrypts as well, and twice as
 * many at each further step: from a quarter of a second to a quarter of a minute on a usual machine.
 */
export const usualWork: WorkRules = { bits: 20, memoryBits: [0, 5, 6, 7, 8, 9, 10, 11] };

/** 2 MB and 4 ms a check in Node, 7 ms a try in a page. */
export const memoryCost = { N: 2 ** 11, r: 8, p: 1, dkLen: 8 } as const;
export const memorySalt = new TextEncoder().encode('drop/2 work');

/** About how many SHA-256 take as long as one scrypt, in a page. */
const hashesOfOneTry = 6000;

/** A proof of work. It serves for one body, one day, one epoch and one difficulty. */
export interface WorkProof extends WorkAsked {
  /** SHA-256 of the body, in hexadecimal. */
  readonly hash: string;
  /** What gave the scrypt its zeros, and what gave them to the SHA-256. */
  readonly seed: number;
  readonly nonce: number;
}

/** Short enough that all of it fills one block of SHA-256: 55 bytes. */
const label = new TextEncoder().encode('drop/2');
const [dayAt, seedAt, nonceAt, blockBytes] = [38, 47, 51, 55];

/** The hash that a proof of work is bound to, so that no proof serves for two messages. */
export function bodyHash(body: Uint8Array): Uint8Array {
  return sha256(body);
}

/** A proof as it travels: `day.epoch.step.seed.nonce.hash`, the last three in hexadecimal. */
export function proofInHeader(proof: WorkProof): string {
  return [askedInHeader(proof), inHex(proof.seed), inHex(proof.nonce), proof.hash].join('.');
}

/** A proof that came; undefined if it is not in the one form. */
export function readProof(header: string): WorkProof | undefined {
  const [, asked = '', seed = '', nonce = '', hash = ''] =
    /^([\d.]{1,20})\.([0-9a-f]{8})\.([0-9a-f]{8})\.([0-9a-f]{64})$/.exec(header) ?? [];
  const read = readAsked(asked);
  return read && { ...read, seed: Number.parseInt(seed, 16), nonce: Number.parseInt(nonce, 16), hash };
}

/** Whether the first half of a proof holds: the SHA-256, which takes a millionth of a second to check. */
export function isWorkDone(proof: WorkProof, { bits }: WorkRules = usualWork): boolean {
  return leadingZeros(sha256(blockOf(proof))) >= bits;
}

/** What scrypt is made of in a proof. Whether it is as it should be, {@link isMemoryWork} judges. */
export function memoryInput(proof: WorkProof): Uint8Array {
  return blockOf(proof).subarray(0, nonceAt);
}

/** Whether what scrypt made has the zeros that a step needs. */
export function isMemoryWork(made: Uint8Array, step: number, { memoryBits }: WorkRules = usualWork): boolean {
  return leadingZeros(made) >= (memoryBits[step] ?? Number.POSITIVE_INFINITY);
}

/**
 * Does the work in stretches, so that the caller can show progress and can stop.
 *
 * @yields how much is done, as a share of what is usual; it may come to more than 1
 * @returns the proof, for the header
 */
export function* doWork(
  hash: Uint8Array,
  asked: WorkAsked,
  { bits, memoryBits }: WorkRules = usualWork,
  stretch = 20_000,
): Generator<number, string> {
  const proof = { ...asked, hash: bytesToHex(hash), seed: 0, nonce: 0 };
  const block = blockOf(proof);
  const view = new DataView(block.buffer);
  const memory = memoryBits[asked.step] ?? 0;
  const usual = 2 ** bits + (memory > 0 ? 2 ** memory * hashesOfOneTry : 0);
  let done = 0;
  if (memory > 0) {
    while (leadingZeros(scrypt(block.subarray(0, nonceAt), memorySalt, memoryCost)) < memory) {
      proof.seed += 1;
      view.setUint32(seedAt, proof.seed);
      done += hashesOfOneTry;
      yield done / usual;
    }
  }
  for (; ; proof.nonce += 1) {
    view.setUint32(nonceAt, proof.nonce);
    if (leadingZeros(sha256(block)) >= bits) return proofInHeader(proof);
    done += 1;
    if (proof.nonce % stretch === stretch - 1) yield done / usual;
  }
}

function blockOf({ hash, day, epoch, step, seed, nonce }: WorkProof): Uint8Array<ArrayBuffer> {
  const block = new Uint8Array(blockBytes);
  block.set(label);
  block.set(hexToBytes(hash), label.length);
  const view = new DataView(block.buffer);
  view.setUint32(dayAt, day);
  view.setUint32(dayAt + 4, epoch);
  view.setUint8(dayAt + 8, step);
  view.setUint32(seedAt, seed);
  view.setUint32(nonceAt, nonce);
  return block;
}

function inHex(number: number): string {
  return number.toString(16).padStart(8, '0');
}

function leadingZeros(hash: Uint8Array): number {
  const first = hash.findIndex((byte) => byte !== 0);
  return first === -1 ? hash.length * 8 : first * 8 + Math.clz32(hash[first] as number) - 24;
}
