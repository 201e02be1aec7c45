import { createHash } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { reportOn } from '#domain/review/report.ts';
import type { Reviewed } from '#domain/review/review.ts';
import type { Content } from '#domain/schema/content.ts';
import type { Moderator } from '#domain/schema/moderator.ts';
import type { ModeratorRole, WithdrawalReason } from '#domain/words/vocabularies.ts';
import { type Message, noticeVersion, type StoryMessage } from '#envelope/message.ts';
import { open } from '#envelope/open.ts';
import { looksSealed } from '#envelope/shape.ts';
import { readReviewed } from '#files/reviewed.ts';
import { today } from '#files/today.ts';
import { unsign, withdraw as withdrawStory } from '#files/write.ts';
import { DeskStore, faultsIn, JournalDamaged, namesIn, readIfThere, unlock } from '../folder/store.ts';
import { type Item, itemsFrom, waitingForSafeguarding } from '../journal/items.ts';
import { type Entry, type JournalFault, mergedEntries } from '../journal/journal.ts';
import {
  afterMove,
  type DecisionReason,
  type Deed,
  isHold,
  isUndecided,
  keepsWords,
  moveRefusals,
} from '../journal/states.ts';
import { type Identity, KeyDoesNotOpen, readIdentities } from '../keys/identities.ts';
import { itemOfStory, storiesDue, storiesOf } from './publishing.ts';
import { type Outline, outlineOf, type ReadingSpell, spellOf } from './reading.ts';
import { type Due, dueOn, type StoriesNow } from './retention.ts';
import { type AskedBack, askedBack, isToCarryOut, isToTakeBack } from './withdrawals.ts';

/** Where a desk finds what it works with. */
export interface DeskOptions {
  /** The project’s folder, whose `content/` the desk writes. */
  readonly root: string;
  /** The desk folder (`folder/store.ts`). */
  readonly folder: string;
  /** Where moderators’ sealed signing keys lie. */
  readonly signingKeys: string;
  /** The folder in which the intake keeps sealed submissions, if it is on this machine. */
  readonly spool?: string | undefined;
  /** A demonstration: made-up moderators, and a clock that `SITE_TODAY` moves. */
  readonly isDemo: boolean;
  /** Deletes what was made of a story and kept: the cache is not the desk’s to know. */
  readonly forgetOutputs: (slug: string) => Promise<void>;
  /** The time; tests give their own. */
  readonly now?: () => Date;
}

/** Something that cannot be done, in words for whoever tried. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** Who works at the desk now. */
export interface AtWork {
  readonly moderator: string;
  readonly roles: readonly ModeratorRole[];
  readonly store: DeskStore;
  readonly identities: readonly Identity[];
}

/** Everything the journals tell, at one moment. */
export interface Overview {
  readonly items: ReadonlyMap<string, Item>;
  readonly entries: readonly Entry[];
  readonly faults: readonly JournalFault[];
  /** What can be known of each submission whose words are here, by its id. */
  readonly outlines: ReadonlyMap<string, Outline>;
  /** Held submissions that the safeguarding lead has not attended to. */
  readonly waiting: readonly Item[];
  readonly spell: ReadingSpell;
  /** Withdrawals that came sealed and nobody has dealt with. */
  readonly asked: readonly AskedBack[];
}

/** What the journals alone tell. */
type Told = Pick<Overview, 'items' | 'entries' | 'faults'>;

/** What came of taking in. */
export interface TakenIn {
  readonly taken: number;
  /** Files that do not open: sealed to a key that is gone, damaged, or no submission at all. */
  readonly unopened: readonly string[];
  /** Stories that were taken down or lost their signatures, because of what another desk decided. */
  readonly stories: readonly string[];
}

/** What came of deleting on time. */
export interface Deleted {
  readonly done: readonly Due[];
  /** As in {@link TakenIn}. */
  readonly stories: readonly string[];
}

/** An idle desk locks itself after so many minutes. */
export const idleMinutes = 20;

/** The desk of one person on one machine: what can be done at it, without the pages. */
export class Desk {
  readonly options: DeskOptions;
  #atWork: AtWork | undefined;
  #lastTouched = 0;

  constructor(options: DeskOptions) {
    this.options = options;
  }

