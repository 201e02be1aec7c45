import { describe, expect, it } from 'vitest';
import { cardsOfMyth } from '#domain/share/cards.ts';
import { allKits, kitOfMyth, kitOfStory } from '#domain/share/kits.ts';
import type { Library } from '#domain/shelf/shelf.ts';
import { knownVerdicts, readReviewed } from '#files/reviewed.ts';
import { libraryOf } from '../../../../src/library/library.ts';

const { content } = await readReviewed(process.cwd());
const library: Library = libraryOf(content, '2026-11-22', knownVerdicts);
const kits = allKits(library);
const story = library.quoted[0];
const adult = library.myths.find(({ data }) => data.suitableFrom === 'adult');
if (!story || !adult) throw new Error('the shipped content has no story to quote, or no myth for adults');

describe('kits', () => {
  it('there are, of every story that may be quoted and of every myth', () => {
    expect(kits.map((kit) => kit.of).sort()).toEqual(
      [
        ...library.quoted.map(({ slug }) => `stories/${slug}`),
        ...library.myths.map(({ slug }) => `myths/${slug}`),
      ].sort(),
    );
  });

  it('come newest first', () => {
    const months = kits.map(({ month }) => month);
    expect(months).toEqual(months.toSorted().reverse());
  });

  it.each(kits.filter((kit) => kit.of !== `myths/${adult.slug}`))(
    'of $of have at least one card',
    ({ cards }) => {
      expect(cards.length).toBeGreaterThan(0);
    },
  );

  it.each(kits.filter(({ kind }) => kind === 'story'))(
    'of $of carry its label on every card',
    ({ cards, label }) => {
      for (const { card } of cards) expect(card.foot).toContain(label);
    },
  );

  it.each(kits.filter(({ kind }) => kind === 'story'))(
    'of $of carry its label in every caption',
    ({ cards, label }) => {
      for (const caption of cards.flatMap((each) => each.captions)) {
        if (caption.fits) expect(caption.text).toContain(`${label}.`);
      }
    },
  );

  it.each(kits)('of $of name somewhere to turn on every card', ({ cards }) => {
    for (const { card } of cards) expect(card.foot.at(-1)).toMatch(/^If it’s close to home: .+/);
  });
});

describe('a story that nobody excerpted', () => {
  const bare = { ...story, data: { ...story.data, excerpts: [] } } as typeof story;

  it('has a card of its opening line', () => {
    const [only] = kitOfStory(bare, library).cards;
    expect([only?.card.id, only?.card.style === 'voice' && only.card.excerpt]).toEqual([
      'opening',
      story.data.opening.line,
    ]);
  });
});

describe('a myth for adults', () => {
  it('has no cards', () => {
    expect(kitOfMyth(adult, library).cards).toEqual([]);
  });

  it('has cards once it is for younger readers, which shows that its audience decides', () => {
    const younger = { ...adult, data: { ...adult.data, suitableFrom: 'senior' as const } };
    expect(cardsOfMyth(younger, library.sources, undefined, library.site).length).toBeGreaterThan(1);
  });
});

it('never travels a figure without who counted it, when and where', () => {
  for (const card of kits.flatMap(({ cards }) => cards.map((each) => each.card))) {
    if (card.style === 'count')
      expect(card.source).toMatch(/, (counted in \d{4}( to \d{4})?, )?published in \d{4}\. .+/);
  }
});

it('never tags a place', () => {
  const tags = kits.flatMap(({ cards }) =>
    cards.flatMap(({ captions }) =>
      captions.flatMap((caption) => (caption.fits ? (caption.text.match(/#\S+/g) ?? []) : [])),
    ),
  );
  expect(tags.length).toBeGreaterThan(100);
  expect([...new Set(tags)].filter((tag) => /scot|glasgow|edinburgh|dundee|aberdeen/i.test(tag))).toEqual([]);
});
