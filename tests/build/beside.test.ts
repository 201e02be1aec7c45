import { describe, expect, inject, it } from 'vitest';
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
const linksOf = (path: string) =>
  pageAt(path)
    .querySelectorAll('main a')
    .map((link) => attributeOf(link, 'href') ?? '');

describe('who else does this', () => {
  const others = pageAt('/about/others/');
  const programmes = others.querySelectorAll('.near__one');

  it('says of each when to use it instead, where it was read and on which day, and endorses nobody', () => {
    expect(programmes.length).toBeGreaterThan(8);
    for (const programme of programmes) {
      expect(programme.querySelectorAll('dt').map(wordsOf)).toEqual(
        expect.arrayContaining(['For whom', 'Use it instead', 'Or beside']),
      );
      expect(wordsOf(programme.querySelector('.near__from'))).toMatch(
        /(?:Read in part|Read whole|Read about in another publication) on \d+ \w+ \d{4}/,
      );
    }
    expect(wordsOf(others.querySelector('main'))).toContain('To name it isn’t to endorse it');
  });

  it('is named on the page of every pack, of most guides and of every group, each time by a part that is there', () => {
    const parts = new Set(programmes.map(({ id }) => `/about/others/#${id}`));
    const named = (path: string) => linksOf(path).filter((url) => url.startsWith('/about/others/#'));
    const packs = paths.filter((path) => /^\/lesson-packs\/[a-z0-9-]+\/$/.test(path));
    const guides = paths.filter((path) => /^\/guides\/[a-z0-9-]+\/$/.test(path));
    const ways = paths.filter((path) => /^\/for\/[a-z0-9-]+\/$/.test(path) && path !== '/for/young-people/');
    expect([...packs, ...ways].filter((path) => named(path).length === 0)).toEqual([]);
    expect(guides.filter((path) => named(path).length > 0).length).toBeGreaterThan(guides.length / 2);
    const gone = [...packs, ...guides, ...ways].flatMap((path) =>
      named(path).filter((url) => !parts.has(url)),
    );
    expect(gone).toEqual([]);
  });
});

describe('the eight threats', () => {
  const sections = pageAt('/evidence/priorities/').querySelectorAll('.prior');

  it('are eight, and each says how people are drawn in, who is hurt, what to notice and whom to tell', () => {
    expect(sections).toHaveLength(8);
    for (const section of sections)
      expect(section.querySelectorAll('h3').map(wordsOf)).toEqual([
        'How people are drawn in',
        'Who is hurt',
        'What you may notice',
        'Whom to tell',
      ]);
  });
});

describe('sheets to print', () => {
  it('are one tap from the groups that they are for', () => {
    expect(linksOf('/for/businesses/')).toEqual(
      expect.arrayContaining(['/sheets/a-home-you-let/', '/sheets/a-shop-or-a-firm/']),
    );
    expect(linksOf('/for/elected-representatives/')).toContain('/sheets/a-councillors-year/');
    expect(linksOf('/for/neighbours-and-communities/')).toContain('/sheets/where-could-somebody-be-used/');
    expect(linksOf('/for/youth-workers/')).toContain('/sheets/before-you-share/');
  });
});

describe('a myth that speaks of law', () => {
  it('says that no lawyer has read it, and which rules it rests on', () => {
    const note = pageAt('/myths/it-was-their-choice/').querySelector('.law-note');
    expect(wordsOf(note)).toContain('No lawyer has read the law on this page yet');
    expect(note?.querySelectorAll('li a').map((link) => attributeOf(link, 'href'))).toContain(
      '/about/law/#not-prosecuting-victims',
    );
  });

  it('says nothing of the kind where it speaks of none', () => {
    expect(pageAt('/myths/dealing-makes-you-rich/').querySelector('.law-note')).toBeNull();
  });
});
