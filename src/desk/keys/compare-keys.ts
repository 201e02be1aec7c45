import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfThere } from '#disk/if-there.ts';
import { demoKeyLogFile, type KeyLog, keyLogFile, readKeyLog } from '#domain/keys/key-log.ts';
import { isSignedKeys, type KeyPins, whyNotSigned } from '#domain/keys/signed-keys.ts';
import { BundleRefused, bundleRefusals, type KeyBundle, readSignedBundle } from '#envelope/bundle.ts';
import { bundlePath } from '#envelope/drop.ts';
import { fingerprintOf } from '#envelope/fingerprint.ts';
import { pinsFor } from '#files/key-pins.ts';
import { readReviewed } from '#files/reviewed.ts';
import { bundleOf, epochsIn } from './identities.ts';

/** What keys that are published somewhere are to this desk. */
export type KeysVerdict =
  /** The desk’s newest epoch, well signed. */
  | 'current'
  /** There are none there. */
  | 'none'
  /** The live site did not answer. */
  | 'unreachable'
  /** The form there accepts no keys: they are not signed well, or have run out. */
  | 'refused'
  /** An older epoch of this desk. */
  | 'older'
  /** An epoch that was published once and whose private keys the desk has no more: nobody opens what is sealed to it. */
  | 'gone'
  /** A key that was never this desk’s is among them. */
  | 'strangers';

/** What was found in one place where the form may take its keys from. */
export interface KeysFound {
  /** The file or the address, as people read it. */
  readonly where: string;
  readonly verdict: KeysVerdict;
  /** Why they are refused. */
  readonly why?: string;
  /** The fingerprints of keys that are not ours, each in six words. */
  readonly strangers: readonly string[];
}

/** What published keys are compared with. */
export interface OwnKeys {
  /** The desk’s epochs, newest first. */
  readonly epochs: readonly KeyBundle[];
  /** Recipients of bundles that two moderators signed before, whether or not the desk has their private keys. */
  readonly logged: readonly string[];
  readonly pins: KeyPins;
  /** `YYYY-MM-DD` */
  readonly today: string;
  /** Whether the site is live. */
  readonly isLive: boolean;
}

/**
 * Compares keys that are published with the desk’s own. A key that is not ours matters more than a missing signature: whoever
 * put it there may have replaced the page that checks signatures as well.
 *
 * @param text what stands there; undefined if there is nothing
 */
export function compareKeys(where: string, text: string | undefined, own: OwnKeys): KeysFound {
  const found = (verdict: KeysVerdict, more: Partial<KeysFound> = {}): KeysFound => ({
    where,
    verdict,
    strangers: [],
    ...more,
  });
  if (text === undefined) return found('none');
  const value = parsed(text);
  const recipients = recipientsIn(value);
  const ours = new Set([...own.epochs.flatMap((epoch) => epoch.recipients), ...own.logged]);
  const strangers = recipients.filter((recipient) => !ours.has(recipient));
  if (strangers.length > 0)
    return found('strangers', { strangers: strangers.map((each) => fingerprintOf([each])) });
  try {
    readSignedBundle(value, own.pins, own.today, own.isLive);
  } catch (error) {
    if (error instanceof BundleRefused) return found('refused', { why: bundleRefusals[error.why] });
    throw error;
  }
  const isOf = (epoch: KeyBundle | undefined) =>
    epoch !== undefined && fingerprintOf(epoch.recipients) === fingerprintOf(recipients);
  if (isOf(own.epochs[0])) return found('current');
  return found(own.epochs.some(isOf) ? 'older' : 'gone');
}

/** Where a desk looks for keys, and how it knows its own. */
export interface ComparedPlace {
  readonly root: string;
  readonly folder: string;
  readonly isDemo: boolean;
}

/** Where the site takes the public keys from. */
export function publishedAt(projectRoot: string): string {
  return join(projectRoot, 'public', 'keys.json');
}

/** What stands in the project’s file of public keys; undefined if there is nothing. */
export function publishedText(root: string): Promise<string | undefined> {
  return readFile(publishedAt(root), 'utf8').catch(() => undefined);
}

/** Compares what stands in the project’s file with the desk’s own keys. */
export async function compareFile(
  place: ComparedPlace,
  text: string | undefined,
  today: string,
): Promise<KeysFound> {
  return compareKeys('public/keys.json', text, await ownKeys(place, today));
}

/** How long the live site may take to answer, in milliseconds. */
const patience = 10_000;
/** Most characters that are read of its answer. Keys have some 6,000. */
const longest = 100_000;

/**
 * Compares the keys that the live site gives with the desk’s own. The site’s host sees the request, as it sees that of any visitor.
 *
 * @param live the site’s address
 */
export async function compareLive(
  place: ComparedPlace,
  today: string,
  live: string,
  ask: typeof fetch = fetch,
): Promise<KeysFound> {
  const where = new URL(bundlePath, live).href;
  const unreachable: KeysFound = { where, verdict: 'unreachable', strangers: [] };
  let text: string | undefined;
  try {
    const answer = await ask(where, {
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
    });
    if (!answer.ok && answer.status !== 404) return unreachable;
    text = answer.ok ? (await answer.text()).slice(0, longest) : undefined;
  } catch {
    return unreachable;
  }
  return compareKeys(where, text, await ownKeys(place, today));
}

async function ownKeys({ root, folder, isDemo }: ComparedPlace, today: string): Promise<OwnKeys> {
  const epochs = await Promise.all((await epochsIn(folder)).map((epoch) => bundleOf(folder, epoch)));
  const { content } = await readReviewed(root);
  const pins = await pinsFor(root, content);
  const { entries } = await logAt(join(root, isDemo ? demoKeyLogFile : keyLogFile));
  // Whoever can swap keys may write a log of their own: only what two moderators of today signed counts as ours.
  const signed = entries.filter(({ keys }) => whyNotSigned(keys, pins) === undefined);
  return {
    epochs,
    logged: signed.flatMap(({ keys }) => recipientsIn(keys)),
    pins,
    today,
    isLive: content.site.mode === 'live',
  };
}

async function logAt(path: string): Promise<KeyLog> {
  return readKeyLog((await readIfThere(path))?.toString() ?? '');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Every recipient in what may be signed keys, or a bundle of before they were signed. */
function recipientsIn(value: unknown): readonly string[] {
  const bundle = isSignedKeys(value) ? value.bundle : looseBundle(value);
  const { recipients } = (bundle ?? {}) as { readonly recipients?: unknown };
  return Array.isArray(recipients) ? recipients.map(String) : [];
}

/** The bundle in keys whose form is not right: a stranger’s key in them is a stranger’s all the same. */
function looseBundle(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  const { bundle } = value as { readonly bundle?: unknown };
  return bundle ?? value;
}
