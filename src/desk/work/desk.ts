import type { Reviewed } from '#domain/review/review.ts';
import type { ModeratorRole } from '#domain/words/vocabularies.ts';
import { readReviewed } from '#files/reviewed.ts';
import { siteToday } from '#files/today.ts';
import type { Arrivals } from '#intake/spool.ts';
import { DeskStore } from '../folder/store.ts';
import { openDeskKey } from '../keys/desk-key.ts';
import { type Identity, KeyDoesNotOpen, readIdentities } from '../keys/identities.ts';
import { isActive } from './moderators.ts';
import { Refused } from './refused.ts';

/** Where a desk finds what it works with. */
export interface DeskOptions {
  /** The project’s folder, whose `content/` the desk writes. */
  readonly root: string;
  /** The desk folder (`folder/store.ts`). */
  readonly folder: string;
  /** Where moderators’ sealed signing keys lie. */
  readonly signingKeys: string;
  /** Where the intake keeps sealed submissions, if it can be reached from this machine. */
  readonly spool?: Arrivals | undefined;
  /** A demonstration: made-up moderators, and a clock that `SITE_TODAY` moves. */
  readonly isDemo: boolean;
  /** The time; tests give their own. */
  readonly now?: () => Date;
}

/** Who works at a desk now, with what only they can open. Everything that is done at the desk is done by them. */
export interface AtWork {
  readonly desk: Desk;
  readonly moderator: string;
  readonly roles: readonly ModeratorRole[];
  readonly store: DeskStore;
  readonly identities: readonly Identity[];
}

/** Minutes after which a desk that nobody touches locks itself. */
export const idleMinutes = 20;

/** The desk of one person on one machine: its clock, the content that it writes, and who is at work. */
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
    return isSet ? siteToday('demo') : time.slice(0, 10);
  }

  /** Whoever is at work; undefined while the desk is locked. */
  get atWork(): AtWork | undefined {
    return this.#atWork;
  }

  /** Locks the desk if nobody has touched it for {@link idleMinutes}. To be called before anybody is let near it. */
  lockIfIdle(): void {
    if (Date.now() - this.#lastTouched > idleMinutes * 60_000) this.lock();
  }
  /** Says that somebody is there: the time after which the desk locks itself begins again. */
  touch(): void {
    this.#lastTouched = Date.now();
  }

  /**
   * Opens the desk for a moderator.
   *
   * @throws {@link Refused} if there is no such active moderator; `WrongPassphrase`
   */
  async unlock(moderator: string, passphrase: string): Promise<void> {
    const entry = (await this.content()).content.moderators.get(moderator)?.data;
    if (!entry || !isActive(entry)) throw new Refused(`“${moderator}” is not an active moderator.`);
    const key = await openDeskKey(this.options.folder, moderator, passphrase);
    this.#atWork = {
      desk: this,
      moderator,
      roles: entry.roles,
      store: new DeskStore(this.options.folder, key),
      identities: await identitiesOf(this.options.folder, moderator, passphrase),
    };
    this.touch();
  }

  /** Forgets the keys. JavaScript cannot wipe them from memory, so ending the program is safer still. */
  lock(): void {
    this.#atWork = undefined;
  }

  /** All content, read and reviewed as every command does it. */
  async content(): Promise<Reviewed> {
    return readReviewed(this.options.root);
  }
}

/**
 * Somebody who was let in with a new passphrase has no key to submissions until the next epoch is made. Until then
 * they work on what others have taken in.
 */
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
