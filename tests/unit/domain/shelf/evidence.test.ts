import { describe, expect, it } from 'vitest';
import { review } from '#domain/review/review.ts';
import type { Entry } from '#domain/schema/content.ts';
import { type Source, sourceSchema } from '#domain/schema/source.ts';
import {
  evidenceGaps,
  isOld,
  leastForYoungPeople,
  separateSources,
  strengthFromSources,
  strengthOf,
} from '#domain/shelf/evidence.ts';
import { readReviewed } from '#files/reviewed.ts';
import { makeContent, makeData, makeFileWith } from '../../../fixtures/make.ts';

const today = '2026-11-30';

function source(slug: string, change: Partial<Source> = {}): Entry<Source> {
  return { slug, data: { ...sourceSchema.parse(makeData('sources')), ...change }, body: '' };
}

describe('sources that do not rest on each other', () => {
  it('count a study and the book that retells it once', () => {
    const all = [source('paper'), source('book', { sameStudyAs: 'paper' }), source('other')];
    expect(separateSources(all).map(({ slug }) => slug)).toEqual(['paper', 'other']);
  });

  it('count two that retell the same study once, though the study is not named', () => {
    const all = [
      source('paper'),
      source('book', { sameStudyAs: 'paper' }),
      source('news', { sameStudyAs: 'book' }),
    ];
    expect(separateSources(all.slice(1), all)).toHaveLength(1);
  });

  it('count two that name each other once, whichever comes first', () => {
    const all = [source('a', { sameStudyAs: 'b' }), source('b', { sameStudyAs: 'a' })];
    expect(separateSources(all)).toHaveLength(1);
    expect(separateSources(all.toReversed())).toHaveLength(1);
  });
});

describe('how strong evidence may be called', () => {
  const abroad = { place: 'One gang in the United States' };

  it.each<[string, Entry<Source>[], string]>([
    ['one source', [source('a')], 'limited'],
    ['a study told twice', [source('a'), source('b', { sameStudyAs: 'a' })], 'limited'],
    ['two separate sources', [source('a'), source('b')], 'moderate'],
    ['three separate sources from here', [source('a'), source('b'), source('c')], 'strong'],
    ['three of which one is from elsewhere', [source('a'), source('b'), source('c', abroad)], 'moderate'],
    [
      'three of which two were only read about',
      [source('a'), source('b', { readAs: 'secondHand' }), source('c', { readAs: 'secondHand' })],
      'moderate',
    ],
  ])('%s', (_what, sources, strength) => {
    expect(strengthFromSources(sources)).toBe(strength);
  });

  it('is never more than its editor says', () => {
    const three = [source('a'), source('b'), source('c')];
    const { content } = review(makeContent());
    const myth = content.myths.get('easy-money') as Parameters<typeof strengthOf>[0];
    expect(strengthOf(myth, three)).toBe('limited');
    expect(strengthOf({ data: { ...myth.data, strength: 'strong' } }, three)).toBe('strong');
    expect(strengthOf({ data: { ...myth.data, strength: 'strong' } }, three.slice(1))).toBe('moderate');
  });
});

describe('an old figure', () => {
  it.each([
    [{ year: 2021 }, false],
    [{ year: 2020 }, true],
    [{ year: 2016, untilYear: 2021 }, false],
  ])('is one that was counted more than five years ago: %j', (figure, old) => {
    expect(isOld(figure, { year: 2026 }, today)).toBe(old);
  });

  it('goes by its source where nobody says when it was counted', () => {
    expect(isOld({}, { year: 2005 }, today)).toBe(true);
  });
});

describe('what the check says of evidence', () => {
  const figure = {
    value: 12,
    unit: 'people',
    says: 'Twelve people said the same',
    source: 'study-one',
    place: 'Scotland',
  };
  const young = [
    { title: 'Say it', text: 'Say it to one adult.', forWhom: 'self' },
    { title: 'Go along', text: 'Go along with your pal.', forWhom: 'pal' },
  ];
  const gaps = (change: Readonly<Record<string, unknown>>) =>
    evidenceGaps(
      review(makeContent({ files: [makeFileWith('myths', 'easy-money', { whatHelps: young, ...change })] }))
        .content,
      today,
    ).map(({ path, message }) => `${path}: ${message}`);

  it('is nothing where nothing falls short', () => {
    expect(gaps({})).toEqual([]);
  });

  it.each<[string, Readonly<Record<string, unknown>>, string[]]>([
    [
      'a figure that nobody can look up',
      { figures: [{ ...figure, year: 2025 }] },
      ['figures.0.source: cannot be looked up: its source has no address'],
    ],
    [
      'an old figure without a reason',
      { figures: [{ ...figure, year: 2016 }] },
      [
        'figures.0.source: cannot be looked up: its source has no address',
        'figures.0.whyOld: is more than five years old: say why it is still used',
      ],
    ],
    [
      'more strength than its sources allow',
      { strength: 'strong' },
      ['strength: says “Strong”: its separate sources allow “Limited”, and the page says that'],
    ],
    [
      'too little that a young person can do',
      { whatHelps: young.slice(1) },
      ['whatHelps: has 1 for a young person: write at least 2'],
    ],
  ])('%s', (_what, change, expected) => {
    expect(gaps(change)).toEqual(expected);
  });

  it('asks nothing for young people of a page for adults', () => {
    expect(
      gaps({ suitableFrom: 'adult', whatHelps: [{ title: 'Ask', text: 'Ask about tonight first.' }] }),
    ).toEqual([]);
  });
});

describe('the myths of this site', async () => {
  const { content } = await readReviewed(process.cwd());

  it('fall short in nothing', () => {
    expect(evidenceGaps(content, today)).toEqual([]);
  });

  it('each give a young reader something to do, or are for adults', () => {
    for (const { data } of content.myths.values()) {
      const doable = data.whatHelps.filter(({ forWhom }) => forWhom !== 'adult').length;
      expect(data.suitableFrom === 'adult' || doable >= leastForYoungPeople).toBe(true);
    }
  });
});
