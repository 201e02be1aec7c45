import { describe, expect, test } from 'vitest';
import { dropPath, dropType, sealedBytes, workHeader } from '#envelope/drop.ts';
import { partnerHeader } from '#envelope/partner-code.ts';
import type { WorkRules } from '#envelope/work.ts';
import type { WorkAsked } from '#envelope/work-asked.ts';
import { intakeApp } from '#intake/app.ts';
import type { Lane, Spool } from '#intake/spool.ts';
import { proofFor, sealedLookalike } from '../../fixtures/sealed.ts';

const work: WorkRules = { bits: 4, memoryBits: [0, 3, 4] };
const midday = Date.parse('2026-12-01T12:00:00Z');
const today = Math.floor(midday / 86_400_000);
const code = '0123-4567-89ab-cdef-0123-4567-89ab-cdef';
const isPartner = async (sent: string | undefined) => sent === code;

function intake(
  said: 'stored' | 'known' | 'full' = 'stored',
  more: { epoch?: number | undefined; fill?: number } = {},
) {
  const kept: { body: Uint8Array; lane: Lane }[] = [];
  const { epoch, fill } = { epoch: 1, fill: 0, ...more };
  const spool: Pick<Spool, 'put' | 'fill'> = {
    fill: async () => fill,
    put: async (body, lane) => {
      if (said !== 'full') kept.push({ body, lane });
      return said;
    },
  };
  return { app: intakeApp({ spool, epoch: () => epoch, isPartner, work, now: () => midday }), kept };
}

/** Enough work, for the day and epoch of these tests unless it is to be for others. */
function workFor(body: Uint8Array, asked: Partial<WorkAsked> = {}, rules = work): string {
  return proofFor(body, rules, { day: today, ...asked });
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
      [workHeader]: workFor(body),
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
    const { app, kept } = intake('stored', { epoch: undefined });
    const answer = await send(app, sealedLookalike());
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).not.toBeNull();
    expect(kept).toEqual([]);
  });

  test.for([
    ['of another type', 415, { 'content-type': 'text/plain' }],
    ['of another size by its own word', 413, { 'content-length': String(sealedBytes - 1) }],
    ['that proves no work', 428, { [workHeader]: '' }],
    ['with work that is not in the right form', 428, { [workHeader]: 'zz' }],
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
    const { app, kept } = intake();
    const answer = await send(app, sealedLookalike(), { [workHeader]: workFor(sealedLookalike()) });
    expect(answer.status).toBe(400);
    expect(kept).toEqual([]);
  });

  test('refuses a proof without its work before it reads the message', async () => {
    const { app } = intake();
    const body = sealedLookalike();
    const claimed = workFor(body, {}, { bits: 0, memoryBits: [0] });
    const nonces = Array.from({ length: 200 }, (_, nonce) =>
      claimed.replace(/\.[0-9a-f]{8}\.(?=[0-9a-f]{64})/, `.${nonce.toString(16).padStart(8, '0')}.`),
    );
    const statuses = await Promise.all(
      nonces.map(async (nonce) => {
        let isRead = false;
        const answer = await app.request(dropPath, {
          method: 'POST',
          body: new ReadableStream(
            {
              pull(stream) {
                isRead = true;
                stream.enqueue(body);
                stream.close();
              },
            },
            { highWaterMark: 0 },
          ),
          headers: { 'content-type': dropType, 'content-length': String(sealedBytes), [workHeader]: nonce },
          duplex: 'half',
        } as RequestInit);
        return [answer.status, isRead];
      }),
    );
    expect(statuses).toContainEqual([400, false]);
    expect(statuses).toContainEqual([202, true]);
    expect(statuses).not.toContainEqual([400, true]);
  });

  test.for<[string, Partial<WorkAsked>]>([
    ['the day before yesterday', { day: today - 2 }],
    ['a day to come', { day: today + 1 }],
    ['another epoch', { epoch: 2 }],
  ])('refuses work for %s, and says for what it is to be', async ([, asked]) => {
    const { app, kept } = intake();
    const body = sealedLookalike();
    const answer = await send(app, body, { [workHeader]: workFor(body, asked) });
    expect([answer.status, answer.headers.get(workHeader)]).toEqual([428, `${today}.1.0`]);
    expect(kept).toEqual([]);
  });

  test('takes work of yesterday', async () => {
    const body = sealedLookalike();
    const answer = await send(intake().app, body, { [workHeader]: workFor(body, { day: today - 1 }) });
    expect(answer.status).toBe(202);
  });

  test('asks for more work as the spool fills up, and checks that it was done', async () => {
    const { app, kept } = intake('stored', { fill: 0.9 });
    const body = sealedLookalike();
    const refused = await send(app, body);
    expect([refused.status, refused.headers.get(workHeader)]).toEqual([428, `${today}.1.2`]);
    // Whose scrypt has the four zeros by luck is another test's.
    let other = sealedLookalike();
    while (workFor(other, { step: 2 }).split('.')[3] === '00000000') other = sealedLookalike();
    const pretended = workFor(other, { step: 2 }, { ...work, memoryBits: [0, 0, 0] });
    expect((await send(app, other, { [workHeader]: pretended })).status).toBe(400);
    expect((await send(app, body, { [workHeader]: workFor(body, { step: 2 }) })).status).toBe(202);
    expect(kept).toHaveLength(1);
  });

  test('asks no more work of a partner', async () => {
    const { app, kept } = intake('stored', { fill: 0.9 });
    expect((await send(app, sealedLookalike(), { [partnerHeader]: code })).status).toBe(202);
    expect(kept).toHaveLength(1);
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
    const spool: Pick<Spool, 'put' | 'fill'> = {
      fill: async () => 0,
      put: () => new Promise((resolve) => releases.push(() => resolve('stored'))),
    };
    const app = intakeApp({ spool, epoch: () => 1, isPartner, work, now: () => midday, atOnce: 4 });
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
    const spool: Pick<Spool, 'put' | 'fill'> = {
      fill: async () => 0,
      put: () => Promise.reject(new Error('the disk at /secret/place is broken')),
    };
    const app = intakeApp({ spool, epoch: () => 1, isPartner, work, now: () => midday });
    const answer = await send(app, sealedLookalike());
    expect(answer.status).toBe(503);
    expect(await answer.text()).not.toContain('secret');
  });

  test('lets nobody keep an answer', async () => {
    expect((await send(intake().app, sealedLookalike())).headers.get('cache-control')).toBe('no-store');
  });
});
