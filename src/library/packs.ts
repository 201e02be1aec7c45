import type { PublishedStory } from '#domain/gate/published.ts';
import { type Activity, sourcesOf } from '#domain/schema/activity.ts';
import type { Content, Entry } from '#domain/schema/content.ts';
import type { LessonPack } from '#domain/schema/lesson-pack.ts';
import { lowestLevel } from '#domain/schema/lesson-pack.ts';
import type { PackUse, ShelvedPack, TaughtActivity } from '#domain/shelf/shelved-pack.ts';
import { audienceRank } from '#domain/words/vocabularies.ts';
import { compareTexts, entriesNamed } from './entries.ts';

/**
 * Lesson packs for one use, youngest pupils first. A story that may not be read in that use is replaced by the
 * activity that the pack keeps ready instead; nothing of it stays.
 */
export function shelvePacks<U extends PackUse>(
  content: Content,
  stories: readonly PublishedStory<U>[],
  use: U,
): ShelvedPack<U>[] {
  const bySlug = new Map(stories.map((story) => [story.slug, story]));
  return [...content['lesson-packs'].values()]
    .map((pack) => shelvePack(content, pack, bySlug, use))
    .sort(
      (a, b) =>
        audienceRank(lowestLevel(a.data)) - audienceRank(lowestLevel(b.data)) ||
        compareTexts(a.data.title, b.data.title),
    );
}

function shelvePack<U extends PackUse>(
  content: Content,
  { slug, data }: Entry<LessonPack>,
  stories: ReadonlyMap<string, PublishedStory<U>>,
  use: U,
): ShelvedPack<U> {
  const { activities, care, ...rest } = data;
  const readable = data.stories.flatMap((story) => stories.get(story) ?? []);
  return {
    slug,
    data: {
      ...rest,
      care: readable.length < data.stories.length ? { ...care, ...withoutStory } : care,
      stories: readable.map((story) => story.slug),
    },
    use,
    activities: activities.map((activity) => taught(activity, stories)),
    curriculum: data.curriculum.flatMap(({ code, why }) => {
      const entry = content.curriculum.entries.find((each) => each.code === code && each.verified);
      return entry ? [{ ...entry, why }] : [];
    }),
    myths: entriesNamed(content, 'myths', data.myths),
    stories: readable,
    missing: data.stories.length - readable.length,
    themes: entriesNamed(content, 'themes', data.themes),
    support: entriesNamed(content, 'support', data.support),
    sources: entriesNamed(content, 'sources', [...new Set(activities.flatMap(sourcesOf))].sort()),
  };
}

/** What stands in a pack whose story was taken back. Its own guidance and letter retell the story, so they go as well. */
const withoutStory = {
  guidance:
    'This guidance described a story that is no longer available. The content notes still hold: read the activity in its place before you teach it.',
  letterHome:
    'This letter described a story that is no longer available. Write to homes in your own words: what the lesson is about, that anybody may pass without a reason, and whom to ask.',
};

function taught<U extends PackUse>(
  activity: Activity,
  stories: ReadonlyMap<string, PublishedStory<U>>,
): TaughtActivity<U> {
  if (activity.discriminant !== 'readStory') return { kind: activity.discriminant, activity };
  const story = stories.get(activity.value.story);
  if (story) return { kind: 'readStory', activity, story };
  // The headings and the questions hold words of the story, so they go as well.
  const { pupil: _pupil, say: _say, ...value } = activity.value;
  return {
    kind: 'instead',
    activity: {
      discriminant: 'readStory',
      value: {
        ...value,
        title: value.instead.title,
        inShort: value.instead.inShort,
        steps: value.instead.steps,
        story: '',
        sections: [],
        pauses: [],
      },
    },
  };
}
