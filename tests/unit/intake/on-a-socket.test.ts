import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dropPath, dropType, sealedBytes, workHeader } from '#envelope/drop.ts';
import { intakeApp } from '#intake/app.ts';
import { folderSpool } from '#intake/folder-spool.ts';
import { serveApp, serveSite } from '#server/serve-site.ts';
import { proofFor, sealedLookalike, littleWork as work } from '../../fixtures/sealed.ts';

let folder: string;
let server: Server;
let port: number;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'socket-'));
  writeFileSync(join(folder, '404.html'), 'Not here.');
  const spool = await folderSpool(join(folder, 'spool'), { most: 1000, keptForPartners: 0 });
  server = serveSite(folder, 0, {
    beside: intakeApp({ spool, epoch: () => 1, isPartner: async () => false, work }),
  });
  if (!server.listening) await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
});
afterEach(() => {
  server.close();
  server.closeAllConnections();
  rmSync(folder, { recursive: true });
});

/** The files in a folder of the spool, and in those below it. */
const inside = (name: string, spool = 'spool') =>
  readdirSync(join(folder, spool, name), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);

const nameOf = (body: Uint8Array) => `${createHash('sha256').update(body).digest('hex')}.age`;

function post(body: Uint8Array<ArrayBuffer>, to = `localhost:${port}`) {
  const headers = { 'content-type': dropType, [workHeader]: proofFor(body) };
  return fetch(`http://${to}${dropPath}`, { method: 'POST', body, headers });
}

/** Writes to a connection of its own and says the status of the answer; `none` if the connection just ends. */
function raw(words: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: 'localhost' });
    let heard = '';
    socket.on('data', (chunk) => (heard += String(chunk)));
    socket.on('error', () => {});
    socket.on('close', () => resolve(/^HTTP\/1\.1 (\d{3})/.exec(heard)?.[1] ?? 'none'));
    socket.end(words);
  });
}

const head = (...lines: string[]) => `${lines.join('\r\n')}\r\n\r\n`;
/** The work for a message of noughts, so that what is wrong with it is looked at. */
const worked = `${workHeader}: ${proofFor(new Uint8Array(sealedBytes))}`;
const drop = [`POST ${dropPath} HTTP/1.1`, 'Host: x', 'Connection: close', `Content-Type: ${dropType}`];

test('300 messages, 32 at a time: each that was acknowledged is there', async () => {
  const statuses: number[] = [];
  let sent = 0;
  const lane = async () => {
    while (sent++ < 300) statuses.push((await post(sealedLookalike())).status);
  };
  await Promise.all(Array.from({ length: 32 }, lane));
  expect(statuses).toEqual(Array(300).fill(202));
  expect(inside('in')).toHaveLength(300);
  expect(inside('tmp')).toEqual([]);
});

test('killed three times while messages arrive: none that was acknowledged is lost or torn, and tmp is swept', async () => {
  const acknowledged: string[] = [];
  const start = async () => {
    const child = fork('tests/soak/intake-process.ts', [join(folder, 'killed')]);
    const [at] = (await once(child, 'message')) as [number];
    return { to: `127.0.0.1:${at}`, kill: () => child.kill('SIGKILL') && once(child, 'exit') };
  };
  for (let round = 0; round < 3; round += 1) {
    const { to, kill } = await start();
    const sending = Array.from({ length: 60 }, async (_, index) => {
      const body = sealedLookalike();
      const answer = await post(body, to).catch(() => undefined);
      if (answer?.status === 202) acknowledged.push(nameOf(body));
      // In the middle of things: some are acknowledged and others on their way.
      if (index === 0) await kill();
    });
    await Promise.all(sending);
  }
  await (await start()).kill();
  expect(acknowledged.length).toBeGreaterThan(0);
  expect(inside('in', 'killed')).toEqual(expect.arrayContaining(acknowledged));
  for (const name of inside('in', 'killed'))
    expect(nameOf(readFileSync(join(folder, 'killed', 'in', name)))).toBe(name);
  expect(inside('tmp', 'killed')).toEqual([]);
});

test('beside the site, its answers carry the site’s headers, are never compressed and never kept', async () => {
  const answer = await post(sealedLookalike());
  expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
  expect(answer.headers.get('x-frame-options')).toBe('DENY');
  expect(answer.headers.get('content-security-policy')).toBe("frame-ancestors 'none'");
  expect(answer.headers.get('content-encoding')).toBeNull();
  expect(answer.headers.get('cache-control')).toBe('no-store');
});

