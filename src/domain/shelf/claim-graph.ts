import { type KnownVerdicts, verdictsOn } from '../review/report.ts';
import { type Activity, sourcesOf } from '../schema/activity.ts';
import { type Content, fileOf, type Mistake } from '../schema/content.ts';

/** What stands behind and beside one myth: all by slug, in the order given. */
export interface ClaimTrail {
  readonly myth: string;
  /** Everything that it rests on. */
  readonly sources: readonly string[];
  /** Stories that show it. */
  readonly stories: readonly string[];
  /** What a class does with it. */
  readonly activities: readonly TrailActivity[];
}

/** An activity of a lesson pack. */
export interface TrailActivity {
  readonly pack: string;
  readonly id: string;
  readonly title: string;
}

/** What the graph is made of: only what may be shown goes in. */
export interface ClaimMatter {
  readonly myths: readonly {
    readonly slug: string;
    readonly data: { readonly sources: readonly string[] };
  }[];
  readonly stories: readonly {
    readonly slug: string;
    readonly data: { readonly myths: readonly string[] };
  }[];
  readonly packs: readonly {
    readonly slug: string;
    readonly data: { readonly myths: readonly string[] };
    readonly activities: readonly Activity[];
  }[];
}

/**
 * The claim graph: each myth → its sources → the stories that show it → what a class does with it. An activity belongs
 * to a myth if its pack takes the myth up, and it reads a story that shows the myth or rests on one of its sources.
 */
export function claimGraph({ myths, stories, packs }: ClaimMatter): readonly ClaimTrail[] {
  return myths.map(({ slug: myth, data: { sources } }) => {
    const showing = stories.filter(({ data }) => data.myths.includes(myth)).map(({ slug }) => slug);
    const belongs = (activity: Activity) =>
      (activity.discriminant === 'readStory' && showing.includes(activity.value.story)) ||
      sourcesOf(activity).some((source) => sources.includes(source));
    return {
      myth,
      sources,
      stories: showing,
      activities: packs
        .filter(({ data }) => data.myths.includes(myth))
        .flatMap(({ slug: pack, activities }) =>
          activities.filter(belongs).map(({ value: { id, title } }) => ({ pack, id, title })),
        ),
    };
  });
}

/** Where a myth’s trail breaks off, for editors: it stands on one source, nobody tells it, no class works on it. */
export function gapsInTrails(trails: readonly ClaimTrail[]): readonly Mistake[] {
  return trails.flatMap(({ myth, sources, stories, activities }) => {
    const gap = (path: string, message: string): Mistake => ({ file: fileOf('myths', myth), path, message });
    return [
      ...(sources.length === 1 ? [gap('sources', 'rests on one source: look for a second')] : []),
      ...(stories.length === 0 ? [gap('', 'no published story shows it')] : []),
      ...(activities.length === 0 ? [gap('', 'no activity of a lesson pack works on it')] : []),
    ];
  });
}

/** Themes that research found and that no published story, no myth or no lesson pack takes up. */
function gapsInThemes(content: Content, published: ReadonlySet<string>): readonly Mistake[] {
  const named = (entries: Iterable<{ readonly data: { readonly themes: readonly string[] } }>) =>
    new Set([...entries].flatMap(({ data }) => data.themes));
  const shelves = [
    ['published story', named([...content.stories.values()].filter(({ slug }) => published.has(slug)))],
    ['myth', named(content.myths.values())],
    ['lesson pack', named(content['lesson-packs'].values())],
  ] as const;
  return [...content.themes.keys()].flatMap((theme) =>
    shelves
      .filter(([, themes]) => !themes.has(theme))
      .map(([what]) => ({ file: fileOf('themes', theme), path: '', message: `no ${what} takes it up` })),
  );
}

/**
 * Gaps between what research found and what the site has, as of a day. Only notes: an empty place is no mistake.
 *
 * @param known verdicts given before, as for the report
 */
export function claimGaps(content: Content, today: string, known?: KnownVerdicts): readonly Mistake[] {
  const verdicts = verdictsOn(content, today, known);
  const stories = [...content.stories.values()].filter(({ slug }) =>
    verdicts.get(slug)?.uses.includes('site'),
  );
  const trails = claimGraph({
    myths: [...content.myths.values()],
    stories,
    packs: [...content['lesson-packs'].values()].map(({ slug, data }) => ({
      slug,
      data,
      activities: data.activities,
    })),
  });
  return [...gapsInTrails(trails), ...gapsInThemes(content, new Set(stories.map(({ slug }) => slug)))];
}
