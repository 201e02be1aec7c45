import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { deleteIfThere } from '#disk/if-there.ts';
import type { Message } from '#envelope/message.ts';
import { openMessage } from '#envelope/open.ts';
import { isProbe } from '#envelope/probe.ts';
import { looksSealed } from '#envelope/shape.ts';
import { writeWhole } from '#files/write.ts';
import { ending, folderArrivals, withDates } from '#intake/folder-arrivals.ts';
import type { Arrivals } from '#intake/spool.ts';
import { isHold, isUndecided } from '../journal/states.ts';
import { isChildAlone } from './child-alone.ts';
import type { AtWork } from './desk.ts';
import { moveItems } from './moves.ts';
import { carryOut } from './publishing.ts';
import { Refused } from './refused.ts';

/** What came of taking in. */
export interface TakenIn {
  readonly taken: number;
  /** Test messages that came (`envelope/probe.ts`). They are deleted at once, and stand in no journal. */
  readonly probes: number;
  /** Files that were set aside now, because they do not open: sealed to a key that is gone, damaged, or no submission at all. */
  readonly setAside: number;
  /** How many are set aside in all. */
  readonly unopened: number;
  /** Stories that were taken down or lost their signatures, because of what another desk decided. */
  readonly stories: readonly string[];
}

/** What is set aside because it does not open. */
export const unopenedKept = {
  /** The most files: what an intake holds at once. If more come, the oldest go. */
  most: 2000,
  /** Days. Time enough for a colleague who is away, and for the recovery key. */
  days: 30,
} as const;

const day = 86_400_000;

/**
 * How many messages are opened before they are written down together. So the journal is read and written a few times and not once for
 * each, and what is open in memory stays little.
 */
const batch = 32;

/** One sealed message that waits, and where. */
interface Arrival {
  readonly from: Arrivals;
  readonly name: string;
  /** It was set aside before, and is tried again. */
  readonly isAside: boolean;
}

/**
 * What has come and is to be taken in: in the desk’s own folder, at the intake, and what was set aside and not tried with the keys of
 * whoever is at work.
 *
 * @throws {@link Refused} if the intake’s spool cannot be reached
 */
export async function arrivalsFor(at: AtWork): Promise<readonly Arrival[]> {
  const { folder, spool } = at.desk.options;
  const places = [folderArrivals(join(folder, 'in')), ...(spool ? [spool] : [])];
  const waiting = await Promise.all(
    places.map(async (from) => (await listOf(from)).map((name) => ({ from, name, isAside: false }))),
  );
  const aside = folderArrivals(unopenedIn(folder));
  const untried = (await aside.list()).filter((name) => !triedBy(at).has(name));
  return [...waiting.flat(), ...untried.map((name) => ({ from: aside, name, isAside: true }))];
}

async function listOf(from: Arrivals): Promise<readonly string[]> {
  try {
    return await from.list();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Refused(`What has come cannot be reached: ${why}. Nothing was taken in. Try again later.`);
  }
}

/**
 * Takes in everything sealed that has come: opens it in memory, seals it to the desk’s own key, writes it down, and
 * only then deletes what came. So an epoch’s keys can be destroyed at any time, and nothing that was taken in is
 * lost. What touches a live case goes on legal hold at once. What does not open is set aside in `unopened/`, so that it takes no place
 * at the intake, and is tried again with the keys of whoever unlocks the desk next.
 *
 * @param progress is told how many of how many are done
 * @throws {@link Refused} to somebody who has no key yet, because to them nothing opens; if the intake’s spool cannot be reached
 */
export async function takeIn(
  at: AtWork,
  progress: (done: number, of: number) => void = () => {},
): Promise<TakenIn> {
  const arrivals = await arrivalsFor(at);
  if (at.identities.length === 0 && arrivals.length > 0)
    throw new Refused(
      'You have no key to what has come until the next epoch is made. Ask the other moderator to fetch it, or make a new epoch.',
    );
  let taken = 0;
  let probes = 0;
  let setAside = 0;
  for (let from = 0; from < arrivals.length; from += batch) {
    const some = await takeInSome(at, arrivals.slice(from, from + batch), (done) =>
      progress(from + done, arrivals.length),
    );
    taken += some.taken;
    probes += some.probes;
    setAside += some.setAside;
  }
  const unopened = await forgetUnopened(at);
  const lost = await takeInUnwritten(at);
  await holdWhatMustBe(at);
  return { taken: taken + lost, probes, setAside, unopened, stories: await carryOut(at) };
}

