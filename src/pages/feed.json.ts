import type { APIRoute } from 'astro';
import { origins } from '#domain/words/vocabularies.ts';
import { library } from '#library/index.ts';

/**
 * The newest stories whose consent covers quotes, as JSON Feed 1.1. Each carries its label. None has a date: of a story only the
 * month is known, and a day would be made up.
 */
export const GET: APIRoute = async ({ site: address }) => {
  const { site, quoted, themes } = await library();
  const nameOf = (slug: string) => themes.find((theme) => theme.slug === slug)?.data.name ?? [];
  const at = (path: string) => new URL(path, address).href;
  return Response.json({
    version: 'https://jsonfeed.org/version/1.1',
    title: site.name,
    description: site.promise,
    home_page_url: at('/'),
    feed_url: at('/feed.json'),
    language: 'en-GB',
    items: quoted.slice(0, 50).map(({ slug, data }) => ({
      id: at(`/stories/${slug}/`),
      url: at(`/stories/${slug}/`),
      title: data.title,
      summary: data.summary,
      content_text: `“${data.opening.line}” ${origins[data.origin]}.`,
      language: data.language,
      tags: data.themes.flatMap(nameOf),
    })),
  });
};
