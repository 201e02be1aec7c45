import { describe, expect, inject } from 'vitest';
import { origins } from '#domain/words/vocabularies.ts';
import { testInKeptTabs as test } from '../fixtures/browser.ts';
import { pagePathsIn } from '../fixtures/site-files.ts';
import { namesOfThemes } from '../fixtures/story-words.ts';

/** The site's XML, fetched and read by a browser's own parser. */

const labels = Object.values(origins);
const themes = namesOfThemes();

/** Runs in the page: fetches a file and says how it parsed. */
async function readXml(path: string) {
  const response = await fetch(path);
  const xml = new DOMParser().parseFromString(await response.text(), 'application/xml');
  const textsOf = (parent: Element, names: readonly string[]) =>
    Object.fromEntries(
      names.map((name) => [name, parent.querySelector(`:scope > ${name}`)?.textContent ?? '']),
    );
  const channel = xml.querySelector('rss[version="2.0"] > channel');
  return {
    type: response.headers.get('content-type') ?? '',
    root: xml.querySelector('parsererror')?.textContent ?? xml.documentElement.localName,
    channel: channel && textsOf(channel, ['title', 'link', 'description', 'language']),
    items: [...xml.querySelectorAll('item')].map((item) =>
      textsOf(item, ['title', 'link', 'guid', 'description', 'pubDate']),
    ),
    categories: [...xml.querySelectorAll('item > category')].map(({ textContent }) => textContent),
    self: [...xml.querySelectorAll('channel > link[rel="self"]')].map((link) => [
      link.namespaceURI,
      link.getAttribute('href'),
      link.getAttribute('type'),
    ]),
  };
}

describe('XML', () => {
  test.for([
    ['/feed.xml', 'rss'],
    ['/sitemap-index.xml', 'sitemapindex'],
    ['/sitemap-0.xml', 'urlset'],
    ['/img/wordmark.svg', 'svg'],
    ['/img/favicon.svg', 'svg'],
  ] as const)('is well-formed in %s', async ([path, root], { open }) => {
    const { page } = await open('/');
    expect((await page.evaluate(readXml, path)).root).toBe(root);
  });

  test('would be seen to be broken', async ({ open }) => {
    // What a parser says of broken XML is styled, which the policy of the page stops.
    const { page } = await open('/', { mayComplain: /inline style/ });
    expect((await page.evaluate(readXml, '/robots.txt')).root).toContain('error');
  });
});

describe('the news feed', () => {
  test('is served as XML', async ({ open }) => {
    const { page } = await open('/');
    expect((await page.evaluate(readXml, '/feed.xml')).type).toMatch(/xml/);
  });

  test('is RSS 2.0 with all that a channel needs', async ({ open }) => {
    const { page } = await open('/');
    expect((await page.evaluate(readXml, '/feed.xml')).channel).toEqual({
      title: 'Another Story',
      link: expect.stringMatching(/^https?:\/\/.+\/$/),
      description: 'They’ll tell you one story. This is another.',
      language: 'en-gb',
    });
  });

  test('leads each item to a page of the site', async ({ open }) => {
    const { page } = await open('/');
    const { items } = await page.evaluate(readXml, '/feed.xml');
    const paths = pagePathsIn(inject('dist'));
    expect(items.length).toBeGreaterThan(6);
    expect(
      items.filter(({ link, guid }) => link !== guid || !paths.includes(new URL(link ?? '').pathname)),
    ).toEqual([]);
  });

  test('makes up no date', async ({ open }) => {
    const { page } = await open('/');
    const { items } = await page.evaluate(readXml, '/feed.xml');
    expect(items.filter(({ pubDate }) => pubDate !== '')).toEqual([]);
  });

  test('says where it is itself', async ({ open }) => {
    const { page } = await open('/');
    const { self } = await page.evaluate(readXml, '/feed.xml');
    expect(self).toEqual([
      ['http://www.w3.org/2005/Atom', expect.stringMatching(/^https?:.*\/feed\.xml$/), 'application/rss+xml'],
    ]);
  });

  test('files each item under themes by their names', async ({ open }) => {
    const { page } = await open('/');
    const { categories } = await page.evaluate(readXml, '/feed.xml');
    expect(categories.length).toBeGreaterThan(6);
    expect(categories.filter((each) => !themes.includes(each ?? ''))).toEqual([]);
  });

  test('says first how each story was told', async ({ open }) => {
    const { page } = await open('/');
    const { items } = await page.evaluate(readXml, '/feed.xml');
    expect(
      items.filter(({ description = '' }) => !labels.some((label) => description.startsWith(`${label}. `))),
    ).toEqual([]);
  });
});
