import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HtmlElement } from 'html-validate';
import { describe, expect, inject, it } from 'vitest';
import { origins } from '#domain/words/vocabularies.ts';
import { readYaml } from '#files/yaml.ts';
import { headersFile } from '#hosting/headers-file.ts';
import { tombstoneSlug } from '../fixtures/built-site.ts';
import {
  attributeOf,
  drawingReferences,
  fileOfPage,
  filesIn,
  pagePathsIn,
  parsePage,
  textOfFile,
  wordsOf,
} from '../fixtures/site-files.ts';
import { readStory } from '../fixtures/story-words.ts';

const dist = inject('dist');
const root = process.cwd();
const site = readYaml(readFileSync(join(root, 'content', 'site.yaml'), 'utf8')) as {
  url: string;
  leaveTo: string;
  helpNow: string[];
};
const tombstone = `/stories/${tombstoneSlug}/`;

const pages = pagePathsIn(dist).map((path) => {
  const html = textOfFile(dist, fileOfPage(path));
  return { path, html, document: parsePage(html) };
});
const storyPages = pages.filter(({ path }) => /^\/stories\/[^/]+\/$/.test(path) && path !== tombstone);

function slugsIn(folder: string): string[] {
  return readdirSync(join(root, 'content', folder)).map((name) => name.replace(/\.\w+$/, ''));
}

function only(document: HtmlElement, selector: string): HtmlElement {
  const found = document.querySelectorAll(selector);
  expect(found, selector).toHaveLength(1);
  return found[0] as HtmlElement;
}

describe('the built site', () => {
  it.each([
    '/',
    '/stories/',
    '/myths/',
    '/myths/quiz/',
    '/evidence/',
    '/evidence/threats/',
    '/evidence/research/',
    '/for/',
    '/about/five-ds/',
    '/support/',
    '/search/',
    '/about/',
    '/about/moderation/',
    '/about/corrections/',
    '/about/transparency/',
    '/accessibility/',
    '/privacy/',
    '/concern/',
    '/404.html',
    tombstone,
  ])('has a page at %s', (path) => {
    expect(pages.map((page) => page.path)).toContain(path);
  });

  it.each([
    ['stories', '/stories/'],
    ['myths', '/myths/'],
    ['sources', '/evidence/'],
    ['themes', '/themes/'],
    ['transition-points', '/transition-points/'],
    ['ways', '/for/'],
  ])('has a page for each of content/%s', (folder, under) => {
    const wanted = slugsIn(folder).map((slug) => `${under}${slug}/`);
    expect(wanted.length).toBeGreaterThan(6);
    expect(wanted.filter((path) => !pages.some((page) => page.path === path))).toEqual([]);
  });

  it.each([
    'feed.xml',
    'feed.json',
    'api/stories.json',
    'api/myths.json',
    'sitemap-index.xml',
    'robots.txt',
    'withdrawn.json',
    'pagefind/pagefind.js',
  ])('has %s', (file) => {
    expect(filesIn(dist)).toContain(file);
  });

  it('has its headers for hosts that read them from a file', () => {
    expect(textOfFile(dist, '_headers')).toBe(headersFile({ isDemo: true }));
  });

  it('has every support route on the page for help', () => {
    const help = pages.find(({ path }) => path === '/support/')?.document;
    expect(
      help
        ?.querySelectorAll('.route')
        .map((route) => route.id)
        .sort(),
    ).toEqual(slugsIn('support').sort());
  });

  it('has no security.txt, because it has nobody yet who reads what is reported', () => {
    expect(site).not.toHaveProperty('concernEmail');
    expect(filesIn(dist).filter((file) => file.includes('security'))).toEqual([]);
  });

  it('has no preview', () => {
    expect(filesIn(dist).filter((file) => file.includes('preview'))).toEqual([]);
  });

  it('gives every page a title of its own', () => {
    const titles = pages.map(({ document }) => wordsOf(document.querySelector('title')));
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });

  it('gives every page that may be quoted a description of its own', () => {
    const descriptions = pages.flatMap(
      ({ document }) =>
        document.querySelector('meta[name="description"]')?.getAttributeValue('content') ?? [],
    );
    expect(descriptions.length).toBeGreaterThan(80);
    expect(descriptions.filter((text, index) => descriptions.indexOf(text) !== index)).toEqual([]);
  });
});

