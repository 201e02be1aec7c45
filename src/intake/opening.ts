import { readFile } from 'node:fs/promises';
import { type KeyBundle, type KeyPins, readSignedBundle } from '#envelope/bundle.ts';

/**
 * Milliseconds for which an answer is used again. Keys change a few times a year and expire at midnight, so it is
 * never wrong for long.
 */
const holds = 30_000;

/**
 * Makes a function that says to which epoch anything may be sealed today: none, and the intake is closed, unless there is a sound key
 * bundle at `path`, signed by two moderators. So nothing arrives that nobody could open.
 *
 * @param pins the keys whose signatures count
 * @param isLive whether the site is live; then demonstration keys do not open it
 * @param now the time in milliseconds
 */
export function epochWhileKeysHold(
  path: string,
  pins: KeyPins,
  isLive: boolean,
  now: () => number = Date.now,
): () => Promise<number | undefined> {
  let known: { readonly at: number; readonly epoch: number | undefined } | undefined;
  return async () => {
    if (known && now() - known.at < holds) return known.epoch;
    known = { at: now(), epoch: (await keysAt(path, pins, isLive, new Date(now())))?.epoch };
    return known.epoch;
  };
}

/** The keys to which something may be sealed at a time; undefined if they are missing, damaged or expired. */
export async function keysAt(
  path: string,
  pins: KeyPins,
  isLive: boolean,
  now: Date,
): Promise<KeyBundle | undefined> {
  try {
    return readSignedBundle(
      JSON.parse(await readFile(path, 'utf8')),
      pins,
      now.toISOString().slice(0, 10),
      isLive,
    );
  } catch {
    // The intake is closed in every case. The command that started it says so.
    return undefined;
  }
}
