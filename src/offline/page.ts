import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a page needs that is opened from a file and may load nothing. */

/**
 * Puts the site's own fonts inside a style sheet. Whatever else it names is not there to be loaded.
 *
 * @param root the project's folder
 */
export function withFontsInside(root: string, css: string): string {
  return css.replaceAll(/url\("?(\/fonts\/[a-z-]+\.woff2)"?\)/g, (_, path: string) => {
    const font = readFileSync(join(root, 'public', path));
    return `url(data:font/woff2;base64,${font.toString('base64')})`;
  });
}

/** By which a Content Security Policy lets exactly this script or style sheet stand in the page, without its quotes. */
export function hashInPolicy(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