describe.each(pages)('$path', ({ path, html, document }) => {
  it('says that it is in British English', () => {
    expect(only(document, 'html').getAttributeValue('lang')).toBe('en-GB');
  });

  it('has one main heading with words', () => {
    expect(wordsOf(only(document, 'h1'))).not.toBe('');
  });

  it('has a title that ends with the name of the site', () => {
    expect(wordsOf(only(document, 'title'))).toMatch(/^.+ – Another Story$/);
  });

  it('is kept out of search engines, as all of a demonstration is, and has its own address if a live site’s would be let in', () => {
    const isKeptOut = path === '/404.html' || path === tombstone || path.endsWith('/present/');
    const said = [
      ...document.querySelectorAll('link[rel="canonical"]').map((each) => each.getAttributeValue('href')),
      ...document.querySelectorAll('meta[name="robots"]').map((each) => each.getAttributeValue('content')),
    ];
    expect(said).toEqual([...(isKeptOut ? [] : [new URL(path, site.url).href]), 'noindex']);
  });

  it('tells other sites nothing of where a reader came from', () => {
    expect(only(document, 'meta[name="referrer"]').getAttributeValue('content')).toBe('no-referrer');
  });

  it('begins with a link to its main part', () => {
    const [first] = document.querySelectorAll('body a');
    expect([first?.getAttributeValue('class'), first?.getAttributeValue('href')]).toEqual(['skip', '#main']);
    expect(only(document, 'main').id).toBe('main');
  });

  it('has the safety bar: help on the left, the way out on the right', () => {
    const links = only(document, '.safety').querySelectorAll('a');
    expect(links.map((link) => [wordsOf(link), link.getAttributeValue('href')])).toEqual([
      ['Get help now', '#help'],
      ['Leave this page', site.leaveTo],
    ]);
  });

  it('sends no referrer with the way out', () => {
    expect(only(document, '#leave').getAttributeValue('rel')).toContain('noreferrer');
  });

  it('has the same four routes to help in the same order', () => {
    const routes = site.helpNow.map(
      (slug) =>
        readYaml(readFileSync(join(root, 'content', 'support', `${slug}.yaml`), 'utf8')) as {
          name: string;
          phone: string;
          forWhom: string;
        },
    );
    const shown = only(document, '#help')
      .querySelectorAll('li')
      .map((item) => wordsOf(item));
    expect(shown).toHaveLength(4);
    for (const [index, { name, phone, forWhom }] of routes.entries()) {
      expect(shown[index]).toMatch(new RegExp(`^${forWhom} ${phone} ${name}\\.`));
    }
  });

  it('has no style and no script in an attribute', () => {
    expect(codeInAttributes(html)).toEqual([]);
  });

  it('loads scripts, styles, pictures and fonts from this site alone', () => {
    expect(outsideOf(html, document)).toEqual([]);
  });
});

/** The tags of a page that have a style or a handler in an attribute, those inside drawings included. */
function codeInAttributes(html: string): string[] {
  return [...html.matchAll(/<[a-z][^>]*>/gi)]
    .map(([tag]) => tag)
    .filter((tag) => /\s(?:style|on[a-z]+)\s*=/i.test(tag));
}

it('sees a style or a handler in an attribute', () => {
  const tags = ['<p style="color:red">', '<svg><path d="M0" style="fill:red"/>', '<a href="/" onclick=go()>'];
  expect(codeInAttributes(`${tags.join('')}<p class="style">on</p>`)).toHaveLength(3);
});

