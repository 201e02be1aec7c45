import { appendFile, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { namesIn } from '#disk/if-there.ts';
import { makeFolder } from '#disk/make-folder.ts';

/**
 * Days for which the hash of a message is remembered once the message is gone, beside the day on which it came. A proof of work holds for
 * 48 hours: until then the same message could be sent again without any work.
 */
export const daysSeen = 2;

const day = 86_400_000;

/** The hashes of messages that came lately, whether they are still there or not. */
export interface Seen {
  has(id: string): boolean;
  add(id: string, now: Date): Promise<void>;
  /** Forgets those of days that are over. */
  forget(now: Date): Promise<void>;
}

/**
 * Hashes in a folder: a file for each day, named after it, with a hash on each line. Nothing waits until the disk has them: whatever a power
 * cut takes is stored once more if somebody sends it again, and no more than that.
 */
export async function seenIn(folder: string): Promise<Seen> {
  const days = new Map<string, Set<string>>();
  await makeFolder(folder, 0o700);
  for (const name of await namesIn(folder)) {
    const lines = (await readFile(join(folder, name), 'utf8')).split('\n');
    days.set(name, new Set(lines.filter((line) => /^[0-9a-f]{64}$/.test(line))));
  }
  return {
    has: (id) => [...days.values()].some((ids) => ids.has(id)),
    async add(id, now) {
      const name = nameOf(now.getTime());
      const ids = days.get(name) ?? new Set();
      days.set(name, ids.add(id));
      // A disk that is full must not undo that the message itself is kept.
      await appendFile(join(folder, name), `${id}\n`, { mode: 0o600 }).catch(() => {});
    },
    async forget(now) {
      const kept = new Set(
        Array.from({ length: daysSeen + 1 }, (_, ago) => nameOf(now.getTime() - ago * day)),
      );
      for (const name of days.keys()) {
        if (kept.has(name)) continue;
        days.delete(name);
        await rm(join(folder, name), { force: true });
      }
    },
  };
}

function nameOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
