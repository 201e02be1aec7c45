import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { describe, expect, inject, it } from 'vitest';
import { tombstoneSlug } from '../fixtures/built-site.ts';
import {
  attributeOf,
  drawingReferences,
  fileOfPage,
  pagePathsIn,
  parsePage,
  textOfFile,
} from '../fixtures/site-files.ts';

/** Bytes are counted as they travel: text in Brotli, fonts as they are. 1 kB is 1,000 bytes. */
const limits = { story: 15_000, script: 2_500, fonts: 60_000, page: 95_000 };

const dist = inject('dist');

interface Weight {
  readonly path: string;
  readonly html: number;
  readonly css: number;
  readonly js: number;
  readonly fonts: number;
  readonly pictures: number;
}

const weights = new Map<string, number>();
/** A file's bytes on the wire. */
function weigh(file: string): number {
  const known = weights.get(file);
  if (known !== undefined) return known;
  const bytes = readFileSync(join(dist, file));
  const weight = /\.(woff2|png|jpe?g|webp|avif)$/.test(file)
    ? bytes.length
    : brotliCompressSync(bytes).length;
  weights.set(file, weight);
  return weight;
}

/** What a page loads before anybody presses anything: what it links, and what those files load in turn. */
function loadOf(path: string): Weight {
  const html = textOfFile(dist, fileOfPage(path));
  const document = parsePage(html);
  const addresses = (selector: string, name: string) =>
    document
      .querySelectorAll(selector)
      .map((element) => (attributeOf(element, name) ?? '').replace(/#.*$/, ''));
  const sheets = addresses('link[rel="stylesheet"]', 'href');
  const scripts = reach(addresses('script[src]', 'src'), /(?:from|import)\s*["']([^"']+\.js)["']/g);
  // Fonts with letters of other languages wait until such a letter stands on the page.
  const styled = reach(sheets, /url\(["']?([^"')]+)["']?\)(?![^}]*unicode-range)/g);
  const fonts = [...addresses('link[rel="preload"]', 'href'), ...styled].filter((address) =>
    address.endsWith('.woff2'),
  );
  const pictures = [
    // Pictures further down wait until somebody scrolls to them.
    ...document
      .querySelectorAll('img')
      .filter((picture) => attributeOf(picture, 'loading') !== 'lazy')
      .map((picture) => attributeOf(picture, 'src') ?? ''),
    ...drawingReferences(html).map((address) => address.replace(/#.*$/, '')),
    ...addresses('link[rel="icon"]', 'href'),
  ];
  const sum = (list: readonly string[]) =>
    [...new Set(list)].reduce((total, address) => total + weigh(address.slice(1)), 0);
  return {
    path,
    html: weigh(fileOfPage(path)),
    css: sum(sheets),
    js: sum(scripts),
    fonts: sum(fonts),
    pictures: sum(pictures.filter((address) => address !== '')),
  };
}

/** The files, and whatever they name, and so on. */
function reach(addresses: readonly string[], naming: RegExp): string[] {
  const found = new Set(addresses);
  for (const address of found) {
    if (!/\.(js|css)$/.test(address)) continue;
    const text = readFileSync(join(dist, address.slice(1)), 'utf8');
    for (const [, named = ''] of text.matchAll(naming))
      found.add(new URL(named, `https://site.invalid${address}`).pathname);
  }
  return [...found];
}

const loads = pagePathsIn(dist).map(loadOf);
const stories = loads.filter(
  ({ path }) => /^\/stories\/[^/]+\/$/.test(path) && !path.includes(tombstoneSlug),
);
const text = ({ html, css, js }: Weight) => html + css + js;
const all = (load: Weight) => text(load) + load.fonts + load.pictures;
const largest = (list: readonly Weight[], of: (load: Weight) => number) =>
  list.reduce((a, b) => (of(b) > of(a) ? b : a));

describe('sizes', () => {
  it('are measured on real pages', () => {
    expect(stories.length).toBeGreaterThan(3);
    expect(stories.every(({ html, css, js }) => html > 3000 && css > 2000 && js > 100)).toBe(true);
    const heaviest = { story: largest(stories, text), page: largest(loads, all) };
    process.stdout.write(
      `Largest story: ${heaviest.story.path} ${text(heaviest.story)} bytes (${JSON.stringify(heaviest.story)})\n` +
        `Largest page: ${heaviest.page.path} ${all(heaviest.page)} bytes (${JSON.stringify(heaviest.page)})\n`,
    );
  });

  it.each(stories)('of the words, styles and scripts of $path stay below 15 kB', (load) => {
    expect(text(load)).toBeLessThanOrEqual(limits.story);
  });

  it.each(stories)('of the scripts of $path stay below 2.5 kB', ({ js }) => {
    expect(js).toBeLessThanOrEqual(limits.script);
  });

  it.each(loads)('of the fonts that $path waits for stay below 60 kB', ({ fonts }) => {
    expect(fonts).toBeGreaterThan(30_000);
    expect(fonts).toBeLessThanOrEqual(limits.fonts);
  });

  it.each(loads)('of everything that $path loads stay below 95 kB', (load) => {
    expect(all(load)).toBeLessThanOrEqual(limits.page);
  });
});
