import type { APIRoute, GetStaticPaths, InferGetStaticPropsType } from 'astro';
import { kitZip } from '#cards/kit-zip.ts';
import { kitOfMyth } from '#domain/share/kits.ts';
import { library } from '#library/index.ts';

/** Everything of a kit in one file. */
export const getStaticPaths = (async () => {
  const shelf = await library();
  return shelf.myths
    .map((each) => kitOfMyth(each, shelf))
    .filter((kit) => kit.cards.length > 0)
    .map((kit) => ({ params: { slug: kit.slug }, props: { kit } }));
}) satisfies GetStaticPaths;

export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = async ({ props: { kit } }) => {
  const { site, today } = await library();
  const zip = await kitZip(kit, { url: site.url, siteName: site.name, today });
  return new Response(new Uint8Array(zip), { headers: { 'content-type': 'application/zip' } });
};
