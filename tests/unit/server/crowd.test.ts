import { once } from 'node:events';
import type { Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { Hono } from 'hono';
import { afterEach, expect, test } from 'vitest';
import type { CrowdLimits } from '#server/crowd.ts';
import { serveApp } from '#server/serve-site.ts';

let server: Server;
let sockets: Socket[] = [];
/** How many requests the app has begun to deal with. */
let begun: number;
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  sockets = [];
  server.close();
  server.closeAllConnections();
});

/** A server that reads whatever it is sent, with limits that a few connections reach. */
async function serve(limits: Partial<CrowdLimits>): Promise<void> {
  begun = 0;
  const app = new Hono()
    .use((_context, next) => {
      begun += 1;
      return next();
    })
    .post('/', async (context) => context.text(`${(await context.req.arrayBuffer()).byteLength} bytes`))
    .get('/', (context) => context.text('here'))
    .get('/long', () => {
      const stream = new ReadableStream({ start: (each) => each.enqueue(new TextEncoder().encode('long')) });
      return new Response(stream);
    })
    .get('/never', () => new Promise<Response>(() => {}))
    .onError((_error, context) => context.text('cut off', 400));
  server = serveApp(app, '127.0.0.1', 0, { graceful: 0, ...limits });
  if (!server.listening) await once(server, 'listening');
}
const at = () => ({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' });

interface Guest {
  readonly socket: Socket;
  readonly heard: () => string;
  readonly isGone: () => boolean;
}
async function guest(words: string): Promise<Guest> {
  const socket = connect(at());
  sockets.push(socket);
  let heard = '';
  let isGone = false;
  socket.on('data', (chunk) => (heard += String(chunk)));
  socket.on('error', () => {});
  socket.on('close', () => (isGone = true));
  await once(socket, 'connect');
  socket.write(words);
  return { socket, heard: () => heard, isGone: () => isGone };
}
const post = (length: number, sent: string) =>
  `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${length}\r\n\r\n${sent}`;
const get = (path = '/') => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`;
const connections = () =>
  new Promise<number>((resolve) => server.getConnections((_error, count) => resolve(count)));
const answered = (one: Guest, words: string) => expect.poll(one.heard).toContain(words);

test('where there are too many connections, one that asks for nothing goes first', async () => {
  await serve({ connections: 3 });
  const idle = await guest(get());
  await answered(idle, 'here');
  const sending = await guest(post(10, '12345'));
  const busy = await guest(get('/never'));
  await expect.poll(() => begun).toBe(3);
  const next = await guest(get());
  await answered(next, 'here');
  await expect.poll(idle.isGone).toBe(true);
  expect([sending.isGone(), busy.isGone()]).toEqual([false, false]);
  expect(await connections()).toBe(3);
});

test('then the one that has sent the least in its time, and not one that waits for an answer', async () => {
  await serve({ connections: 3 });
  const busy = await guest(get('/never'));
  const slow = await guest(post(1000, '1'));
  const faster = await guest(post(1000, '1'.repeat(900)));
  await expect.poll(() => begun).toBe(3);
  const next = await guest(get());
  await answered(next, 'here');
  await expect.poll(slow.isGone).toBe(true);
  expect([busy.isGone(), faster.isGone()]).toEqual([false, false]);
  faster.socket.write('1'.repeat(100));
  await answered(faster, '1000 bytes');
});

test('of those who wait for an answer the one goes that takes it the most slowly, once its time is over', async () => {
  await serve({ connections: 2, patience: 0 });
  const slow = await guest(get('/never'));
  const reading = await guest(get('/long'));
  await answered(reading, 'long');
  const next = await guest(get());
  await answered(next, 'here');
  await expect.poll(slow.isGone).toBe(true);
  expect(reading.isGone()).toBe(false);
});

test('where everybody waits for an answer, who comes is sent away', async () => {
  await serve({ connections: 2 });
  const busy = [await guest(get('/never')), await guest(get('/never'))];
  await expect.poll(() => begun).toBe(2);
  const next = await guest(get());
  await expect.poll(next.isGone).toBe(true);
  expect(busy.map(({ isGone }) => isGone())).toEqual([false, false]);
});

test('of bodies under way there are only so many: the slowest makes room', async () => {
  await serve({ bodies: 2 });
  const slow = await guest(post(1000, '1'));
  const faster = await guest(post(1000, '1'.repeat(900)));
  await expect.poll(() => begun).toBe(2);
  const next = await guest(post(5, '12345'));
  await answered(next, '5 bytes');
  await expect.poll(slow.isGone).toBe(true);
  expect(faster.isGone()).toBe(false);
});

test('nobody goes who has only just come: then who comes is asked to wait', async () => {
  await serve({ bodies: 1, graceful: 60_000 });
  const first = await guest(post(1000, '1'));
  await expect.poll(() => begun).toBe(1);
  const next = await guest(post(5, '123'));
  await answered(next, '503');
  expect(next.heard()).toMatch(/retry-after: \d+/i);
  await expect.poll(next.isGone).toBe(true);
  expect(first.isGone()).toBe(false);
  await answered(await guest(get()), 'here');
});
