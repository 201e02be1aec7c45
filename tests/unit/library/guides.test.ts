import { describe, expect, test } from 'vitest';
import { doingWithout } from '#domain/review/report.ts';
import { guidesWith, libraryOf } from '#library/library.ts';
import { searchRecords } from '#library/search-records.ts';
import { givenConsent, makeFile, makeSignedContent, makeStory, today } from '../../fixtures/make.ts';
import { makeCircleMatter, makeGuideMatter } from '../../fixtures/make-guide.ts';

type Uses = ReturnType<typeof givenConsent>['uses'];
const every: Uses = ['site', 'lessons', 'quotes', 'print'];

/** The smallest guide among content whose only story has the consent given. */
function contentWith(uses: Uses, files: readonly ReturnType<typeof makeFile>[] = []) {
  return makeSignedContent([makeStory({ origin: 'firstPerson', consent: givenConsent({ uses }) })], {
    files: [
      makeFile('transition-points', 'falling-into-debt'),
      makeFile('guides', 'owing-somebody', { body: 'A word before it.\n' }),
      ...files,
    ],
  });
}

function guidesOf(...given: Parameters<typeof contentWith>) {
  const { guides, printedGuides } = libraryOf(contentWith(...given), today);
  const [web, printed] = [guides[0], printedGuides[0]];
  if (!web || !printed) throw new Error('there is no guide');
  return { web, printed };
}

const own = ['the-bus-home', 'The bus home', 'I got the bus home', 'Sam', 'The stop'];

describe('a guide whose story may be read in lessons', () => {
  const { web, printed } = guidesOf(every);

  test('reads it, on the web and on paper', () => {
    for (const guide of [web, printed]) {
      expect(guide.readings.map(({ story, why }) => [story.slug, why])).toEqual([
        ['the-bus-home', makeGuideMatter().readings?.[0]?.why],
      ]);
      expect(guide.missing).toBe(0);
    }
  });

  test('has its moment, its myths, its routes and the words before it', () => {
    expect(web.transitionPoint?.slug).toBe('falling-into-debt');
    expect(web.myths.map(({ myth }) => myth.slug)).toEqual(['easy-money']);
    expect(web.support.map(({ slug }) => slug)).toEqual(['childline']);
    expect(web.opening).toEqual(['A word before it.']);
  });
});

test('a guide whose story may not be printed reads it on the web and does without it on paper', () => {
  const { web, printed } = guidesOf(['site', 'lessons']);
  expect([web.missing, printed.missing]).toEqual([0, 1]);
  for (const each of own) expect(JSON.stringify(printed)).not.toContain(each);
});

describe.each([
  ['may not be read in lessons', contentWith(['site', 'quotes', 'print'])],
  ['is withdrawn', contentWith(every, [makeFile('withdrawals', 'the-bus-home')])],
])('a guide whose story %s', (_, content) => {
  const { guides, printedGuides } = libraryOf(content, today);

  test('has nothing of the story in it, nor why it was read', () => {
    const texts = JSON.stringify([guides, printedGuides]);
    for (const each of [...own, 'nobody in it who is only bad']) expect(texts).not.toContain(each);
  });

  test('says how many stories are gone', () => {
    expect(guides.map(({ missing }) => missing)).toEqual([1]);
  });

  test('has nothing of the story in the search index', () => {
    const record = [...searchRecords(libraryOf(content, today))].find(({ url }) =>
      url.startsWith('/guides/'),
    );
    expect(record?.html).toContain('kind:Guides');
    for (const each of own) expect(record?.html).not.toContain(each);
  });
});

describe('guides', () => {
  const circle = makeFile('guides', 'a-circle', { data: makeCircleMatter({ title: 'A circle' }) });

  test('stand in the order of their moments, circles last', () => {
    const { guides } = libraryOf(contentWith(every, [circle]), today);
    expect(guides.map(({ slug }) => slug)).toEqual(['owing-somebody', 'a-circle']);
  });

  test('are found by their moment and by a story that they read', () => {
    const library = libraryOf(contentWith(every, [circle]), today);
    const slugs = (...given: ['stories' | 'transitionPoint', string]) =>
      guidesWith(library, ...given).map(({ slug }) => slug);
    expect(slugs('transitionPoint', 'falling-into-debt')).toEqual(['owing-somebody']);
    expect(slugs('stories', 'the-bus-home')).toEqual(['owing-somebody', 'a-circle']);
    expect(slugs('stories', 'another')).toEqual([]);
  });
});

describe('the report', () => {
  test('says which guide is without its story', () => {
    expect(doingWithout(contentWith(['site']), today)).toEqual([
      {
        file: 'content/guides/owing-somebody.mdx',
        path: 'readings.0.story',
        message:
          '“the-bus-home” may not be read in lessons: the guide is without it, and says what to do instead',
      },
    ]);
  });

  test('says nothing of a guide that has its story', () => {
    expect(doingWithout(contentWith(['site', 'lessons']), today)).toEqual([]);
  });
});
