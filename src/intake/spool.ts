/** Where sealed messages wait until moderators fetch them. A message goes by the SHA-256 of its bytes, in hexadecimal. */
export interface Spool extends Arrivals {
  /**
   * Keeps a sealed message. When it says `stored` or `known`, the message survives a power cut.
   *
   * @returns `known` if the very same message was kept before, also if it has been fetched since and its proof of work could still serve;
   * `full` if there is no room, and then nothing is kept
   * @throws if it is not certain whether the message is kept. It may be: sent again, it is kept once
   */
  put(body: Uint8Array, lane: Lane): Promise<'stored' | 'known' | 'full'>;
  /**
   * Looks for what has waited too long, and deletes it. To be called every hour, or sooner where the answer says so.
   *
   * @param now the time of day, as far as the machine’s clock can be trusted
   * @param upFor milliseconds by a clock that nobody can set
   */
  expire(now: Date, upFor?: number): Promise<Expiry>;
  /** How much of the places that anybody may take is taken, from 0 to 1. */
  fill(): Promise<number>;
  /** Lets go of what the spool is kept in. */
  close(): Promise<void>;
}

/** What moderators see of a spool: they fetch what waits, and delete it once it is safe with them. */
export interface Arrivals {
  /** The messages that wait, in order of their hashes. */
  list(): Promise<readonly string[]>;
  /** A message; undefined if it is not there, or no longer. */
  read(id: string): Promise<Uint8Array | undefined>;
  /** Deletes a message, if it is there. */
  remove(id: string): Promise<void>;
  /** How many wait, and since when. */
  standing(): Promise<Standing>;
}

/** What can be known of a spool without opening anything. */
export interface Standing {
  readonly waiting: number;
  /** When the oldest came; for a folder, the day. */
  readonly oldest?: Date;
  /** Milliseconds for which nothing is deleted yet, because the clock has moved ({@link Expiry}). */
  readonly holdLeft?: number;
}

/** What came of looking for what has waited too long. */
export interface Expiry {
  /** How many messages went. */
  readonly gone: number;
  /**
   * Milliseconds for which nothing is deleted, because the clock has moved; 0 if what is due has gone. Then is the time for the
   * next look.
   */
  readonly holdLeft: number;
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

/** How much of the places for anybody is taken when so many messages wait, from 0 to 1. */
export function fillOf(waiting: number, { most, keptForPartners }: SpoolLimits): number {
  const places = most - keptForPartners;
  return places === 0 ? 1 : Math.min(1, waiting / places);
}
