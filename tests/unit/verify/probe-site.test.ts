import { expect, it } from 'vitest';
import { openMessage } from '#envelope/open.ts';
import { isProbe } from '#envelope/probe.ts';
import { looksSealed } from '#envelope/shape.ts';
import { bodyHash, isWorkDone, readProof, type WorkProof } from '#envelope/work.ts';
import { probeSite } from '#verify/probe-site.ts';
import { makeKeys, makeMessage, makeWithdrawal } from '../../fixtures/sealing.ts';
import { makeSigner, pinsOfAll, signedKeys } from '../../fixtures/signed-keys.ts';

const signers = [makeSigner('ailsa'), makeSigner('bryce')];
const pins = pinsOfAll(signers);
const today = '2026-12-01';
const url = 'https://stories.example.org';

it('a test message is sealed as the form seals, with its work, and opens as one', async () => {
  const { secrets, bundle } = await makeKeys();
  const sent: { body: Uint8Array; nonce: string; type: string }[] = [];
  const site: typeof fetch = async (input, init) => {
    if (String(input).endsWith('/keys.json')) return Response.json(signedKeys(bundle, signers));
    const headers = new Headers(init?.headers);
    sent.push({
      body: init?.body as Uint8Array,
      nonce: headers.get('x-work') ?? '',
      type: headers.get('content-type') ?? '',
    });
    return new Response(null, { status: 202 });
  };
  expect(await probeSite(url, pins, today, true, site)).toMatchObject({ isTaken: true });
  const [only] = sent;
  expect(looksSealed(only?.body as Uint8Array)).toBe(true);
  const proof = readProof(only?.nonce ?? '') as WorkProof;
  expect(isWorkDone(proof)).toBe(true);
  expect(proof).toMatchObject({
    hash: Buffer.from(bodyHash(only?.body as Uint8Array)).toString('hex'),
    epoch: bundle.epoch,
  });
  expect(only?.type).toBe('application/octet-stream');
  expect(isProbe(await openMessage(only?.body as Uint8Array, secrets))).toBe(true);
});

it('the work is done again as the site asks', async () => {
  const { bundle } = await makeKeys();
  const proofs: (WorkProof | undefined)[] = [];
  const site: typeof fetch = async (input, init) => {
    if (String(input).endsWith('/keys.json')) return Response.json(signedKeys(bundle, signers));
    proofs.push(readProof(new Headers(init?.headers).get('x-work') ?? ''));
    return proofs.length === 1
      ? new Response(null, { status: 428, headers: { 'x-work': '20000.7.0' } })
      : new Response(null, { status: 202 });
  };
  expect(await probeSite(url, pins, today, true, site)).toMatchObject({ isTaken: true });
  expect(proofs).toHaveLength(2);
  expect(proofs[1]).toMatchObject({ day: 20_000, epoch: 7, step: 0 });
});

it('no test message is sealed to keys that two moderators have not signed', async () => {
  const { bundle } = await makeKeys();
  const keys = signedKeys(bundle, signers.slice(1));
  const outcome = await probeSite(url, pins, today, true, async () => Response.json(keys));
  expect(outcome).toEqual({ isTaken: false, says: expect.stringContaining('fewer than 2') });
});

it('it is said when the form is closed, when the intake refuses, and when nobody answers', async () => {
  const { bundle } = await makeKeys();
  const says = async (site: typeof fetch) => (await probeSite(url, pins, today, true, site)).says;
  expect(await says(async () => new Response(null, { status: 404 }))).toContain('the form is closed');
  const full: typeof fetch = async (input) =>
    String(input).endsWith('/keys.json')
      ? Response.json(signedKeys(bundle, signers))
      : new Response(null, { status: 507 });
  expect(await says(full)).toContain('answers 507');
  expect(await says(() => Promise.reject(new Error('no network')))).toContain('no network');
});

it('stories and withdrawals are no test messages', () => {
  expect([makeMessage(), makeWithdrawal()].filter(isProbe)).toEqual([]);
});
