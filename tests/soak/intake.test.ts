import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dropPath, dropType, sealedBytes, workHeader } from '#envelope/drop.ts';
import { proofFor, sealedLookalike } from '../fixtures/sealed.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'soak-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Running {
  readonly child: ChildProcess;
  readonly port: number;
  readonly said: () => string;
}

async function start(spool: string): Promise<Running> {
  const child = fork('tests/soak/intake-process.ts', [spool], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // As `docs/deploying.md` says to run it: bodies come and go, and Node would let 40 MB of them lie about.
    execArgv: ['--max-semi-space-size=1', '--optimize-for-size'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += String(chunk)));
  const [port] = (await once(child, 'message')) as [number];
  return { child, port, said: () => output };
}

async function memoryOf({ child }: Running): Promise<number> {
  child.send('memory');
  const [{ memory }] = (await once(child, 'message')) as [{ memory: number }];
  return memory;
}

async function end({ child }: Running): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** Sends a body; the status, or 0 if the connection broke. */
function send(port: number, body: Uint8Array, nonce = proofFor(body)): Promise<number> {
  return new Promise((resolve) => {
    const sending = request(
      {
        port,
        host: '127.0.0.1',
        method: 'POST',
        path: dropPath,
        agent,
        headers: {
          'content-type': dropType,
          'content-length': body.length,
          [workHeader]: nonce,
          'user-agent': 'sentinel-agent/1',
        },
      },
      (answer) => {
        answer.resume();
        answer.on('end', () => resolve(answer.statusCode ?? 0));
        answer.on('error', () => resolve(0));
      },
    );
    sending.on('error', () => resolve(0));
    sending.end(body);
  });
}

const nameOf = (body: Uint8Array) => `${createHash('sha256').update(body).digest('hex')}.age`;

/** Names of messages in the spool whose bytes are not what their name says. */
function tornIn(spool: string): string[] {
  return readdirSync(join(spool, 'in')).filter(
    (name) => nameOf(readFileSync(join(spool, 'in', name))) !== name,
  );
}

/** Files that were being written, whoever wrote them. */
const draftsIn = (spool: string) =>
  readdirSync(join(spool, 'tmp'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());

/** Every so many at once, `each` for 0 to `count` - 1. */
async function atOnce(width: number, count: number, each: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < count) {
      const index = next;
      next += 1;
      await each(index);
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
}

const print = (words: string) => process.stdout.write(`FIGURE intake: ${words}\n`);

describe('the intake under load', () => {
  test('10,000 messages, 32 at a time: none that was acknowledged is lost', async () => {
    const running = await start(folder);
    const took: number[] = [];
    const acknowledged: string[] = [];
    let largest = 0;
    const watch = setInterval(async () => {
      largest = Math.max(largest, await memoryOf(running));
    }, 500);
    await atOnce(32, 10_000, async () => {
      const body = sealedLookalike();
      // The sender's own work is not the intake's time.
      const nonce = proofFor(body);
      const from = performance.now();
      const status = await send(running.port, body, nonce);
      took.push(performance.now() - from);
      if (status === 202) acknowledged.push(nameOf(body));
    });
    clearInterval(watch);
    const kept = new Set(readdirSync(join(folder, 'in')));
    const lost = acknowledged.filter((name) => !kept.has(name)).length;
    const p99 = took.sort((a, b) => a - b)[Math.floor(took.length * 0.99)] as number;
    print(
      `acknowledged ${acknowledged.length}, lost ${lost}, p99 ${p99.toFixed(0)} ms, memory ${(largest / 1e6).toFixed(0)} MB`,
    );
    print(`the log has ${running.said().length} bytes`);
    await end(running);
    expect(acknowledged).toHaveLength(10_000);
    expect(lost).toBe(0);
    expect(largest).toBeLessThan(150e6);
    expect(running.said()).toBe('');
    expect(tornIn(folder)).toEqual([]);
  });

  test('killed 40 times while messages arrive: none that was acknowledged is lost or torn, and tmp is swept', async () => {
    const acknowledged: string[] = [];
    for (let round = 0; round < 40; round++) {
      const running = await start(folder);
      const sending = atOnce(16, 200, async () => {
        const body = sealedLookalike();
        if ((await send(running.port, body)) === 202) acknowledged.push(nameOf(body));
      });
      await new Promise((done) => setTimeout(done, 30 + (round % 10) * 20));
      await end(running);
      await sending;
    }
    const last = await start(folder);
    const left = draftsIn(folder);
    await end(last);
    const kept = new Set(readdirSync(join(folder, 'in')));
    const lost = acknowledged.filter((name) => !kept.has(name));
    print(
      `acknowledged ${acknowledged.length} over 40 kills, lost ${lost.length}, torn ${tornIn(folder).length}, left in tmp ${left.length}`,
    );
    expect(acknowledged.length).toBeGreaterThan(40);
    expect(lost).toEqual([]);
    expect(tornIn(folder)).toEqual([]);
    expect(left).toEqual([]);
  });

  test('a disk of 2 MB that fills up: only 202 and 507, nothing torn, and it recovers', async ({ skip }) => {
    const disk = join(folder, 'disk');
    mkdirSync(disk);
    const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', disk]).status === 0;
    if (!isMounted) {
      print('NOT RUN: a small disk can only be made by root');
      skip();
    }
    try {
      const running = await start(disk);
      const statuses = new Map<number, number>();
      const acknowledged: string[] = [];
      await atOnce(8, 200, async () => {
        const body = sealedLookalike();
        const status = await send(running.port, body);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (status === 202) acknowledged.push(nameOf(body));
      });
      const kept = readdirSync(join(disk, 'in'));
      print(`answers ${JSON.stringify(Object.fromEntries(statuses))}, torn ${tornIn(disk).length}`);
      expect([...statuses.keys()].sort()).toEqual([202, 507]);
      expect(tornIn(disk)).toEqual([]);
      expect(kept.sort()).toEqual(acknowledged.sort());
      rmSync(join(disk, 'in', kept[0] as string));
      rmSync(join(disk, 'in', kept[1] as string));
      expect(await send(running.port, sealedLookalike())).toBe(202);
      await end(running);
    } finally {
      spawnSync('umount', [disk]);
    }
  });

  test('100,000 malformed requests: it stands, answers nothing in the five hundreds, and keeps nothing', async () => {
    const running = await start(folder);
    const statuses = new Map<string, number>();
    await atOnce(32, 100_000 / 50, async (index) => {
      // Fifty on one connection where the server lets it; each is broken in a way of its own.
      for (let each = 0; each < 50; each++) {
        const status = await raw(running.port, malformed(index * 50 + each));
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    });
    const isUp = (await send(running.port, sealedLookalike())) === 202;
    print(`answers ${JSON.stringify(Object.fromEntries([...statuses].sort()))}`);
    await end(running);
    expect(isUp).toBe(true);
    expect([...statuses.keys()].filter((status) => status.startsWith('5'))).toEqual([]);
    expect(draftsIn(folder)).toEqual([]);
    expect(readdirSync(join(folder, 'in'))).toHaveLength(1);
    expect(running.said()).not.toMatch(/127\.0\.0\.1|sentinel-agent/);
    expect(existsSync(join(folder, 'in'))).toBe(true);
  });
});

/** Writes bytes to a fresh connection and reads the status of the answer; `none` if there is none. */
function raw(port: number, bytes: string | Uint8Array): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    let answer = '';
    const finish = () => {
      socket.destroy();
      resolve(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 'none');
    };
    socket.setTimeout(2000, finish);
    socket.on('data', (chunk) => {
      answer += String(chunk);
      finish();
    });
    socket.on('error', finish);
    socket.on('close', finish);
    socket.end(bytes);
  });
}

