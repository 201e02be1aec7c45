/** How `npm run build` ends when the site is built and in its place, without files in which a story stood that was taken down. */
export const leftOut = 3;
