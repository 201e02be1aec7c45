import { constants } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { oneForProcess } from '#files/one-for-process.ts';

/** Outputs that wait to be put into the site that is being built: the place of each, and what makes it and says where it is kept. */
const waiting = oneForProcess('outputs-waiting', () => new Map<string, () => Promise<string>>());

/**
 * Notes an output that the site has as it is kept. Hundreds of pictures are copied so in a moment; asking Astro for each took many times as
 * long.
 *
 * @param place from the site's folder, with forward slashes
 * @param keep makes it unless it is kept, and says where it is: `keptPath`
 */
export function putLater(place: string, keep: () => Promise<string>): void {
  waiting.set(place, keep);
}

/** How many outputs wait. */
export function countWaiting(): number {
  return waiting.size;
}

/** Forgets what waits: it is of a build that was given up. */
export function forgetWaiting(): void {
  waiting.clear();
}

/** So many are made at once: while one is being written, the next is drawn. */
const atOnce = 6;

/**
 * Puts what waits into a site. The disk copies beside whatever else is going on, so begin before the pages are drawn.
 *
 * @param folder the site's
 * @param told called after each
 * @throws what making one throws
 */
export async function putKept(folder: string, told: () => void): Promise<void> {
  const rest = [...waiting];
  waiting.clear();
  const folders = new Map<string, Promise<unknown>>();
  const folderOf = (path: string) => {
    const there = folders.get(dirname(path)) ?? mkdir(dirname(path), { recursive: true });
    folders.set(dirname(path), there);
    return there;
  };
  const putNext = async (): Promise<void> => {
    for (let next = rest.pop(); next; next = rest.pop()) {
      const [place, keep] = next;
      const from = await keep();
      const to = join(folder, place);
      await folderOf(to);
      await copyFile(from, to, constants.COPYFILE_FICLONE);
      told();
    }
  };
  const all = Array.from({ length: atOnce }, putNext);
  try {
    await Promise.all(all);
  } catch (error) {
    // Nothing may write into a folder that the next build has.
    rest.length = 0;
    await Promise.allSettled(all);
    throw error;
  }
}
