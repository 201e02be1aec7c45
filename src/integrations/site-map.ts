import sitemap from '@astrojs/sitemap';
import type { AstroIntegration } from 'astro';
import { isTombstone } from './tombstones.ts';

/** The list of the site’s pages for crawlers, without those of withdrawn stories and without slides. */
export function siteMap(): AstroIntegration {
  return sitemap({ filter: (page) => !isTombstone(page) && !page.endsWith('/present/') });
}
