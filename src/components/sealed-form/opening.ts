import { pins } from 'virtual:key-pins';
import type { BundleRefusal, KeyBundle } from '#envelope/bundle.ts';
import { bundlePath } from '#envelope/drop.ts';
import { noticeVersion } from '#envelope/message.ts';

/** The functions that seal, as `sealing.ts` exports them. */
export type Sealing = typeof import('./sealing.ts');

/** Whether anything can be sealed here, and if not, why. */
export type FormOpening =
  | { readonly isOpen: true; readonly bundle: KeyBundle; readonly sealing: Sealing }
  | { readonly isOpen: false; readonly why: ClosedReason };
/** Why the form is closed: a reason of its own, or that of the bundle’s check. */
export type ClosedReason = 'noKeys' | 'cutOff' | 'unsafe' | BundleRefusal;

/** What a closed form says. What to do instead stands beside it on the page. */
export const closedBecause: Readonly<Record<ClosedReason, string>> = {
  noKeys: 'Nobody is taking stories here at present: the moderators have not put up their keys.',
  cutOff: 'Part of this page did not load. Load it again when the connection is better.',
  unsafe:
    'This browser lacks what sealing needs, or the page did not come over a safe connection. A newer browser may do.',
  expired: 'The moderators’ keys have run out, and new ones are not up yet.',
  demo: 'The keys on this site are for demonstrations only.',
  shape: 'The moderators’ keys are not as they should be.',
  count: 'The moderators’ keys are not as they should be: there are too many or too few.',
  mixed: 'The moderators’ keys are not as they should be: one of them is too weak.',
  broken: 'The moderators’ keys are not as they should be: one of them is damaged.',
  duplicate: 'The moderators’ keys are not as they should be: one stands twice.',
  unsigned: 'The moderators’ keys are not as they should be: nobody has signed them.',
  forged:
    'The moderators’ keys are not as they should be: they were changed after they were signed. Somebody may want to read what is meant for the moderators.',
  twice: 'The moderators’ keys are not as they should be: somebody has signed them twice.',
  fewSigners:
    'The moderators’ keys are not as they should be: two moderators whom this page knows have to sign them, and have not.',
};

/**
 * Gets everything that sealing needs. From here on no step needs the network until a sealed message is sent.
 *
 * @param isLive whether the site is live; then demonstration keys are refused
 */
export async function openForm(isLive: boolean): Promise<FormOpening> {
  if (!hasWhatItTakes()) return { isOpen: false, why: 'unsafe' };
  const keys = await findKeys();
  if (keys === 'noKeys' || keys === 'cutOff') return { isOpen: false, why: keys };
  let sealing: Sealing;
  try {
    sealing = await import('./sealing.ts');
  } catch {
    return { isOpen: false, why: 'cutOff' };
  }
  try {
    const today = new Date().toISOString().slice(0, 10);
    const bundle = sealing.readSignedBundle(keys.found, pins, today, isLive);
    return (await canSeal(sealing, bundle))
      ? { isOpen: true, bundle, sealing }
      : { isOpen: false, why: 'unsafe' };
  } catch (error) {
    if (error instanceof sealing.BundleRefused) return { isOpen: false, why: error.why };
    throw error;
  }
}

/**
 * Whether the browser has all that sealing and sending need, and got the page over a connection that nobody could
 * change.
 */
function hasWhatItTakes(): boolean {
  return (
    isSecureContext &&
    [Worker, crypto.getRandomValues, AbortSignal.timeout, String.prototype.toWellFormed].every(
      (each) => typeof each === 'function',
    )
  );
}

/** Whether this browser can seal. It seals an empty message, so that this is known before anybody types a word. */
async function canSeal({ sealMessage }: Sealing, bundle: KeyBundle): Promise<boolean> {
  const receiptId = '0'.repeat(32);
  const { epoch } = bundle;
  return sealMessage({ v: 1, kind: 'withdraw', via: 'self', epoch, noticeVersion, receiptId }, bundle).then(
    () => true,
    () => false,
  );
}

async function findKeys(): Promise<{ readonly found: unknown } | 'noKeys' | 'cutOff'> {
  const carried = document.getElementById('tell-keys')?.textContent;
  if (carried) return { found: parse(carried) };
  try {
    const answer = await fetch(bundlePath, {
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    });
    if (answer.status === 404) return 'noKeys';
    return answer.ok ? { found: parse(await answer.text()) } : 'cutOff';
  } catch {
    return 'cutOff';
  }
}

/** JSON as a value. What is no JSON becomes `undefined`, which the check of the bundle then refuses. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
