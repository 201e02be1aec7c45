import { cp, rm } from 'node:fs/promises';
import { moveOver } from './move-over.ts';

/**
 * Moves a folder to a place where nothing is. Where the two lie on different disks, as two volumes of a container do, it is copied
 * and then deleted: not in one step, so only for what can be made again.
 *
 * @throws what the disk failed with
 */
export async function moveFolder(
  from: string,
  to: string,
  move: (from: string, to: string) => Promise<void> = moveOver,
): Promise<void> {
  try {
    await move(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    await cp(from, to, { recursive: true });
    await rm(from, { recursive: true });
  }
}
