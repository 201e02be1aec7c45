import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { headersOfMode } from '#domain/words/demonstration.ts';
import type { SiteMode } from '#domain/words/vocabularies.ts';
import { siteApp } from '#server/serve-site.ts';

const above = mkdtempSync(join(tmpdir(), 'served-'));
const folder = join(above, 'dist');
mkdirSync(join(folder, '_astro'), { recursive: true });
mkdirSync(join(folder, '.well-known'));
mkdirSync(join(folder, 'stories', 'one'), { recursive: true });
writeFileSync(join(above, 'secret.txt'), 'not for the public');
writeFileSync(join(folder, '404.html'), '<h1>There is no such page</h1>');
writeFileSync(join(folder, 'stories', 'one', 'index.html'), `<h1>One</h1>${'word '.repeat(2000)}`);
writeFileSync(join(folder, '_astro', 'a.js'), 'export {};');
writeFileSync(join(folder, '.well-known', 'security.txt'), 'Contact: mailto:concerns@example.org\n');
afterAll(() => rmSync(above, { recursive: true }));

const app = siteApp(folder);
const get = (path: string, headers: Record<string, string> = {}) =>
  app.request(`http://localhost${path}`, { headers });

describe('the site’s server', () => {
  it('serves a page by its address', async () => {
    const answer = await get('/stories/one/');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(await answer.text()).toContain('<h1>One</h1>');
  });

  it.each(['/stories/one/', '/_astro/a.js', '/.well-known/security.txt', '/nowhere/'])(
    'keeps a demonstration out of search engines, and a live site in them: %s',
    async (path) => {
      const ask = (mode: SiteMode) => siteApp(folder, headersOfMode(mode)).request(`http://localhost${path}`);
      expect((await ask('demo')).headers.get('x-robots-tag')).toBe('noindex');
      expect((await ask('live')).headers.get('x-robots-tag')).toBeNull();
    },
  );

  it('answers an unknown address with the page for it, and says so', async () => {
    const answer = await get('/stories/two/');
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('There is no such page');
  });

  it.each(['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/stories/..%5c..%5csecret.txt'])(
    'gives nothing from outside its folder: %s',
    async (path) => {
      const answer = await get(path);
      expect(answer.status).not.toBe(200);
      expect(await answer.text()).not.toContain('not for the public');
    },
  );

  it.each([
    ['referrer-policy', 'no-referrer'],
    ['x-content-type-options', 'nosniff'],
    ['x-frame-options', 'DENY'],
    ['content-security-policy', "frame-ancestors 'none'"],
    ['cross-origin-opener-policy', 'same-origin'],
    ['cross-origin-resource-policy', 'same-origin'],
  ])('sends %s: %s with every answer', async (name, value) => {
    for (const path of ['/stories/one/', '/nowhere/'])
      expect((await get(path)).headers.get(name)).toBe(value);
  });

  it('serves security.txt as plain text, from its folder with a dot', async () => {
    const answer = await get('/.well-known/security.txt');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await answer.text()).toContain('Contact: ');
  });

  it('sets no cookie', async () => {
    expect((await get('/stories/one/')).headers.get('set-cookie')).toBeNull();
  });

  it('lets no page linger in a cache, so that a withdrawn story is gone at once', async () => {
    expect((await get('/stories/one/')).headers.get('cache-control')).toBe('no-cache');
  });

  it('lets files be kept whose name changes with their contents', async () => {
    expect((await get('/_astro/a.js')).headers.get('cache-control')).toContain('immutable');
  });

  it('compresses pages for browsers that can read that', async () => {
    const answer = await get('/stories/one/', { 'accept-encoding': 'gzip' });
    expect(answer.headers.get('content-encoding')).toBe('gzip');
  });

  it('takes nothing in', async () => {
    const answer = await app.request('http://localhost/stories/one/', { method: 'POST', body: 'x' });
    expect(answer.status).toBe(404);
  });
});