  /** ISO 8601. In a demonstration `SITE_TODAY` sets the day. */
  now(): string {
    const time = (this.options.now?.() ?? new Date()).toISOString();
    return `${this.today(time)}${time.slice(10)}`;
  }
  /** The day, `YYYY-MM-DD`. */
  today(time = (this.options.now?.() ?? new Date()).toISOString()): string {
    const isSet = this.options.isDemo && (process.env['SITE_TODAY'] ?? '') !== '';
    return isSet ? today('demo') : time.slice(0, 10);
  }

  /** Whoever is at work; undefined while the desk is locked, or has been left alone too long. */
  get atWork(): AtWork | undefined {
    const time = Date.now();
    if (time - this.#lastTouched > idleMinutes * 60_000) this.lock();
    this.#lastTouched = time;
    return this.#atWork;
  }

  /**
   * @throws {@link Refused} if there is no such active moderator; `WrongPassphrase`
   */
  async unlock(moderator: string, passphrase: string): Promise<void> {
    const entry = (await this.content()).content.moderators.get(moderator)?.data;
    if (!entry || !isActive(entry)) throw new Refused(`“${moderator}” is not an active moderator.`);
    const key = await unlock(this.options.folder, moderator, passphrase);
    this.#atWork = {
      moderator,
      roles: entry.roles,
      store: new DeskStore(this.options.folder, key),
      identities: await identitiesOf(this.options.folder, moderator, passphrase),
    };
    this.#lastTouched = Date.now();
  }

  /** Forgets the keys. JavaScript cannot wipe memory: closing the desk is safer still. */
  lock(): void {
    this.#atWork = undefined;
  }

  /** All content, as every command sees it. */
  async content(): Promise<Reviewed> {
    return readReviewed(this.options.root);
  }

  /** Everything the journals tell, and what can be known of each submission without reading it. */
  async overview(at: AtWork): Promise<Overview> {
    const told = await this.#told(at);
    const mine = told.entries.filter(({ moderator, what }) => moderator === at.moderator && what === 'read');
    const outlines = new Map<string, Outline>();
    for (const item of told.items.values()) {
      const message = keepsWords(item) ? await at.store.message(item.id) : undefined;
      if (message) outlines.set(item.id, outlineOf(message));
    }
    return {
      ...told,
      outlines,
      waiting: waitingForSafeguarding(told.items.values()),
      spell: spellOf(
        mine.map(({ at: time }) => time),
        this.now(),
      ),
      asked: askedBack(told.items, outlines, await at.store.consents()),
    };
  }

