import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Reviewed } from '#domain/review/review.ts';
import { fileOf, folderNames, folders } from '#domain/schema/content.ts';
import { fingerprintOf } from '#files/fingerprint.ts';
import { pinsFor } from '#files/key-pins.ts';
import { siteAddress } from './site-address.ts';

/** What the packages are, as npm writes it down: in the project, and beside what it installed. */
const lockfiles = ['package-lock.json', 'node_modules/.package-lock.json'];

/**
 * What Astro’s bundle of this site depends on, as a SHA-256: all code and style sheets, the packages, the settings, and of the content what
 * Astro compiles into it, the running texts in MDX that are sound. A story is not among it: the bundle asks the library for stories, each
 * time that it draws. So a story that is taken down changes no key, and none of its words is in what the key is of.
 *
 * @param root the project’s folder
 * @param reviewed the content that is about to be built
 * @returns undefined if it cannot be told: then nothing may be kept
 */
export async function bundleKey(
  root: string,
  { content }: Pick<Reviewed, 'content'>,
): Promise<string | undefined> {
  const locks = lockfiles.filter((file) => existsSync(join(root, file)));
  if (locks.length === 0) return undefined;
  try {
    const compiled = folderNames
      .filter((folder) => folders[folder].ending === 'mdx')
      .flatMap((folder) => [...content[folder].values()].map((entry) => ({ folder, ...entry })));
    const settings = (await readdir(root)).filter((name) => name.startsWith('.env'));
    return await fingerprintOf(
      root,
      {
        folders: ['src', 'public'],
        files: [
          ...['astro.config.mjs', 'package.json', 'tsconfig.json'],
          ...locks,
          ...settings,
          ...compiled.map(({ folder, slug }) => fileOf(folder, slug)),
        ],
      },
      [
        // Paths stand in the bundle, and the packages may be others for another machine.
        ...[root, process.version, process.platform, process.arch],
        // Vite hands these to the code.
        ...Object.entries(process.env).flatMap(([name, value]) =>
          /^(?:PUBLIC_|VITE_|ASTRO_|NODE_ENV$)/.test(name) ? [`${name}=${value}`] : [],
        ),
        siteAddress(),
        JSON.stringify([content.site, await pinsFor(root, content), compiled]),
      ],
    );
  } catch {
    return undefined;
  }
}