async function takeInSome(
  at: AtWork,
  arrivals: readonly Arrival[],
  progress: (done: number) => void,
): Promise<Pick<TakenIn, 'taken' | 'probes' | 'setAside'>> {
  const secrets = at.identities.map(({ secret }) => secret);
  const { items } = await at.store.standings();
  const opened = new Map<string, Message>();
  const unopened = new Map<string, Uint8Array>();
  const fetched: Arrival[] = [];
  let probes = 0;
  for (const [index, arrival] of arrivals.entries()) {
    const sealed = await arrival.from.read(arrival.name);
    // Otherwise another desk on the same folder was quicker.
    if (sealed) {
      const id = createHash('sha256').update(sealed).digest('hex');
      const message = items.has(id) ? undefined : await openIfOurs(sealed, secrets);
      if (message && isProbe(message)) probes += 1;
      else if (message) opened.set(id, message);
      const isUnopened = !message && !items.has(id);
      if (isUnopened) triedBy(at).add(id);
      if (isUnopened && !arrival.isAside) unopened.set(id, sealed);
      if (!isUnopened || !arrival.isAside) fetched.push(arrival);
    }
    progress(index + 1);
  }
  await Promise.all(Array.from(opened, ([id, message]) => at.store.putMessage(id, message)));
  await moveItems(at, [...opened.keys()], 'take');
  const place = unopenedIn(at.desk.options.folder);
  await Promise.all(
    Array.from(unopened, ([id, sealed]) => writeWhole(join(place, `${id}${ending}`), sealed, 0o600)),
  );
  // Only now everything is safe here: files, names and journal.
  await Promise.all(fetched.map(({ from, name }) => from.remove(name)));
  return { taken: opened.size, probes, setAside: unopened.size };
}

/** Where what does not open is set aside. */
function unopenedIn(folder: string): string {
  return join(folder, 'unopened');
}

/** What did not open with the keys of somebody at work. It is not tried again until somebody unlocks the desk anew. */
function triedBy(at: AtWork): Set<string> {
  const before = tried.get(at);
  if (before) return before;
  const none = new Set<string>();
  tried.set(at, none);
  return none;
}
const tried = new WeakMap<AtWork, Set<string>>();

/** Deletes what was set aside too long ago, and the oldest where it is too much. @returns how many files are left */
async function forgetUnopened(at: AtWork): Promise<number> {
  const place = unopenedIn(at.desk.options.folder);
  const dated: { readonly path: string; readonly date: number }[] = [];
  const paths = (await folderArrivals(place).list()).map((name) => join(place, `${name}${ending}`));
  await withDates(paths, (path, date) => void dated.push({ path, date }));
  dated.sort((one, other) => other.date - one.date);
  const since = Date.parse(at.desk.now()) - unopenedKept.days * day;
  const over = dated.filter(({ date }, index) => index >= unopenedKept.most || date < since);
  for (const { path } of over) await deleteIfThere(path);
  return dated.length - over.length;
}

/**
 * Writes down submissions that lie in the folder and are in no journal, because the machine stopped between the two.
 * Otherwise nothing would ever delete them. While a journal is damaged nothing is written down: they may be in the
 * part that cannot be read.
 */
async function takeInUnwritten(at: AtWork): Promise<number> {
  const { items, faults } = await at.store.standings();
  if (faults.length > 0) return 0;
  const unwritten: string[] = [];
  for (const id of (await at.store.idsWithWords()).filter((each) => !items.has(each)))
    if (await at.store.message(id)) unwritten.push(id);
  await moveItems(at, unwritten, 'take');
  return unwritten.length;
}

/**
 * Puts every live case on hold, and gives what somebody of 12 to 15 sent without a worker to the safeguarding lead: the form stops them, and
 * what came all the same did not come through the form. All submissions are looked at each time, because the machine may have stopped
 * before one was put on hold.
 */
async function holdWhatMustBe(at: AtWork): Promise<void> {
  const live: string[] = [];
  const children: string[] = [];
  for (const { id, stage, history } of (await at.store.standings()).items.values()) {
    if (!isUndecided(stage) || history.some(({ what }) => isHold(what))) continue;
    const message = await at.store.message(id);
    if (message?.kind !== 'story') continue;
    if (message.liveCase !== 'no') live.push(id);
    else if (isChildAlone(message)) children.push(id);
  }
  await moveItems(at, live, 'hold', 'liveCase');
  await moveItems(at, children, 'safeguard', 'childAlone');
}

async function openIfOurs(sealed: Uint8Array, secrets: readonly string[]): Promise<Message | undefined> {
  if (!looksSealed(sealed)) return undefined;
  try {
    return await openMessage(sealed, secrets);
  } catch {
    return undefined;
  }
}
