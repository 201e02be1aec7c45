import { readFileSync } from 'node:fs';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { dropPath, dropType, workHeader } from '#envelope/drop.ts';
import { intakeApp } from '#intake/app.ts';
import { natsArrivals, natsSpool, SpoolDiffers } from '#intake/nats-spool.ts';
import type { Spool } from '#intake/spool.ts';
import { may, type NatsServers, natsServers } from '../../fixtures/nats.ts';
import { proofFor, sealedLookalike, littleWork as work } from '../../fixtures/sealed.ts';
import { body, everySpool, idOf, limits } from '../../fixtures/spool-conformance.ts';

/** Against the real server, in `npm run test:all`. */
describe('a spool on NATS', { tags: ['long', 'nats'] }, () => {
  let nats: NatsServers;
  beforeAll(async () => {
    nats = await natsServers();
  });
  afterAll(() => nats.remove());

  /** Asks the server itself. */
  async function ask<Answer>(
    question: (manager: Awaited<ReturnType<typeof jetstreamManager>>) => Promise<Answer>,
  ): Promise<Answer> {
    const { hosts, user, password } = nats.as('owner');
    const nc = await connect({ servers: [...hosts], ...(user && { user, pass: password }) });
    try {
      return await question(await jetstreamManager(nc));
    } finally {
      await nc.close();
    }
  }
  const forget = () =>
    ask(async (manager) => {
      for await (const { config } of manager.streams.list()) await manager.streams.delete(config.name);
    });

  describe('as every spool', () => {
    everySpool(async () => ({
      open: (most) => natsSpool(nats.as('owner'), most),
      remove: async () => void (await forget()),
    }));
  });

  const opened: Spool[] = [];
  const open = async (most = limits, servers = nats.as('intake')) => {
    const spool = await natsSpool(servers, most);
    opened.push(spool);
    return spool;
  };
  afterEach(async () => {
    for (const spool of opened.splice(0)) await spool.close();
    await nats.start();
    await forget();
  });

  test('is one for many intakes: the same message is kept once, and the limit holds for all together', async () => {
    const spools = await Promise.all([open(), open(), open()]);
    const said = await Promise.all(
      Array.from({ length: 6 }, (_, index) => (spools[index % 3] as Spool).put(body('one'), 'anybody')),
    );
    expect(said.filter((each) => each === 'stored')).toHaveLength(1);
    expect(said.filter((each) => each === 'known')).toHaveLength(5);
    const more = await Promise.all(
      Array.from({ length: 60 }, (_, index) => (spools[index % 3] as Spool).put(body(`${index}`), 'anybody')),
    );
    expect(more.filter((each) => each === 'stored')).toHaveLength(2);
    expect(more.filter((each) => each === 'full')).toHaveLength(58);
    expect((await (spools[0] as Spool).standing()).waiting).toBe(3);
  });

  test('deletes after seven days by the server’s clock, writes to disk, and refuses to be emptied at once', async () => {
    await open();
    const { config } = await ask((manager) => manager.streams.info('another-story-anybody'));
    expect(config).toMatchObject({
      max_age: 7 * 86_400 * 1e9,
      max_msgs: 3,
      storage: 'file',
      discard: 'new',
      deny_purge: true,
    });
    await expect(ask((manager) => manager.streams.purge('another-story-anybody'))).rejects.toThrow();
  });

  test('lets the desk fetch and delete, and the intake delete nothing', async () => {
    const spool = await open();
    await spool.put(body('one'), 'anybody');
    await spool.put(body('two'), 'partner');
    const desk = natsArrivals(nats.as('desk'));
    try {
      expect(await desk.list()).toEqual([idOf('one'), idOf('two')].sort());
      expect(Buffer.from((await desk.read(idOf('two'))) ?? []).toString()).toBe('two');
      await expect(spool.remove(idOf('one'))).rejects.toThrow();
      await desk.remove(idOf('one'));
      expect((await desk.standing()).waiting).toBe(1);
      expect(await spool.put(body('three'), 'anybody')).toBe('stored');
    } finally {
      await desk.close();
    }
  });

  test('is allowed what the documentation says, and no more', () => {
    const documented = readFileSync('docs/deploying.md', 'utf8');
    for (const subject of Object.values(may).flat()) expect(documented).toContain(JSON.stringify(subject));
  });

  test('leaves the limits of the intakes alone when a desk or somebody with other settings looks', async () => {
    const before = natsArrivals(nats.as('desk'));
    await expect(before.standing()).rejects.toThrow('No intake has set up a spool');
    await before.close();
    const spool = await open();
    const after = natsArrivals(nats.as('desk'));
    expect(await after.standing()).toEqual({ waiting: 0 });
    await after.close();
    for (const text of ['1', '2', '3']) await spool.put(body(text), 'anybody');
    expect(await spool.put(body('4'), 'anybody')).toBe('full');
  });

  test('raises its limit, and never lowers it, which would delete what was acknowledged', async () => {
    const spool = await open();
    for (const text of ['1', '2', '3']) await spool.put(body(text), 'anybody');
    await expect(open({ most: 3, keptForPartners: 2 })).rejects.toThrow(SpoolDiffers);
    expect((await spool.standing()).waiting).toBe(3);
    await open({ most: 6, keptForPartners: 2 });
    expect(await spool.put(body('4'), 'anybody')).toBe('stored');
    expect(await spool.put(body('5'), 'anybody')).toBe('full');
  });

  test('refuses servers on which somebody has set it up so that it would lose messages', async () => {
    await ask((manager) =>
      manager.streams.add({
        name: 'another-story-anybody',
        subjects: ['another-story.anybody.*'],
        max_msgs: 3,
      }),
    );
    await expect(open()).rejects.toThrow('should be');
  });

  test('keeps no place for partners where none is kept, and takes only theirs where all are', async () => {
    const none = await open({ most: 1, keptForPartners: 0 });
    expect(await none.put(body('1'), 'partner')).toBe('stored');
    expect(await none.put(body('2'), 'partner')).toBe('full');
    await none.close();
    await forget();
    const all = await open({ most: 1, keptForPartners: 1 });
    expect(await all.put(body('1'), 'anybody')).toBe('full');
    expect(await all.put(body('1'), 'partner')).toBe('stored');
  });

  test('has what it acknowledged after the server was killed, and takes more once it is back', async () => {
    const spool = await open();
    await spool.put(body('one'), 'anybody');
    await nats.kill();
    await nats.start();
    await expect
      .poll(() => spool.put(body('two'), 'anybody').catch(() => 'failed'), { timeout: 20_000 })
      .toMatch(/stored|known/);
    expect(await spool.list()).toEqual([idOf('one'), idOf('two')].sort());
  });

  test('answers 503 while the server cannot be reached, even from the start, and 202 once it can', async () => {
    const sealed = sealedLookalike();
    const send = (spool: Spool) =>
      intakeApp({ spool, epoch: () => 1, isPartner: async () => false, work }).request(dropPath, {
        method: 'POST',
        body: sealed,
        headers: {
          'content-type': dropType,
          'content-length': String(sealed.length),
          [workHeader]: proofFor(sealed),
        },
      });
    const early = await open();
    await nats.kill();
    const late = await open();
    for (const spool of [early, late]) {
      const from = performance.now();
      const { status, headers } = await send(spool);
      expect([status, headers.get('retry-after')]).toEqual([503, '30']);
      expect(performance.now() - from).toBeLessThan(12_000);
    }
    await nats.start();
    for (const spool of [early, late])
      await expect.poll(async () => (await send(spool)).status, { timeout: 20_000 }).toBe(202);
    expect((await early.standing()).waiting).toBe(1);
  });
});
