import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { partnerCodeInFours, readPartnerCode } from '#envelope/partner-code.ts';
import { partnersIn } from '#intake/partners.ts';

const code = '0123456789abcdef0123456789abcdef';
const other = 'f'.repeat(32);
const hashOf = (digits: string) => createHash('sha256').update(digits).digest('hex');

describe('the code of a partner', () => {
  it.each([
    code,
    partnerCodeInFours(code),
    '0123 4567 89AB CDEF 0123 4567 89ab cdef',
    `Partner code of Another Story\n\n${partnerCodeInFours(code)}\n\nLoad it for one visit.\n`,
  ])('is read however it was written: %s', (typed) => {
    expect(readPartnerCode(typed)).toBe(code);
  });

  it.each(['', 'hush', code.slice(1), `${code}0`, `0${code}`, `${code} ${other}`, hashOf(code)])(
    'is not read out of “%s”',
    (typed) => {
      expect(readPartnerCode(typed)).toBeUndefined();
    },
  );
});

describe('the intake’s list of partners', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'partners-'));
    path = join(folder, 'partners.txt');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('knows a partner by the hash of their code, and nobody else', async () => {
    writeFileSync(path, `${hashOf(other)}\n${hashOf(code)}\n`);
    const isPartner = partnersIn(path);
    expect(await isPartner(code)).toBe(true);
    expect(await isPartner(partnerCodeInFours(other))).toBe(true);
    for (const sent of [undefined, '', 'x', hashOf(code), `${code}0`, 'e'.repeat(32)])
      expect(await isPartner(sent)).toBe(false);
  });

  it('lets in nobody by a code that stands in the file itself, nor by an empty one', async () => {
    writeFileSync(path, `${code}\n${hashOf('')}\n`);
    const isPartner = partnersIn(path);
    for (const sent of [code, '', 'x']) expect(await isPartner(sent)).toBe(false);
  });

  it('is read again within half a minute, so that a code can be revoked without a restart', async () => {
    let now = 0;
    const isPartner = partnersIn(path, () => now);
    expect(await isPartner(code)).toBe(false);
    writeFileSync(path, hashOf(code));
    now += 30_000;
    expect(await isPartner(code)).toBe(true);
    writeFileSync(path, '');
    now += 30_000;
    expect(await isPartner(code)).toBe(false);
  });
});
