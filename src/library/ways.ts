import type { Content, Entry } from '#domain/schema/content.ts';
import type { Way } from '#domain/schema/way.ts';
import { rulesOf, waitingRules, withoutWaiting } from '#domain/shelf/law-shelf.ts';
import type { Library, ShelvedWay } from '#domain/shelf/shelf.ts';
import { entriesNamed } from './entries.ts';

/**
 * A way in, the page for one group of people, with everything that it names. What is held or gone is left out of it, and what
 * rests on a rule of law that waits; undefined if nothing of it may be shown.
 */
export function shelveWay(
  content: Content,
  { slug, body, data: written }: Entry<Way>,
  shelf: Pick<Library, 'stories' | 'myths' | 'packs' | 'guides'>,
): ShelvedWay | undefined {
  const data = withoutWaiting(written, [], waitingRules(content));
  if (!data) return undefined;
  const stories = data.stories.flatMap(
    (each) => shelf.stories.find(({ story }) => story.slug === each) ?? [],
  );
  return {
    slug,
    body,
    data: { ...data, stories: stories.map(({ story }) => story.slug) },
    stories,
    myths: bySlug(shelf.myths, data.myths),
    packs: bySlug(shelf.packs, data.packs),
    guides: bySlug(shelf.guides, data.guides),
    support: entriesNamed(content, 'support', data.support),
    rules: rulesOf(content, data),
  };
}

/** The things named, in the order in which they are named. */
function bySlug<T extends { readonly slug: string }>(
  all: readonly T[],
  slugs: readonly string[],
): readonly T[] {
  return slugs.flatMap((slug) => all.find((each) => each.slug === slug) ?? []);
}
