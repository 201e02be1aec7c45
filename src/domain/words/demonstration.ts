import type { SiteMode } from './vocabularies.ts';

/** How a demonstration says what it is: in one line, on every page and in every file to take away. */

const opening = 'Demonstration: ';
/** What a narrow screen has no room for. */
const middle = 'composites, signed by ';
const ending = 'made-up moderators';

/** The line. */
export const demonstrationLine = `${opening}${middle}${ending}`;

/** The line where there is little room: at the foot of a slide. */
export const demonstrationInShort = `${opening}${ending}`;

/**
 * The line as HTML, for the head of a page. Where a screen is narrow, `styles/site.css` leaves the middle to those who hear
 * the page, so that it stays one line.
 */
export const demonstrationHtml = `<aside class="demo-line" aria-label="About this site"><p>${opening}<span>${middle}</span>${ending}</p></aside>`;

/**
 * The headers that every answer of a site carries because of its mode, by name. A demonstration stays out of search engines:
 * its pages say so themselves, its files have nowhere else to say it. `robots.txt` lets everybody read, because who may not
 * read a file never learns that it is not to be listed.
 */
export function headersOfMode(mode: SiteMode): Readonly<Record<string, string>> {
  return mode === 'demo' ? { 'X-Robots-Tag': 'noindex' } : {};
}
