import { createHash, scryptSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bodyHash,
  doWork,
  isMemoryWork,
  isWorkDone,
  memoryInput,
  proofInHeader,
  readProof,
  usualWork,
  type WorkProof,
  type WorkRules,
} from '#envelope/work.ts';
import { askedInHeader, readAsked, type WorkAsked, workGuessed } from '#envelope/work-asked.ts';
import { propertyRuns } from '../../fixtures/property-runs.ts';

const hash = bodyHash(new TextEncoder().encode('a body'));
const asked: WorkAsked = { day: 20_000, epoch: 3, step: 0 };
/** Few bits, because what is tested is not how long it takes. */
const rules: WorkRules = { bits: 10, memoryBits: [0, 2, 3] };

/** Works to the end. */
function worked(
  of: WorkAsked = asked,
  by = rules,
  stretch?: number,
): { proof: WorkProof; told: readonly number[] } {
  const told: number[] = [];
  const work = doWork(hash, of, by, stretch);
  for (;;) {
    const { done, value } = work.next();
    if (done) return { proof: readProof(value) as WorkProof, told };
    told.push(value);
  }
}

/** What a proof is made of, as `work.ts` says it: label, hash, day, epoch, step, seed, nonce. */
function blockOf({ hash: of, day, epoch, step, seed, nonce }: WorkProof): Buffer {
  const block = Buffer.alloc(55);
  block.write('drop/2');
  block.write(of, 6, 'hex');
  block.writeUInt32BE(day, 38);
  block.writeUInt32BE(epoch, 42);
  block.writeUInt8(step, 46);
  block.writeUInt32BE(seed, 47);
  block.writeUInt32BE(nonce, 51);
  return block;
}
const zerosOf = (bytes: Uint8Array) =>
  Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0'))
    .join('')
    .indexOf('1');
const scrypted = (proof: WorkProof) =>
  scryptSync(blockOf(proof).subarray(0, 51), 'drop/2 work', 8, { N: 2048, r: 8, p: 1 });

describe('a proof of work', () => {
  it('is taken for the body, day, epoch and step that it was done on', () => {
    const { proof } = worked();
    expect(isWorkDone(proof, rules)).toBe(true);
    expect(proof).toMatchObject({ ...asked, hash: Buffer.from(hash).toString('hex') });
  });

  it.each<[string, Partial<WorkProof>]>([
    ['body', { hash: '0'.repeat(64) }],
    ['day', { day: 20_001 }],
    ['epoch', { epoch: 4 }],
    ['step', { step: 1 }],
    ['seed', { seed: 1 }],
    ['nonce', { nonce: 4_000_000_000 }],
  ])('is not taken for another %s', (_what, change) => {
    const strict = { bits: 16, memoryBits: [0] };
    const { proof } = worked(asked, strict);
    expect(isWorkDone(proof, strict)).toBe(true);
    expect(isWorkDone({ ...proof, ...change }, strict)).toBe(false);
  });

  it('is the first nonce that does: no other before it is taken', () => {
    const { proof } = worked();
    for (let nonce = 0; nonce < proof.nonce; nonce += 1)
      expect(isWorkDone({ ...proof, nonce }, rules)).toBe(false);
  });

  it('is SHA-256 over label, hash, day, epoch, step, seed and nonce, as another library computes it', () => {
    const { proof } = worked(asked, { bits: 12, memoryBits: [0] });
    expect(zerosOf(createHash('sha256').update(blockOf(proof)).digest())).toBeGreaterThanOrEqual(12);
  });

  it('asks for 20 bits, a million tries more or less, and for scrypt only at the steps above', () => {
    expect(usualWork.bits).toBe(20);
    expect(usualWork.memoryBits).toEqual([0, 5, 6, 7, 8, 9, 10, 11]);
    expect(isWorkDone(worked().proof)).toBe(false);
  });

  it('is judged by leading zero bits, to the bit', () => {
    const proof = { ...asked, hash: Buffer.from(hash).toString('hex'), seed: 0, nonce: 0 };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0, max: 24 }), (nonce, bits) => {
        const found = createHash('sha256')
          .update(blockOf({ ...proof, nonce }))
          .digest();
        expect(isWorkDone({ ...proof, nonce }, { bits, memoryBits: [0] })).toBe(zerosOf(found) >= bits);
      }),
      { numRuns: propertyRuns(10_000) },
    );
  });

  it('tells after every stretch how much of the usual work is done, so that whoever waits can see it or stop', () => {
    const { proof, told } = worked(asked, { bits: 12, memoryBits: [0] }, 100);
    expect(told).toEqual(
      Array.from({ length: Math.floor(proof.nonce / 100) }, (_, index) => ((index + 1) * 100) / 4096),
    );
  });
});

