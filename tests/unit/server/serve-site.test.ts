import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { type IncomingHttpHeaders, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compressSite } from '#hosting/compressed.ts';
import { serveSite } from '#server/serve-site.ts';

const above = mkdtempSync(join(tmpdir(), 'served-'));
const folder = join(above, 'dist');
const put = (path: string, content: string | Uint8Array) => {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), content);
};
const page = `<h1>One</h1>${'word '.repeat(2000)}`;
const zip = Buffer.alloc(400_000, 'zip');

let server: Server;
let demo: Server;
beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(above, 'secret.txt'), 'not for the public');
  put('404.html', `<h1>There is no such page</h1>${'sorry '.repeat(500)}`);
  put('index.html', '<h1>Home</h1>');
  put('stories/one/index.html', page);
  put('share-your-story/index.html', page);
  put('_astro/a.js', `export {};${'//'.repeat(1000)}`);
  put('_headers', '/*\n');
  put('fonts/f.woff2', 'font');
  put('keys.json', '{}');
  put('robots.txt', 'User-agent: *\n');
  put('.well-known/security.txt', 'Contact: mailto:concerns@example.org\n');
  put('lesson-packs/one/everything.zip', zip);
  for (const ending of ['docx', 'pptx', 'vtt', 'mp3', 'mp4', 'webp', 'pdf', 'svg', 'xml', 'json'])
    put(`files/a.${ending}`, 'bytes');
  await compressSite(folder);
  const beside = new Hono().post('/api/drop', (context) => context.text('Taken.', 202));
  server = serveSite(folder, 0, { beside });
  demo = serveSite(folder, 0, { isDemo: true });
  await Promise.all([server, demo].map((each) => once(each, 'listening')));
});
afterAll(() => {
  for (const each of [server, demo]) each.close();
  rmSync(above, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
}

/** Asks for an address just as it is written, which `fetch` would tidy first. */
function ask(
  path: string,
  headers: Record<string, string> = {},
  { method = 'GET', of = server } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { port } = of.address() as AddressInfo;
    const sent = request({ port, host: 'localhost', path, method, headers, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, bytes: Buffer.concat(chunks) }),
      );
    });
    sent.on('error', reject);
    sent.end(method === 'POST' ? 'x' : undefined);
  });
}