/** The addresses of everything a page loads that is not on this site. */
function outsideOf(html: string, document = parsePage(html)): string[] {
  const loaded = [
    ...document
      .querySelectorAll(
        'script[src], img[src], iframe[src], source[src], video[src], audio[src], embed[src], input[src]',
      )
      .map((each) => attributeOf(each, 'src')),
    ...drawingReferences(html),
    ...document.querySelectorAll('img[srcset], source[srcset]').map((each) => attributeOf(each, 'srcset')),
    ...document.querySelectorAll('object[data]').map((each) => attributeOf(each, 'data')),
    ...document
      .querySelectorAll('link[href]')
      // These three name an address and load nothing.
      .filter((link) => !['canonical', 'alternate', 'license'].includes(link.getAttributeValue('rel') ?? ''))
      .map((each) => attributeOf(each, 'href')),
  ];
  return loaded.filter((address) => address === undefined || !/^(\/(?!\/)|#)/.test(address)).map(String);
}

it('sees what a page would load from elsewhere', () => {
  const loads = [
    '<script src="https://example.org/a.js"></script>',
    '<svg><use href="https://example.org/a.svg#a"></use></svg>',
    '<link rel="stylesheet" href="//example.org/a.css">',
  ];
  expect(outsideOf(`${loads.join('')}<img src="/img/a.png">`)).toEqual([
    'https://example.org/a.js',
    'https://example.org/a.svg#a',
    '//example.org/a.css',
  ]);
});

it('loads nothing from elsewhere through a stylesheet', () => {
  const addresses = filesIn(dist)
    .filter((file) => file.endsWith('.css') && !file.startsWith('pagefind/'))
    .flatMap((file) =>
      [...textOfFile(dist, file).matchAll(/url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)/g)].map(
        ([, url, sheet]) => url ?? sheet,
      ),
    );
  expect(addresses.length).toBeGreaterThan(1);
  expect(addresses.filter((address) => !address?.startsWith('/fonts/'))).toEqual([]);
});

describe('the Content Security Policy', () => {
  it.each(pages)('of $path covers its inline scripts and styles, and nothing else', ({ document }) => {
    expect(notCovered(document)).toEqual([]);
  });

  it.each(pages)('of $path allows nothing by default', ({ document }) => {
    const policy = policyOf(document);
    expect({
      default: policy.get('default-src'),
      base: policy.get('base-uri'),
      form: policy.get('form-action'),
    }).toEqual({
      default: ["'none'"],
      base: ["'none'"],
      form: ["'none'"],
    });
  });

  it.each(pages)('of $path names no other site and no unsafe word', ({ path, document }) => {
    const allowed = path.startsWith('/share-your-story/')
      ? // Of `require-trusted-types-for` and `trusted-types`: stricter, not laxer.
        ["'script'", 'sealed-form']
      : path === '/search/'
        ? ["'wasm-unsafe-eval'"]
        : [];
    const words = [...policyOf(document).values()].flat();
    expect(words.filter((word) => !/^('none'|'self'|'sha256-[\w+/]{43}='|data:|blob:)$/.test(word))).toEqual(
      allowed,
    );
  });

  it('would show an inline script that it does not cover', () => {
    const [page] = pages;
    const spoilt = parsePage(
      (page?.html ?? '').replace('</body>', '<script>alert(1)</script><style>p{color:red}</style></body>'),
    );
    expect(notCovered(spoilt)).toEqual(['script: alert(1)', 'style: p{color:red}']);
  });
});

/** A page's own policy: directive to sources. */
function policyOf(document: HtmlElement): Map<string, string[]> {
  const policy = attributeOf(only(document, 'meta[http-equiv="content-security-policy"]'), 'content') ?? '';
  return new Map(
    policy
      .split(';')
      .map((directive) => directive.trim().split(/\s+/))
      .filter(([name]) => name !== '')
      .map(([name = '', ...sources]) => [name, sources]),
  );
}

/** The inline scripts and styles of a page whose hash its policy does not name. */
function notCovered(document: HtmlElement): string[] {
  const policy = policyOf(document);
  const scripts = document
    .querySelectorAll('script')
    // Data for programs is not run, and no policy asks about it.
    .filter(
      (script) => !script.hasAttribute('src') && script.getAttributeValue('type') !== 'application/ld+json',
    );
  return [...scripts, ...document.querySelectorAll('style')].flatMap((element) => {
    const text = element.textContent;
    const hash = `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    return policy.get(`${element.tagName}-src`)?.includes(hash) ? [] : [`${element.tagName}: ${text}`];
  });
}

describe.each(storyPages)('the story at $path', ({ path, document }) => {
  const { data } = readStory(root, path.split('/')[2] ?? '');

  it('begins with its opening line, and carries its label under it', () => {
    expect(wordsOf(only(document, '.s-head__line'))).toBe(data.opening.line.replaceAll(/\s+/g, ' '));
    expect(wordsOf(only(document, '.s-head .teller'))).toBe(origins[data.origin]);
  });

  it('carries its label where it says where it comes from', () => {
    const section = document
      .querySelectorAll('section')
      .find((each) => each.getAttributeValue('aria-labelledby') === 'src-h');
    expect(wordsOf(section ?? null)).toContain(`${origins[data.origin]}.`);
  });

  it('carries its label on paper too', () => {
    expect(document.querySelectorAll('.only-print').map(wordsOf)).toContain(`${origins[data.origin]}.`);
  });

  it('names every source it cites', () => {
    const section = document
      .querySelectorAll('section')
      .find((each) => each.getAttributeValue('aria-labelledby') === 'src-h');
    const linked = section?.querySelectorAll('a').map((link) => link.getAttributeValue('href'));
    expect(linked).toEqual(expect.arrayContaining(data.sources.map((slug) => `/evidence/${slug}/`)));
  });

  it('offers three choices before the telling begins', () => {
    const links = only(document, '.choices').querySelectorAll('a');
    expect(links.map((link) => link.getAttributeValue('href'))).toEqual(['#telling', '#short', '/stories/']);
  });

  it('stops where the editors wanted a pause', () => {
    expect(document.querySelectorAll('.pause__q').map(wordsOf)).toEqual(
      data.pauses.map(({ question }) => question),
    );
  });

  it('says in which language it is told', () => {
    const lang = only(document, '#telling').getAttributeValue('lang');
    expect(lang).toBe((data.language ?? 'en-GB') === 'en-GB' ? null : data.language);
  });
});

describe('the words of every page', () => {
  it.each(pages)('have no space before a comma or a full stop on $path', ({ document }) => {
    const spaced = [
      ...wordsOf(document.querySelector('body')).matchAll(/.{0,40}[\p{L}\p{N}”’)][ \u00a0][,.](?=\s|$)/gu),
    ];
    expect(spaced.map(([words]) => words)).toEqual([]);
  });
});

describe('every list', () => {
  it.each(pages.filter(({ document }) => document.querySelector('.voices')))(
    'of stories on $path labels each story',
    ({ document }) => {
      const unlabelled = document
        .querySelectorAll('.voices > li')
        .filter((item) => item.querySelectorAll('.teller').length !== 1);
      expect(unlabelled).toEqual([]);
    },
  );
});

describe('what the pages say to programs', () => {
  const structured = pages.flatMap(({ path, document }) =>
    document
      .querySelectorAll('script[type="application/ld+json"]')
      .map((script) => ({ path, json: script.textContent })),
  );

  it('is there for every story, myth, lesson pack and guide', () => {
    const wanted = pages.filter(
      ({ path }) =>
        path !== tombstone && /^\/(stories|myths|lesson-packs|guides)\/(?!quiz)[^/]+\/$/.test(path),
    );
    expect(structured.map(({ path }) => path)).toEqual(wanted.map(({ path }) => path));
  });

  it.each(structured)('is JSON-LD on $path', ({ json }) => {
    expect(JSON.parse(json)).toMatchObject({
      '@context': 'https://schema.org',
      '@type': expect.stringMatching(/^(Article|Claim|LearningResource)$/),
    });
  });

  it.each(structured.filter(({ path }) => path.startsWith('/stories/')))(
    'carries the label of the story on $path',
    ({ path, json }) => {
      expect(JSON.parse(json).creditText).toBe(
        origins[readStory(root, path.split('/')[2] ?? '').data.origin],
      );
    },
  );
});

describe('the editor', () => {
  const traces =
    /keystatic|react(?:-dom|-refresh|\.production|\.development|\/jsx)|\bReact(?:DOM)?\b|data-reactroot|__reactFiber|astro-island|@react-/;

  it('would be noticed', () => {
    expect(
      ['import "react-dom/client"', 'window.React=1', '/keystatic'].filter((text) => traces.test(text)),
    ).toHaveLength(3);
  });

  it('leaves no file in the built site', () => {
    expect(filesIn(dist).filter((file) => traces.test(file))).toEqual([]);
  });

  it.each(filesIn(dist).filter((file) => /\.(html|js|css|json|xml|txt|svg)$/.test(file)))(
    'leaves nothing in %s',
    (file) => {
      expect(textOfFile(dist, file)).not.toMatch(traces);
    },
  );
});
