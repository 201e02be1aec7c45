import { createHash, randomUUID } from 'node:crypto';
import { access, link, open, readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '#disk/make-folder.ts';
import { moveOver } from '#disk/move-over.ts';
import { ownFolder } from '#disk/own-folder.ts';
import { syncFolder } from '#disk/sync-folder.ts';
import { type ClockLook, holdFor, lookAtClock } from './clock.ts';
import { ending, folderArrivals, withDates } from './folder-arrivals.ts';
import { seenIn } from './seen.ts';
import { daysKept, fillOf, type Lane, type Spool, type SpoolLimits, type Standing } from './spool.ts';

const day = 86_400_000;

/** Milliseconds within which a folder may change and keep its date, on any file system that we know. */
const dateGrain = 100;

/**
 * A spool in a folder, which belongs to this process alone. Nothing that was acknowledged is ever deleted but by {@link Spool.expire} and
 * by whoever fetched it: after a failure only the draft goes.
 *
 * ```
 * in/<SHA-256>.age   messages that are whole
 * tmp/<owner>/       what one owner is writing
 * seen/<day>         hashes of what came that day (seen.ts)
 * looked             the last look at the clock (clock.ts)
 * lock, owner        whose the folder is (own-folder.ts)
 * ```
 *
 * @throws `FolderTaken` if another process has the folder
 */
export async function folderSpool(folder: string, limits: SpoolLimits): Promise<Spool> {
  const kept = keptIn(folder);
  const tmp = join(folder, 'tmp');
  const looked = lookIn(folder);
  await makeFolder(kept, 0o700);
  await makeFolder(tmp, 0o700);
  const owned = await ownFolder(folder);
  const own = join(tmp, randomUUID());
  const seen = await seenIn(join(folder, 'seen')).catch((error: unknown) => {
    owned.release();
    throw error;
  });
  /** Where messages are that are being written, and are not in `count` yet. */
  const drafts = new Set<string>();
  /** How many are kept, as far as this process knows: moderators take messages away without telling it. */
  let count = 0;
  /** How many this process has given their names. */
  let named = 0;
  /** The folder’s date when it was last counted, if it would show every change since. */
  let countedAt: number | undefined;
  let last: ClockLook | undefined;
  let lastUpFor: number | undefined;

  const recount = shared(async () => {
    const before = named;
    const { mtimeMs } = await stat(kept);
    const isSettled = Math.abs(Date.now() - mtimeMs) > dateGrain;
    const found = (await readdir(kept)).length;
    // What was named meanwhile may be among those found. Rather one too many than a place given away twice.
    count = found + named - before;
    countedAt = isSettled && named === before ? mtimeMs : undefined;
  });

  /**
   * Counts again if somebody may have taken messages away. To read a folder of 100,000 names takes a while, so it is not done for
   * everybody who finds the spool full.
   */
  const countAgain = async () => {
    if (countedAt === undefined || (await stat(kept)).mtimeMs !== countedAt) await recount();
  };
  const syncKept = shared(() => syncFolder(kept));

  const store = async (id: string, body: Uint8Array, lane: Lane) => {
    const place = join(kept, `${id}${ending}`);
    if (await isThere(place)) {
      // It may have its name since a moment ago, or since a failure, and the name may not be safe on the disk.
      await syncKept();
      return 'known';
    }
    if (seen.has(id)) return 'known';
    const most = lane === 'partner' ? limits.most : limits.most - limits.keptForPartners;
    if (count + drafts.size >= most) await countAgain();
    if (count + drafts.size >= most) return 'full';
    const draft = join(own, randomUUID());
    drafts.add(draft);
    try {
      await write(draft, body);
      const isNew = await giveName(draft, place);
      drafts.delete(draft);
      if (isNew) {
        count += 1;
        named += 1;
      }
      await syncKept();
      await seen.add(id, new Date());
      return isNew ? 'stored' : 'known';
    } catch (error) {
      if (noRoom.has((error as NodeJS.ErrnoException).code ?? '')) return 'full';
      throw error;
    } finally {
      drafts.delete(draft);
      // What stays behind goes at the next look.
      await rm(draft, { force: true }).catch(() => {});
    }
  };

  /** Messages that are being written, by their hashes. The same message that is sent twice at once is written once. */
  const underWay = new Map<string, Promise<'stored' | 'known' | 'full'>>();

  try {
    // The lock says that whoever had these is gone.
    for (const name of await readdir(tmp)) await rm(join(tmp, name), { recursive: true, force: true });
    await makeFolder(own, 0o700);
    // The last owner may have given a message its name and stopped before that name was safe on the disk.
    await syncKept();
    await recount();
    // What waits here and was never looked at may come from a machine with another clock.
    last = (await readLook(looked)) ?? (count > 0 ? { at: 0 } : undefined);
  } catch (error) {
    owned.release();
    throw error;
  }

  return {
    ...folderArrivals(kept),
    standing: () => standingOfFolder(folder),
    put(body, lane) {
      const id = createHash('sha256').update(body).digest('hex');
      const known = underWay.get(id);
      if (known) return known;
      const stored = store(id, body, lane).finally(() => underWay.delete(id));
      underWay.set(id, stored);
      return stored;
    },
    async expire(now, upFor = performance.now()) {
      const passed = lastUpFor === undefined ? undefined : upFor - lastUpFor;
      const { look, holdLeft } = lookAtClock(last, now.getTime(), passed);
      [last, lastUpFor] = [look, upFor];
      let gone = 0;
      if (holdLeft === 0) {
        const paths = (await readdir(kept)).map((name) => join(kept, name));
        await withDates(paths, async (path, date) => {
          if (date > now.getTime()) return setDate(path, now);
          if (now.getTime() - date < daysKept * day) return;
          await rm(path, { force: true });
          gone += 1;
        });
      }
      for (const name of await readdir(own))
        if (!drafts.has(join(own, name))) await rm(join(own, name), { force: true });
      if (gone > 0) await recount();
      await seen.forget(now);
      // Last, and whatever comes of it: a full disk must not keep anything longer.
      await writeLook(looked, join(own, 'looked'), look).catch(() => {});
      return { gone, holdLeft };
    },
    async fill() {
      await countAgain();
      return fillOf(count + drafts.size, limits);
    },
    async close() {
      await Promise.allSettled(underWay.values());
      await rm(own, { recursive: true, force: true });
      owned.release();
    },
  };
}

/**
 * How a spool in a folder stands. Anybody may look, whoever owns it.
 *
 * @throws if there is no spool in the folder
 */
export async function standingOfFolder(folder: string): Promise<Standing> {
  if (!(await isThere(keptIn(folder))))
    throw new Error(
      `There is no spool in ${folder}: no intake has run with it. INTAKE_SPOOL names the folder.`,
    );
  const { heldFor } = (await readLook(lookIn(folder))) ?? {};
  const standing = await folderArrivals(keptIn(folder)).standing();
  return { ...standing, ...(heldFor !== undefined && { holdLeft: holdFor - heldFor }) };
}

/** Where a spool in a folder keeps its messages. */
export function keptIn(folder: string): string {
  return join(folder, 'in');
}

function lookIn(folder: string): string {
  return join(folder, 'looked');
}

const noRoom = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** Writes a new file and waits until the disk has it. Its dates say the day and no finer time. */
async function write(path: string, body: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(body);
    await setDate(path, new Date());
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Puts a day on a file. */
async function setDate(path: string, date: Date): Promise<void> {
  const start = new Date(Math.floor(date.getTime() / day) * day);
  await utimes(path, start, start);
}

/**
 * Gives a file that is whole its name. A name that is there already is left alone: moving would replace what may be acknowledged.
 *
 * @returns whether the name is new
 */
async function giveName(draft: string, place: string): Promise<boolean> {
  try {
    await link(draft, place);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** The last look at the clock; undefined if there was none, or if what is written of it is damaged. */
async function readLook(path: string): Promise<ClockLook | undefined> {
  try {
    const { at, heldFor } = JSON.parse(await readFile(path, 'utf8'));
    if (typeof at !== 'number') return undefined;
    return typeof heldFor === 'number' ? { at, heldFor } : { at };
  } catch {
    return undefined;
  }
}

async function writeLook(path: string, draft: string, look: ClockLook): Promise<void> {
  const file = await open(draft, 'w', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(look)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await moveOver(draft, path);
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
