import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
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
  return fingerprintOf(root, { folders, files }, [process.env['SITE_URL'] ?? '', ...also]);
}

/**
 * A SHA-256 of everything in some folders, of some files, and of what is given beside them.
 *
 * @param root the project's folder
 * @throws if one of the folders or files is not there, or cannot be read
 */
export async function fingerprintOf(
  root: string,
  from: { readonly folders: readonly string[]; readonly files: readonly string[] },
  also: readonly string[],
): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(also));
  const found: string[] = [...from.files];
  for (const folder of from.folders) {
    // Not a pattern, which would find no folder whose name begins with a dot.
    // A link counts as what it leads to.
    for (const entry of await readdir(join(root, folder), { recursive: true, withFileTypes: true }))
      if (!entry.isDirectory()) found.push(relative(root, join(entry.parentPath, entry.name)));
  }
  for (const file of found.sort()) {
    // Hundreds of small files: to wait for each would take several times as long.
    const bytes = readFileSync(join(root, file));
    hash.update(`${file}:${bytes.length}\n`).update(bytes);
  }
  return hash.digest('hex');
}
