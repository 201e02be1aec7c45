import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { dropPath, dropType, sealedBytes, workHeader } from '#envelope/drop.ts';
import { partnerHeader } from '#envelope/partner-code.ts';
import { compressSite } from '#hosting/compressed.ts';
import { everyAnswer, overHttps } from '#hosting/header-rules.ts';
import { serveSite } from '#server/serve-site.ts';
import { observatory } from '../fixtures/observatory.ts';
import {
  type KindOfServer,
  type RunningServer,
  startWebServer,
  type WebAnswer,
} from '../fixtures/web-servers.ts';

/** The site on the web servers for which configurations are written, each started with its own. */

const folder = mkdtempSync(join(tmpdir(), 'hosted-'));
const dist = join(folder, 'dist');
const story = '/stories/the-third-lift/';
const zip = '/lesson-packs/say-no-get-help-help-a-mate/everything.zip';
const script = () => `/_astro/${readdirSync(join(dist, '_astro')).find((name) => name.endsWith('.js'))}`;

const code = '0123456789abcdef0123456789abcdef';

/** What the intake was told, and when the first byte of it came. */
interface Heard {
  readonly headers: IncomingHttpHeaders;
  readonly bytes: number;
  /** Milliseconds from its first line to its last byte. */
  readonly took: number;
}
const heard: Heard[] = [];
/** Answers as the intake does. */
const intake = createServer((request, answer) => {
  const from = Date.now();
  let bytes = 0;
  request.on('data', (chunk: Buffer) => (bytes += chunk.length));
  request.on('end', () => {
    heard.push({ headers: request.headers, bytes, took: Date.now() - from });
    answer.writeHead(202, {
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      'Content-Type': 'text/plain',
      [workHeader]: 'asked',
    });
    answer.end('Taken.');
  });
}).listen(0);

beforeAll(async () => {
  mkdirSync(dist, { recursive: true });
  // A web server started by root reads as somebody else.
  chmodSync(folder, 0o755);
  const built = inject('dist');
  const parts = [
    'index.html',
    '404.html',
    'robots.txt',
    'keys.json',
    '_headers',
    '_astro',
    'fonts',
    'img',
    'share-your-story',
    'lesson-packs',
  ];
  for (const part of [...parts, 'stories/the-third-lift'])
    cpSync(join(built, part), join(dist, part), { recursive: true });
  for (const ending of ['mp3', 'mp4', 'vtt']) writeFileSync(join(dist, `a.${ending}`), 'bytes');
  await compressSite(dist);
});
afterAll(() => {
  intake.close();
  rmSync(folder, { recursive: true });
});

/** How often each header was sent. */
function timesOf({ raw }: WebAnswer): Map<string, number> {
  const names = raw.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase());
  return new Map([...Map.groupBy(names, (name) => name)].map(([name, all]) => [name, all.length]));
}

function port(server: Server): number {
  return (server.address() as AddressInfo).port;
}

