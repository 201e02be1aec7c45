import { readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Another process works in the folder. The message says which, and what to do. */
export class FolderTaken extends Error {
  override readonly name = 'FolderTaken';
}

/** A folder that belongs to this process until it lets go or ends, however it ends. */
export interface OwnedFolder {
  release(): void;
}

/**
 * Makes this process the only owner of a folder, by a lock that the system keeps: it ends with the process, so that none is ever left
 * over from a crash, and it holds between containers too, which do not see each other’s processes. Node has no such lock but the one of
 * its database, so `lock` is an empty database, and `owner` beside it tells people whose it is.
 *
 * A network share may keep no locks. Whoever owns a folder still may delete nothing there that could be another’s.
 *
 * @throws {@link FolderTaken}; what the disk failed with
 */
export async function ownFolder(folder: string): Promise<OwnedFolder> {
  const owner = join(folder, 'owner');
  const lock = new DatabaseSync(join(folder, 'lock'));
  try {
    // Nothing is ever written to it, so no journal has to lie beside it after a crash.
    lock.exec('PRAGMA journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if ((error as { errcode?: number }).errcode !== busy) throw error;
    const whose = (await readFile(owner, 'utf8').catch(() => '')).trim() || 'another process';
    throw new FolderTaken(
      `${resolve(folder)} is in use by ${whose}. Only one may write there: stop that one first, or give this one a folder of its own.`,
    );
  }
  await writeFile(owner, `process ${process.pid} on ${hostname()}\n`, { mode: 0o600 });
  return {
    release: () => {
      if (lock.isOpen) lock.close();
    },
  };
}

/** SQLite’s code for a lock that another holds. */
const busy = 5;
