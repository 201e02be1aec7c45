import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BadSetting, intakeConfig } from '#intake/config.ts';
import { epochWhileKeysHold } from '#intake/opening.ts';
import { makeKeys } from '../../fixtures/sealing.ts';
import { makeSigner, pinsOfAll, signedKeys } from '../../fixtures/signed-keys.ts';

test('an intake needs no settings to be tried', () => {
  expect(intakeConfig({})).toEqual({
    spool: '.another-story/intake',
    host: '127.0.0.1',
    port: 4322,
    most: 2000,
    keptForPartners: 200,
    partners: '.another-story/partners.txt',
  });
});

test.for([
  ['INTAKE_PORT', 'eighty', 'a whole number from 0 to 65535'],
  ['INTAKE_PORT', '-1', 'a whole number'],
  ['INTAKE_MOST', '0', 'a whole number from 1'],
  ['INTAKE_MOST', '1e3', 'a whole number'],
  ['INTAKE_KEPT_FOR_PARTNERS', '2001', 'from 0 to 2000'],
  ['INTAKE_PARTNERS', `${'0'.repeat(64)} ${'1'.repeat(64)}`, 'names a file'],
  ['INTAKE_PARTNERS', '0123-4567-89ab-cdef-0123-4567-89ab-cdef', 'names a file'],
  ['INTAKE_SPOOL', 'nats://one:4222', 'SPOOL'],
  ['SPOOL', 'one:4222', 'nats://user:password@host:4222'],
  ['SPOOL', 'https://one', 'nats://'],
  ['SPOOL', 'nats://one/place', 'nats://'],
  ['SPOOL', 'nats://one,two', 'nats://'],
] as const)('%s may not be "%s", and the error says what to write', ([name, value, says]) => {
  expect(() => intakeConfig({ [name]: value })).toThrow(BadSetting);
  expect(() => intakeConfig({ [name]: value })).toThrow(name);
  expect(() => intakeConfig({ [name]: value })).toThrow(says);
});

test('servers are named with who they know, and three of them keep each message three times', () => {
  expect(intakeConfig({ SPOOL: 'nats://intake:a%20b@one' }).servers).toEqual({
    hosts: ['one:4222'],
    user: 'intake',
    password: 'a b',
    copies: 1,
  });
  expect(intakeConfig({ SPOOL: 'nats://one:1, nats://two:2, nats://three:3' }).servers).toEqual({
    hosts: ['one:1', 'two:2', 'three:3'],
    copies: 3,
  });
});

test('a password that stands in an address is not repeated in an error', () => {
  expect(() => intakeConfig({ SPOOL: 'nats://intake:hush@' })).not.toThrow('hush');
});

test('a partner’s code that was written where a file is to be named is not repeated in the error', () => {
  const code = '0123-4567-89ab-cdef-0123-4567-89ab-cdef';
  expect(() => intakeConfig({ INTAKE_PARTNERS: code })).not.toThrow('cdef');
  expect(() => intakeConfig({ INTAKE_PARTNERS: code })).toThrow('a hash or a code');
});

test('an intake is open while there are keys that hold, and no longer', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'keys-'));
  try {
    const path = join(folder, 'keys.json');
    let now = Date.parse('2026-12-01T12:00:00Z');
    const signers = [makeSigner('ailsa'), makeSigner('bryce')];
    const pins = pinsOfAll(signers);
    const epoch = epochWhileKeysHold(path, pins, true, () => now);
    const isOpen = async () => (await epoch()) !== undefined;
    expect(await isOpen()).toBe(false);
    const { bundle } = await makeKeys();
    const signed = signedKeys({ ...bundle, notAfter: '2026-12-02' }, signers);
    writeFileSync(path, JSON.stringify(signed));
    now += 60_000;
    expect(await isOpen()).toBe(true);
    now = Date.parse('2026-12-03T00:00:00Z');
    expect(await isOpen()).toBe(false);
    writeFileSync(
      path,
      JSON.stringify(signedKeys({ ...bundle, notAfter: '2027-01-01', demo: true }, signers)),
    );
    now += 60_000;
    expect(await isOpen()).toBe(false);
    expect(await epochWhileKeysHold(path, pins, false, () => now)()).toBe(bundle.epoch);
    writeFileSync(path, '{');
    now += 60_000;
    expect(await isOpen()).toBe(false);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('an intake is closed while its keys are not signed by two whom it knows', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'keys-'));
  try {
    const path = join(folder, 'keys.json');
    const { bundle } = await makeKeys();
    const signers = [makeSigner('ailsa'), makeSigner('bryce')];
    const signed = signedKeys(bundle, signers);
    const isOpen = async (keys: unknown) => {
      writeFileSync(path, JSON.stringify(keys));
      const epoch = epochWhileKeysHold(path, pinsOfAll(signers), true, () => Date.parse('2026-12-01'));
      return (await epoch()) !== undefined;
    };
    expect(await isOpen(signed)).toBe(true);
    expect(await isOpen(bundle)).toBe(false);
    expect(await isOpen({ ...signed, signatures: signed.signatures.slice(1) })).toBe(false);
    const others = await makeKeys();
    const [one, two] = bundle.recipients;
    const swapped = { ...bundle, recipients: [one, two, others.bundle.recipients[2]] };
    expect(await isOpen({ ...signed, bundle: swapped })).toBe(false);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
