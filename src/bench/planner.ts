import { once } from 'node:events';
import { access } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import type { Piece } from '#domain/plan/session.ts';
import { toSessionData } from '#domain/plan/session-data.ts';
import { openLibrary } from '#library/open.ts';
import { piecesOf } from '#library/session-pieces.ts';
import { serveSite } from '#server/serve-site.ts';
import { findChromium } from './search-bytes.ts';

/** A mid-range phone of some years ago against this machine, as Lighthouse slows a desktop down for its “slow” profile. */
const slowdown = 6;
const stories = 1000;

/**
 * What the session planner costs a phone with a thousand stories to choose from: the bytes of its data, and the milliseconds
 * from changing a wish to the new session on the page.
 *
 * @throws if the site has not been built
 */
export async function plannerFigures(root: string): Promise<string> {
  const dist = join(root, 'dist');
  await access(join(dist, 'plan', 'index.html')).catch(() => {
    throw new Error('There is no dist/ to try the planner in: npm run build, then try again.');
  });
  const own = piecesOf(await openLibrary(root));
  const shipped = own.filter(({ kind }) => kind === 'story');
  const generated = Array.from({ length: stories - shipped.length }, (_, index): Piece => {
    const like = shipped[index % shipped.length] as Piece;
    return { ...like, id: `${like.id}-${index}`, title: `${like.title} ${index}`, minutes: 4 + (index % 9) };
  });
  const data = JSON.stringify(toSessionData([...own, ...generated]));
  const took = (await inBrowser(dist, data)).sort((a, b) => a - b);
  const [least, middle, most] = [0, Math.floor(took.length / 2), took.length - 1].map((at) =>
    (took[at] as number).toFixed(0),
  );
  return `## Session planner

With ${stories.toLocaleString('en-GB')} stories, in Chromium slowed down ${slowdown} times: ${middle} ms (${least} to ${most}, ${took.length} changes) from a change to the new session on the page; target
100 ms. Its data are ${(gzipSync(data).length / 1000).toFixed(1)} kB compressed; target 60 kB.
`;
}

async function inBrowser(dist: string, data: string): Promise<number[]> {
  const server = serveSite(dist, 0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
    await page.route('**/plan/pieces.json', (route) =>
      route.fulfill({ contentType: 'application/json', body: data }),
    );
    await page.goto(`http://localhost:${port}/plan/#group=few&level=senior&minutes=50`);
    await page.locator('[data-steps] li').first().waitFor();
    const devTools = await page.context().newCDPSession(page);
    await devTools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    return await page.evaluate(async () => {
      const took: number[] = [];
      const minutes = document.querySelector('input[name=minutes]') as HTMLInputElement;
      for (let turn = 0; turn < 40; turn++) {
        minutes.value = String(20 + turn);
        const from = performance.now();
        minutes.dispatchEvent(new Event('change', { bubbles: true }));
        // Layout included: somebody waits for the page, not for the script.
        document.body.getBoundingClientRect();
        took.push(performance.now() - from);
        await new Promise((done) => setTimeout(done, 20));
      }
      return took;
    });
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }
}
