import type { AstroPrerenderer } from 'astro';
import { beginKeptFiles } from './kept-files.ts';

/** What draws the pages and files of a site: Astro’s own, or the one that a kept bundle has. */
export type Drawing = Pick<AstroPrerenderer, 'getStaticPaths' | 'render'>;

/** Begins to put kept files into the site as soon as the routes have noted them: all have, once they have said their paths. */
export function puttingKeptFiles<D extends Drawing>(usual: D, folder: string): D {
  return {
    ...usual,
    async getStaticPaths() {
      const paths = await usual.getStaticPaths();
      beginKeptFiles(folder);
      return paths;
    },
  };
}
