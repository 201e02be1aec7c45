import type { APIRoute, GetStaticPaths, InferGetStaticPropsType } from 'astro';
import { cardPaths, cardPng } from '#cards/card-images.ts';
import { kitOfStory } from '#domain/share/kits.ts';
import { library } from '#library/index.ts';

/** The cards of a story whose consent covers quotes, one for each size that its words fit. */
export const getStaticPaths = (async () => {
  const shelf = await library();
  return cardPaths(shelf.quoted.map((each) => kitOfStory(each, shelf)));
}) satisfies GetStaticPaths;

export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = async ({
  props: { of, card, size },
}) => {
  const bytes = await cardPng(of, card, size);
  return new Response(new Uint8Array(bytes), { headers: { 'content-type': 'image/png' } });
};
