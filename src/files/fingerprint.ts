import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** What the built site is made of, but for the day and the settings: folders, and files beside them. */
const folders = ['content', 'public', 'src'];
const files = ['astro.config.mjs', 'package.json', 'package-lock.json', 'tsconfig.json'];

/**
 * A SHA-256 that changes whenever the built site would: with any file that it is made of, the packages, the settings, and what is
 * given beside them. Looks at what is in the files and not at their times, so that a checkout there and back changes nothing.
 *
 * @param root the project's folder
 * @param also whatever else the site to be built depends on, such as the day
 */
export async function fingerprint(root: string, ...also: readonly string[]): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify([process.env['SITE_URL'] ?? '', ...also]));
  const found: string[] = [...files];
  for (const folder of folders) {
    // Not a pattern, which would find no folder whose name begins with a dot.
    for (const entry of await readdir(join(root, folder), { recursive: true, withFileTypes: true }))
      if (entry.isFile()) found.push(relative(root, join(entry.parentPath, entry.name)));
  }
  for (const file of found.sort()) {
    const bytes = await readFile(join(root, file));
    hash.update(`${file}:${bytes.length}\n`).update(bytes);
  }
  return hash.digest('hex');
}