describe('the site’s server', () => {
  it('serves a page by its address', async () => {
    const { status, headers, bytes } = await ask('/stories/one/');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(String(bytes)).toBe(page);
  });

  it('answers an unknown address with the page for it, and says so', async () => {
    const { status, bytes } = await ask('/stories/two/');
    expect(status).toBe(404);
    expect(String(bytes)).toContain('There is no such page');
  });

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/stories/..%5c..%5csecret.txt',
    '/stories/../../secret.txt',
    '//secret.txt',
    '/%00',
    '/%',
    '/secret.txt%00.html',
  ])('gives nothing from outside its folder: %s', async (path) => {
    const { status, bytes } = await ask(path);
    expect(status).toBe(404);
    expect(String(bytes)).not.toContain('not for the public');
  });

  it('sends nobody to another site', async () => {
    mkdirSync(join(folder, 'example.org'));
    put('example.org/index.html', page);
    for (const path of ['//example.org', '/%2fexample.org', '/\\example.org', '/.//example.org'])
      expect(await ask(path)).toMatchObject({ status: 404 });
  });

  it.each([
    ['Content-Security-Policy', "frame-ancestors 'none'"],
    ['Referrer-Policy', 'no-referrer'],
    ['X-Content-Type-Options', 'nosniff'],
    ['X-Frame-Options', 'DENY'],
    ['Cross-Origin-Opener-Policy', 'same-origin'],
    ['Cross-Origin-Resource-Policy', 'same-origin'],
    ['Origin-Agent-Cluster', '?1'],
    ['X-DNS-Prefetch-Control', 'off'],
    ['Permissions-Policy', 'camera=(), microphone=(), geolocation=(), browsing-topics=()'],
  ])('sends %s: %s with every answer', async (name, value) => {
    const answers = await Promise.all([
      ask('/stories/one/'),
      ask('/stories/one'),
      ask('/nowhere/'),
      ask('/lesson-packs/one/everything.zip'),
      ask('/stories/one/', { 'if-none-match': '*' }),
      ask('/stories/one/', { range: 'bytes=0-3' }),
      ask('/stories/one/', { range: 'bytes=999999-' }),
      ask('/stories/one/', {}, { method: 'POST' }),
      ask('/api/drop', {}, { method: 'POST' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 308, 404, 200, 304, 206, 416, 405, 202]);
    for (const { headers } of answers) expect(headers[name.toLowerCase()]).toBe(value);
  });

  it('sends neither a cookie nor its name', async () => {
    const { headers } = await ask('/stories/one/');
    expect(headers['set-cookie']).toBeUndefined();
    expect(headers.server).toBeUndefined();
    expect(headers['x-powered-by']).toBeUndefined();
  });

  it('serves security.txt as plain text, from its folder with a dot', async () => {
    const { status, headers, bytes } = await ask('/.well-known/security.txt');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(String(bytes)).toContain('Contact: ');
  });

  it.each([
    ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
    ['vtt', 'text/vtt; charset=utf-8'],
    ['mp3', 'audio/mpeg'],
    ['mp4', 'video/mp4'],
    ['webp', 'image/webp'],
    ['pdf', 'application/pdf'],
    ['svg', 'image/svg+xml'],
    ['xml', 'application/xml; charset=utf-8'],
    ['json', 'application/json; charset=utf-8'],
  ])('says what a .%s is: %s', async (ending, type) => {
    expect((await ask(`/files/a.${ending}`)).headers['content-type']).toBe(type);
  });

  it('says what a font and a ZIP are', async () => {
    expect((await ask('/fonts/f.woff2')).headers['content-type']).toBe('font/woff2');
    expect((await ask('/lesson-packs/one/everything.zip')).headers['content-type']).toBe('application/zip');
  });

  it('answers a HEAD as a GET, without the bytes', async () => {
    const got = await ask('/stories/one/');
    const { status, headers, bytes } = await ask('/stories/one/', {}, { method: 'HEAD' });
    expect(status).toBe(200);
    expect(bytes).toHaveLength(0);
    expect({ ...headers, date: '' }).toEqual({ ...got.headers, date: '' });
  });

  it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND'])(
    'takes nothing in: %s is refused, and what is allowed is said',
    async (method) => {
      const { status, headers } = await ask('/stories/one/', {}, { method });
      expect(status).toBe(405);
      expect(headers.allow).toBe('GET, HEAD');
    },
  );

  it.each(['/_headers', '/stories/one/index.html.br', '/stories/one/index.html.gz'])(
    'does not serve what is for itself or for hosts: %s',
    async (path) => {
      expect(existsSync(join(folder, path))).toBe(true);
      expect((await ask(path)).status).toBe(404);
    },
  );
});

describe('an address without its slash', () => {
  it('leads on for good, with what was asked beside it', async () => {
    const { status, headers } = await ask('/stories/one?from=here');
    expect(status).toBe(308);
    expect(headers.location).toBe('/stories/one/?from=here');
  });

  it('is unknown if there is no page', async () => {
    expect((await ask('/files')).status).toBe(404);
    expect((await ask('/nowhere')).status).toBe(404);
  });
});

describe('what may be kept', () => {
  it.each([
    ['/stories/one/', 'no-cache'],
    ['/stories/one', 'no-cache'],
    ['/_astro/a.js', 'public, max-age=31536000, immutable'],
    ['/fonts/f.woff2', 'public, max-age=604800'],
    // However the form is asked for.
    ['/share-your-story/', 'no-store'],
    ['/share-your-story', 'no-store'],
    ['/share-your-story?x', 'no-store'],
    ['/share-your-story/?x', 'no-store'],
    ['/share-your-story/index.html', 'no-store'],
    ['/share%2dyour-story/', 'no-store'],
    ['/share-your-story%2f', 'no-store'],
    ['/share-your-story/nowhere', 'no-store'],
    ['/keys.json', 'no-store'],
    // What is missing today may be there tomorrow.
    ['/_astro/missing.js', 'no-cache'],
    ['/fonts/missing.woff2', 'no-cache'],
    ['/nowhere/', 'no-cache'],
  ])('of %s is %s', async (path, caching) => {
    expect((await ask(path)).headers['cache-control']).toBe(caching);
  });

  it('of a message that was taken is nothing', async () => {
    const { status, headers } = await ask('/api/drop', {}, { method: 'POST' });
    expect(status).toBe(202);
    expect(headers['cache-control']).toBe('no-store');
  });
});

