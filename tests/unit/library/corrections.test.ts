import { describe, expect, it } from 'vitest';
import type { SignableStory } from '#domain/gate/signing.ts';
import type { RawFile } from '#domain/review/raw-content.ts';
import { review } from '#domain/review/review.ts';
import type { Library } from '#domain/shelf/shelf.ts';
import { libraryOf } from '#library/library.ts';
import { searchRecords } from '#library/search-records.ts';
import {
  makeContent,
  makeFile,
  makeFileWith,
  makeSignedContent,
  makeStory,
  today,
} from '../../fixtures/make.ts';

function libraryWith(stories: readonly SignableStory[], ...files: readonly RawFile[]): Library {
  return libraryOf(makeSignedContent(stories, { files }), today);
}
const correction = (slug: string, change: Readonly<Record<string, unknown>> = {}) =>
  makeFileWith('corrections', slug, change);
const slugsOf = ({ corrections }: Library) => corrections.map(({ slug }) => slug);

describe('corrections', () => {
  it('stand in the order of their days, the latest first', () => {
    const library = libraryWith(
      [],
      correction('b', { changedOn: '2026-09-01' }),
      correction('c', { changedOn: '2026-10-02' }),
      correction('a', { changedOn: '2026-09-01' }),
    );
    expect(slugsOf(library)).toEqual(['c', 'a', 'b']);
  });

  it('lead to the pages that they are about, by their names', () => {
    const about = { myth: 'easy-money', source: 'study-one', story: 'the-bus-home' };
    const [only] = libraryWith([makeStory()], correction('a', about)).corrections;
    expect(only?.pages.map(({ path }) => path)).toEqual([
      '/stories/the-bus-home/',
      '/myths/easy-money/',
      '/evidence/study-one/',
    ]);
    expect(only?.pages.every(({ name }) => name.length > 3)).toBe(true);
  });

  it('are not shown of a story that may not be: what it said would be a word of that story', () => {
    // It is there and nobody has signed it.
    const files = [correction('a', { story: 'the-bus-home' }), correction('b')];
    const library = libraryOf(review(makeContent({ files })).content, today);
    expect(slugsOf(library)).toEqual(['b']);
  });

  it('are not shown of a story that was taken back', () => {
    const library = libraryWith(
      [makeStory()],
      makeFile('withdrawals', 'the-bus-home'),
      correction('a', { story: 'the-bus-home' }),
    );
    expect(slugsOf(library)).toEqual([]);
    expect(JSON.stringify([...searchRecords(library)])).not.toContain('/about/corrections/');
  });

  it('are found by search', () => {
    const records = [...searchRecords(libraryWith([], correction('a')))];
    const html = records.find(({ url }) => url === '/about/corrections/')?.html;
    expect(html).toContain('There were 164 groups in 2018.');
    expect(html).toContain('id="a"');
  });

  it('say something else than what was said', () => {
    const same = 'There were 164 groups in 2018.';
    const { mistakes } = review(makeContent({ files: [correction('a', { was: same, is: same })] }));
    expect(mistakes).toEqual([
      {
        file: 'content/corrections/a.yaml',
        path: 'is',
        message: 'found the same as in “was”: write what is said now',
      },
    ]);
  });

  it('name nothing that is not there', () => {
    const { mistakes } = review(makeContent({ files: [correction('a', { myth: 'no-such-myth' })] }));
    expect(mistakes.map(({ path }) => path)).toEqual(['myth']);
  });
});
