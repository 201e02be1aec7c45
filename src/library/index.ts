import { getEntry, render } from 'astro:content';
import type { AstroComponentFactory } from 'astro/runtime/server/index.js';
import type { Verdict } from '#domain/gate/gate.ts';
import type { KeyLogEntry } from '#domain/keys/key-log.ts';
import { verdictsOn } from '#domain/review/report.ts';
import type { Mistake } from '#domain/schema/content.ts';
import type { Library, ShelvedStory } from '#domain/shelf/shelf.ts';
import { readKeyLogOf } from '#files/key-pins.ts';
import { knownVerdicts, readReviewed } from '#files/reviewed.ts';
import { siteToday } from '#files/today.ts';
import { previewOf } from './library.ts';
import { libraryOfBuild, openLibrary } from './open.ts';

export { programmesOn, sheetsOn } from './beside.ts';
export { guidesWith, packsWith, relatedTo, storiesWith } from './library.ts';
export { piecesOf } from './session-pieces.ts';
export { themeTrailsOf, trailsOf } from './trails.ts';

/**
 * The site's one door to content: everything that may be shown, after the gate. A build opens it once; while
 * editing it is opened anew for each page.
 */
export function library(): Promise<Library> {
  return import.meta.env.DEV ? openLibrary(process.cwd()) : libraryOfBuild(process.cwd());
}

/** The running text of a myth, a lesson pack, a guide or a tell page as a component. */
export async function bodyOf(
  folder: 'myths' | 'lesson-packs' | 'guides' | 'tell',
  slug: string,
): Promise<AstroComponentFactory> {
  const entry = await getEntry(folder, slug);
  if (!entry) throw new Error(`there is no content/${folder}/${slug}.mdx`);
  return (await render(entry)).Content;
}

/**
 * A page of running text, or undefined if it is missing or was left out because of a mistake: removing a story
 * must not wait until a page about something else is mended.
 */
export async function pageNamed(slug: string) {
  const entry = await getEntry('pages', slug);
  return entry && { ...entry.data, Body: (await render(entry)).Content };
}

/** Every set of public keys that was published, oldest first, as far as their log can be trusted. */
export async function keyLog(): Promise<readonly KeyLogEntry[]> {
  return (await readKeyLogOf(process.cwd())).entries;
}

/** What an editor sees of a story: its page, and what is holding it; or, if it has mistakes, those. */
export type Preview =
  | { readonly shelved: ShelvedStory; readonly verdict: Verdict }
  | { readonly mistakes: readonly Mistake[] };

/**
 * Every story as an editor may see it, published or not, by slug.
 *
 * @throws outside of editing: a held story must not reach a build
 */
export async function previews(): Promise<ReadonlyMap<string, Preview>> {
  if (!import.meta.env.DEV) throw new Error('a preview exists while editing only');
  const { content, mistakes } = await readReviewed(process.cwd());
  const verdicts = verdictsOn(content, siteToday(content.site.mode), knownVerdicts);
  const broken = Map.groupBy(mistakes, ({ file }) => /^content\/stories\/(.+)\.md$/.exec(file)?.[1] ?? '');
  broken.delete('');
  const sound = [...verdicts].flatMap(([slug, verdict]) => {
    const shelved = previewOf(content, slug);
    return shelved ? [[slug, { shelved, verdict }] as const] : [];
  });
  return new Map<string, Preview>([
    ...sound,
    ...[...broken].map(([slug, list]) => [slug, { mistakes: list }] as const),
  ]);
}
