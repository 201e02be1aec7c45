import rss from '@astrojs/rss';
import type { APIRoute } from 'astro';
import { origins } from '#domain/words/vocabularies.ts';
import { library } from '#library/index.ts';

/** The newest stories whose consent covers quotes, as RSS. Each carries its label. */
export const GET: APIRoute = async ({ site: address }) => {
  const { site, quoted } = await library();
  return rss({
    title: site.name,
    description: site.promise,
    site: address ?? site.url,
    items: quoted.slice(0, 50).map(({ slug, data }) => ({
      title: data.title,
      link: `/stories/${slug}/`,
      description: `${origins[data.origin]}. ${data.summary}`,
      pubDate: new Date(`${data.month}-01T00:00:00Z`),
      categories: [...data.themes],
    })),
    customData: '<language>en-gb</language>',
  });
};
