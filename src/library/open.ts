import type { Library } from '#domain/shelf/shelf.ts';
import { oneForProcess } from '#files/one-for-process.ts';
import { knownVerdicts, readReviewed } from '#files/reviewed.ts';
import { siteToday } from '#files/today.ts';
import { libraryOf } from './library.ts';

/** Reads the content of a project, reviews it, and puts it through the gate. */
export async function openLibrary(root: string): Promise<Library> {
  const { content } = await readReviewed(root);
  return libraryOf(content, siteToday(content.site.mode), knownVerdicts);
}

/**
 * The libraries that were opened, by the project's folder. They are kept outside of this module, because Astro loads
 * it twice in a build: once with its configuration, once with the pages.
 */
const opened = oneForProcess('library', () => new Map<string, Promise<Library>>());

/** The library of a build: opened once for the search index and for every page. */
export function libraryOfBuild(root: string): Promise<Library> {
  const known = opened.get(root) ?? openLibrary(root);
  opened.set(root, known);
  return known;
}
