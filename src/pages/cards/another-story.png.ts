import type { APIRoute } from 'astro';
import { cardPng } from '#cards/card-images.ts';
import { cardOfSite } from '#domain/cards.ts';
import { library } from '#library/index.ts';

/** The site's own card, for pages that have none of their own. */
export const GET: APIRoute = async () => {
  const { site } = await library();
  const png = await cardPng('site/cards', cardOfSite(site), 'wide');
  return new Response(new Uint8Array(png), { headers: { 'content-type': 'image/png' } });
};
