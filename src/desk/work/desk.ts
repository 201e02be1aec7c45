import type { Reviewed } from '#domain/review/review.ts';
import type { ModeratorRole } from '#domain/words/vocabularies.ts';
import { readReviewed } from '#files/reviewed.ts';
import { siteToday } from '#files/today.ts';
import type { Arrivals } from '#intake/spool.ts';
import { forgetTexts } from '../deidentify/deidentify.ts';
import { DeskStore } from '../folder/store.ts';
import { compareFile, compareLive, type KeysFound, publishedText } from '../keys/compare-keys.ts';
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
  /** The address of the live site, if there is one: the keys that it gives are compared with the desk’s own. */
  readonly live?: string | undefined;
  /** Asks the live site; tests give their own. */
  readonly askLive?: typeof fetch;
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

/** Milliseconds after which the live site is asked again which keys it gives. */
const liveHolds = 3_600_000;
/** Milliseconds after which a file of keys that has not changed is compared again: the moderators may have changed since. */
const fileHolds = 60_000;

/** The desk of one person on one machine: its clock, the content that it writes, and who is at work. */
export class Desk {
  readonly options: DeskOptions;
  #atWork: AtWork | undefined;
  #lastTouched = 0;
  #live: { readonly askedAt: number; readonly found: KeysFound } | undefined;
  #file:
    | { readonly comparedAt: number; readonly text: string | undefined; readonly found: KeysFound }
    | undefined;
  #hasHeard = false;

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
   * Compares the keys that are published, in the project’s file and on the live site, with the desk’s own. The file is looked at each
   * time. The live site is asked at most once an hour, so that nobody waits for it at every click.
   */
  async comparedKeys(): Promise<readonly KeysFound[]> {
    const { live, askLive } = this.options;
    if (live !== undefined && Date.now() - (this.#live?.askedAt ?? 0) > liveHolds)
      this.#live = {
        askedAt: Date.now(),
        found: await compareLive(this.options, this.today(), live, askLive),
      };
    const text = await publishedText(this.options.root);
    if (!this.#file || this.#file.text !== text || Date.now() - this.#file.comparedAt > fileHolds)
      this.#file = {
        comparedAt: Date.now(),
        text,
        found: await compareFile(this.options, text, this.today()),
      };
    return this.#live ? [this.#file.found, this.#live.found] : [this.#file.found];
  }
  /** Compares everything anew at the next look. */
  forgetComparedKeys(): void {
    this.#live = undefined;
    this.#file = undefined;
  }

  /** Whether somebody at work has said that they did what is to be done about a stranger’s key. */
  get hasHeardOfStrangers(): boolean {
    return this.#hasHeard;
  }
  hearOfStrangers(): void {
    this.#hasHeard = true;
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
    this.forgetComparedKeys();
    this.#hasHeard = false;
    this.touch();
  }

  /** Forgets the keys. JavaScript cannot wipe them from memory, so ending the program is safer still. */
  lock(): void {
    this.#atWork = undefined;
    forgetTexts();
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