describe('more work, while a spool fills up', () => {
  it('is a scrypt with zeros beside the SHA-256, as Node computes it', () => {
    const { proof } = worked({ ...asked, step: 2 });
    expect(zerosOf(scrypted(proof))).toBeGreaterThanOrEqual(3);
    expect(Buffer.from(memoryInput(proof))).toEqual(blockOf(proof).subarray(0, 51));
    expect(isMemoryWork(scrypted(proof), 2, rules)).toBe(true);
    expect(isWorkDone(proof, rules)).toBe(true);
  });

  it('is not taken with a zero too few, nor for a step that there is not', () => {
    const made = Buffer.from([0b0010_0000, 0, 0]);
    expect([0, 1, 2, 3].map((step) => isMemoryWork(made, step, rules))).toEqual([true, true, false, false]);
  });

  it('is counted into what is done, so that progress is honest', () => {
    const { proof, told } = worked({ ...asked, step: 2 }, { bits: 1, memoryBits: [0, 2, 3] });
    expect(told).toHaveLength(proof.seed);
    expect(told.at(-1) ?? 0).toBeCloseTo((proof.seed * 6000) / (2 + 8 * 6000));
  });
});

describe('a proof in a header', () => {
  const proof: WorkProof = { ...asked, step: 7, hash: 'ab'.repeat(32), seed: 1, nonce: 0xffff_ffff };

  it('comes back as it was', () => {
    expect(readProof(proofInHeader(proof))).toEqual(proof);
    expect(proofInHeader(proof)).toBe(`20000.3.7.00000001.ffffffff.${'ab'.repeat(32)}`);
  });

  it.each([
    '',
    '20000.3.7',
    `20000.3.7.00000001.ffffffff.${'AB'.repeat(32)}`,
    `20000.3.7.1.ffffffff.${'ab'.repeat(32)}`,
    `20000.3.7.00000001.ffffffff.${'ab'.repeat(31)}`,
    `20000.3.-7.00000001.ffffffff.${'ab'.repeat(32)}`,
    `20000.3..00000001.ffffffff.${'ab'.repeat(32)}`,
    `20000.3.7.8.00000001.ffffffff.${'ab'.repeat(32)}`,
    `99999999.3.7.00000001.ffffffff.${'ab'.repeat(32)}`,
    `20000.3.7.00000001.ffffffff.${'ab'.repeat(32)}\n`,
    ` 20000.3.7.00000001.ffffffff.${'ab'.repeat(32)}`,
  ])('is refused when it is "%s"', (header) => {
    expect(readProof(header)).toBeUndefined();
  });
});

describe('what is asked', () => {
  it('is said as it is read', () => {
    expect(readAsked(askedInHeader({ day: 20_000, epoch: 3, step: 7 }))).toEqual({
      day: 20_000,
      epoch: 3,
      step: 7,
    });
    for (const wrong of [null, '', '1.2', '1.2.3.4', 'x.1.1', '1.1.1 '])
      expect(readAsked(wrong)).toBeUndefined();
  });

  it('is guessed by the day of this device, as if there were room', () => {
    expect(workGuessed(3, Date.parse('2026-12-01T23:59:59Z'))).toEqual({ day: 20_788, epoch: 3, step: 0 });
  });
});
