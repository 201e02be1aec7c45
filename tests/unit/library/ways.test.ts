import { describe, expect, it } from 'vitest';
import type { SignableStory } from '#domain/gate/signing.ts';
import type { Library } from '#domain/shelf/shelf.ts';
import { libraryOf } from '#library/library.ts';
import { searchRecords } from '#library/search-records.ts';
import { themeTrailsOf, trailsOf } from '#library/trails.ts';
import {
  makeFile,
  makeFileWith,
  makeSignedContent,
  makeStory,
  makeToldStory,
  today,
} from '../../fixtures/make.ts';

const way = makeFileWith('ways', 'neighbours', {
  stories: ['the-bus-home'],
  packs: ['the-bus-stop'],
  guides: ['a-moment'],
});
const pack = makeFile('lesson-packs', 'the-bus-stop');
const guide = makeFile('guides', 'a-moment');
const moment = makeFile('transition-points', 'falling-into-debt');

/** A library with one way in, one lesson pack, one story, and what else is given. */
function libraryWith(story: SignableStory, ...files: ReturnType<typeof makeFile>[]): Library {
  return libraryOf(makeSignedContent([story], { files: [way, pack, guide, moment, ...files] }), today);
}

describe('a way in', () => {
  it('has the stories, myths, packs, guides and support routes that it names', () => {
    const [found] = libraryWith(makeStory()).ways;
    expect([
      found?.stories.map(({ story }) => story.slug),
      found?.myths.map(({ slug }) => slug),
      found?.packs.map(({ slug }) => slug),
      found?.guides.map(({ slug }) => slug),
      found?.support.map(({ slug }) => slug),
    ]).toEqual([['the-bus-home'], ['easy-money'], ['the-bus-stop'], ['a-moment'], ['childline']]);
  });

  it('keeps a story that may be on the site and nowhere else', () => {
    expect(libraryWith(makeToldStory({ uses: ['site'] })).ways[0]?.stories).toHaveLength(1);
  });

  it.each([
    ['without consent', { kind: 'missing' as const }],
    ['that may be quoted and not shown', { uses: ['quotes' as const] }],
  ])('has no trace of a story %s, not even its slug', (_what, consent) => {
    expect(JSON.stringify(libraryWith(makeToldStory(consent)).ways)).not.toContain('the-bus-home');
  });

  it('has no trace of a withdrawn story', () => {
    const { ways } = libraryWith(makeStory(), makeFile('withdrawals', 'the-bus-home'));
    expect(JSON.stringify(ways)).not.toContain('the-bus-home');
  });

  it('stands in its own order', () => {
    const first = makeFileWith('ways', 'zoo-keepers', { order: 0 });
    expect(libraryWith(makeStory(), first).ways.map(({ slug }) => slug)).toEqual([
      'zoo-keepers',
      'neighbours',
    ]);
  });

  it('is found by what people can do', () => {
    const record = [...searchRecords(libraryWith(makeStory()))].find(({ url }) => url === '/for/neighbours/');
    expect(record?.html).toContain('data-pagefind-filter="kind:Ways in"');
    expect(record?.html).toContain('Look in on the neighbour below.');
  });
});

describe('dated claims', () => {
  it('stand earliest first, and those of one date in their order', () => {
    const files = [
      ['late', { date: '2022-10', order: 1 }],
      ['second', { date: '2015', order: 2 }],
      ['first', { date: '2015', order: 1 }],
    ] as const;
    const claims = files.map(([slug, change]) => makeFileWith('threats', slug, change));
    expect(libraryWith(makeStory(), ...claims).threats.map(({ slug }) => slug)).toEqual([
      'first',
      'second',
      'late',
    ]);
  });

  it('are found on one page, each at its place', () => {
    const library = libraryWith(makeStory(), makeFile('threats', 'fewer-groups'));
    const record = [...searchRecords(library)].find(({ url }) => url === '/evidence/threats/');
    expect(record?.html).toContain('<h2 id="fewer-groups">There were fewer groups on record.</h2>');
  });

  it('have no page to be found on where there are none', () => {
    const urls = [...searchRecords(libraryWith(makeStory()))].map(({ url }) => url);
    expect(urls.filter((url) => /threats|research/.test(url))).toEqual([]);
  });
});

describe('the trail of a myth', () => {
  it('is made of what may be shown', () => {
    const [trail] = trailsOf(libraryWith(makeStory()));
    expect([
      trail?.myth.slug,
      trail?.stories.map(({ story }) => story.slug),
      trail?.activities.map(({ id }) => id).includes('read'),
    ]).toEqual(['easy-money', ['the-bus-home'], true]);
  });

  it('goes round a story that is held', () => {
    expect(JSON.stringify(trailsOf(libraryWith(makeToldStory({ kind: 'missing' }))))).not.toContain(
      'the-bus-home',
    );
  });

  it('reads nothing where the story is shown but not cleared for lessons', () => {
    const [trail] = trailsOf(libraryWith(makeToldStory({ uses: ['site'] })));
    expect([trail?.stories.length, trail?.activities.map(({ id }) => id).includes('read')]).toEqual([
      1,
      false,
    ]);
  });
});

describe('the trail of a theme', () => {
  it('has what takes it up', () => {
    const [trail] = themeTrailsOf(libraryWith(makeStory()));
    expect([trail?.stories.length, trail?.myths.length, trail?.packs.length]).toEqual([1, 1, 1]);
  });

  it('is empty where nothing does', () => {
    const trails = themeTrailsOf(libraryWith(makeStory(), makeFile('themes', 'leisure')));
    const trail = trails.find(({ theme }) => theme.slug === 'leisure');
    expect([trail?.stories, trail?.myths, trail?.packs]).toEqual([[], [], []]);
  });
});
