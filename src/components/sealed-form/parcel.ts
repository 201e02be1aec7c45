import { dropPath, dropType, workHeader } from '#envelope/drop.ts';
import { partnerHeader } from '#envelope/partner-code.ts';
import { readAsked, type WorkAsked } from '#envelope/work-asked.ts';
import { askedAgainInWords, progressInWords } from './progress.ts';
import type { WorkNews, WorkOrder } from './proof-worker.ts';
// On the site a file of the same origin; in the partner kit, which has no other files, the address of a Blob.
import workerAddress from './proof-worker.ts?worker&url';

/** A sealed message on its way. Sent again it is the same bytes, so that it is never stored twice. */
export interface Parcel {
  readonly body: Uint8Array<ArrayBuffer>;
  /** The work that is to be proved: a guess, until the server has said what it asks. */
  asked: WorkAsked;
  /** The proof, once it is made. */
  proof?: string;
  /** The code of the partner who sends it. */
  readonly code?: string | undefined;
}

/** How an attempt to send ended. */
export type DeliveryOutcome = 'arrived' | 'busy' | 'full' | 'refused' | 'cutOff';

/** What is said while a parcel is on its way. */
export type NewsListener = (news: string) => void;

/** The browser will not run the worker. */
export class NoWorker extends Error {
  override readonly name = 'NoWorker';
}

/** Does the work, and says how far it is whenever that changes. */
async function prove({ body, asked }: Parcel, tell: NewsListener): Promise<string> {
  const worker = startWorker();
  try {
    return await new Promise((resolve, reject) => {
      let said = '';
      worker.addEventListener('message', ({ data }: MessageEvent<WorkNews>) => {
        if ('proof' in data) return resolve(data.proof);
        const news = progressInWords(data.share, asked.step);
        if (news !== said) tell(news);
        said = news;
      });
      worker.addEventListener('error', () => reject(new NoWorker('the worker did not run')));
      worker.postMessage({ body, asked } satisfies WorkOrder);
    });
  } finally {
    worker.terminate();
  }
}

interface ScriptPolicy {
  createScriptURL(address: string): string;
}
interface TrustedTypes {
  createPolicy(name: string, rules: ScriptPolicy): ScriptPolicy;
}

/** The one policy by which the page may turn a text into the address of a script. It allows the worker’s, and no other. */
const policy: ScriptPolicy = {
  createScriptURL: (address) => {
    if (address !== workerAddress) throw new TypeError('this page starts one worker and no other script');
    return address;
  },
};
const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
const trusted = trustedTypes?.createPolicy('sealed-form', policy) ?? policy;

function startWorker(): Worker {
  try {
    return new Worker(trusted.createScriptURL(workerAddress), { type: 'module' });
  } catch (cause) {
    throw new NoWorker('the browser has no workers', { cause });
  }
}

/** Seconds between one attempt and the next. After the last the teller decides. */
const waits = [2, 4, 8, 16];
/** Seconds after which an attempt counts as cut off. */
const patience = 30;
/** How often the server may ask for other work before it counts as busy. */
const mostRounds = 6;

/**
 * Does the work for a parcel and sends it, until it has arrived, the server refuses it, or nobody has answered five times. Where the server
 * asks for other work, that is done as well.
 *
 * @param tell hears what is going on
 * @param isWanted whether it is still to be sent
 * @throws {@link NoWorker}
 */
export async function deliverParcel(
  parcel: Parcel,
  tell: NewsListener,
  isWanted: () => boolean,
): Promise<DeliveryOutcome> {
  let [attempt, rounds] = [0, 0];
  /** Why there is more work to do, for as long as it is being done. */
  let why = '';
  while (isWanted()) {
    parcel.proof ??= await prove(parcel, (news) => tell(why + news));
    if (!isWanted()) break;
    tell(attempt === 0 ? 'Sending it.' : `Sending it again, the same one: attempt ${attempt + 1}.`);
    const outcome = await send(parcel);
    if (typeof outcome === 'object') {
      rounds += 1;
      why = `${askedAgainInWords(parcel.asked, outcome, parcel.code !== undefined)} `;
      parcel.asked = outcome;
      delete parcel.proof;
      if (rounds === mostRounds) return 'busy';
      continue;
    }
    const wait = waits[attempt];
    if (wait === undefined || (outcome !== 'cutOff' && outcome !== 'busy')) return outcome;
    tell(
      `${outcome === 'busy' ? 'The server is busy.' : 'The connection was cut.'} Trying again in ${wait} seconds.`,
    );
    await new Promise((resolve) => setTimeout(resolve, wait * 1000));
    attempt += 1;
  }
  return 'cutOff';
}

/** @returns what the server asks for, if it asks for other work */
async function send({ body, proof = '', code }: Parcel): Promise<DeliveryOutcome | WorkAsked> {
  try {
    const { status, headers } = await fetch(dropPath, {
      method: 'POST',
      body,
      headers: { 'content-type': dropType, [workHeader]: proof, ...(code && { [partnerHeader]: code }) },
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(patience * 1000),
    });
    if (status === 202) return 'arrived';
    if (status === 428) return readAsked(headers.get(workHeader)) ?? 'refused';
    if (status === 503) return 'busy';
    return status === 507 ? 'full' : 'refused';
  } catch {
    // The connection broke, and the server may have the message or not. Sending the same bytes again is right in both cases.
    return 'cutOff';
  }
}

/** Hands a sealed message to the browser as a file to keep. The name says nothing: no day, no kind. */
export function saveAsFile(body: Uint8Array<ArrayBuffer>): void {
  const address = URL.createObjectURL(new Blob([body], { type: dropType }));
  const link = document.createElement('a');
  link.href = address;
  link.download = 'sealed.age';
  link.click();
  // Some browsers read the address a moment after the press.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
