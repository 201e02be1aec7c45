import { describe, expect, test } from 'vitest';
import { paragraphsOf } from '#domain/review/law-review.ts';
import { passagesOfSheet } from '#domain/review/reading.ts';
import { fieldTexts } from '#domain/review/text-review.ts';
import { waitingRules } from '#domain/shelf/law-shelf.ts';
import { plainTextsInMdx } from '#domain/text/mdx-text.ts';
import { readingOf } from '#domain/text/reading-age.ts';
import { findVerbatim } from '#domain/text/verbatim.ts';
import { programmesOn, sheetsOn } from '#library/beside.ts';
import { searchRecords } from '#library/search-records.ts';
import { demo, live, shown, strict } from '../../fixtures/shipped-content.ts';

describe('what others do', () => {
  test('is named on the page of every pack', () => {
    expect(shown.packs.filter(({ slug }) => programmesOn(shown, 'packs', slug).length === 0)).toEqual([]);
  });

  test('is named on the page of every group but young people, whose page is for them alone', () => {
    expect(
      shown.ways.filter(({ slug }) => programmesOn(shown, 'ways', slug).length === 0).map(({ slug }) => slug),
    ).toEqual(['young-people']);
  });

  test('each has a page of ours that names it', () => {
    const unnamed = shown.programmes.filter(
      ({ data }) => data.packs.length + data.guides.length + data.ways.length === 0,
    );
    expect(unnamed).toEqual([]);
  });

  test('names nothing that could not be confirmed', () => {
    const all = shown.programmes.map(({ data }) => data.name).join(', ');
    expect(all).not.toMatch(/Side Step|Aberlour|Nightwatch|Cyber Choices/);
  });
});

describe('the sheets', () => {
  test.each([
    ['businesses', ['a-home-you-let', 'a-shop-or-a-firm']],
    ['elected-representatives', ['a-councillors-year']],
    ['neighbours-and-communities', ['where-could-somebody-be-used']],
    ['teachers', ['before-you-share']],
  ])('%s find theirs', (way, slugs) => {
    expect(sheetsOn(shown, way).map(({ slug }) => slug)).toEqual(slugs);
  });

  test('can be read at thirteen, by the project’s measure', () => {
    const ages = shown.sheets.map((sheet) => [sheet.slug, readingOf(passagesOfSheet(sheet))?.age]);
    expect(ages.filter(([, age]) => Number(age) > 13)).toEqual([]);
  });

  test('leave no column for a name', () => {
    const columns = shown.sheets.flatMap(({ data }) => data.parts.flatMap((part) => part.columns));
    expect(columns.length).toBeGreaterThan(4);
    expect(columns.filter((column) => /\bnames?\b|\bwho is it\b|address/i.test(column))).toEqual([]);
  });
});

test('the eight threats that the strategy put first each say all four things', () => {
  expect(shown.priorities).toHaveLength(8);
  for (const { data } of shown.priorities)
    expect(
      [data.drawnIn, data.hurt, data.notice, data.tell].filter(({ length }) => length < 2),
      data.name,
    ).toEqual([]);
});

test('sheets, programmes and threats are found by searching', () => {
  expect([...searchRecords(shown)].map(({ url }) => url)).toEqual(
    expect.arrayContaining([
      ...shown.sheets.map(({ slug }) => `/sheets/${slug}/`),
      '/about/others/',
      '/evidence/priorities/',
    ]),
  );
});

describe('on a live site, before a lawyer has read anything', () => {
  const waiting = waitingRules(live);

  test('no myth, sheet or threat rests on a rule that waits', () => {
    const resting = [...strict.myths, ...strict.sheets, ...strict.priorities].flatMap(({ rules }) =>
      rules.filter(({ slug }) => waiting.has(slug)),
    );
    expect(resting).toEqual([]);
  });

  test('a myth whose own text rests on one is nowhere, and the rest are there', () => {
    const slugs = strict.myths.map(({ slug }) => slug);
    expect(
      shown.myths
        .map(({ slug }) => slug)
        .filter((slug) => !slugs.includes(slug))
        .sort(),
    ).toEqual(['telling-makes-it-worse', 'they-never-get-caught', 'under-16-nothing-happens']);
    const named = [...strict.stories, ...strict.packs, ...strict.ways, ...strict.priorities]
      .flatMap(({ myths }) => myths.map(({ slug }) => slug))
      .concat(strict.guides.flatMap(({ myths }) => myths.map(({ myth }) => myth.slug)));
    expect(named.filter((slug) => !slugs.includes(slug))).toEqual([]);
  });

  test('no paragraph that rests on one is in what is shown', () => {
    const resting = (['myths', 'sheets', 'priorities'] as const).flatMap((folder) =>
      [...demo[folder].values()].flatMap(({ data, body }) => {
        const words = data.cites.filter(({ law }) => waiting.has(law)).map(({ on }) => on);
        return paragraphsOf(data, plainTextsInMdx(body))
          .map(({ text }) => text)
          .filter((text) => words.some((on) => findVerbatim(text, on)));
      }),
    );
    expect(resting.length).toBeGreaterThan(10);
    const texts = new Set(
      [...strict.myths, ...strict.sheets, ...strict.priorities].flatMap(({ data, body }) => [
        ...fieldTexts(data).map(({ text }) => text),
        ...plainTextsInMdx(body),
      ]),
    );
    expect(resting.filter((text) => texts.has(text))).toEqual([]);
  });
});