test.for([
  ['that breaks off half way', `${head(...drop, worked, `Content-Length: ${sealedBytes}`)}short`],
  [
    'of noughts, with its work',
    head(...drop, worked, `Content-Length: ${sealedBytes}`) + '\0'.repeat(sealedBytes),
  ],
  ['with a length below nought', head(...drop, 'Content-Length: -1')],
  ['with a length beyond numbers', head(...drop, `Content-Length: ${'9'.repeat(30)}`)],
  ['with two lengths', head(...drop, 'Content-Length: 5', `Content-Length: ${sealedBytes}`)],
  [
    'with a length and in pieces',
    `${head(...drop, `Content-Length: ${sealedBytes}`, 'Transfer-Encoding: chunked')}zz\r\n`,
  ],
  ['in pieces', `${head(...drop, 'Transfer-Encoding: chunked')}5\r\nhello\r\n0\r\n\r\n`],
  ['with a header that never ends', head(...drop, `X: ${'a'.repeat(40_000)}`)],
  ['that is not HTTP', '\0\x16\x03\x01 nonsense\r\n\r\n'],
] as const)('stands a request %s, and keeps nothing of it', async ([, words]) => {
  for (let time = 0; time < 20; time += 1) expect(await raw(words)).toMatch(/^(4\d\d|none)$/);
  expect(inside('tmp')).toEqual([]);
  expect(inside('in')).toEqual([]);
  expect((await post(sealedLookalike())).status).toBe(202);
});

test('cuts off whoever sends too slowly, and has their place for the next', async () => {
  const spool = await folderSpool(join(folder, 'slow'), { most: 10, keptForPartners: 0 });
  const app = intakeApp({ spool, epoch: () => 1, isPartner: async () => false, work, atOnce: 1 });
  const slow = serveApp(app, 'localhost', 0, { patience: 400 });
  if (!slow.listening) await once(slow, 'listening');
  const at = (slow.address() as AddressInfo).port;
  const socket = connect({ port: at, host: 'localhost' });
  socket.on('error', () => {});
  const cutOff = once(socket, 'close');
  socket.resume();
  socket.write(`${head(...drop, `Content-Length: ${sealedBytes}`)}only this much`);
  await cutOff;
  expect((await post(sealedLookalike(), `localhost:${at}`)).status).toBe(202);
  slow.close();
  slow.closeAllConnections();
});

test('asks for other work only once the message has come, so that whoever sends slowly hears it', async () => {
  const body = sealedLookalike();
  const proof = `${workHeader}: ${proofFor(body, work, { day: 20_000 })}`;
  const socket = connect({ port, host: 'localhost' });
  let heard = '';
  socket.on('data', (chunk) => (heard += String(chunk)));
  await once(socket, 'connect');
  socket.write(head(...drop, proof, `Content-Length: ${sealedBytes}`));
  socket.write(body.subarray(0, 1000));
  // Meanwhile the server has time for others, and so would have had time to answer.
  for (let other = 0; other < 5; other++) expect((await post(sealedLookalike())).status).toBe(202);
  expect(heard).toBe('');
  socket.write(body.subarray(1000));
  await once(socket, 'close');
  expect(heard).toMatch(/^HTTP\/1\.1 428 /);
  expect(heard).toMatch(new RegExp(`\r\n${workHeader}: \\d+\\.1\\.0\r\n`, 'i'));
});

test.for(['beside the site', 'alone'])(
  'a thousand who send slowly change nothing for the others, %s',
  async (where) => {
    const spool = await folderSpool(join(folder, 'crowded'), { most: 1000, keptForPartners: 0 });
    const app = intakeApp({ spool, epoch: () => 1, isPartner: async () => false, work });
    const crowded = where === 'alone' ? serveApp(app, 'localhost', 0) : serveSite(folder, 0, { beside: app });
    if (!crowded.listening) await once(crowded, 'listening');
    const at = (crowded.address() as AddressInfo).port;
    // Each has done its work: otherwise it would be refused before anything of it is read.
    const proof = `${workHeader}: ${proofFor(sealedLookalike())}`;
    const half = `${head(...drop, proof, `Content-Length: ${sealedBytes}`)}only this much`;
    const slow = await Promise.all(
      Array.from({ length: 1000 }, async () => {
        const socket = connect({ port: at, host: 'localhost' });
        socket.on('error', () => {});
        socket.resume();
        await once(socket, 'connect');
        socket.write(half);
        return socket;
      }),
    );
    // Once nobody of them has only just come, not one message has to be sent twice.
    await expect
      .poll(async () => (await post(sealedLookalike(), `localhost:${at}`)).status, { timeout: 20_000 })
      .toBe(202);
    const statuses: number[] = [];
    for (let sent = 0; sent < 20; sent++)
      statuses.push((await post(sealedLookalike(), `localhost:${at}`)).status);
    expect(statuses).toEqual(Array(20).fill(202));
    expect(slow.filter(({ destroyed }) => !destroyed).length).toBeGreaterThan(400);
    for (const socket of slow) socket.destroy();
    crowded.close();
    crowded.closeAllConnections();
  },
);
