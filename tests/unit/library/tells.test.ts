import { describe, expect, test } from 'vitest';
import { paragraphsOf } from '#domain/review/law-review.ts';
import { passagesOfAnswer, passagesOfTell } from '#domain/review/reading.ts';
import { fieldTexts } from '#domain/review/text-review.ts';
import { waitingRules } from '#domain/shelf/law-shelf.ts';
import { plainTextsInMdx } from '#domain/text/mdx-text.ts';
import { readingOf } from '#domain/text/reading-age.ts';
import { findVerbatim } from '#domain/text/verbatim.ts';
import { searchRecords } from '#library/search-records.ts';
import { demo, live, shown, strict } from '../../fixtures/shipped-content.ts';

describe('the nine pages that are shipped', () => {
  test('are nine, each with a number to ring', () => {
    expect(shown.tells).toHaveLength(9);
    expect(shown.tells.filter(({ support }) => !support[0]?.data.phone)).toEqual([]);
  });

  test.each(shown.tells.map((tell) => [tell.slug, tell] as const))(
    '%s can be read at eleven, by the project’s measure',
    (_, tell) => {
      expect(readingOf(passagesOfTell(tell))?.age).toBeLessThanOrEqual(11);
    },
  );

  test.each([...demo.answers.values()].map((answer) => [answer.slug, answer] as const))(
    'so can the answer %s',
    (_, answer) => {
      expect(readingOf(passagesOfAnswer(answer))?.age).toBeLessThanOrEqual(11);
    },
  );

  test('say of pictures to send them to nobody, to keep the messages and where to report', () => {
    const page = shown.tells.find(({ slug }) => slug === 'somebody-has-pictures');
    const tonight = page?.data.tonight.join(' ') ?? '';
    expect(tonight).toContain('Send the picture to nobody');
    expect(tonight).toContain('Keep the messages');
    expect(tonight).toContain('Report Remove');
    expect(tonight).not.toMatch(/send (?:it|them|the picture) to (?:the police|a teacher|us|somebody)/i);
  });

  test('are found by searching', () => {
    const urls = [...searchRecords(shown)].map(({ url }) => url);
    expect(urls).toEqual(
      expect.arrayContaining([
        ...shown.tells.map(({ slug }) => `/tell/${slug}/`),
        '/if-you-tell/',
        '/about/law/',
      ]),
    );
  });
});

describe('on a live site, before a lawyer has read anything', () => {
  test('no page rests on a rule that waits', () => {
    const waiting = waitingRules(live);
    expect(waiting.size).toBeGreaterThan(10);
    const resting = [...strict.tells, ...strict.answers, ...strict.guides, ...strict.ways].flatMap(
      ({ rules }) => rules.filter(({ slug }) => waiting.has(slug)),
    );
    expect(resting).toEqual([]);
  });

  test('no paragraph that rests on one is in what is shown', () => {
    const waiting = waitingRules(live);
    const resting = (['tell', 'answers', 'guides', 'ways'] as const).flatMap((folder) =>
      [...demo[folder].values()].flatMap(({ data, body }) => {
        const words = data.cites.filter(({ law }) => waiting.has(law)).map(({ on }) => on);
        return paragraphsOf(data, plainTextsInMdx(body))
          .map(({ text }) => text)
          .filter((text) => words.some((on) => findVerbatim(text, on)));
      }),
    );
    expect(resting.length).toBeGreaterThan(40);
    const textsOf = ({ tells, answers, guides, ways }: typeof strict) =>
      new Set(
        [tells, answers, guides, ways]
          .flatMap((all) => all.flatMap(({ data }) => fieldTexts(data ?? {})))
          .map(({ text }) => text),
      );
    expect(resting.filter((text) => textsOf(strict).has(text))).toEqual([]);
    expect(resting.filter((text) => !textsOf(shown).has(text))).toEqual([]);
  });

  test('every page for young people, every guide and every way in is still there', () => {
    expect(strict.tells.map(({ slug }) => slug)).toEqual(shown.tells.map(({ slug }) => slug));
    expect(strict.guides.map(({ slug }) => slug)).toEqual(shown.guides.map(({ slug }) => slug));
    expect(strict.ways.map(({ slug }) => slug)).toEqual(shown.ways.map(({ slug }) => slug));
  });

  test('every part of a page for young people still says something', () => {
    for (const { data } of strict.tells)
      expect(
        [data.facts, data.tonight, data.people, data.keeps, data.passes, data.asks, data.wrong].filter(
          (part) => part.length === 0,
        ),
      ).toEqual([]);
  });

  test('the page about the law names each rule that waits, and does not say what it says', () => {
    const waiting = waitingRules(live);
    expect(strict.law.map(({ slug }) => slug)).toEqual(shown.law.map(({ slug }) => slug));
    expect(
      strict.law
        .filter(({ data }) => data.says === '')
        .map(({ slug }) => slug)
        .sort(),
    ).toEqual([...waiting].sort());
  });

  test('a question whose answer waits still stands, without the answer', () => {
    const waits = strict.answers.filter(({ data }) => data === undefined).map(({ slug }) => slug);
    expect(waits).toEqual(['police', 'hearing']);
  });
});

test('the law that is used is all there, the new Acts among it as not shown to be in force', () => {
  expect(shown.law.length).toBeGreaterThan(35);
  const new2026 = shown.law.filter(({ slug }) => slug.endsWith('-2026'));
  expect(new2026.map(({ data }) => data.state)).toEqual(['unknown', 'unknown']);
  expect(shown.law.filter(({ data }) => data.readBy !== 'nobody')).toEqual([]);
});
