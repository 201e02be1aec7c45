import { describe, expect, it } from 'vitest';
import { review } from '#domain/review/review.ts';
import { type Way, waySchema } from '#domain/schema/way.ts';
import { aimOrigin, fiveDs } from '#domain/words/aims.ts';
import { makeContent, makeData, makeFileWith } from '../../../fixtures/make.ts';

type Change = Partial<Way['does'][number]>;
const does = (...changes: readonly Change[]) =>
  changes.map((change) => ({
    what: 'Look in on the neighbour below.',
    from: 'research',
    source: 'study-one',
    year: 2018,
    aims: ['divert'],
    ...change,
  }));

/** What must be mended in the smallest way in with some fields changed. */
function mistakes(change: Readonly<Record<string, unknown>>) {
  return review(makeContent({ files: [makeFileWith('ways', 'neighbours', change)] })).mistakes.map(
    ({ file, path, message }) => `${file} ${path}: ${message}`,
  );
}

describe('a way in', () => {
  it('may be as small as this', () => {
    expect(mistakes({})).toEqual([]);
  });

  it('may let research say Develop', () => {
    expect(mistakes({ does: does({}, { aims: ['develop', 'divert'] }) })).toEqual([]);
  });

  it('may not let the strategy say Develop', () => {
    expect(mistakes({ does: does({}, { from: 'strategy', aims: ['divert', 'develop'] }) })).toEqual([
      'content/ways/neighbours.yaml does.1.aims: found “Develop (recommended by the research, not part of the strategy)” [develop]: the strategy has four aims, and this is a fifth that research recommends: choose another',
    ]);
  });

  it('may not let the strategy speak to a group that it does not name', () => {
    expect(mistakes({ standing: 'notNamed', does: does({ from: 'strategy' }, {}) })).toEqual([
      'content/ways/neighbours.yaml does.0.from: found “The strategy says” [strategy], but “In the strategy” says that it does not speak to this group: choose “Research recommends” [research], or change what stands there',
    ]);
  });

  it.each([
    ['a source', { does: does({ source: 'gone' }, {}) }, 'does.0.source'],
    ['a story', { stories: ['gone'] }, 'stories.0'],
    ['a myth', { myths: ['gone'] }, 'myths.0'],
    ['a lesson pack', { packs: ['gone'] }, 'packs.0'],
    ['a support route', { support: ['gone'] }, 'support.0'],
  ])('may not name what is not there: %s', (_what, change, path) => {
    expect(mistakes(change)).toEqual([expect.stringContaining(`${path}: found "gone"`)]);
  });

  it('puts each thing to do under at least one D', () => {
    const { error } = waySchema.safeParse(makeData('ways', { does: does({ aims: [] }, {}) }));
    expect(error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([
      ['does.0.aims', 'choose at least one'],
    ]);
  });
});

describe('the Ds', () => {
  it('are five, the strategy’s four first', () => {
    expect(fiveDs.map(({ name, from }) => `${name}: ${from}`)).toEqual([
      'Divert: strategy',
      'Deter: strategy',
      'Detect: strategy',
      'Disrupt: strategy',
      'Develop: research',
    ]);
  });

  it('say where the fifth comes from, and nothing of the four', () => {
    expect(fiveDs.map(aimOrigin)).toEqual([
      ...[undefined, undefined, undefined, undefined],
      'recommended by the research, not part of the strategy',
    ]);
  });
});

describe('a source', () => {
  it.each(['threats', 'research'])('may not take the address of the page called %s', (slug) => {
    const { mistakes: found } = review(makeContent({ files: [makeFileWith('sources', slug, {})] }));
    expect(found.map(({ file, message }) => `${file}: ${message}`)).toEqual([
      `content/sources/${slug}.yaml: “${slug}” is the address of a page of the site: rename the file`,
    ]);
  });
});
