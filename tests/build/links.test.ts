import { describe, expect, inject, it } from 'vitest';
import { partsAt } from '#domain/review/link-review.ts';
import { targetOf } from '#domain/schema/addresses.ts';
import { readReviewed } from '#files/reviewed.ts';
import { tombstoneSlug } from '../fixtures/built-site.ts';
import { fragmentsOf } from '../fixtures/search-index.ts';
import {
  attributeOf,
  drawingReferences,
  fileOfPage,
  filesIn,
  pagePathsIn,
  parsePage,
  textOfFile,
} from '../fixtures/site-files.ts';

const dist = inject('dist');
const files = new Set(filesIn(dist));
const pages = pagePathsIn(dist).map((path) => {
  const html = textOfFile(dist, fileOfPage(path));
  const document = parsePage(html);
  const elements = document.querySelectorAll('[href], [src]');
  return {
    path,
    ids: document.querySelectorAll('[id]').map((element) => element.id ?? ''),
    links: [
      ...elements.flatMap((element) => attributeOf(element, 'href') ?? attributeOf(element, 'src') ?? []),
      ...drawingReferences(html),
    ],
  };
});
const idsOf = new Map(pages.map(({ path, ids }) => [path, new Set(ids)]));

/** Why a link leads nowhere, or undefined. Links to other sites and to telephones are not followed. */
function broken(from: string, link: string): string | undefined {
  if (/^(https?|tel|mailto|sms):/.test(link)) return undefined;
  const { pathname, hash } = new URL(link, `https://site.invalid${from}`);
  const ids = idsOf.get(pathname);
  if (!ids)
    return files.has(pathname.slice(1)) ? undefined : `${from} → ${link}: there is no such page or file`;
  const id = decodeURIComponent(hash.slice(1));
  // A list keeps what is switched on in the fragment: no id, and it has an equals sign.
  if (id === '' || id.includes('=') || ids.has(id)) return undefined;
  return `${from} → ${link}: there is no such part of the page`;
}

const inside = pages.flatMap(({ path, links }) =>
  links.filter((link) => !/^(https?|tel|mailto|sms):/.test(link)).map((link) => ({ path, link })),
);

describe('links within the site', () => {
  it('are many: more than 3,000, of which more than 300 lead to a part of a page', () => {
    process.stdout.write(`Links within the site: ${inside.length}\n`);
    expect(inside.length).toBeGreaterThan(3000);
    expect(inside.filter(({ link }) => /#./.test(link)).length).toBeGreaterThan(300);
  });

  it.each(pages)('all lead somewhere from $path', ({ path, links }) => {
    expect(links.flatMap((link) => broken(path, link) ?? [])).toEqual([]);
  });

  it('would be seen to be broken', () => {
    expect([
      broken('/', '/no-such-page/'),
      broken('/', '#no-such-part'),
      broken('/stories/', '../myths/#no-such-part'),
      broken('/', '/stories'),
    ]).toEqual([
      expect.stringContaining('no such page'),
      expect.stringContaining('no such part'),
      expect.stringContaining('no such part'),
      expect.stringContaining('no such page'),
    ]);
  });

  it.each(pages)(
    'all name folders with their slash on $path, so that no host has to send the reader on',
    ({ links }) => {
      expect(links.filter((link) => /^\/[^#?]*[^/#?.]$/.test(link) && !/\.\w+$/.test(link))).toEqual([]);
    },
  );

  it.each(pages)('lead to ids that stand once on $path', ({ ids }) => {
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });
});

describe('the parts of pages that a body may link to', () => {
  it('are there, on every page', async () => {
    const { content } = await readReviewed(process.cwd());
    const targets = {
      entries: content,
      exists: () => true,
      isWithdrawn: (slug: string) => slug === tombstoneSlug,
      siteUrl: content.site.url,
    };
    const promised = pages.flatMap(({ path }) => {
      const target = targetOf(path, undefined);
      const parts = target.kind === 'entry' || target.kind === 'fixed' ? partsAt(target, targets) : [];
      return (parts ?? []).map((part) => ({ path, part }));
    });
    expect(promised.length).toBeGreaterThan(500);
    expect(promised.filter(({ path, part }) => !idsOf.get(path)?.has(part))).toEqual([]);
  });
});

describe('links to other sites', () => {
  const outside = pages.flatMap(({ path, links }) =>
    links.filter((link) => link.startsWith('http')).map((link) => ({ path, link })),
  );

  it('are encrypted', () => {
    const own = new Set(
      outside.filter(({ link }) => link.startsWith('http://localhost')).map(({ link }) => link),
    );
    // The demonstration site's own address is the only one without encryption.
    expect(outside.filter(({ link }) => !link.startsWith('https://') && !own.has(link))).toEqual([]);
  });
});

describe('search results', () => {
  const fragments = fragmentsOf(dist);

  it('are as many as there are things to find', () => {
    expect(fragments.length).toBeGreaterThan(100);
  });

  it.each(fragments)('lead somewhere: $url', ({ url }) => {
    expect(broken('/search/', url)).toBeUndefined();
  });

  it.each(fragments)('lead to headings that are there: $url', ({ url, anchors }) => {
    const [path = ''] = url.split('#');
    expect(anchors.filter(({ id }) => !idsOf.get(path)?.has(id))).toEqual([]);
  });
});
