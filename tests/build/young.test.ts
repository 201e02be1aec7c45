import { describe, expect, inject, it } from 'vitest';
import { tombstoneSlug } from '../fixtures/built-site.ts';
import {
  attributeOf,
  fileOfPage,
  pagePathsIn,
  parsePage,
  textOfFile,
  wordsOf,
} from '../fixtures/site-files.ts';

const dist = inject('dist');
const paths = pagePathsIn(dist);
const pageAt = (path: string) => parsePage(textOfFile(dist, fileOfPage(path)));

/** Where the links of a page lead, without their fragments. */
function linksOf(path: string): readonly string[] {
  return pageAt(path)
    .querySelectorAll('main a')
    .map((link) => attributeOf(link, 'href')?.replace(/#.*$/, '') ?? '');
}

const situations = [
  'Somebody’s asked me to do something',
  'They say I owe',
  'My account was used',
  'My pal is in it',
  'He says he’s my boyfriend',
  'Somebody has pictures of me',
  'I’ve hurt somebody',
  'I’m scared at home',
  'I just want to talk',
];

describe('from the home page', () => {
  it.each(situations)('“%s” is reached in two taps', (situation) => {
    const taps = linksOf('/');
    expect(taps).toContain('/for/young-people/');
    const door = pageAt('/for/young-people/')
      .querySelectorAll('main a')
      .find((link) => wordsOf(link) === situation);
    const path = attributeOf(door as NonNullable<typeof door>, 'href') ?? '';
    expect(paths).toContain(path);
    expect(wordsOf(pageAt(path).querySelector('h1'))).toBe(situation);
  });
});

describe('the front door for young people', () => {
  const main = pageAt('/for/young-people/').querySelector('main');

  it('has a number before anything else that can be pressed', () => {
    expect(attributeOf(main?.querySelectorAll('a')[0] as NonNullable<typeof main>, 'href')).toBe(
      'tel:08001111',
    );
  });

  it('leaves what the strategy says to another page, where all of it is', () => {
    expect(wordsOf(main)).not.toMatch(/virus|password|Divert|strategy of/);
    expect(wordsOf(pageAt('/about/five-ds/').querySelector('#to-you'))).toContain('anybody');
  });
});

const tells = paths.filter((path) => path.startsWith('/tell/'));

describe.each(tells)('%s', (path) => {
  const document = pageAt(path);
  const headings = document.querySelectorAll('main h2').map(wordsOf);

  it('says all that it has to, in its order', () => {
    expect(headings.slice(0, 8)).toEqual([
      'Is it like this?',
      'What’s true',
      'What you can do tonight',
      'Who you could tell, and what they do next',
      'What they can keep to themselves',
      'What they have to pass on',
      'What you can ask, every time',
      'What could go wrong, and what then',
    ]);
  });

  it('has a number at its top and 999 beside it', () => {
    const numbers = document.querySelectorAll('.young__num a').map((link) => attributeOf(link, 'href') ?? '');
    expect(numbers).toEqual([expect.stringMatching(/^tel:\d{7,}$/), 'tel:999']);
  });

  it('asks nobody for a story', () => {
    expect(linksOf(path)).not.toContain('/share-your-story/');
  });

  it('says that no lawyer has read its law, where it has any', () => {
    const note = document.querySelector('.law-note');
    const rules = document.querySelectorAll('.law-note li a').map((link) => attributeOf(link, 'href') ?? '');
    if (note) expect(wordsOf(note)).toContain('No lawyer has read the law on this page yet');
    const known = pageAt('/about/law/')
      .querySelectorAll('.rule')
      .map(({ id }) => `/about/law/#${id}`);
    expect(rules.filter((rule) => !known.includes(rule))).toEqual([]);
  });
});

describe('what happens if I tell', () => {
  const tapsFrom = paths.filter(
    (path) =>
      (/^\/(?:stories|myths|lesson-packs)\/[a-z0-9-]+\/(?:kit\/|pupil\/)?$/.test(path) ||
        path === '/myths/quiz/') &&
      path !== `/stories/${tombstoneSlug}/`,
  );

  it('is one tap from every story, myth, kit and pupil’s page and from the end of the quiz', () => {
    expect(tapsFrom.length).toBeGreaterThan(60);
    const without = tapsFrom.filter((path) => {
      const isPack = /^\/lesson-packs\/[a-z0-9-]+\/$/.test(path);
      return !isPack && !linksOf(path).includes('/if-you-tell/');
    });
    expect(without).toEqual([]);
  });

  it('is one tap from the last slide of every length of every pack', () => {
    const presenters = paths.filter((path) => path.endsWith('/present/'));
    expect(presenters.length).toBeGreaterThan(5);
    for (const path of presenters) {
      const last = pageAt(path)
        .querySelectorAll('.slide--help')
        .map((slide) => slide.querySelectorAll('a').map((link) => attributeOf(link, 'href')));
      expect(last, path).toEqual([['/if-you-tell/'], ['/if-you-tell/'], ['/if-you-tell/']]);
    }
  });

  it('is one tap from the foot of every page', () => {
    const without = paths.filter((path) => !pageAt(path).querySelector('.help a[href="/if-you-tell/"]'));
    expect(without).toEqual([]);
  });

  it('has a picture of its steps that says in words what it shows', () => {
    const html = textOfFile(dist, fileOfPage('/if-you-tell/'));
    const [, description = ''] = /<desc[^>]*>([^<]*)<\/desc>/.exec(html) ?? [];
    const steps = pageAt('/if-you-tell/').querySelectorAll('.young__steps h3').map(wordsOf);
    expect(steps.length).toBeGreaterThan(5);
    expect(steps.filter((step) => !description.includes(step.replaceAll('’', '’')))).toEqual([]);
    expect(html).toMatch(/<svg[^>]*role="img"[^>]*aria-labelledby="knows-t knows-d"/);
  });

  it('answers four questions', () => {
    const ids = pageAt('/if-you-tell/')
      .querySelectorAll('main section')
      .map(({ id }) => id);
    expect(ids).toEqual(['what-happens', 'promises', 'police', 'hearing']);
  });
});

describe('the page for families', () => {
  const words = wordsOf(pageAt('/for/families/').querySelector('main'));

  it.each([
    'you don’t have to say who you are',
    'Can I go to the Children’s Reporter myself?',
    'what somebody learns through paid work',
    'only those who got something out of that person’s serious organised crime',
    'see a solicitor first',
  ])('says: %s', (fact) => expect(words).toContain(fact));
});

it('names GIRFEC and the rights of children where workers look for them', () => {
  for (const role of ['teachers', 'youth-workers', 'housing-and-social-work', 'councils-and-public-bodies'])
    expect(wordsOf(pageAt(`/for/${role}/`).querySelector('main')), role).toMatch(
      /GIRFEC.*Rights of the Child/s,
    );
});
