import { readFile } from 'node:fs/promises';
import type { APIRoute, GetStaticPaths } from 'astro';
import { type CardFile, cardFile, cardPaths, putCardLater } from '#cards/card-images.ts';
import { kitZip } from '#cards/kit-zip.ts';
import type { Card } from '#domain/share/cards.ts';
import { type Kit, kitOfMyth, kitOfStory } from '#domain/share/kits.ts';
import type { CardSize } from '#domain/share/platforms.ts';
import { library } from '#library/index.ts';

/**
 * The routes of share kits, the same for every kind of entry that has them: the page, each card as a picture to post
 * and as a smaller one for the page, and everything in one ZIP. A route file names its kind and its output.
 */

/** The folders of `content/` whose entries have kits, and how the library's shelf makes them. */
const kitsOf = {
  /** Only stories whose consent covers quotes. */
  stories: (shelf) => shelf.quoted.map((story) => kitOfStory(story, shelf)),
  myths: (shelf) => shelf.myths.map((myth) => kitOfMyth(myth, shelf)),
} as const satisfies Record<string, (shelf: Awaited<ReturnType<typeof library>>) => Kit[]>;

/** A folder of `content/` whose entries have kits. */
export type KitFolder = keyof typeof kitsOf;

/** One output for every entry of a folder. */
interface KitRoute {
  readonly getStaticPaths: GetStaticPaths;
  readonly GET: APIRoute;
}

/** The kits of a folder: made once for a library, because pages, ZIPs and pictures all ask for them. */
async function kitsIn(folder: KitFolder): Promise<Kit[]> {
  const shelf = await library();
  const known = made.get(shelf) ?? {};
  made.set(shelf, known);
  known[folder] ??= kitsOf[folder](shelf);
  return known[folder];
}
const made = new WeakMap<object, Partial<Record<KitFolder, Kit[]>>>();

function pathOf(kit: Kit) {
  return { params: { slug: kit.slug }, props: { kit } };
}

/** The paths of the kits' pages, `[slug]`, each with its kit as a prop. A kit without cards has a page that says so. */
export function kitPagePaths(folder: KitFolder) {
  return async () => (await kitsIn(folder)).map(pathOf);
}

/** The ZIPs of the kits that have cards. */
export function kitZipRoute(folder: KitFolder): KitRoute {
  return {
    getStaticPaths: async () => (await kitsIn(folder)).filter((kit) => kit.cards.length > 0).map(pathOf),
    GET: async ({ props }) => {
      const { kit } = props as { kit: Kit };
      const { site, today } = await library();
      const zip = await kitZip(kit, { url: site.url, siteName: site.name, today, mode: site.mode });
      return new Response(new Uint8Array(zip), { headers: { 'content-type': 'application/zip' } });
    },
  };
}

/**
 * The cards of the kits as pictures, `[slug]/cards/[card]`, one for each size that a card's words fit: the one to post as PNG, and the
 * smaller one for the kit's own page as WebP. A build puts them into the site as they are kept; while somebody edits, they are answered.
 */
export function cardRoute(folder: KitFolder, kind: CardFile): KitRoute {
  return {
    getStaticPaths: async () => {
      const paths = await cardPaths(await kitsIn(folder));
      if (import.meta.env.DEV) return paths;
      for (const { params, props } of paths)
        putCardLater(`${folder}/${params.slug}/cards/${params.card}.${kind}`, kind, props);
      return [];
    },
    GET: async ({ props }) => {
      const { of, card, size } = props as { of: Kit['of']; card: Card; size: CardSize };
      const bytes = await readFile(await cardFile(kind, of, card, size));
      return new Response(new Uint8Array(bytes), { headers: { 'content-type': `image/${kind}` } });
    },
  };
}
