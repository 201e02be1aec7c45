import type { Content, Entry } from '#domain/schema/content.ts';
import type { Way } from '#domain/schema/way.ts';
import type { Library, ShelvedWay } from '#domain/shelf/shelf.ts';
import { entriesNamed } from './entries.ts';

/** A way in, the page for one group of people, with everything that it names. What is held or gone is left out of it. */
export function shelveWay(
  content: Content,
  { slug, body, data }: Entry<Way>,
  shelf: Pick<Library, 'stories' | 'myths' | 'packs' | 'guides'>,
): ShelvedWay {
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
  };
}

/** The things named, in the order in which they are named. */
function bySlug<T extends { readonly slug: string }>(
  all: readonly T[],
  slugs: readonly string[],
): readonly T[] {
  return slugs.flatMap((slug) => all.find((each) => each.slug === slug) ?? []);
}
