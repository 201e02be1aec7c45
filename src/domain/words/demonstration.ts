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
