import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import sharp from 'sharp';
import { describe, expect, inject, it } from 'vitest';
import { cardSizes, previewBytes } from '#domain/share/platforms.ts';
import { readYaml } from '#files/yaml.ts';
import { attributeOf, filesIn, pagePathsIn, parsePage, textOfFile, wordsOf } from '../fixtures/site-files.ts';

const dist = inject('dist');
const files = filesIn(dist);
const paths = pagePathsIn(dist);
const { url } = readYaml(readFileSync(join(process.cwd(), 'content', 'site.yaml'), 'utf8')) as {
  url: string;
};
const kits = paths.filter((path) => path.endsWith('/kit/'));
const withCards = kits.filter((path) => existsSync(join(dist, path.slice(1), '..', 'cards')));
const page = (path: string) => parsePage(textOfFile(dist, `${path.slice(1)}index.html`));

/** What a page says to link previews, by property. */
function preview(path: string): Map<string, string> {
  return new Map(
    page(path)
      .querySelectorAll('meta[property]')
      .map((meta) => [attributeOf(meta, 'property') ?? '', attributeOf(meta, 'content') ?? '']),
  );
}

it('there is a kit for every story and every myth', () => {
  const wanted = paths.filter(
    (path) => /^\/(stories|myths)\/(?!quiz)[^/]+\/$/.test(path) && !path.includes('taken-back'),
  );
  expect(wanted.length).toBeGreaterThan(20);
  expect(kits).toEqual(wanted.map((path) => `${path}kit/`).sort());
});

it('only the myth for adults is without cards', () => {
  expect(kits.filter((path) => !withCards.includes(path))).toEqual(['/myths/nobody-gets-hurt/kit/']);
});

describe.each(withCards)('%s', (path) => {
  const document = page(path);
  const cards = document.querySelectorAll('.kit');

  it('shows each card in four sizes, or says why not', () => {
    for (const card of cards) expect(card.querySelectorAll('.board > li')).toHaveLength(4);
  });

  it('describes every picture', () => {
    const pictures = document.querySelectorAll('.board img');
    expect(pictures.length).toBeGreaterThan(0);
    for (const picture of pictures) expect((attributeOf(picture, 'alt') ?? '').length).toBeGreaterThan(60);
  });

  it('has a caption for each of eight platforms, with what it comes to or why it does not fit', () => {
    for (const card of cards) {
      const summaries = card.querySelectorAll('.words summary').map((each) => wordsOf(each));
      expect(summaries).toHaveLength(8);
      for (const words of summaries)
        expect(words).toMatch(/ (\d[\d,]* of \d[\d,]*(, shortened)?|does not fit)$/);
    }
  });

  it('can be downloaded by plain links, one by one and whole', () => {
    const links = document.querySelectorAll('a[download]').map((link) => attributeOf(link, 'href') ?? '');
    expect(links.filter((link) => link.endsWith('.png')).length).toBe(
      document.querySelectorAll('.board img').length,
    );
    expect(links.filter((link) => link.endsWith('.zip'))).toHaveLength(1);
    for (const link of links) expect(files).toContain(link.slice(1));
  });

  it('has its ZIP with every card that it shows', () => {
    const [zip = ''] = files.filter((file) => file === `${path.slice(1).replace(/kit\/$/, '')}kit.zip`);
    const packed = Object.keys(unzipSync(readFileSync(join(dist, zip)))).filter((name) =>
      name.endsWith('.png'),
    );
    expect(packed).toHaveLength(document.querySelectorAll('.board img').length);
  });

  it('says what to know before posting, before the first card', () => {
    const html = textOfFile(dist, `${path.slice(1)}index.html`);
    expect(html.indexOf('Before you post')).toBeGreaterThan(0);
    expect(html.indexOf('Before you post')).toBeLessThan(html.indexOf('class="kit"'));
  });

  it('says aloud what its buttons did', () => {
    const status = document.querySelector('[data-copied]');
    expect(status && attributeOf(status, 'role')).toBe('status');
  });
});

describe('link previews', () => {
  const previewed = paths.filter(
    (path) => /^\/(stories|myths)\/(?!quiz)[^/]+\/$/.test(path) && !path.includes('taken-back'),
  );

  it.each(previewed)('of %s have a card, its size and its description', async (path) => {
    const said = preview(path);
    const address = said.get('og:image') ?? '';
    expect(address.startsWith(url)).toBe(true);
    const file = join(dist, new URL(address).pathname.slice(1));
    const { width, height } = await sharp(file).metadata();
    expect([said.get('og:image:width'), said.get('og:image:height')]).toEqual([
      String(width),
      String(height),
    ]);
    expect([width, height]).toEqual([cardSizes.wide.width, cardSizes.wide.height]);
    expect((said.get('og:image:alt') ?? '').length).toBeGreaterThan(40);
    expect(statSync(file).size).toBeLessThan(previewBytes);
  });

  it.each(previewed)('of %s stand early in the page', (path) => {
    const html = textOfFile(dist, `${path.slice(1)}index.html`);
    expect(Buffer.byteLength(html.slice(0, html.indexOf('og:image:alt')))).toBeLessThan(4000);
  });
});

describe('/share/', () => {
  const document = page('/share/');
  const items = document.querySelectorAll('.kits > li');

  it('lists every kit', () => {
    const linked = items.map((item) => attributeOf(item.querySelector('h3 a') ?? item, 'href') ?? '');
    expect(linked.toSorted()).toEqual(kits);
  });

  it('can be filtered by theme and by size', () => {
    const facets = document.querySelectorAll('[data-facet]').map((each) => attributeOf(each, 'data-facet'));
    expect(facets).toEqual(expect.arrayContaining(['theme', 'size']));
  });

  it('is linked from the main menu of every page', () => {
    for (const path of paths.filter((each) => each.endsWith('/'))) {
      expect(textOfFile(dist, `${path.slice(1)}index.html`), path).toContain('href="/share/"');
    }
  });
});

it('nothing but a card stands among the cards', () => {
  const among = files.filter((file) => file.includes('/cards/'));
  expect(among.length).toBeGreaterThan(300);
  expect(among.filter((file) => !/\.(png|webp)$/.test(file))).toEqual([]);
});
