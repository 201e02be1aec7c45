import type { APIRoute } from 'astro';
import { origins } from '#domain/words/vocabularies.ts';
import { library } from '#library/index.ts';

/** The newest stories whose consent covers quotes, as JSON Feed 1.1. Each carries its label. */
export const GET: APIRoute = async ({ site: address }) => {
  const { site, quoted } = await library();
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
      date_published: `${data.month}-01T00:00:00Z`,
      language: data.language,
      tags: data.themes,
    })),
  });
};
