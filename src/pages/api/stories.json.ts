import type { APIRoute } from 'astro';
import { origins } from '#domain/words/vocabularies.ts';
import { library } from '#library/index.ts';

/** Stories whose consent covers quotes, with their excerpts and their label, for other programs. */
export const GET: APIRoute = async ({ site: address }) => {
  const { quoted } = await library();
  return Response.json({
    licence: 'CC BY-NC-SA 4.0',
    withdrawn: new URL('/withdrawn.json', address).href,
    stories: quoted.map(({ slug, data, uses }) => ({
      slug,
      url: new URL(`/stories/${slug}/`, address).href,
      title: data.title,
      summary: data.summary,
      label: origins[data.origin],
      teller: data.teller,
      opening: data.opening.line,
      excerpts: data.excerpts,
      themes: data.themes,
      transitionPoints: data.transitionPoints,
      myths: data.myths,
      contentNotes: data.contentNotes,
      suitableFrom: data.suitableFrom,
      language: data.language,
      month: data.month,
      uses,
    })),
  });
};
