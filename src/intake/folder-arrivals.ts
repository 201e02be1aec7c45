import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { allNamesIn, readIfThere } from '#disk/if-there.ts';
import type { Arrivals } from './spool.ts';

/** How the file of a message ends: `<SHA-256>.age`. */
export const ending = '.age';

/** How many files are asked about at once. More take no less time. */
const width = 32;

/**
 * Sealed messages that lie in a folder as files, for whoever fetches them. It owns nothing: an intake may add to the folder meanwhile,
 * and another desk may fetch from it. Files with other endings are left alone.
 */
export function folderArrivals(folder: string): Arrivals {
  const list = async () =>
    (await allNamesIn(folder)).filter(isMessage).map((name) => name.slice(0, -ending.length));
  const placeOf = (id: string) => join(folder, `${id}${ending}`);
  return {
    list,
    read: (id) => readIfThere(placeOf(id)),
    remove: (id) => rm(placeOf(id), { force: true }),
    async standing() {
      const ids = await list();
      let oldest = Number.POSITIVE_INFINITY;
      await withDates(ids.map(placeOf), (_path, date) => {
        oldest = Math.min(oldest, date);
      });
      return { waiting: ids.length, ...(oldest < Number.POSITIVE_INFINITY && { oldest: new Date(oldest) }) };
    },
  };
}

/** Whether a file is a message. A name that begins with a dot is a file that a program for copying has not finished. */
function isMessage(name: string): boolean {
  return name.endsWith(ending) && !name.startsWith('.');
}

/** Does something with each file and the date on it, in milliseconds. A file that is gone meanwhile is passed over. */
export async function withDates(
  paths: readonly string[],
  each: (path: string, date: number) => Promise<void> | void,
): Promise<void> {
  for (let from = 0; from < paths.length; from += width) {
    await Promise.all(
      paths.slice(from, from + width).map(async (path) => {
        const file = await stat(path).catch(() => undefined);
        if (file) await each(path, file.mtimeMs);
      }),
    );
  }
}
