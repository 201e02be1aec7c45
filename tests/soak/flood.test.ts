import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dropPath, dropType, sealedBytes, workHeader } from '#envelope/drop.ts';
import { partnerHeader } from '#envelope/partner-code.ts';
import { usualWork, type WorkRules } from '#envelope/work.ts';
import { readAsked, type WorkAsked, workGuessed } from '#envelope/work-asked.ts';
import { intakeApp } from '#intake/app.ts';
import { folderSpool } from '#intake/folder-spool.ts';
import { partnersIn } from '#intake/partners.ts';
import type { Spool } from '#intake/spool.ts';
import { serveApp } from '#server/serve-site.ts';
import { proofFor, sealedLookalike } from '../fixtures/sealed.ts';

/**
 * What the flooding core has to prove. The sender who means it proves {@link usualWork}: eight times as many SHA-256, because Node hashes a
 * short block eight times slower than a program in C with the processor's own instructions (17 million a second), and twice as many scrypts,
 * because such a program does them about twice as fast as OpenSSL.
 */
const ofAttacker: WorkRules = {
  bits: usualWork.bits - 3,
  memoryBits: usualWork.memoryBits.map((bits) => Math.max(0, bits - 1)),
};
const code = '0123456789abcdef0123456789abcdef';
/** Seconds of the flood: FLOOD_SECONDS for a shorter run. */
const seconds = Number(process.env['FLOOD_SECONDS'] ?? 120);

const print = (words: string) => process.stdout.write(`FIGURE flood: ${words}\n`);

let folder: string;
let spool: Spool;
let server: Server;
let port: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'flood-'));
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await spool.close();
  rmSync(folder, { recursive: true, force: true });
});

async function start(most: number, keptForPartners: number): Promise<void> {
  const partners = join(folder, 'partners.txt');
  writeFileSync(partners, createHash('sha256').update(code).digest('hex'));
  spool = await folderSpool(join(folder, 'spool'), { most, keptForPartners });
  const app = intakeApp({ spool, epoch: () => 1, isPartner: partnersIn(partners), work: ofAttacker });
  server = serveApp(app, '127.0.0.1', 0);
  if (!server.listening) await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
}

/** Sends a message, and the very same again where the connection breaks, as the form does. */
async function post(body: Uint8Array<ArrayBuffer>, headers: Record<string, string>): Promise<Response> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await fetch(`http://127.0.0.1:${port}${dropPath}`, {
        method: 'POST',
        body,
        headers: { 'content-type': dropType, ...headers },
      });
    } catch (error) {
      if (attempt === 4) throw error;
    }
  }
}

/** What came of sending: how it ended, the seconds that it took, and the seconds of processor time that went into the work. */
interface Sent {
  readonly status: number;
  readonly took: number;
  readonly worked: number;
}

/** Sends as the form does: works, hears what is asked, works again. */
async function sendAsForm(headers: Record<string, string> = {}): Promise<Sent> {
  const body = sealedLookalike();
  const from = performance.now();
  let asked: WorkAsked = workGuessed(1);
  let worked = 0;
  for (let round = 0; ; round++) {
    // In a process of its own, as a page has its worker: otherwise the intake would wait for it.
    const { proof, seconds: more } = await workElsewhere(body, asked);
    worked += more;
    const answer = await post(body, { [workHeader]: proof, ...headers });
    const took = (performance.now() - from) / 1000;
    const other = readAsked(answer.headers.get(workHeader));
    if (answer.status !== 428 || !other || round === 5) return { took, worked, status: answer.status };
    asked = other;
  }
}

async function workElsewhere(
  body: Uint8Array,
  asked: WorkAsked,
): Promise<{ proof: string; seconds: number }> {
  const worker = fork('tests/soak/honest-process.ts', [JSON.stringify(asked)]);
  worker.send(Buffer.from(body).toString('base64'));
  const [done] = (await once(worker, 'message')) as [{ proof: string; seconds: number }];
  worker.kill();
  return done;
}

interface Flooded {
  readonly answers: Readonly<Record<string, number>>;
  /** Seconds of processor time. */
  readonly seconds: number;
}

