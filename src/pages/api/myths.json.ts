import type { APIRoute } from 'astro';
import { library } from '#library/index.ts';

/**
 * Everything that has been checked: what is known first, each figure with who counted, when, where, and what to be
 * careful about.
 */
export const GET: APIRoute = async ({ site: address }) => {
  const { myths } = await library();
  return Response.json({
    licence: 'CC BY-NC-SA 4.0',
    myths: myths.map(({ slug, data: { quiz: _quiz, ...data } }) => ({
      slug,
      url: new URL(`/myths/${slug}/`, address).href,
      ...data,
    })),
  });
};
