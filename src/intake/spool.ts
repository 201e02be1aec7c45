import { createHash, randomUUID } from 'node:crypto';
import { access, mkdir, open, readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { moveOver } from '#disk/move-over.ts';
import { syncFolder } from '#disk/sync-folder.ts';

/** Where sealed messages wait until moderators fetch them. */
export interface Spool {
  /**
   * Keeps a sealed message. When it says `stored` or `known`, the message survives a power cut.
   *
   * @returns `known` if the very same message was kept before; `full` if there is no room, and then nothing is kept
   */
  put(body: Uint8Array, lane: Lane): Promise<'stored' | 'known' | 'full'>;
  /** Deletes what has waited too long. @returns how many messages went */
  expire(now: Date): Promise<number>;
}

/** Who sends: anybody, or a partner, for whom some room is always kept. */
export type Lane = 'anybody' | 'partner';

/** How much a spool holds. */
export interface SpoolLimits {
  /** Most messages at once. */
  readonly most: number;
  /** How many of those places only partners may take. */
  readonly keptForPartners: number;
}

/** Days for which a message may wait. If the server is seized, it gives away at most what came in so many days. */
export const daysKept = 7;
const day = 86_400_000;

/**
 * A spool in a folder: `tmp/` for what is being written and `in/<SHA-256>.age` for what is whole. Whatever was half written
 * when the last process ended is swept away first.
 */
export async function folderSpool(folder: string, limits: SpoolLimits): Promise<Spool> {
  const tmp = join(folder, 'tmp');
  const kept = join(folder, 'in');
  await mkdir(tmp, { recursive: true, mode: 0o700 });
  await mkdir(kept, { recursive: true, mode: 0o700 });
  for (const name of await readdir(tmp)) await rm(join(tmp, name), { force: true });
  // The last process may have given a message its name and stopped before that name was safe on the disk. The message
  // would be called known, and could still be lost in a power cut.
  await syncFolder(kept);
  /** How many are kept, as far as this process knows: moderators take messages away without telling it. */
  let count = (await readdir(kept)).length;
  /** How many are being written, and are not in `count` yet. */
  let drafts = 0;
  const syncKept = shared(() => syncFolder(kept));
  /** Messages that are being written, by their names. The same message that is sent twice at once is written once. */
  const underWay = new Map<string, Promise<'stored' | 'known' | 'full'>>();

  const store = async (name: string, body: Uint8Array, lane: Lane) => {
    const place = join(kept, name);
    if (await isThere(place)) return 'known';
    const most = lane === 'partner' ? limits.most : limits.most - limits.keptForPartners;
    if (count + drafts >= most) {
      count = (await readdir(kept)).length;
      if (count + drafts >= most) return 'full';
    }
    const draft = join(tmp, randomUUID());
    try {
      drafts += 1;
      await write(draft, body)
        .then(() => moveOver(draft, place))
        .finally(() => (drafts -= 1));
      count += 1;
      await syncKept();
      return 'stored';
    } catch (error) {
      await rm(draft, { force: true });
      // The message may have its name already, and that may not be safe on the disk. What was not acknowledged must
      // not be called known later.
      await rm(place, { force: true });
      if (noRoom.has((error as NodeJS.ErrnoException).code ?? '')) return 'full';
      throw error;
    }
  };

  return {
    put(body, lane) {
      const name = `${createHash('sha256').update(body).digest('hex')}.age`;
      const known = underWay.get(name);
      if (known) return known;
      const stored = store(name, body, lane).finally(() => underWay.delete(name));
      underWay.set(name, stored);
      return stored;
    },
    async expire(now) {
      let gone = 0;
      for (const name of await readdir(kept)) {
        const path = join(kept, name);
        const written = await stat(path).catch(() => undefined);
        // Moderators may have fetched it meanwhile.
        if (!written || now.getTime() - written.mtimeMs < daysKept * day) continue;
        await rm(path, { force: true });
        gone += 1;
      }
      count = (await readdir(kept)).length;
      return gone;
    },
  };
}

const noRoom = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** Writes a new file and waits until the disk has it. Its dates say the day and no finer time. */
async function write(path: string, body: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(body);
    const today = new Date(Math.floor(Date.now() / day) * day);
    await utimes(path, today, today);
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Lets calls that come while work is under way share the next run of it. A call waits for a run that begins after the
 * call, and so covers what was done before it.
 */
function shared(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<unknown> = Promise.resolve();
  let next: Promise<void> | undefined;
  return () => {
    next ??= running.then(() => {
      next = undefined;
      const run = work();
      // A run that failed is reported to those who waited for it, and does not stop the next one.
      running = run.catch(() => {});
      return run;
    });
    return next;
  };
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
