import type { Content, Entry } from '#domain/schema/content.ts';
import type { Correction } from '#domain/schema/correction.ts';
import type { CorrectedPage, Library, ShelvedCorrection } from '#domain/shelf/shelf.ts';

/**
 * What was corrected, the latest first, with the pages on which it stands. What is about a story that may not be shown is left out
 * whole: what it said would be a word of that story.
 */
export function shelveCorrections(
  content: Content,
  shelf: Pick<Library, 'stories' | 'myths' | 'packs' | 'guides' | 'sources'>,
): readonly ShelvedCorrection[] {
  return [...content.corrections.values()]
    .sort((a, b) => b.data.changedOn.localeCompare(a.data.changedOn) || a.slug.localeCompare(b.slug))
    .flatMap((correction) => {
      const story = shelf.stories.find((each) => each.story.slug === correction.data.story)?.story;
      if (correction.data.story !== undefined && !story) return [];
      const pages = [
        story && { path: `/stories/${story.slug}/`, name: story.data.title },
        ...pagesBesideStory(correction, shelf),
      ];
      return [{ ...correction, pages: pages.filter((page) => page !== undefined) }];
    });
}

function pagesBesideStory(
  { data }: Entry<Correction>,
  { myths, packs, guides, sources }: Pick<Library, 'myths' | 'packs' | 'guides' | 'sources'>,
): readonly (CorrectedPage | undefined)[] {
  const myth = named(myths, data.myth);
  const pack = named(packs, data.pack);
  const guide = named(guides, data.guide);
  const source = named(sources, data.source);
  return [
    myth && { path: `/myths/${myth.slug}/`, name: myth.data.reality },
    pack && { path: `/lesson-packs/${pack.slug}/`, name: pack.data.title },
    guide && { path: `/guides/${guide.slug}/`, name: guide.data.title },
    source && { path: `/evidence/${source.slug}/`, name: source.data.title },
  ];
}

function named<T extends { readonly slug: string }>(
  all: readonly T[],
  slug: string | undefined,
): T | undefined {
  return all.find((each) => each.slug === slug);
}
