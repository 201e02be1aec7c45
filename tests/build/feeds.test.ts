import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { origins } from '#domain/words/vocabularies.ts';
import { readYaml } from '#files/yaml.ts';
import { tombstoneSlug } from '../fixtures/built-site.ts';
import { pagePathsIn, textOfFile } from '../fixtures/site-files.ts';
import { namesOfThemes, readStory } from '../fixtures/story-words.ts';

/** What the site says to other programs. That the XML is well-formed is proved in a browser. */

const dist = inject('dist');
const { url: siteUrl } = readYaml(readFileSync(join(process.cwd(), 'content', 'site.yaml'), 'utf8')) as {
  url: string;
};
const themes = namesOfThemes();
const paths = pagePathsIn(dist);
const tombstone = `/stories/${tombstoneSlug}/`;
const stories = paths.filter((path) => /^\/stories\/[^/]+\/$/.test(path) && path !== tombstone);
const json = (file: string) => JSON.parse(textOfFile(dist, file));
const pathOf = (address: string) => new URL(address).pathname;

describe('the JSON feed', () => {
  const feed = json('feed.json');

  it('is a JSON Feed 1.1', () => {
    expect(feed).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'Another Story',
      home_page_url: new URL('/', siteUrl).href,
      feed_url: new URL('/feed.json', siteUrl).href,
      language: 'en-GB',
      items: expect.any(Array),
    });
  });

  it('has one item for each story', () => {
    expect(feed.items.map(({ url }: { url: string }) => pathOf(url)).sort()).toEqual(stories);
  });

  it.each<{ id: string; url: string }>(feed.items)('has all that an item needs: $id', (item) => {
    expect(item).toEqual({
      id: item.url,
      url: expect.stringMatching(/^https?:\/\//),
      title: expect.stringMatching(/./),
      summary: expect.stringMatching(/./),
      content_text: expect.stringMatching(/./),
      language: expect.stringMatching(/^[a-z]{2,3}(-[A-Z]{2})?$/),
      tags: expect.arrayContaining([expect.any(String)]),
    });
    expect((item as unknown as { tags: string[] }).tags.filter((tag) => !themes.includes(tag))).toEqual([]);
  });

  it.each<{ id: string; content_text: string }>(feed.items)(
    'says how the story was told: $id',
    ({ id, content_text }) => {
      expect(content_text).toContain(origins[originOf(id)]);
    },
  );
});

describe('the API', () => {
  const { stories: list, withdrawn } = json('api/stories.json');

  it('has each story once', () => {
    expect(list.map(({ slug }: { slug: string }) => `/stories/${slug}/`).sort()).toEqual(stories);
  });

  it.each<{ slug: string; url: string; label: string }>(list)(
    'says how the story was told: $slug',
    ({ url, label }) => {
      expect(label).toBe(origins[originOf(url)]);
    },
  );

  it.each<{ slug: string }>(list)('says nothing of the consent: $slug', (story) => {
    expect(Object.keys(story)).not.toContain('consent');
  });

  it('says where partners find what was withdrawn', () => {
    expect(paths).not.toContain(pathOf(withdrawn));
    expect(json(pathOf(withdrawn).slice(1))).toEqual({ withdrawn: [tombstoneSlug] });
  });

  it('has each myth once', () => {
    const slugs = json('api/myths.json').myths.map(({ slug }: { slug: string }) => `/myths/${slug}/`);
    expect(slugs.sort()).toEqual(paths.filter((path) => /^\/myths\/(?!quiz)[^/]+\/$/.test(path)));
  });

  it.each<{ slug: string; figures: object[] }>(json('api/myths.json').myths)(
    'gives each figure with who counted, when and where: $slug',
    ({ figures }) => {
      const facts = {
        source: expect.any(String),
        published: expect.any(Number),
        readAt: expect.stringMatching(/^https:/),
        place: expect.any(String),
      };
      expect(figures).toEqual(figures.map(() => expect.objectContaining(facts)));
    },
  );
});

describe('the site map', () => {
  const index = [...textOfFile(dist, 'sitemap-index.xml').matchAll(/<loc>([^<]+)<\/loc>/g)].map(
    ([, address = '']) => pathOf(address),
  );
  const listed = index.flatMap((path) =>
    [...textOfFile(dist, path.slice(1)).matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address = '']) =>
      pathOf(address),
    ),
  );

  it('lists every page that search engines may keep, once', () => {
    expect(listed.sort()).toEqual(
      paths.filter((path) => path !== '/404.html' && path !== tombstone && !path.endsWith('/present/')),
    );
  });
});

describe('robots.txt', () => {
  it('lets everybody in and says where the site map is', () => {
    expect(textOfFile(dist, 'robots.txt')).toBe(
      `User-agent: *\nAllow: /\n\nSitemap: ${new URL('/sitemap-index.xml', siteUrl).href}\n`,
    );
  });
});

function originOf(address: string): keyof typeof origins {
  return readStory(process.cwd(), pathOf(address).split('/')[2] ?? '').data.origin;
}
