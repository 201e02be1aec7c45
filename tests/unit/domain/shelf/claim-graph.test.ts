import { describe, expect, it } from 'vitest';
import { review } from '#domain/review/review.ts';
import type { Activity } from '#domain/schema/activity.ts';
import { lessonPackSchema } from '#domain/schema/lesson-pack.ts';
import { type ClaimMatter, claimGaps, claimGraph, gapsInTrails } from '#domain/shelf/claim-graph.ts';
import {
  makeContent,
  makeFile,
  makeSignedContent,
  makeStory,
  makeToldStory,
  today,
} from '../../../fixtures/make.ts';
import { activityMatter, makePackMatter } from '../../../fixtures/make-pack.ts';

const { activities } = lessonPackSchema.parse(makePackMatter());
const myth = (slug: string, ...sources: string[]) => ({ slug, data: { sources } });
const story = (slug: string, ...myths: string[]) => ({ slug, data: { myths } });
const pack = (slug: string, myths: string[], all: readonly Activity[] = activities) => ({
  slug,
  data: { myths },
  activities: all,
});

/** The trail of one myth in otherwise empty matter. */
function trail(change: Partial<ClaimMatter>) {
  const [found] = claimGraph({ myths: [myth('easy-money', 'study-one')], stories: [], packs: [], ...change });
  return found;
}

describe('the claim graph', () => {
  it('goes from a myth to its sources', () => {
    expect(trail({ myths: [myth('easy-money', 'study-two', 'study-one')] })?.sources).toEqual([
      'study-two',
      'study-one',
    ]);
  });

  it('goes on to the stories that show it, and to no others', () => {
    const stories = [story('a', 'easy-money'), story('b', 'other'), story('c', 'other', 'easy-money')];
    expect(trail({ stories })?.stories).toEqual(['a', 'c']);
  });

  it('ends with activities that rest on one of its sources', () => {
    expect(trail({ packs: [pack('p', ['easy-money'])] })?.activities).toContainEqual({
      pack: 'p',
      id: activityMatter.cardSort.value.id,
      title: activityMatter.cardSort.value.title,
    });
  });

  it('ends with activities that read a story that shows it', () => {
    const stories = [story('the-bus-home', 'easy-money')];
    const found = trail({
      myths: [myth('easy-money', 'elsewhere')],
      stories,
      packs: [pack('p', ['easy-money'])],
    });
    expect(found?.activities.map(({ id }) => id)).toEqual([activityMatter.readStory.value.id]);
  });

  it('leaves out a reading of a story that is not shown', () => {
    const found = trail({ myths: [myth('easy-money', 'elsewhere')], packs: [pack('p', ['easy-money'])] });
    expect(found?.activities).toEqual([]);
  });

  it('leaves out packs that do not take the myth up, whatever they rest on', () => {
    expect(trail({ packs: [pack('p', ['other'])] })?.activities).toEqual([]);
  });
});

describe('the gaps of a trail', () => {
  const whole = {
    myth: 'easy-money',
    sources: ['a', 'b'],
    stories: ['c'],
    activities: [{ pack: 'p', id: 'sort', title: 'Sort' }],
  };

  it('are none where it is whole', () => {
    expect(gapsInTrails([whole])).toEqual([]);
  });

  it.each([
    [{ sources: ['a'] }, 'sources', 'rests on one source: look for a second'],
    [{ stories: [] }, '', 'no published story shows it'],
    [{ activities: [] }, '', 'no activity of a lesson pack works on it'],
  ])('are named: %j', (change, path, message) => {
    expect(gapsInTrails([{ ...whole, ...change }])).toEqual([
      { file: 'content/myths/easy-money.mdx', path, message },
    ]);
  });
});

describe('what the check says of gaps', () => {
  const files = [makeFile('lesson-packs', 'the-bus-stop')];
  const messages = (content: Parameters<typeof claimGaps>[0]) =>
    claimGaps(content, today).map(({ file, message }) => `${file}: ${message}`);

  it('is only what is missing', () => {
    expect(messages(makeSignedContent([makeStory()], { files }))).toEqual([
      'content/myths/easy-money.mdx: rests on one source: look for a second',
    ]);
  });

  it('does not count a story that the gate holds', () => {
    expect(messages(makeSignedContent([makeToldStory({ kind: 'missing' })], { files }))).toEqual([
      'content/myths/easy-money.mdx: rests on one source: look for a second',
      'content/myths/easy-money.mdx: no published story shows it',
      'content/themes/housing.yaml: no published story takes it up',
    ]);
  });

  it('names a theme that nothing takes up', () => {
    const { content } = review(makeContent({ files: [...files, makeFile('themes', 'leisure')] }));
    expect(messages(content).filter((each) => each.includes('leisure'))).toEqual([
      'content/themes/leisure.yaml: no published story takes it up',
      'content/themes/leisure.yaml: no myth takes it up',
      'content/themes/leisure.yaml: no lesson pack takes it up',
    ]);
  });

  it('is no mistake', () => {
    expect(review(makeContent({ files })).mistakes).toEqual([]);
  });
});
