import rss from '@astrojs/rss';
import type { APIRoute } from 'astro';
import { withoutHidden } from '#domain/text/characters.ts';
import { origins } from '#domain/words/vocabularies.ts';
import { library } from '#library/index.ts';

/**
 * The newest stories whose consent covers quotes, as RSS. Each carries its label and has its address for an id. None has a date: of
 * a story only the month is known, and a day would be made up.
 */
export const GET: APIRoute = async ({ site: address }) => {
  const { site, quoted, themes } = await library();
  const nameOf = (slug: string) => themes.find((theme) => theme.slug === slug)?.data.name ?? [];
  const self = new URL('/feed.xml', address ?? site.url).href;
  return rss({
    title: withoutHidden(site.name),
    description: withoutHidden(site.promise),
    site: address ?? site.url,
    xmlns: { atom: 'http://www.w3.org/2005/Atom' },
    items: quoted.slice(0, 50).map(({ slug, data }) => ({
      title: withoutHidden(data.title),
      link: `/stories/${slug}/`,
      description: withoutHidden(`${origins[data.origin]}. ${data.summary}`),
      categories: data.themes.flatMap(nameOf).map(withoutHidden),
    })),
    customData: `<language>en-gb</language><atom:link href="${self}" rel="self" type="application/rss+xml"/>`,
  });
};
