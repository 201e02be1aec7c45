import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fixedAddresses, pageOf, targetOf } from '#domain/schema/addresses.ts';
import { folderNames } from '#domain/schema/content.ts';

/** The routes of the site as its files are named: `/stories/[slug]/kit/`. Files that begin with _ are no routes. */
const routes = globSync('src/pages/**/*.{astro,ts}')
  .map((file) => file.replaceAll('\\', '/').slice('src/pages'.length))
  .filter((path) => !/\/_|\/404\.astro$/.test(path))
  .map((path) =>
    path.endsWith('.ts')
      ? path.slice(0, -'.ts'.length)
      : `${path.replace(/\.astro$/, '').replace(/\/index$/, '')}/`,
  );

/** What is made only when it is drawn, or by nobody's content, or for no reader: nothing in a body can lead there. */
const notLinked = [
  '/.well-known/security.txt',
  '/cards/[card].png',
  '/stories/[slug]/cards/[card].png',
  '/stories/[slug]/cards/[card].webp',
  '/stories/[slug]/kit.zip',
  '/myths/[slug]/cards/[card].png',
  '/myths/[slug]/cards/[card].webp',
  '/myths/[slug]/kit.zip',
  '/lesson-packs/[slug]/cards.pdf',
  '/lesson-packs/[slug]/quiz-answers.pdf',
];

describe('every route of the site', () => {
  it('is known to the domain, so that a link to it is no mistake', () => {
    const known = routes
      .map((route) => route.replace('[...page]/', '').replace('[group]', 'class'))
      .filter((route) => !notLinked.includes(route));
    expect(known.length).toBeGreaterThan(40);
    for (const route of known) {
      const path = route.replace(/\[\w+\]/, 'a-slug');
      const target = targetOf(path, undefined);
      expect([route, target.kind]).toEqual([route, path === route ? 'fixed' : 'entry']);
    }
  });

  it('that is fixed is there', () => {
    const drawn = new Set(
      routes.flatMap((route) => [
        route.replace('[...page]/', ''),
        ...['one', 'few', 'class', 'adults'].map((group) => route.replace('[group]', group)),
      ]),
    );
    expect([...fixedAddresses].filter((address) => !drawn.has(address))).toEqual([]);
  });
});

describe('a link that is written into the site’s own pages', () => {
  it('leads to what is there whatever the content is: entries are linked by those who have looked for them', () => {
    const links = globSync('src/{pages,components,layouts}/**/*.astro').flatMap((file) =>
      Array.from(readFileSync(file, 'utf8').matchAll(/href="(\/[^"]*)"/g), ([, url = '']) => ({ file, url })),
    );
    expect(links.length).toBeGreaterThan(50);
    const isAsset = (url: string) => /^\/(?:fonts|img)\//.test(url);
    expect(links.filter(({ url }) => !isAsset(url) && targetOf(url, undefined).kind !== 'fixed')).toEqual([]);
  });
});

describe('the page of an entry', () => {
  it('is a route of the site, wherever entries have one', () => {
    for (const folder of folderNames) {
      const page = pageOf(folder, 'a-slug');
      if (page === undefined) continue;
      expect(routes.map((route) => route.replace(/\[\w+\]/, 'a-slug'))).toContain(page);
    }
    expect(folderNames.filter((folder) => pageOf(folder, 'a-slug') !== undefined)).toHaveLength(10);
  });
});

describe('what a link leads to', () => {
  it.each([
    ['https://example.org/stories/a/', { kind: 'elsewhere' }],
    ['/', { kind: 'fixed', path: '/', part: '' }],
    ['/support/#childline', { kind: 'fixed', path: '/support/', part: 'childline' }],
    ['/stories/#audience=1', { kind: 'fixed', path: '/stories/', part: '' }],
    ['/support/#audience=1', { kind: 'fixed', path: '/support/', part: 'audience=1' }],
    ['/search/?q=1', { kind: 'fixed', path: '/search/', part: '' }],
    ['/about/../support/', { kind: 'fixed', path: '/support/', part: '' }],
    ['/%73upport/', { kind: 'fixed', path: '/support/', part: '' }],
    ['/100%', { kind: 'nowhere', path: '/100%' }],
    ['/support', { kind: 'nowhere', path: '/support' }],
    ['/Support/', { kind: 'nowhere', path: '/Support/' }],
    [
      '/stories/a/#p-b',
      { kind: 'entry', folder: 'stories', slug: 'a', output: '', path: '/stories/a/', part: 'p-b' },
    ],
    [
      '/myths/a/kit/',
      { kind: 'entry', folder: 'myths', slug: 'a', output: 'kit/', path: '/myths/a/kit/', part: '' },
    ],
    [
      '/evidence/a/',
      { kind: 'entry', folder: 'sources', slug: 'a', output: '', path: '/evidence/a/', part: '' },
    ],
    ['/evidence/research/', { kind: 'fixed', path: '/evidence/research/', part: '' }],
    [
      '#p-b',
      { kind: 'entry', folder: 'stories', slug: 'own', output: '', path: '/stories/own/', part: 'p-b' },
    ],
  ])('is read from its address: %s', (url, target) => {
    expect(targetOf(url, '/stories/own/')).toEqual(target);
  });
});
