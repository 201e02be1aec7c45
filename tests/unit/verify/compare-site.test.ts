import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serveSite } from '#server/serve-site.ts';
import { compareSite, type Difference } from '#verify/compare-site.ts';
import {
  type BuiltFrom,
  type Manifest,
  manifestOf,
  manifestPath,
  withdrawnIn,
  writeManifest,
} from '#verify/manifest.ts';

const from: BuiltFrom = { revision: 'a'.repeat(40), day: '2026-12-01', tools: { node: '24' } };
const site = {
  'index.html': '<!doctype html><p>Home',
  '404.html': '<!doctype html><p>Nothing here',
  'share-your-story/index.html': '<!doctype html><p>Tell it',
  '_astro/form.js': 'seal()',
  'keys.json': '{}',
  'fonts/a b.woff2': 'font',
};

const facts = { withdrawn: [], isDemo: false };

let folder: string;
let own: Manifest;
let server: Server;
let url: string;
const write = (path: string, text: string) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'verify-'));
  for (const [path, text] of Object.entries(site)) write(path, text);
  await writeManifest(folder, from);
  own = await manifestOf(folder, from);
  server = serveSite(folder, 0);
  await once(server, 'listening');
  url = `http://localhost:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

async function differences(ask?: typeof fetch): Promise<readonly Difference[]> {
  const comparison = await compareSite(url, own, facts, ask);
  if (comparison.outcome !== 'compared') throw new Error(comparison.says);
  return comparison.differences;
}

describe('a manifest', () => {
  it('says nothing of what no visitor gets: compressed copies, and the file of headers for hosts', async () => {
    for (const path of ['_astro/form.js.br', 'index.html.gz', '_headers']) write(path, 'x');
    expect(await manifestOf(folder, from)).toEqual(own);
    write('_astro/alone.js.br', 'x');
    expect((await manifestOf(folder, from)).files).toHaveProperty(['_astro/alone.js.br']);
  });

  it('has every file but itself, in one order, and the same text each time', async () => {
    expect(Object.keys(own.files)).toEqual(Object.keys(site).sort());
    expect(JSON.stringify(await manifestOf(folder, from))).toBe(JSON.stringify(own));
  });
});

describe('a manifest of a site with a withdrawn story', () => {
  it('does not name the story, and the site is alike all the same', async () => {
    write('withdrawn.json', '{"withdrawn":["a-blue-door"]}');
    write('stories/a-blue-door/index.html', '<p>No longer here');
    await writeManifest(folder, from);
    expect(readFileSync(join(folder, manifestPath), 'utf8')).not.toContain('a-blue-door');
    own = await manifestOf(folder, from);
    expect(await compareSite(url, own, { ...facts, withdrawn: await withdrawnIn(folder) })).toMatchObject({
      looked: 8,
      differences: [],
    });
    const files = { ...own.files, 'stories/a-blue-door/index.html': '0'.repeat(64) };
    own = { ...own, files };
    expect(await compareSite(url, own, { ...facts, withdrawn: await withdrawnIn(folder) })).toMatchObject({
      differences: [{ path: 'stories/a-blue-door/index.html', says: 'is another file' }],
    });
  });
});

describe('a live site beside what was built here', () => {
  it('is alike', async () => {
    expect(await compareSite(url, own, facts)).toEqual({ outcome: 'compared', looked: 6, differences: [] });
  });

  it.each(Object.keys(site))('is not when one byte of %s differs', async (path) => {
    write(path, `${site[path as keyof typeof site].slice(0, -1)}!`);
    expect(await differences()).toEqual([{ path, says: 'is another file' }]);
  });

  it('names what leads to the keys first', async () => {
    for (const path of Object.keys(site)) write(path, 'x');
    const paths = (await differences()).map(({ path }) => path);
    expect(paths.slice(0, 3)).toEqual(['keys.json', '_astro/form.js', 'share-your-story/index.html']);
  });

  it('is not when a file is missing, or one more stands in its list', async () => {
    rmSync(join(folder, '_astro/form.js'));
    write('stranger.js', 'x');
    await writeManifest(folder, from);
    expect(await differences()).toEqual([
      { path: '_astro/form.js', says: 'answers 404' },
      { path: 'stranger.js', says: 'is not in what was built here' },
    ]);
  });

  it.each<[string, string, string, string]>([
    ['x-frame-options', 'index.html', '/', 'comes with X-Frame-Options: nothing'],
    ['content-security-policy', 'keys.json', '/keys.json', 'comes with Content-Security-Policy: nothing'],
    ['cache-control', 'keys.json', '/keys.json', 'comes with Cache-Control: nothing'],
  ])('is not when %s is missing from one answer', async (header, path, at, says) => {
    const without: typeof fetch = async (input, init) => {
      const answer = await fetch(input, init);
      if (new URL(String(input)).pathname !== at) return answer;
      const headers = new Headers(answer.headers);
      headers.delete(header);
      return new Response(await answer.arrayBuffer(), { status: answer.status, headers });
    };
    expect(await differences(without)).toEqual([{ path, says }]);
  });

  describe('asked for a page without its slash', () => {
    /** Answers for that one address in another way than the site does. */
    const answering =
      (answer: (real: Response) => Response): typeof fetch =>
      async (input, init) => {
        const real = await fetch(input, init);
        return new URL(String(input)).pathname === '/share-your-story' ? answer(real) : real;
      };
    const path = 'share-your-story/index.html';
    const headersOf = (real: Response, location: string) => {
      const headers = new Headers(real.headers);
      headers.set('location', location);
      return headers;
    };

    it.each([
      ['to another site', 'https://example.org/share-your-story/'],
      ['to another page', '/elsewhere/'],
      ['to another scheme', 'http://localhost:1/share-your-story/'],
    ])('is not alike when it leads %s', async (_what, location) => {
      const says = `leads to ${location} when it is asked for without its slash`;
      expect(
        await differences(
          answering((real) => new Response(null, { status: 308, headers: headersOf(real, location) })),
        ),
      ).toEqual([{ path, says }]);
    });

    it('is alike when it leads to the page by its whole address, or gives the page itself', async () => {
      const whole = new URL('/share-your-story/', url).href;
      expect(
        await differences(
          answering((real) => new Response(null, { status: 301, headers: headersOf(real, whole) })),
        ),
      ).toEqual([]);
      expect(await differences(answering(() => new Response(site[path])))).toEqual([]);
      expect(await differences(answering(() => new Response('another page')))).toEqual([
        { path, says: 'is another file when it is asked for without its slash' },
      ]);
    });

    it('is not alike when it answers otherwise, or without the headers of every answer', async () => {
      expect(await differences(answering(() => new Response(null, { status: 404 })))).toEqual([
        { path, says: 'answers 404 when it is asked for without its slash' },
      ]);
      const bare = answering(
        () => new Response(null, { status: 308, headers: { location: '/share-your-story/' } }),
      );
      expect((await differences(bare)).map(({ says }) => says)).toContain(
        'comes with X-Frame-Options: nothing, when it is asked for without its slash',
      );
    });
  });

  it('is not when a demonstration lets search engines in', async () => {
    const { outcome, ...rest } = await compareSite(url, own, { ...facts, isDemo: true });
    expect([outcome, rest]).toEqual([
      'compared',
      {
        looked: 6,
        differences: expect.arrayContaining([
          { path: 'index.html', says: 'comes with X-Robots-Tag: nothing' },
        ]),
      },
    ]);
  });

  it.each<[string, Partial<BuiltFrom>, string]>([
    ['another revision', { revision: 'b'.repeat(40) }, 'revision bbbbbbbbbbbb'],
    ['another day', { day: '2026-12-02' }, 'built for 2026-12-02'],
    ['no revision', { revision: null }, 'of no revision'],
  ])('is not compared when it is of %s, and that is said', async (_what, change, says) => {
    await writeManifest(folder, { ...from, ...change });
    expect(await compareSite(url, own, facts)).toEqual({
      outcome: 'other build',
      says: expect.stringContaining(says),
    });
  });

  it('is not compared without a manifest, or without an answer', async () => {
    rmSync(join(folder, manifestPath));
    expect((await compareSite(url, own, facts)).outcome).toBe('no manifest');
    const nobody = () => Promise.reject(new Error('no network'));
    expect((await compareSite(url, own, facts, nobody)).outcome).toBe('unreachable');
  });
});
