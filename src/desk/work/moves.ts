import { JournalDamaged } from '../folder/store.ts';
import type { JournalEntry } from '../journal/journal.ts';
import {
  afterMove,
  type DecisionReason,
  type Deed,
  isHold,
  keepsWords,
  moveRefusals,
} from '../journal/states.ts';
import type { AtWork } from './desk.ts';
import { carryOut } from './publishing.ts';
import { deletionRefusal, Refused } from './refused.ts';
import { isForTwo, moderatorsHere, refusalOfOne } from './two-people.ts';

/**
 * Does one thing with a submission and writes it down. Words that may not stay after it are deleted.
 *
 * @throws {@link Refused}
 */
export async function moveItem(
  at: AtWork,
  id: string,
  what: Deed,
  why?: DecisionReason,
  details: Pick<JournalEntry, 'beside' | 'record' | 'slug'> = {},
): Promise<void> {
  await moveItems(at, [id], what, why, details);
}

/**
 * Does the same with many submissions, and reads and writes the journal once.
 *
 * @throws {@link Refused} if it may not be done with one of them; then with none
 */
export async function moveItems(
  at: AtWork,
  ids: readonly string[],
  what: Deed,
  why?: DecisionReason,
  details: Pick<JournalEntry, 'beside' | 'record' | 'slug'> = {},
): Promise<void> {
  if (ids.length === 0) return;
  const { items, faults } = await at.store.standings();
  if ((what === 'delete' || what === 'keepConsentOnly') && faults.length > 0)
    throw new Refused(deletionRefusal);
  for (const id of ids) {
    const after = afterMove(items.get(id), { what, why, roles: at.roles });
    if (typeof after === 'string') throw new Refused(moveRefusals[after]);
    // A withdrawal that was worked on like a story would leave the list of withdrawals, and nobody would carry it out.
    if (what !== 'take' && what !== 'delete' && (await at.store.message(id))?.kind === 'withdraw')
      throw new Refused('It is a withdrawal and has no story in it: see to it under Withdrawals.');
  }
  if (isForTwo(what)) {
    const here = await moderatorsHere(at);
    for (const id of ids) {
      const item = items.get(id);
      const refusal = item && refusalOfOne(what, item, at.moderator, here);
      if (refusal !== undefined) throw new Refused(refusal);
    }
  }
  const deeds = ids.map((item) => ({
    moderator: at.moderator,
    roles: [...at.roles],
    item,
    what,
    why,
    ...details,
  }));
  await at.store
    .write(deeds, () => at.desk.now())
    .catch((error: unknown) => {
      if (error instanceof JournalDamaged)
        throw new Refused('Your journal is damaged: nothing can be written down until it is mended.');
      throw error;
    });
  await forgetWords(at, ids);
  if (isHold(what)) await carryOut(at);
}

/**
 * Deletes the words of submissions that may no longer be kept. Where each stands is read anew: somebody may have put
 * one on hold a moment ago, and the machine may have stopped last time between writing in the journal and deleting.
 * Nothing is deleted while a journal is damaged, because a hold may be in the part that cannot be read.
 *
 * @param ids the submissions to look at; all of them if it is not given
 */
export async function forgetWords({ store }: AtWork, ids?: readonly string[]): Promise<void> {
  const { items, faults } = await store.standings();
  if (faults.length > 0) return;
  const consents = await store.consents();
  for (const id of ids ?? [...(await store.idsWithWords()), ...consents.map(({ item }) => item)]) {
    const item = items.get(id);
    if (!item || keepsWords(item)) continue;
    await store.removeWords(id);
    if (item.stage !== 'deleted') continue;
    for (const { record } of consents.filter((consent) => consent.item === id))
      await store.removeConsent(record);
  }
}