describe('what search engines are told', () => {
  const told = async (path: string, of: Server) => (await ask(path, {}, { of })).headers['x-robots-tag'];

  it.each(['/stories/one/', '/stories/one', '/nowhere/', '/lesson-packs/one/everything.zip', '/img/x.png'])(
    'of a demonstration is to leave it alone: %s',
    async (path) => {
      expect(await told(path, demo)).toBe('noindex');
      expect(await told(path, server)).toBeUndefined();
    },
  );

  it('leaves them robots.txt', async () => {
    expect(await told('/robots.txt', demo)).toBeUndefined();
  });
});

describe('a repeat visit', () => {
  it.each(['/stories/one/', '/_astro/a.js', '/lesson-packs/one/everything.zip', '/share-your-story/'])(
    'costs no bytes while nothing has changed: %s',
    async (path) => {
      for (const coding of ['identity', 'gzip', 'br']) {
        const { headers } = await ask(path, { 'accept-encoding': coding });
        const tag = headers.etag ?? '';
        expect(tag).toMatch(/^"[\w-]+"$/);
        for (const known of [tag, `"other", ${tag}`, `W/${tag}`, '*']) {
          const again = await ask(path, { 'accept-encoding': coding, 'if-none-match': known });
          expect(again.status).toBe(304);
          expect(again.bytes).toHaveLength(0);
          expect(again.headers.etag).toBe(tag);
          expect(again.headers['cache-control']).toBe(headers['cache-control']);
        }
      }
    },
  );

  it('costs none for a browser that knows the time of its copy alone', async () => {
    const { headers } = await ask('/stories/one/');
    const since = { 'if-modified-since': headers['last-modified'] ?? '' };
    expect((await ask('/stories/one/', since)).status).toBe(304);
    const earlier = { 'if-modified-since': 'Mon, 01 Jan 2001 00:00:00 GMT' };
    expect((await ask('/stories/one/', earlier)).status).toBe(200);
    expect((await ask('/stories/one/', { ...since, 'if-none-match': '"other"' })).status).toBe(200);
  });
});

