import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { dropPath, dropType, sealedBytes, workHeader } from '#envelope/drop.ts';
import { intakeApp, partnerHeader } from '#intake/app.ts';
import type { Lane, Spool } from '#intake/spool.ts';
import { nonceFor, sealedLookalike } from '../../fixtures/sealed.ts';

const bits = 4;
const code = 'the-code-of-a-partner';
const partners = [createHash('sha256').update(code).digest('hex')];

function intake(
  said: 'stored' | 'known' | 'full' = 'stored',
  more: { isOpen?: boolean; atOnce?: number } = {},
) {
  const kept: { body: Uint8Array; lane: Lane }[] = [];
  const spool: Pick<Spool, 'put'> = {
    put: async (body, lane) => {
      if (said !== 'full') kept.push({ body, lane });
      return said;
    },
  };
  const { isOpen = true, ...rest } = more;
  return { app: intakeApp({ spool, isOpen: () => isOpen, partners, bits, ...rest }), kept };
}

function send(
  app: ReturnType<typeof intake>['app'],
  body: Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
) {
  return app.request(dropPath, {
    method: 'POST',
    body,
    headers: {
      'content-type': dropType,
      'content-length': String(body.length),
      [workHeader]: nonceFor(body, bits),
      ...headers,
    },
  });
}

describe('the intake', () => {
  test('takes a sealed message as it is, and says so alike for a new one and one that it has', async () => {
    const body = sealedLookalike();
    const { app, kept } = intake();
    const first = await send(app, body);
    expect(first.status).toBe(202);
    expect(kept[0]?.body).toEqual(body);
    const again = await send(intake('known').app, body);
    expect([again.status, await again.text()]).toEqual([202, await first.text()]);
  });

  test('is closed while there are no keys, before it reads anything', async () => {
    const { app, kept } = intake('stored', { isOpen: false });
    const answer = await send(app, sealedLookalike());
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).not.toBeNull();
    expect(kept).toEqual([]);
  });

  test.for([
    ['of another type', 415, { 'content-type': 'text/plain' }],
    ['of another size by its own word', 413, { 'content-length': String(sealedBytes - 1) }],
    ['that proves no work', 400, { [workHeader]: '' }],
    ['with work that is not in the right form', 400, { [workHeader]: 'zz' }],
  ] as const)('refuses a message %s', async ([, status, headers]) => {
    const { app, kept } = intake();
    expect((await send(app, sealedLookalike(), headers)).status).toBe(status);
    expect(kept).toEqual([]);
  });

  test('refuses a message that does not say how long it is', async () => {
    const { app } = intake();
    const answer = await app.request(dropPath, {
      method: 'POST',
      body: 'x',
      headers: { 'content-type': dropType },
    });
    expect(answer.status).toBe(411);
  });

  test('refuses what is not sealed, such as a header with thousands of recipients', async () => {
    const stanzas = '-> X25519 AAAA\nAAAA\n'.repeat(2500);
    const body = new Uint8Array(sealedBytes);
    body.set(new TextEncoder().encode(`age-encryption.org/v1\n${stanzas}`).subarray(0, sealedBytes));
    const { app, kept } = intake();
    expect((await send(app, body)).status).toBe(400);
    expect(kept).toEqual([]);
  });

  test('refuses work that was done for another message', async () => {
    const { app } = intake();
    const one = sealedLookalike();
    // With so few bits another message’s work fits one time in sixteen: find one that does not.
    for (let other = sealedLookalike(); ; other = sealedLookalike()) {
      const answer = await send(app, one, { [workHeader]: nonceFor(other, 16) });
      if (answer.status === 400) return;
    }
  });

  test('says that there is no room, and keeps nothing', async () => {
    const { app, kept } = intake('full');
    expect((await send(app, sealedLookalike())).status).toBe(507);
    expect(kept).toEqual([]);
  });

  test('has a lane for partners, which only their code opens', async () => {
    const { app, kept } = intake();
    for (const headers of [{}, { [partnerHeader]: 'wrong' }, { [partnerHeader]: code }])
      await send(app, sealedLookalike(), headers);
    expect(kept.map(({ lane }) => lane)).toEqual(['anybody', 'anybody', 'partner']);
  });

  test('asks to wait when too many are on their way, and still has a place for a partner', async () => {
    const releases: (() => void)[] = [];
    const spool: Pick<Spool, 'put'> = {
      put: () => new Promise((resolve) => releases.push(() => resolve('stored'))),
    };
    const app = intakeApp({ spool, isOpen: () => true, partners, bits, atOnce: 4 });
    const waiting = Array.from({ length: 4 }, () => send(app, sealedLookalike()));
    await expect.poll(() => releases.length).toBe(4);
    expect((await send(app, sealedLookalike())).status).toBe(503);
    const partner = send(app, sealedLookalike(), { [partnerHeader]: code });
    await expect.poll(() => releases.length).toBe(5);
    for (const release of releases) release();
    expect((await partner).status).toBe(202);
    expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual([202, 202, 202, 202]);
    const later = send(app, sealedLookalike());
    await expect.poll(() => releases.length).toBe(6);
    releases.at(-1)?.();
    expect((await later).status).toBe(202);
  });

  test.for(['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('does not know %s', async (method) => {
    const { app } = intake();
    const answer = await app.request(dropPath, { method });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('tells nobody what went wrong inside', async () => {
    const spool: Pick<Spool, 'put'> = {
      put: () => Promise.reject(new Error('the disk at /secret/place is broken')),
    };
    const answer = await send(intakeApp({ spool, isOpen: () => true, partners, bits }), sealedLookalike());
    expect(answer.status).toBe(503);
    expect(await answer.text()).not.toContain('secret');
  });

  test('lets nobody keep an answer', async () => {
    expect((await send(intake().app, sealedLookalike())).headers.get('cache-control')).toBe('no-store');
  });
});
