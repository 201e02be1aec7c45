import type { APIRoute, GetStaticPaths, InferGetStaticPropsType } from 'astro';
import { cardPng, sizesOf } from '#cards/card-images.ts';
import { cardOfSite } from '#domain/share/cards.ts';
import { library } from '#library/index.ts';

/** The site's own card, for pages that have none of their own. */
export const getStaticPaths = (async () => {
  const { site } = await library();
  const card = cardOfSite(site);
  const sized = await sizesOf('site/cards', card);
  return sized.flatMap(({ size, fits }) =>
    fits ? [{ params: { card: `${card.id}-${size}` }, props: { card, size } }] : [],
  );
}) satisfies GetStaticPaths;

export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = async ({
  props: { card, size },
}) => {
  const bytes = await cardPng('site/cards', card, size);
  return new Response(new Uint8Array(bytes), { headers: { 'content-type': 'image/png' } });
};
