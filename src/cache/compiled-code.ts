import { rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Where Node keeps code as it has compiled it, from the project's folder (`NODE_COMPILE_CACHE`, set by `cli/launch.mjs`). Never in git; may
 * be deleted at any time.
 */
const folder = '.cache/node';

/** Where the bundle of the site's code is kept that the last build made (`integrations/kept-bundle.ts`). May be deleted at any time. */
export const bundleFolder = '.cache/bundle';

/** A build has some two thousand, and each change of the content a few more, because Astro makes its code anew. */
const mostFiles = 10_000;

/**
 * Deletes all code that is kept. Astro's code of a site is made from its content: what was found in it is none of a story's words, but
 * nothing of a story that was taken down may depend on that.
 */
export async function deleteCompiledCode(root: string): Promise<void> {
  // Thousands of small files: in one go, and not each by itself.
  rmSync(join(root, folder), { recursive: true, force: true });
}

/** Deletes the bundle of the site's code: the next build makes it anew, from the source. */
export async function deleteBundle(root: string): Promise<void> {
  rmSync(join(root, bundleFolder), { recursive: true, force: true });
}

/** Deletes the code that is kept once it has become much: most of it is of older builds then. */
export async function limitCompiledCode(root: string, most = mostFiles): Promise<void> {
  try {
    const files = await readdir(join(root, folder), { recursive: true });
    if (files.length > most) await deleteCompiledCode(root);
  } catch {
    // There is none, or it cannot be read: nothing depends on it.
  }
}
