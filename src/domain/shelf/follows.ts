import { hasOutput, type PagedFolder, targetOf } from '../schema/addresses.ts';
import type { MayFollow } from '../text/story-html.ts';
import type { Library } from './shelf.ts';

/**
 * Whether links in bodies lead to something that may be shown today. A story may be held or taken back after somebody linked to
 * it, and then nobody’s page may say where it was.
 */
export function followsOn(library: Library): MayFollow {
  const { origin } = new URL(library.site.url);
  return (url) => {
    // A link within the page goes where the page goes.
    if (url.startsWith('#')) return true;
    const isOwn = URL.canParse(url) && new URL(url).origin === origin;
    const target = targetOf(isOwn ? url.slice(origin.length) || '/' : url, undefined);
    switch (target.kind) {
      case 'elsewhere':
      case 'fixed':
        return true;
      case 'nowhere':
        return false;
      case 'entry': {
        const { folder, slug, output } = target;
        return hasOutput(folder, output) && shownIn(library, folder, output).includes(slug);
      }
    }
  };
}

function shownIn(library: Library, folder: PagedFolder, output: string): readonly string[] {
  const slugsOf = (entries: readonly { readonly slug: string }[]) => entries.map(({ slug }) => slug);
  switch (folder) {
    case 'stories':
      return slugsOf(output === '' ? library.stories.map(({ story }) => story) : library.quoted);
    case 'myths':
      return slugsOf(library.myths);
    case 'lesson-packs':
      return slugsOf(library.packs);
    case 'guides':
      return slugsOf(library.guides);
    case 'sources':
      return slugsOf(library.sources);
    case 'themes':
      return slugsOf(library.themes);
    case 'transition-points':
      return slugsOf(library.transitionPoints);
    case 'ways':
      return slugsOf(library.ways);
    case 'tell':
      return slugsOf(library.tells);
    case 'sheets':
      return slugsOf(library.sheets);
  }
}