/** The work for a message of noughts, so that what is wrong with it is looked at. */
const worked = `${workHeader}: ${proofFor(new Uint8Array(sealedBytes))}`;

/** A request that is wrong in one of a dozen ways. */
function malformed(index: number): string | Uint8Array {
  const head = (lines: readonly string[], body = '') => `${lines.join('\r\n')}\r\n\r\n${body}`;
  const post = (length: number | string, ...more: string[]) => [
    `POST ${dropPath} HTTP/1.1`,
    'Host: x',
    'Connection: close',
    'User-Agent: sentinel-agent/1',
    `Content-Type: ${dropType}`,
    `Content-Length: ${length}`,
    ...more,
  ];
  switch (index % 12) {
    case 0:
      return randomBytes(64);
    case 1:
      return head(post(-1));
    case 2:
      return head(post('9'.repeat(30)));
    case 3:
      return head(post(sealedBytes, worked), 'short');
    case 4:
      return head([`POST ${dropPath} HTTP/9.9`, 'Host: x']);
    case 5:
      return head(post(5, 'Transfer-Encoding: chunked'), 'zz\r\n');
    case 6:
      return head([`GET ${dropPath} HTTP/1.1`, 'Host: x', 'Connection: close']);
    case 7:
      return head([
        `POST /api/${'../'.repeat(20)}etc HTTP/1.1`,
        'Host: x',
        'Connection: close',
        'Content-Length: 0',
      ]);
    case 8:
      return head([`POST ${dropPath} HTTP/1.1`, `X: ${'a'.repeat(40_000)}`]);
    case 9:
      return head(post(sealedBytes, worked), '\0'.repeat(sealedBytes));
    case 10:
      return head(
        [
          `POST ${dropPath} HTTP/1.1`,
          'Host: x',
          'Connection: close',
          'Transfer-Encoding: chunked',
          `Content-Type: ${dropType}`,
        ],
        '5\r\nhello\r\n0\r\n\r\n',
      );
    default:
      return head([`\u0000POST ${dropPath}`]);
  }
}
