import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import { compressSite } from '#hosting/compressed.ts';
import { serveSite } from '#server/serve-site.ts';

/**
 * The bytes that search costs a reader, for each query: everything under `/pagefind/` from opening the search
 * page anew until ten results stand on it, headers and compression included.
 */
export async function searchBytes(pages: string, queries: readonly string[]): Promise<number[]> {
  await compressSite(pages);
  const server = serveSite(pages, 0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  let sent = 0;
  server.prependListener('request', ({ url, socket }, response) => {
    const before = socket.bytesWritten;
    if (url?.startsWith('/pagefind/')) response.on('close', () => (sent += socket.bytesWritten - before));
  });
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const found: number[] = [];
    for (const query of queries) {
      const context = await browser.newContext();
      const page = await context.newPage();
      sent = 0;
      await page.goto(`http://localhost:${port}/search/#q=${encodeURIComponent(query)}`);
      await page.locator('[data-search-results] > li').nth(9).waitFor();
      // The page may have the last answer before the browser has reported it.
      await page.waitForLoadState('networkidle');
      found.push(sent);
      await context.close();
    }
    return found;
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }
}

/** `CHROMIUM_PATH`, as `npm test` sets it, or the machine's own Chromium. */
export function findChromium(): string {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const places = [
    process.env['CHROMIUM_PATH'] ?? '',
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
  ];
  const found = places.find((place) => {
    try {
      accessSync(place, constants.X_OK);
      return place !== '';
    } catch {
      return false;
    }
  });
  if (found === undefined)
    throw new Error('There is no Chromium to search with. Install one, or name it in CHROMIUM_PATH.');
  return found;
}
