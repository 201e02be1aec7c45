import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyHash, doWork, isWorkDone, workBits } from '#envelope/work.ts';
import { propertyRuns } from '../../fixtures/property-runs.ts';

const hash = bodyHash(new TextEncoder().encode('a body'));
const other = bodyHash(new TextEncoder().encode('a bodx'));

/** Works to the end. Few bits, because what is tested is not how long it takes. */
function worked(of: Uint8Array, bits = 10, stretch?: number): { nonce: string; told: readonly number[] } {
  const told: number[] = [];
  const work = doWork(of, bits, stretch);
  for (;;) {
    const { done, value } = work.next();
    if (done) return { nonce: value, told };
    told.push(value);
  }
}

describe('a proof of work', () => {
  it('is taken for the body that it was done on', () => {
    expect(isWorkDone(hash, worked(hash).nonce, 10)).toBe(true);
  });

  it('is not taken for another body', () => {
    expect(isWorkDone(other, worked(hash, 14).nonce, 14)).toBe(false);
  });

  it('is the first nonce that does: no other before it is taken', () => {
    const { nonce } = worked(hash);
    for (let before = 0; before < Number.parseInt(nonce, 16); before += 1)
      expect(isWorkDone(hash, before.toString(16).padStart(16, '0'), 10)).toBe(false);
  });

  it('is SHA-256 over label, hash of the body and nonce, as another library computes it', () => {
    const { nonce } = worked(hash, 12);
    const block = Buffer.concat([Buffer.from('drop/1 work'), hash, Buffer.from(nonce, 'hex')]);
    expect(createHash('sha256').update(block).digest().readUInt16BE(0) >> 4).toBe(0);
  });

  it('asks for 20 bits: a million tries, more or less', () => {
    expect(workBits).toBe(20);
    const { nonce } = worked(hash, 10);
    expect(isWorkDone(hash, nonce)).toBe(false);
  });

  it('is judged by leading zero bits, to the bit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0, max: 24 }), (tried, bits) => {
        const nonce = tried.toString(16).padStart(16, '0');
        const block = Buffer.concat([Buffer.from('drop/1 work'), hash, Buffer.from(nonce, 'hex')]);
        const found = createHash('sha256').update(block).digest();
        const zeros = Array.from(found, (byte) => byte.toString(2).padStart(8, '0'))
          .join('')
          .indexOf('1');
        expect(isWorkDone(hash, nonce, bits)).toBe(zeros >= bits);
      }),
      { numRuns: propertyRuns(10_000) },
    );
  });

  it.each([
    '',
    '0',
    '00000000000000000',
    'GGGGGGGGGGGGGGGG',
    '0x00000000000000',
    ' 000000000000000',
    '000000000000000\n',
    'ABCDEF0123456789',
  ])('is refused when its nonce is "%s", whatever was asked for', (nonce) => {
    expect(isWorkDone(hash, nonce, 0)).toBe(false);
  });

  it('tells after every stretch how far it is, so that whoever waits can see it or stop', () => {
    const { nonce, told } = worked(hash, 12, 100);
    const tries = Number.parseInt(nonce, 16) + 1;
    expect(told).toEqual(
      Array.from({ length: Math.floor((tries - 1) / 100) }, (_, index) => (index + 1) * 100),
    );
  });
});
