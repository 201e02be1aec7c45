import type { PublishedStory } from '#domain/gate/published.ts';
import type { Content, Entry } from '#domain/schema/content.ts';
import type { Guide } from '#domain/schema/guide.ts';
import { rulesOf, waitingRules, withoutWaiting } from '#domain/shelf/law-shelf.ts';
import type { ShelvedGuide } from '#domain/shelf/shelved-guide.ts';
import type { PackUse } from '#domain/shelf/shelved-pack.ts';
import { plainTextsInMdx } from '#domain/text/mdx-text.ts';
import { compareTexts, entriesNamed } from './entries.ts';

/**
 * Guides for one use, in the order of the transition points that they are for; guides for none come last. Where a
 * story may not appear in that use, it is left out together with the guide's words about it. So is what rests on a rule of law
 * that waits for a lawyer.
 */
export function shelveGuides<U extends PackUse>(
  content: Content,
  stories: readonly PublishedStory<U>[],
  use: U,
): ShelvedGuide<U>[] {
  const bySlug = new Map(stories.map((story) => [story.slug, story]));
  const rankOf = ({ transitionPoint }: ShelvedGuide) =>
    transitionPoint?.data.order ?? Number.POSITIVE_INFINITY;
  return [...content.guides.values()]
    .flatMap((guide) => shelveGuide(content, guide, bySlug, use) ?? [])
    .sort((a, b) => compareNumbers(rankOf(a), rankOf(b)) || compareTexts(a.data.title, b.data.title));
}

function shelveGuide<U extends PackUse>(
  content: Content,
  { slug, data: written, body }: Entry<Guide>,
  stories: ReadonlyMap<string, PublishedStory<U>>,
  use: U,
): ShelvedGuide<U> | undefined {
  const opening = plainTextsInMdx(body);
  const data = withoutWaiting(written, opening, waitingRules(content));
  if (!data) return undefined;
  const { readings: named, myths, ...rest } = data;
  const readings = named.flatMap(({ story: name, why }) => {
    const story = stories.get(name);
    return story ? [{ story, why }] : [];
  });
  return {
    slug,
    data: rest,
    opening,
    use,
    readings,
    missing: named.length - readings.length,
    transitionPoint: entriesNamed(
      content,
      'transition-points',
      data.transitionPoint === undefined ? [] : [data.transitionPoint],
    )[0],
    myths: myths.flatMap(({ myth, when }) =>
      entriesNamed(content, 'myths', [myth]).map((entry) => ({ myth: entry, when })),
    ),
    themes: entriesNamed(content, 'themes', data.themes),
    support: entriesNamed(content, 'support', data.support),
    sources: entriesNamed(content, 'sources', data.sources),
    rules: rulesOf(content, data),
  };
}

/** Puts numbers in order. They are not subtracted, because two that are infinite would give `NaN`. */
function compareNumbers(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
