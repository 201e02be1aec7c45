import type { APIRoute, GetStaticPaths } from 'astro';
import { cardPaths, cardPng, cardPreview } from '#cards/card-images.ts';
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

async function kitsIn(folder: KitFolder): Promise<Kit[]> {
  return kitsOf[folder](await library());
}

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

/** How a card becomes a picture of each kind: the one to post, and the smaller one for the kit's own page. */
const pictures = {
  png: { bytesOf: cardPng, type: 'image/png' },
  webp: { bytesOf: cardPreview, type: 'image/webp' },
} as const;

/** The cards of the kits as pictures, `[slug]/cards/[card]`, one for each size that a card's words fit. */
export function cardRoute(folder: KitFolder, kind: keyof typeof pictures): KitRoute {
  const { bytesOf, type } = pictures[kind];
  return {
    getStaticPaths: async () => cardPaths(await kitsIn(folder)),
    GET: async ({ props }) => {
      const { of, card, size } = props as { of: Kit['of']; card: Card; size: CardSize };
      return new Response(new Uint8Array(await bytesOf(of, card, size)), {
        headers: { 'content-type': type },
      });
    },
  };
}
