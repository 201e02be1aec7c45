import type { APIRoute, GetStaticPaths } from 'astro';
import script from '#components/presenter/on-a-stick.ts?offline';
import type { ShelvedPack } from '#domain/shelf/shelved-pack.ts';
import { library } from '#library/index.ts';
import { filesOf, type PackFileName, packFile, packFiles } from '#printables/files.ts';
import siteStyles from '#styles/site.css?raw';
import slidesStyles from '#styles/slides.css?raw';
import tokens from '#styles/tokens.css?raw';
import { siteFacts } from '../../_site-facts.ts';

/** What the presenter on a USB stick is made of: the same script and styles as on the site. */
export const presenterParts = {
  script,
  styles: [tokens, siteStyles, slidesStyles],
};

/** The route of one kind of file, for every pack that has such a file. */
export function packRoute(name: PackFileName): { getStaticPaths: GetStaticPaths; GET: APIRoute } {
  return {
    getStaticPaths: async () =>
      (await library()).printedPacks
        .filter((pack) => filesOf(pack).includes(name))
        .map((pack) => ({ params: { slug: pack.slug }, props: { pack } })),
    GET: async ({ props, site }) => {
      const { pack } = props as { pack: ShelvedPack<'print'> };
      const bytes = await packFile(name, pack, await siteFacts(site), presenterParts);
      return new Response(Uint8Array.from(bytes), { headers: { 'Content-Type': packFiles[name].type } });
    },
  };
}
