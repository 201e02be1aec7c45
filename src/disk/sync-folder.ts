import { open } from 'node:fs/promises';

/** How a system syncs a folder, so that a test can stand in for another system. */
export interface FolderSystem {
  readonly platform: NodeJS.Platform;
  open(folder: string, flags: 'r'): Promise<{ sync(): Promise<void>; close(): Promise<void> }>;
}

/**
 * What Windows answers to the wish to sync a folder. It knows no such thing; its file system keeps changes of names in a journal of
 * its own, so that a name may be lost in a power cut and a folder is never damaged by one.
 */
const refusals = new Set(['EPERM', 'EISDIR', 'EINVAL']);

/**
 * Makes names that were just added to a folder, changed or taken away, last through a power cut, as far as the system can.
 *
 * @throws whatever a disk may fail with. On Windows alone the refusal itself is none: elsewhere it would mean that what was
 * acknowledged might be lost.
 */
export async function syncFolder(
  folder: string,
  system: FolderSystem = { platform: process.platform, open },
): Promise<void> {
  try {
    const handle = await system.open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (system.platform === 'win32' && refusals.has((error as NodeJS.ErrnoException).code ?? '')) return;
    throw error;
  }
}
