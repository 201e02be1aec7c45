import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Where Node keeps code as it has compiled it, from the project's folder (`NODE_COMPILE_CACHE`, set by `cli/launch.mjs`). Never in git; may
 * be deleted at any time.
 */
const folder = '.cache/node';

/** A build has some two thousand, and each change of the content a few more, because Astro makes its code anew. */
const mostFiles = 10_000;

/**
 * Deletes all code that is kept. Astro's code of a site is made from its content: what was found in it is none of a story's words, but
 * nothing of a story that was taken down may depend on that.
 */
export async function deleteCompiledCode(root: string): Promise<void> {
  await rm(join(root, folder), { recursive: true, force: true });
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
