import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { Refused } from './refused.ts';

/** Milliseconds for which a desk waits while another one does something in the same folder. */
const longestWait = 15_000;
/** Milliseconds between two tries. */
const triedEvery = 15;
/** SQLite’s code for a lock that another holds. */
const busy = 5;

/**
 * Does something while no other desk that sees the folder does: from looking how things stand to writing what was decided about them.
 * The lock is the system’s own and ends with the process. A folder that is only synchronised keeps no locks between machines; what two
 * desks decide there at once is shown at the next look.
 *
 * @throws {@link Refused} if another desk does not come to an end
 */
export async function inTurn<Result>(folder: string, act: () => Promise<Result>): Promise<Result> {
  // Before a desk is set up there is nothing that two could change at once.
  if (!existsSync(folder)) return act();
  const turn = await takenTurn(folder);
  try {
    return await act();
  } finally {
    turn.close();
  }
}

async function takenTurn(folder: string): Promise<DatabaseSync> {
  for (let waited = 0; ; waited += triedEvery) {
    const turn = new DatabaseSync(join(folder, 'turn'));
    try {
      // Nothing is ever written to it, so no journal has to lie beside it after a crash.
      turn.exec('PRAGMA journal_mode = MEMORY');
      turn.exec('BEGIN EXCLUSIVE');
      return turn;
    } catch (error) {
      turn.close();
      if ((error as { errcode?: number }).errcode !== busy) throw error;
      if (waited > longestWait)
        throw new Refused('Another desk is busy in this folder. Nothing was done: try again in a moment.');
    }
    await wait(triedEvery);
  }
}