describe.each([
  ['Caddy', 'caddy'],
  ['nginx', 'nginx'],
] as const satisfies readonly (readonly [KindOfServer, string])[])('%s', (kind, tag) => {
  describe('hands out the files', { tags: ['long', tag] }, () => {
    let web: RunningServer;
    beforeAll(async () => {
      web = await startWebServer(kind, { serves: 'files', folder: dist, isDemo: true }, port(intake));
    });
    afterAll(() => web?.stop());

    it.each([
      ['a page', story, 200],
      ['the form', '/share-your-story/', 200],
      ['what is missing', '/nowhere/', 404],
      ['a script that is missing', '/_astro/missing.js', 404],
      ['an address without its slash', story.slice(0, -1), kind === 'nginx' ? 301 : 308],
      ['a ZIP', zip, 200],
    ])('and sends every header once with %s', async (_, path, status) => {
      const answer = await web.ask(path);
      expect(answer.status).toBe(status);
      for (const [name, value] of Object.entries({
        ...everyAnswer,
        ...overHttps,
        'X-Robots-Tag': 'noindex',
      })) {
        expect(answer.headers[name.toLowerCase()], name).toBe(value);
        expect(timesOf(answer).get(name.toLowerCase()), name).toBe(1);
      }
      expect(timesOf(answer).get('cache-control')).toBe(1);
    });

    it('and leaves robots.txt to search engines', async () => {
      expect((await web.ask('/robots.txt')).headers['x-robots-tag']).toBeUndefined();
    });

    it.each(Object.entries(observatory))('and passes the Observatory’s test: %s', async (_, passes) => {
      for (const path of ['/', story, '/share-your-story/'])
        expect(passes(await web.ask(path)), path).toBe(true);
    });

    it('and sends whoever asks over http to https on the same host', async () => {
      const { status, headers } = await web.askPlainly(story);
      expect(status).toBe(308);
      expect(headers.location).toMatch(/^https:\/\/localhost(:\d+)?\/stories\/the-third-lift\/$/);
    });

    it.each([
      [story, 'no-cache'],
      [story.slice(0, -1), 'no-cache'],
      ['/share-your-story/', 'no-store'],
      ['/share-your-story', 'no-store'],
      ['/share-your-story/index.html', 'no-store'],
      ['/share%2dyour-story/', 'no-store'],
      ['//share-your-story/', 'no-store'],
      ['/x/../share-your-story/', 'no-store'],
      ['/keys.json', 'no-store'],
      ['/fonts/literata-text.woff2', 'public, max-age=604800'],
      ['/fonts/missing.woff2', 'no-cache'],
      ['/_astro/missing.js', 'no-cache'],
      ['/nowhere/', 'no-cache'],
    ])('and has %s kept as the rules say: %s', async (path, caching) => {
      const { status, headers } = await web.ask(path);
      // What it does not find in some odd form of its address it need not keep from anybody.
      if (status !== 404 || !path.includes('share')) expect(headers['cache-control']).toBe(caching);
    });

    it('and has a script kept for a year', async () => {
      const { status, headers } = await web.ask(script());
      expect(status).toBe(200);
      expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    });

    it.each([
      [story, 'text/html; charset=utf-8'],
      ['/nowhere.js', 'text/html; charset=utf-8'],
      ['/robots.txt', 'text/plain; charset=utf-8'],
      ['/keys.json', 'application/json; charset=utf-8'],
      ['/a.vtt', 'text/vtt; charset=utf-8'],
      ['/a.mp3', 'audio/mpeg'],
      ['/a.mp4', 'video/mp4'],
      ['/fonts/literata-text.woff2', 'font/woff2'],
      [zip, 'application/zip'],
      [
        zip.replace('everything.zip', 'slides.pptx'),
        'application/vnd.openxmlformats-officedocument.presentationml.presentation',
      ],
      [
        zip.replace('everything.zip', 'worksheets.docx'),
        'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      ],
    ])('and says what %s is: %s', async (path, type) => {
      expect((await web.ask(path)).headers['content-type']).toBe(type);
    });

    it('and sends nothing twice that a browser has', async () => {
      for (const path of [story, script(), zip]) {
        const { headers } = await web.ask(path);
        const again = await web.ask(path, { headers: { 'if-none-match': headers.etag ?? '' } });
        expect([again.status, again.bytes.length]).toEqual([304, 0]);
      }
    });

    it('and sends pages compressed', async () => {
      const plain = (await web.ask(story)).text;
      const gzip = await web.ask(story, { headers: { 'accept-encoding': 'gzip' } });
      expect(gzip.headers['content-encoding']).toBe('gzip');
      expect(String(gunzipSync(gzip.bytes))).toBe(plain);
      if (kind === 'nginx') return;
      const brotli = await web.ask(story, { headers: { 'accept-encoding': 'gzip, br' } });
      expect(brotli.headers['content-encoding']).toBe('br');
      expect(String(brotliDecompressSync(brotli.bytes))).toBe(plain);
    });

    it.each(['/_headers', `${story}index.html.br`, `${story}index.html.gz`])('but not %s', async (path) => {
      expect((await web.ask(path)).status).toBe(404);
    });

    it('and hands a message on whole, without a word about who sends it', async () => {
      const body = Buffer.alloc(sealedBytes, 1);
      const headers = {
        'content-type': dropType,
        [workHeader]: 'work',
        [partnerHeader]: code,
        'user-agent': 'somebody',
        referer: 'https://example.org/',
      };
      const answer = await web.ask(dropPath, { method: 'POST', headers, body, pause: 1500 });
      expect([answer.status, answer.text]).toEqual([202, 'Taken.']);
      expect(answer.headers[workHeader]).toBe('asked');
      const last = heard.at(-1);
      expect(last?.bytes).toBe(sealedBytes);
      // Slowly sent, and quickly handed on: it was taken whole first.
      expect(last?.took).toBeLessThan(1000);
      expect(last?.headers).toMatchObject({
        'content-type': dropType,
        [workHeader]: 'work',
        [partnerHeader]: code,
      });
      // The code of a partner is in no log, nor is anything else that says who it was.
      for (const words of [code, 'somebody', '127.0.0.1 - ']) expect(web.written()).not.toContain(words);
      for (const name of ['user-agent', 'referer', 'x-forwarded-for', 'x-real-ip', 'forwarded'])
        expect(last?.headers[name] ?? '', name).toBe('');
      for (const [name, value] of Object.entries({
        ...everyAnswer,
        ...overHttps,
        'Cache-Control': 'no-store',
      })) {
        expect(answer.headers[name.toLowerCase()], name).toBe(value);
        expect(timesOf(answer).get(name.toLowerCase()), name).toBe(1);
      }
    });

    it('and refuses a message that is far too large', async () => {
      const before = heard.length;
      const answer = await web
        .ask(dropPath, { method: 'POST', body: Buffer.alloc(200_000) })
        .catch(() => undefined);
      // Caddy 2.6 finds out while it passes the body on.
      expect([413, 502]).toContain(answer?.status ?? 413);
      expect(heard.length).toBe(before);
    });
  });

  describe('passes everything on', { tags: ['long', tag] }, () => {
    let web: RunningServer;
    let site: Server;
    beforeAll(async () => {
      site = serveSite(dist, 0);
      await once(site, 'listening');
      web = await startWebServer(kind, { serves: 'everything on', folder: dist, isDemo: false }, port(site));
    });
    afterAll(async () => {
      await web?.stop();
      site?.close();
    });

    it.each(Object.entries(observatory))('and passes the Observatory’s test: %s', async (_, passes) => {
      for (const path of ['/', story]) expect(passes(await web.ask(path)), path).toBe(true);
    });

    it.each([story, '/nowhere/', story.slice(0, -1), zip])(
      'and sends every header once with %s',
      async (path) => {
        const answer = await web.ask(path);
        for (const [name, value] of Object.entries({ ...everyAnswer, ...overHttps })) {
          expect(answer.headers[name.toLowerCase()], name).toBe(value);
          expect(timesOf(answer).get(name.toLowerCase()), name).toBe(1);
        }
      },
    );
  });
});
