import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { takeIn } from '#desk/work/take-in.ts';
import { dropPath, dropType, workHeader } from '#envelope/drop.ts';
import { folderSpool } from '#intake/folder-spool.ts';
import { natsSpool } from '#intake/nats-spool.ts';
import { DeskVisitor, makeDeskFolder, makeMessage } from '../fixtures/desk.ts';
import { type NatsServers, natsProgram, natsServers } from '../fixtures/nats.ts';
import { proofFor, sealedLookalike } from '../fixtures/sealed.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'spools-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const print = (words: string) => process.stdout.write(`FIGURE spool: ${words}\n`);
const day = 86_400_000;
const body = (text: string) => new TextEncoder().encode(text);

/** Milliseconds of processor time of this process, each of so many times. The machine may be busy with other things meanwhile. */
async function processorTime(work: () => Promise<unknown>, times = 1): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / times;
}

describe('the folder', () => {
  test('1,000 rounds of puts, with others that try to start and with restarts: none that was acknowledged is lost', async () => {
    const acknowledged: string[] = [];
    let refused = 0;
    for (let round = 0; round < 1000; round++) {
      const spool = await folderSpool(folder, { most: 10_000, keptForPartners: 0 });
      const put = async (text: string) => {
        const said = await spool.put(body(text), 'anybody').catch(() => 'failed');
        if (said !== 'failed') acknowledged.push(text);
      };
      const other = () => folderSpool(folder, { most: 10, keptForPartners: 0 }).catch(() => (refused += 1));
      await Promise.all([put(`${round} first`), other(), put(`${round} second`), other()]);
      await spool.close();
    }
    const kept = new Set(readdirSync(join(folder, 'in')));
    const lost = acknowledged.filter(
      (text) => !kept.has(`${createHash('sha256').update(text).digest('hex')}.age`),
    );
    print(`1000 rounds: acknowledged ${acknowledged.length}, lost ${lost.length}, others refused ${refused}`);
    expect([acknowledged.length, lost.length, refused]).toEqual([2000, 0, 2000]);
  });

  test('with 100,000 messages', async () => {
    mkdirSync(join(folder, 'in'));
    const old = new Date(Date.now() - 2 * day);
    for (let index = 0; index < 100_000; index++) {
      const name = createHash('sha256').update(String(index)).digest('hex');
      writeFileSync(join(folder, 'in', `${name}.age`), '');
    }
    utimesSync(join(folder, 'in'), old, old);
    let spool = await folderSpool(folder, { most: 100_000, keptForPartners: 0 });
    await spool.close();
    utimesSync(join(folder, 'in'), old, old);
    const start = await processorTime(async () => {
      spool = await folderSpool(folder, { most: 100_000, keptForPartners: 0 });
    });
    const refused: number[] = [];
    for (let index = 0; index < 500; index++)
      refused.push(
        await processorTime(async () => expect(await spool.put(body(`x ${index}`), 'anybody')).toBe('full')),
      );
    await spool.expire(new Date());
    const look = await processorTime(() => spool.expire(new Date(Date.now() + day), performance.now() + day));
    await spool.close();
    print(
      `100,000 messages: start ${start.toFixed(0)} ms of processor time (aim 1000), a refused put ${Math.max(...refused).toFixed(1)} ms at most (aim 10), an hourly look ${look.toFixed(0)} ms`,
    );
  });

  test('takes in 180 messages', async () => {
    const made = await makeDeskFolder();
    const desk = new DeskVisitor(made.folder);
    await desk.enter();
    await desk.unlock('demo-one');
    // Three samples lie there already.
    for (let index = 0; index < 177; index++)
      await desk.receive(
        makeMessage({
          text: `Story ${index}. ${'I got the bus home that night. '.repeat(60)}`,
          liveCase: index % 10 === 0 ? 'yes' : 'no',
        }),
      );
    let outcome: unknown;
    const took = await processorTime(async () => {
      outcome = await takeIn(desk.desk.atWork as NonNullable<typeof desk.desk.atWork>);
    });
    made.remove();
    print(`180 messages taken in: ${(took / 1000).toFixed(1)} s of processor time (aim 3)`);
    expect(outcome).toMatchObject({ taken: 180, setAside: 0 });
  });
});

/** How many messages are sent to the cluster: SPOOL_MESSAGES for a shorter run. */
const messages = Number(process.env['SPOOL_MESSAGES'] ?? 10_000);
if (natsProgram === undefined)
  print('NOT RUN: there is no nats-server here, so no spool of several machines is tried');

