import type { KeyPins } from '#domain/keys/signed-keys.ts';
import { BundleRefused, readSignedBundle } from '#envelope/bundle.ts';
import { bundlePath, dropPath, dropType, workHeader } from '#envelope/drop.ts';
import { newProbe } from '#envelope/probe.ts';
import { sealMessage } from '#envelope/seal.ts';
import { bodyHash, doWork } from '#envelope/work.ts';
import { readAsked, type WorkAsked, workGuessed } from '#envelope/work-asked.ts';

/** What came of a test message: whether the intake took it, and what to say. */
export interface ProbeOutcome {
  readonly isTaken: boolean;
  readonly says: string;
}

/** How long each answer may take, in milliseconds. */
const patience = 30_000;

/**
 * Seals a test message to the keys that a live site gives, as its form does, and sends it. That it was taken shows that the
 * way in is open; the desk says whether it arrived.
 *
 * @param pins the keys whose signatures count
 * @param today `YYYY-MM-DD`
 * @param isLive whether the site is live; then demonstration keys are refused
 */
export async function probeSite(
  url: string,
  pins: KeyPins,
  today: string,
  isLive: boolean,
  ask: typeof fetch = fetch,
): Promise<ProbeOutcome> {
  const notTaken = (says: string): ProbeOutcome => ({ isTaken: false, says });
  try {
    const answer = await ask(new URL(bundlePath, url), {
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
    });
    if (!answer.ok) return notTaken(`${bundlePath} answers ${answer.status}: the form is closed`);
    const bundle = readSignedBundle(await answer.json(), pins, today, isLive);
    const body = new Uint8Array(await sealMessage(newProbe(bundle.epoch), bundle));
    const send = (asked: WorkAsked) =>
      ask(new URL(dropPath, url), {
        method: 'POST',
        body,
        redirect: 'manual',
        headers: { 'content-type': dropType, [workHeader]: workOn(body, asked) },
        signal: AbortSignal.timeout(patience),
      });
    let sent = await send(workGuessed(bundle.epoch));
    for (let round = 0; sent.status === 428 && round < 5; round += 1) {
      const asked = readAsked(sent.headers.get(workHeader));
      if (!asked) break;
      sent = await send(asked);
    }
    if (sent.status !== 202)
      return notTaken(`${dropPath} answers ${sent.status}: the test message was not taken`);
    return {
      isTaken: true,
      says: `The test message was taken, sealed to epoch ${bundle.epoch}. Fetch what has come at the desk: it says that one has arrived, and deletes it`,
    };
  } catch (error) {
    if (error instanceof BundleRefused) return notTaken(`${error.message}. The form refuses it too`);
    return notTaken(
      `${url} does not answer as it should (${error instanceof Error ? error.message : error})`,
    );
  }
}

function workOn(body: Uint8Array, asked: WorkAsked): string {
  const work = doWork(bodyHash(body), asked);
  for (;;) {
    const { value, done } = work.next();
    if (done) return value;
  }
}
