import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { namesIn, readIfThere } from '#disk/if-there.ts';
import type { Message } from '#envelope/message.ts';
import { openMessage } from '#envelope/open.ts';
import { isProbe } from '#envelope/probe.ts';
import { looksSealed } from '#envelope/shape.ts';
import { isHold, isUndecided } from '../journal/states.ts';
import type { AtWork } from './desk.ts';
import { moveItem } from './moves.ts';
import { carryOut } from './publishing.ts';

/** What came of taking in. */
export interface TakenIn {
  readonly taken: number;
  /** Test messages that came (`envelope/probe.ts`). They are deleted at once, and stand in no journal. */
  readonly probes: number;
  /** Files that do not open: sealed to a key that is gone, damaged, or no submission at all. */
  readonly unopened: readonly string[];
  /** Stories that were taken down or lost their signatures, because of what another desk decided. */
  readonly stories: readonly string[];
}

/**
 * Takes in everything sealed that has come: opens it in memory, seals it to the desk’s own key, writes it down, and
 * only then deletes what came. So an epoch’s keys can be destroyed at any time, and nothing that was taken in is
 * lost. What touches a live case goes on legal hold at once.
 */
export async function takeIn(at: AtWork): Promise<TakenIn> {
  const { folder, spool } = at.desk.options;
  const secrets = at.identities.map(({ secret }) => secret);
  const unopened: string[] = [];
  let taken = 0;
  let probes = 0;
  for (const arrivals of [join(folder, 'in'), ...(spool ? [join(spool, 'in')] : [])]) {
    for (const name of (await namesIn(arrivals)).filter((each) => each.endsWith('.age'))) {
      const path = join(arrivals, name);
      const sealed = await readIfThere(path);
      // Another desk on the same folder was quicker.
      if (!sealed) continue;
      const id = createHash('sha256').update(sealed).digest('hex');
      if (!(await at.store.standings()).items.has(id)) {
        const message = await openIfOurs(sealed, secrets);
        if (!message) {
          unopened.push(name);
          continue;
        }
        if (isProbe(message)) probes += 1;
        else {
          await at.store.putMessage(id, message);
          await moveItem(at, id, 'take');
          taken += 1;
        }
      }
      await rm(path, { force: true });
    }
  }
  const lost = await takeInUnwritten(at);
  await holdLiveCases(at);
  return { taken: taken + lost, probes, unopened, stories: await carryOut(at) };
}

/**
 * Writes down submissions that lie in the folder and are in no journal, because the machine stopped between the two.
 * Otherwise nothing would ever delete them. While a journal is damaged nothing is written down: they may be in the
 * part that cannot be read.
 */
async function takeInUnwritten(at: AtWork): Promise<number> {
  const { items, faults } = await at.store.standings();
  if (faults.length > 0) return 0;
  let taken = 0;
  for (const id of (await at.store.idsWithWords()).filter((each) => !items.has(each))) {
    if (!(await at.store.message(id))) continue;
    await moveItem(at, id, 'take');
    taken += 1;
  }
  return taken;
}

/**
 * Puts every live case on hold. All submissions are looked at each time, because the machine may have stopped before
 * one was put on hold.
 */
async function holdLiveCases(at: AtWork): Promise<void> {
  for (const { id, stage, history } of (await at.store.standings()).items.values()) {
    if (!isUndecided(stage) || history.some(({ what }) => isHold(what))) continue;
    const message = await at.store.message(id);
    if (message?.kind === 'story' && message.liveCase !== 'no') await moveItem(at, id, 'hold', 'liveCase');
  }
}

async function openIfOurs(sealed: Uint8Array, secrets: readonly string[]): Promise<Message | undefined> {
  if (!looksSealed(sealed)) return undefined;
  try {
    return await openMessage(sealed, secrets);
  } catch {
    // A file that does not open stays where it is, and the inbox says so.
    return undefined;
  }
}
