import type { Entry } from '#domain/schema/content.ts';
import type { Theme } from '#domain/schema/topic.ts';
import { claimGraph, type TrailActivity } from '#domain/shelf/claim-graph.ts';
import type { Library, ShelvedMyth, ShelvedStory } from '#domain/shelf/shelf.ts';
import type { ShelvedPack } from '#domain/shelf/shelved-pack.ts';

/** A myth with the stories and the activities of lesson packs that take it up. Only what may be shown is in it. */
export interface ShelvedTrail {
  readonly myth: ShelvedMyth;
  readonly stories: readonly ShelvedStory[];
  readonly activities: readonly TrailActivity[];
}

/** The claim graph of everything that may be shown, in the order of the myths. */
export function trailsOf({ myths, stories, packs }: Library): readonly ShelvedTrail[] {
  const graph = claimGraph({
    myths,
    stories: stories.map(({ story }) => story),
    packs: packs.map(({ slug, data, activities }) => ({
      slug,
      data,
      activities: activities.map(({ activity }) => activity),
    })),
  });
  const mythBySlug = new Map(myths.map((myth) => [myth.slug, myth]));
  const storyBySlug = new Map(stories.map((shelved) => [shelved.story.slug, shelved]));
  return graph.flatMap((trail) => {
    const myth = mythBySlug.get(trail.myth);
    if (!myth) return [];
    return { ...trail, myth, stories: trail.stories.flatMap((slug) => storyBySlug.get(slug) ?? []) };
  });
}

/** A theme of the research with everything that takes it up. */
export interface ThemeTrail {
  readonly theme: Entry<Theme>;
  readonly stories: readonly ShelvedStory[];
  readonly myths: readonly ShelvedMyth[];
  readonly packs: readonly ShelvedPack<'lessons'>[];
}

/** Each theme with the stories, myths and lesson packs that take it up. */
export function themeTrailsOf({ themes, stories, myths, packs }: Library): readonly ThemeTrail[] {
  return themes.map((theme) => ({
    theme,
    stories: stories.filter(({ story }) => story.data.themes.includes(theme.slug)),
    myths: myths.filter(({ data }) => data.themes.includes(theme.slug)),
    packs: packs.filter(({ data }) => data.themes.includes(theme.slug)),
  }));
}
