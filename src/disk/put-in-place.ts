import { rmSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { moveFolder } from './move-folder.ts';

/** Stays where it is: a built folder may be what a repository of its own has checked out. */
const notOurs = '.git';

/**
 * Puts what a folder holds in the place of what another holds, entry by entry, so that the other is never missing and may be a volume
 * of its own. If it is cut off, half is new and half is old: the next time makes it whole.
 *
 * @param from is empty afterwards
 * @throws what the disk failed with
 */
export async function putInPlace(from: string, to: string): Promise<void> {
  const before = `${from}-before`;
  // A thousand files: in one go, and not each by itself.
  const deleteBefore = () => rmSync(before, { recursive: true, force: true });
  deleteBefore();
  await mkdir(before);
  await mkdir(to, { recursive: true });
  const olds = new Set(await readdir(to));
  olds.delete(notOurs);
  const news = await readdir(from);
  for (const name of new Set([...olds, ...news])) {
    if (olds.has(name)) await putAside(join(to, name), join(before, name));
    if (news.includes(name)) await moveFolder(join(from, name), join(to, name));
  }
  deleteBefore();
}

/** Moves something away, or deletes it where that would take as long. */
async function putAside(path: string, aside: string): Promise<void> {
  try {
    await rename(path, aside);
  } catch {
    await rm(path, { recursive: true, force: true });
  }
}
