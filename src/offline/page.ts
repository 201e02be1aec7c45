import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What makes a page whole that is opened from a file and can load nothing from beside it. */

/**
 * Puts the site's own fonts inside a style sheet, instead of their addresses. The letters of a few languages, which the site fetches
 * only where they stand, are left to the fonts of the device.
 *
 * @param root the project's folder
 */
export function withFontsInside(root: string, css: string): string {
  const everyPage = css.replaceAll(/@font-face\s*\{[^}]*unicode-range[^}]*\}/g, '');
  return everyPage.replaceAll(/url\("?(\/fonts\/[a-z-]+\.woff2)"?\)/g, (_, path: string) => {
    const font = readFileSync(join(root, 'public', path));
    return `url(data:font/woff2;base64,${font.toString('base64')})`;
  });
}

/** The hash by which a Content Security Policy allows exactly this script or style sheet. The policy has it in quotes. */
export function hashInPolicy(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