describe.skipIf(natsProgram === undefined)('three intakes on three servers', () => {
  let nats: NatsServers;
  beforeEach(async () => {
    nats = await natsServers(3);
  });
  afterEach(() => nats.remove());

  interface Running {
    readonly child: ChildProcess;
    readonly port: number;
  }
  async function startIntake(most: number): Promise<Running> {
    const { hosts, user, password } = nats.as('intake');
    const address = (host: string) => `nats://${user}:${encodeURIComponent(password ?? '')}@${host}`;
    const child = fork('tests/soak/intake-process.ts', [], {
      env: {
        ...process.env,
        SPOOL: hosts.map(address).join(','),
        INTAKE_MOST: String(most),
        INTAKE_KEPT_FOR_PARTNERS: '0',
      },
    });
    const [port] = (await once(child, 'message')) as [number];
    return { child, port };
  }
  async function send(port: number, sealed: Uint8Array<ArrayBuffer>): Promise<number> {
    const headers = { 'content-type': dropType, [workHeader]: proofFor(sealed) };
    return fetch(`http://127.0.0.1:${port}${dropPath}`, { method: 'POST', body: sealed, headers }).then(
      ({ status }) => status,
      () => 0,
    );
  }

  test(`${messages} messages, random kills and clock steps of 8 days: none that was acknowledged is lost, the limit is exact`, {
    timeout: 1_200_000,
  }, async () => {
    const most = Math.floor(messages * 0.9);
    const before = await natsSpool(nats.as('owner'), { most, keptForPartners: 0 });
    await expect
      .poll(
        () =>
          before.list().then(
            () => 'there',
            () => '',
          ),
        { timeout: 60_000 },
      )
      .toBe('there');
    const intakes = await Promise.all([startIntake(most), startIntake(most), startIntake(most)]);
    const acknowledged = new Set<string>();
    const statuses = new Map<number, number>();
    let isOver = false;
    let [kills, steps] = [0, 0];
    const trouble = (async () => {
      const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));
      for (let round = 0; !isOver; round++) {
        const which = Math.floor(Math.random() * 3);
        await pause(500 + Math.random() * 1500);
        if (round % 3 === 0) {
          const { child } = intakes[which] as Running;
          child.kill('SIGKILL');
          await once(child, 'exit');
          intakes[which] = await startIntake(most);
          kills += 1;
        } else if (round % 3 === 1) {
          await nats.kill(which);
          await pause(Math.random() * 1500);
          await nats.start(which);
          // The others go on with it before the next goes: two of three have to be there.
          await pause(3000);
          kills += 1;
        } else {
          (intakes[which] as Running).child.send((Math.random() < 0.5 ? 8 : -8) * day);
          steps += 1;
        }
      }
    })();
    let next = 0;
    const sender = async () => {
      while (next < messages) {
        next += 1;
        const sealed = sealedLookalike();
        const id = createHash('sha256').update(sealed).digest('hex');
        // As the form does: the same bytes again, to whichever intake answers.
        for (let tries = 0; tries < 40; tries++) {
          const status = await send((intakes[Math.floor(Math.random() * 3)] as Running).port, sealed);
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
          if (status === 202) acknowledged.add(id);
          if (status === 202 || status === 507) break;
          await new Promise((done) => setTimeout(done, 250));
        }
      }
    };
    await Promise.all(Array.from({ length: 24 }, sender));
    isOver = true;
    await trouble;
    await expect
      .poll(
        () =>
          before.list().then(
            ({ length }) => length,
            () => 0,
          ),
        { timeout: 60_000 },
      )
      .toBeGreaterThanOrEqual(acknowledged.size);
    const kept = new Set(await before.list());
    const lost = [...acknowledged].filter((id) => !kept.has(id));
    print(
      `three servers: sent ${messages}, room for ${most}, acknowledged ${acknowledged.size}, lost ${lost.length}, kept ${kept.size}; ${kills} kills, ${steps} clock steps; answers ${JSON.stringify(Object.fromEntries(statuses))}`,
    );
    await before.close();
    for (const { child } of intakes) child.kill('SIGKILL');
    expect(lost).toEqual([]);
    expect(kept.size).toBe(most);
    expect([...statuses.keys()].filter((status) => ![0, 202, 503, 507].includes(status))).toEqual([]);
  });

  test('without two of the three an intake answers 503, and 202 once one is back', async () => {
    const { child, port } = await startIntake(100);
    const sealed = sealedLookalike();
    await expect.poll(() => send(port, sealedLookalike()), { timeout: 60_000 }).toBe(202);
    await nats.kill(0);
    await nats.kill(1);
    expect(await send(port, sealed)).toBe(503);
    await nats.start(0);
    await expect.poll(() => send(port, sealed), { timeout: 60_000 }).toBe(202);
    child.kill('SIGKILL');
    print('without two of three servers: 503; with two again: 202');
  });
});
