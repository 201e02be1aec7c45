import type { APIRoute } from 'astro';
import { strengthOf } from '#domain/shelf/evidence.ts';
import { library } from '#library/index.ts';

/**
 * Everything that has been checked: what is known first, each figure with who counted, when, where, and what to be
 * careful about.
 */
export const GET: APIRoute = async ({ site: address }) => {
  const { myths, sources } = await library();
  return Response.json({
    licence: 'CC BY-NC-SA 4.0',
    myths: myths.map((myth) => {
      const { quiz: _quiz, ...data } = myth.data;
      return {
        slug: myth.slug,
        url: new URL(`/myths/${myth.slug}/`, address).href,
        ...data,
        strength: strengthOf(myth, myth.sources, sources),
        figures: data.figures.map((figure) => {
          const source = sources.find(({ slug }) => slug === figure.source)?.data;
          return { ...figure, published: source?.year, readAt: source?.url };
        }),
      };
    }),
  });
};