describe('compressed copies', () => {
  it.each([
    ['br', 'br'],
    ['gzip, deflate, br', 'br'],
    ['gzip, deflate', 'gzip'],
    ['GZIP', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['br;q=0.0', undefined],
    ['deflate', undefined],
    ['', undefined],
  ])('are sent as they were made, to whoever can read them: %s', async (accepted, coding) => {
    const { headers, bytes } = await ask('/stories/one/', { 'accept-encoding': accepted });
    expect(headers['content-encoding']).toBe(coding);
    expect(headers.vary).toBe('Accept-Encoding');
    const file = join(folder, 'stories/one/index.html');
    const made = coding ? readFileSync(`${file}${coding === 'br' ? '.br' : '.gz'}`) : readFileSync(file);
    expect(bytes).toEqual(made);
    const read = coding === 'br' ? brotliDecompressSync : coding ? gunzipSync : (same: Buffer) => same;
    expect(String(read(bytes))).toBe(page);
  });

  it('are other representations, with other tags', async () => {
    const tags = await Promise.all(
      ['br', 'gzip', 'identity'].map(async (each) => {
        return (await ask('/stories/one/', { 'accept-encoding': each })).headers.etag;
      }),
    );
    expect(new Set(tags).size).toBe(3);
  });

  it('are sent of the page for what is missing too', async () => {
    const { headers, bytes } = await ask('/nowhere/', { 'accept-encoding': 'br' });
    expect(headers['content-encoding']).toBe('br');
    expect(String(brotliDecompressSync(bytes))).toContain('There is no such page');
  });

  it('are made of nothing that is compressed already', () => {
    for (const file of ['lesson-packs/one/everything.zip', 'fonts/f.woff2', 'files/a.docx'])
      expect(existsSync(join(folder, `${file}.br`))).toBe(false);
  });

  it('are not sent if they are older than their file', async () => {
    put('newer/index.html', page);
    const path = join(folder, 'newer', 'index.html');
    writeFileSync(`${path}.br`, 'of a page that was here before');
    utimesSync(`${path}.br`, new Date(), new Date(statSync(path).mtimeMs - 60_000));
    const { headers, bytes } = await ask('/newer/', { 'accept-encoding': 'br' });
    expect(headers['content-encoding']).toBeUndefined();
    expect(String(bytes)).toBe(page);
  });
});

describe('large files', () => {
  it('come whole and unmixed to many at once, while others break off', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `/many/${index}.zip`);
    names.forEach((name, index) => {
      put(name, Buffer.alloc(1_000_000, index + 1));
    });
    const { port } = server.address() as AddressInfo;
    const brokenOff = names.map(
      (path) =>
        new Promise<void>((resolve) => {
          const sent = request({ port, host: 'localhost', path, agent: false }, (answer) => {
            answer.once('data', () => sent.destroy());
            answer.on('close', () => resolve());
            answer.on('error', () => {});
          });
          sent.on('error', () => {});
          sent.end();
        }),
    );
    const answers = await Promise.all(names.map((name) => ask(name)));
    await Promise.all(brokenOff);
    for (const [index, { bytes }] of answers.entries())
      expect(bytes.equals(Buffer.alloc(1_000_000, index + 1))).toBe(true);
  });
});

describe('a piece of a file', () => {
  const size = zip.length;
  it.each([
    ['bytes=0-3', 0, 3],
    ['bytes=399998-', 399_998, size - 1],
    ['bytes=-2', size - 2, size - 1],
    ['bytes=399998-9999999', 399_998, size - 1],
    ['bytes=0-9,10-19', 0, 19],
    ['bytes=5-9, 0-6', 0, 9],
  ])('is what was asked for: %s', async (range, from, to) => {
    const { status, headers, bytes } = await ask('/lesson-packs/one/everything.zip', { range });
    expect(status).toBe(206);
    expect(headers['content-range']).toBe(`bytes ${from}-${to}/${size}`);
    expect(bytes).toEqual(zip.subarray(from, to + 1));
  });

  it.each(['bytes=400000-', 'bytes=0-1,5-6', 'bytes=0-0,-1', 'bytes=-0'])(
    'is refused where it cannot be one: %s',
    async (range) => {
      const { status, headers, bytes } = await ask('/lesson-packs/one/everything.zip', { range });
      expect(status).toBe(416);
      expect(headers['content-range']).toBe(`bytes */${size}`);
      expect(bytes.length).toBeLessThan(100);
    },
  );

  it.each(['lines=0-3', 'bytes=abc', 'bytes=3-1'])('is the whole if nothing is asked: %s', async (range) => {
    expect((await ask('/lesson-packs/one/everything.zip', { range })).status).toBe(200);
  });

  it('is of the page itself and never of a compressed copy', async () => {
    const { status, headers, bytes } = await ask('/stories/one/', {
      range: 'bytes=0-11',
      'accept-encoding': 'br',
    });
    expect(status).toBe(206);
    expect(headers['content-encoding']).toBeUndefined();
    expect(String(bytes)).toBe('<h1>One</h1>');
  });

  it('is the whole if the rest is of another file', async () => {
    const { headers } = await ask('/stories/one/');
    const range = 'bytes=0-3';
    const same = await ask('/stories/one/', { range, 'if-range': headers.etag ?? '' });
    expect(same.status).toBe(206);
    expect((await ask('/stories/one/', { range, 'if-range': '"other"' })).status).toBe(200);
  });
});