  async #told(at: AtWork): Promise<Told> {
    const journals = await at.store.journals();
    const entries = mergedEntries(journals);
    return { items: itemsFrom(entries), entries, faults: faultsIn(journals) };
  }

  /**
   * Does one thing with a submission and writes it down. Words that may not stay after it are deleted.
   *
   * @throws {@link Refused}
   */
  async move(
    at: AtWork,
    id: string,
    what: Deed,
    why?: DecisionReason,
    details: Pick<Entry, 'beside' | 'record' | 'slug'> = {},
  ): Promise<void> {
    const { items, faults } = await this.#told(at);
    if ((what === 'delete' || what === 'keepConsentOnly') && faults.length > 0) throw new Refused(damaged);
    const after = afterMove(items.get(id), { what, why, roles: at.roles });
    if (typeof after === 'string') throw new Refused(moveRefusals[after]);
    // Worked on like a story, it would leave the list of withdrawals and be forgotten.
    if (what !== 'take' && what !== 'delete' && (await at.store.message(id))?.kind === 'withdraw')
      throw new Refused('It is a withdrawal and has no story in it: see to it under Withdrawals.');
    const deed = { moderator: at.moderator, roles: [...at.roles], item: id, what, why, ...details };
    await at.store
      .write(deed, () => this.now())
      .catch((error: unknown) => {
        if (error instanceof JournalDamaged)
          throw new Refused('Your journal is damaged: nothing can be written down until it is mended.');
        throw error;
      });
    await this.#forget(at, [id]);
    if (isHold(what)) await this.#carryOut(at);
  }

  /**
   * Deletes what may not stay of submissions as they stand now: somebody may have put one on hold a moment ago, and the machine
   * may have stopped last time between the journal and the deletion. Nothing goes while a journal is damaged: a hold may be in
   * the part that cannot be read.
   *
   * @param ids all of them if it is not given
   */
  async #forget(at: AtWork, ids?: readonly string[]): Promise<void> {
    const { items, faults } = await this.#told(at);
    if (faults.length > 0) return;
    const consents = await at.store.consents();
    for (const id of ids ?? [...(await at.store.idsWithWords()), ...consents.map(({ item }) => item)]) {
      const item = items.get(id);
      if (!item || keepsWords(item)) continue;
      await at.store.removeWords(id);
      if (item.stage !== 'deleted') continue;
      for (const { record } of consents.filter((consent) => consent.item === id))
        await at.store.removeConsent(record);
    }
  }

  /**
   * Makes the project’s files say what the desk decided: what was taken back is taken down, and what is held loses its signatures. So
   * also for decisions that came from another desk.
   *
   * @returns the stories that were changed
   */
  async #carryOut(at: AtWork): Promise<readonly string[]> {
    const { content } = await this.content();
    const due = storiesDue((await this.#told(at)).items.values(), content, await at.store.consents());
    for (const each of due) {
      if (each.what === 'unsign') await unsign(this.options.root, each.slug);
      else await this.#takeDown(at, each.slug, each.why);
    }
    for (const slug of content.withdrawals.keys()) await at.store.removeSigned(slug);
    return due.map(({ slug }) => slug);
  }

  async #takeDown(at: AtWork, slug: string, why: WithdrawalReason): Promise<void> {
    await withdrawStory(this.options.root, slug, { withdrawnOn: this.today(), reason: why });
    await this.options.forgetOutputs(slug);
    await at.store.removeSigned(slug);
  }

  /** The submission that a story was made of; undefined for one that was written by hand. */
  async itemOf(at: AtWork, slug: string): Promise<Item | undefined> {
    const { items } = await this.#told(at);
    return itemOfStory(slug, items.values(), (await this.content()).content, await at.store.consents());
  }

  /**
   * Takes in everything sealed that has come: opens it in memory, seals it to the desk’s own key, writes it down, and only then deletes
   * what came. So an epoch’s keys can be destroyed at any time and nothing is lost. What touches a live case goes on
   * legal hold at once.
   */
  async takeIn(at: AtWork): Promise<TakenIn> {
    const folders = [
      join(this.options.folder, 'in'),
      ...(this.options.spool ? [join(this.options.spool, 'in')] : []),
    ];
    const secrets = at.identities.map(({ secret }) => secret);
    const unopened: string[] = [];
    let taken = 0;
    for (const folder of folders) {
      for (const name of (await namesIn(folder)).filter((each) => each.endsWith('.age'))) {
        const path = join(folder, name);
        const sealed = await readIfThere(path);
        // Another desk on the same folder was quicker.
        if (!sealed) continue;
        const id = createHash('sha256').update(sealed).digest('hex');
        if (!(await this.#told(at)).items.has(id)) {
          const message = await openIfOurs(sealed, secrets);
          if (!message) {
            unopened.push(name);
            continue;
          }
          await at.store.putMessage(id, message);
          await this.move(at, id, 'take');
          taken += 1;
        }
        await rm(path, { force: true });
      }
    }
    const { items, faults } = await this.#told(at);
    // What was sealed to the desk’s key when the machine stopped, and is in no journal, would be deleted by no timer. While a
    // journal is damaged, what it says may be in the part that cannot be read.
    const known = await at.store.idsWithWords();
    for (const id of faults.length > 0 ? [] : known.filter((each) => !items.has(each))) {
      if (!(await at.store.message(id))) continue;
      await this.move(at, id, 'take');
      taken += 1;
    }
    await this.#holdLive(at);
    return { taken, unopened, stories: await this.#carryOut(at) };
  }

  /** Every time, and of everything: the machine may have stopped before a live case was put on hold. */
  async #holdLive(at: AtWork): Promise<void> {
    for (const { id, stage, history } of (await this.#told(at)).items.values()) {
      if (!isUndecided(stage) || history.some(({ what }) => isHold(what))) continue;
      const message = await at.store.message(id);
      if (message?.kind === 'story' && message.liveCase !== 'no') await this.move(at, id, 'hold', 'liveCase');
    }
  }

  /** A story message that still has its words. */
  async story(at: AtWork, id: string): Promise<StoryMessage> {
    const message = await at.store.message(id);
    if (message?.kind !== 'story') throw new Refused('The desk no longer holds its words.');
    return message;
  }

  /**
   * Takes a story back: writes the tombstone as `npm run withdraw` does, deletes what was made of it, and deletes what the desk
   * holds. What is on legal hold or with the safeguarding lead stays, but publication ends.
   *
   * @returns the stories that came down
   */
  async withdraw(
    at: AtWork,
    target: { readonly id?: string; readonly slug?: string },
    why: WithdrawalReason,
  ): Promise<readonly string[]> {
    const { items } = await this.#told(at);
    const { content } = await this.content();
    const consents = await at.store.consents();
    const item =
      target.id === undefined
        ? itemOfStory(target.slug ?? '', items.values(), content, consents)
        : items.get(target.id);
    const slugs = new Set(item && storiesOf(item, content, consents));
    if (target.slug !== undefined) slugs.add(target.slug);
    for (const slug of slugs) await this.#takeDown(at, slug, why);
    if (item && isToTakeBack(item)) await this.move(at, item.id, 'withdraw', why);
    else if (item) await this.#forget(at, [item.id]);
    return [...slugs];
  }

  /** Writes down a withdrawal that came by hand, as if it had come sealed: a copy of its story may come later. */
  async noteWithdrawal(at: AtWork, receiptId: string): Promise<void> {
    const id = createHash('sha256').update(`by hand ${receiptId}`).digest('hex');
    if ((await this.#told(at)).items.has(id)) return;
    await at.store.putMessage(id, {
      v: 1,
      kind: 'withdraw',
      via: 'partner',
      epoch: 1,
      noticeVersion,
      receiptId,
    });
    await this.move(at, id, 'take');
  }

  /** What retention would do today. A withdrawal that has not been carried out waits for somebody, however long. */
  async due(at: AtWork): Promise<readonly Due[]> {
    const { items, asked } = await this.overview(at);
    const kept = new Set(asked.filter(isToCarryOut).map(({ message }) => message.id));
    const due = dueOn(items.values(), storiesNow(await this.content(), this.today()), this.today());
    return due.filter(({ item }) => !kept.has(item.id));
  }

  /**
   * Deletes what is due and says what it deleted; and whatever should have been deleted before and was not.
   *
   * @throws {@link Refused} if a journal is damaged
   */
  async runRetention(at: AtWork): Promise<Deleted> {
    if ((await this.#told(at)).faults.length > 0) throw new Refused(damaged);
    const stories = await this.#carryOut(at);
    await this.#forget(at);
    const done: Due[] = [];
    // A story that came down by another way makes its words due in the next round.
    for (let round = 0; round < 3; round += 1) {
      for (const due of await this.due(at)) {
        try {
          await this.move(at, due.item.id, due.what, due.why);
          done.push(due);
        } catch (error) {
          // Somebody decided otherwise at the same moment. The rest is still due.
          if (!(error instanceof Refused)) throw error;
        }
      }
    }
    return { done, stories };
  }
}

const damaged = 'A journal is damaged: nothing is deleted until it is mended.';

/** What retention knows of the stories. */
function storiesNow(reviewed: Reviewed, day: string): StoriesNow {
  return {
    published: new Set(reportOn(reviewed, day).published),
    down: new Map([...reviewed.content.withdrawals].map(([slug, { data }]) => [slug, data.reason])),
  };
}

/** Whether a moderator may work at the desk. */
export function isActive(moderator: Moderator): boolean {
  return !moderator.revoked && moderator.retiredOn === undefined;
}

/** The moderators who may work at the desk, by short name. */
export function activeModerators(content: Content): ReadonlyMap<string, Moderator> {
  return new Map(
    [...content.moderators].filter(([, { data }]) => isActive(data)).map(([slug, { data }]) => [slug, data]),
  );
}

/** Somebody who was let in with a new passphrase has no key to submissions until the next epoch, and works on what is taken in. */
async function identitiesOf(
  folder: string,
  moderator: string,
  passphrase: string,
): Promise<readonly Identity[]> {
  try {
    return await readIdentities(folder, moderator, passphrase);
  } catch (error) {
    if (error instanceof KeyDoesNotOpen) return [];
    throw error;
  }
}

async function openIfOurs(sealed: Uint8Array, secrets: readonly string[]): Promise<Message | undefined> {
  if (!looksSealed(sealed)) return undefined;
  try {
    return await open(sealed, secrets);
  } catch {
    // It stays where it is, and the inbox says so.
    return undefined;
  }
}

/** Makes the folders in which a desk expects to find things. */
export async function makeFolders(folder: string): Promise<void> {
  for (const name of ['in', 'items', 'journals', 'unlock', 'keys']) {
    await mkdir(join(folder, name), { recursive: true, mode: 0o700 });
  }
}