describe.each([
  ['the usual places', 2000, 200],
  ['sixty places', 60, 6],
] as const)('one core that floods an intake with %s', (what, most, keptForPartners) => {
  test(`for ${seconds} seconds keeps nobody out`, { timeout: (seconds + 400) * 1000 }, async () => {
    await start(most, keptForPartners);
    const flood = fork('tests/soak/flood-process.ts', [String(port), JSON.stringify(ofAttacker)]);
    await once(flood, 'message');
    const begun = performance.now();
    const honest: Sent[] = [];
    const partners: Sent[] = [];
    const before = process.cpuUsage();
    // Of the small spool's six places for partners, no more than six are asked for.
    for (let turn = 0; performance.now() - begun < seconds * 1000; turn++) {
      honest.push(await sendAsForm());
      if (turn < keptForPartners) partners.push(await sendAsForm({ [partnerHeader]: code }));
    }
    const isFullAtEnd = (await spool.fill()) >= 1;
    flood.send('stop');
    const [{ answers, seconds: had }] = (await once(flood, 'message')) as [Flooded];
    if (flood.exitCode === null) await once(flood, 'exit');
    const { user, system } = process.cpuUsage(before);
    const longest = (of: readonly Sent[], part: 'took' | 'worked') =>
      Math.max(...of.map((each) => each[part]));
    const slowest = (of: readonly Sent[]) =>
      `${longest(of, 'took').toFixed(1)} s, with ${longest(of, 'worked').toFixed(1)} s of processor time`;
    const taken = (of: readonly Sent[]) => {
      const others = of.map(({ status }) => status).filter((status) => status !== 202);
      return `${of.length - others.length}${others.length > 0 ? ` (and ${others.join(', ')})` : ''}`;
    };
    print(
      `${what}: ${seconds} s of junk with valid work, of which it had the processor for ${had.toFixed(0)}, answers ${JSON.stringify(answers)}; ${taken(honest)} of ${honest.length} honest senders in, the slowest after ${slowest(honest)} (aim 60); ${taken(partners)} of ${partners.length} partners in, the slowest after ${slowest(partners)} (aim 10); ${isFullAtEnd ? 'full' : 'not full'} at the end; the intake took ${((user + system) / 1e6).toFixed(1)} s of processor time`,
    );

    // Moderators fetch: the same junk, sent once more, takes no place, and the form asks for no more work than ever.
    const junk = readdirSync(join(folder, 'spool', 'in')).slice(0, 20);
    const bodies = junk.map((name) => new Uint8Array(readFileSync(join(folder, 'spool', 'in', name))));
    const takeIn = async () => {
      for (const id of await spool.list()) await spool.remove(id);
      return spool.fill();
    };
    await expect.poll(takeIn, { timeout: 10_000 }).toBe(0);
    for (const body of bodies) {
      const headers = { 'content-type': dropType, [workHeader]: proofFor(body, ofAttacker, { step: 1 }) };
      const { status } = await fetch(`http://127.0.0.1:${port}${dropPath}`, {
        method: 'POST',
        body,
        headers,
      });
      expect(status).toBe(202);
    }
    expect(await spool.list()).toEqual([]);
    const after = await sendAsForm();
    print(
      `${what}: after take-in ${bodies.length} pieces of junk sent again, 0 kept; a sender in after ${after.took.toFixed(1)} s`,
    );
    expect(after.status).toBe(202);
    expect(partners.map(({ status }) => status)).toEqual(partners.map(() => 202));
    // What a busy machine adds to it is not the work's.
    expect(longest(partners, 'worked')).toBeLessThan(10);
    // So few places are for trying things out: what became of them is said, and no more promised.
    if (most < 1000) return;
    expect(honest.map(({ status }) => status)).toEqual(honest.map(() => 202));
    expect(longest(honest, 'worked')).toBeLessThan(60);
  });
});

test('1,000 slow sockets with valid work, for as long as they are let', { timeout: 120_000 }, async () => {
  await start(2000, 200);
  const proof = proofFor(sealedLookalike(), ofAttacker);
  const half = `POST ${dropPath} HTTP/1.1\r\nHost: x\r\nContent-Type: ${dropType}\r\n${workHeader}: ${proof}\r\nContent-Length: ${sealedBytes}\r\n\r\nx`;
  const sockets = new Set<Socket>();
  let isOver = false;
  const begin = () => {
    if (isOver) return;
    const socket = connect({ port, host: '127.0.0.1' });
    sockets.add(socket);
    const drip = setInterval(() => socket.write('x'), 2000);
    socket.on('error', () => {});
    socket.on('connect', () => socket.write(half));
    socket.resume();
    // Whoever is cut off comes again.
    socket.on('close', () => {
      clearInterval(drip);
      sockets.delete(socket);
      setTimeout(begin, 100);
    });
  };
  for (let each = 0; each < 1000; each++) begin();
  const statuses: Record<number, number> = {};
  const took: number[] = [];
  const until = performance.now() + 30_000;
  while (performance.now() < until) {
    const body = sealedLookalike();
    const headers = { [workHeader]: proofFor(body, ofAttacker) };
    const from = performance.now();
    const { status } = await post(body, headers);
    took.push(performance.now() - from);
    statuses[status] = (statuses[status] ?? 0) + 1;
    await new Promise((done) => setTimeout(done, 200));
  }
  isOver = true;
  for (const socket of sockets) socket.destroy();
  const p99 = took.sort((a, b) => a - b)[Math.floor(took.length * 0.99)] as number;
  print(`1,000 slow sockets for 30 s: answers ${JSON.stringify(statuses)}, p99 ${p99.toFixed(0)} ms`);
  expect(statuses[202]).toBe(took.length);
});
