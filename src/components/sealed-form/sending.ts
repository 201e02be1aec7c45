import { workGuessed } from '#envelope/work-asked.ts';
import { type DeliveryOutcome, deliverParcel, NoWorker, type Parcel, saveAsFile } from './parcel.ts';
import { partOfPage } from './parts.ts';

/** A sealed message: ciphertext, in one size. */
type Sealed = Uint8Array<ArrayBuffer>;
/** How sending ended, or why it could not begin. */
type Ending = DeliveryOutcome | 'noWorker' | 'notSealed';

const headings: Readonly<Record<Ending, string>> = {
  arrived: 'It has arrived',
  busy: 'The server is too busy just now',
  full: 'The server has no room just now',
  refused: 'The server didn’t take it',
  cutOff: 'It hasn’t got through yet',
  noWorker: 'This browser can’t send it',
  notSealed: 'It couldn’t be sealed, so nothing was sent',
};
const advice: Readonly<Record<Exclude<Ending, 'arrived'>, string>> = {
  busy: 'Nothing is lost. Wait a few minutes and try again, or save the sealed file.',
  full: 'Nothing is lost. Try again tomorrow, or save the sealed file and hand it over.',
  refused: 'Trying again won’t help today. Save the sealed file and hand it over instead.',
  cutOff:
    'The connection was cut each time. It may have arrived all the same. You can try again: the very same sealed message goes out, so there can’t be two of it. Or save the sealed file and hand it over.',
  noWorker:
    'Sending takes some work in the background, which this browser won’t do. Save the sealed file and hand it over instead.',
  notSealed: 'Go back and look it over. If it happens again, another browser may do.',
};

const mayTryAgain: readonly Ending[] = ['busy', 'full', 'cutOff'];

const section = partOfPage('sending', HTMLElement);
const heading = partOfPage('sending-h', HTMLElement);
const news = partOfPage('sending-news', HTMLElement);
const arrived = partOfPage('sending-arrived', HTMLElement);
const saved = partOfPage('sending-saved', HTMLElement);
const again = partOfPage('sending-again', HTMLButtonElement);
const save = partOfPage('sending-save', HTMLButtonElement);
const back = partOfPage('sending-back', HTMLButtonElement);
const anew = partOfPage('sending-anew', HTMLButtonElement);

/** A sealed message that is being sent or kept, and how far it has got. */
interface Sending {
  readonly parcel: Parcel;
  isBusy: boolean;
}
/** Kept until it has arrived or is given up, so that no second copy is made. */
let current: Sending | undefined;

again.addEventListener('click', () => void trySending());
save.addEventListener('click', saveFile);

/** Whether a sealed message is on its way or waits to be tried again: then nothing may be sealed anew. */
export function isUnderWay(): boolean {
  return current !== undefined;
}

/**
 * Seals by the function given, does the work, sends, and says what happens.
 *
 * @param epoch the number of the moderators’ keys, which is part of the work
 * @param code of the partner who sends it
 */
export async function sendSealed(seal: () => Promise<Sealed>, epoch: number, code?: string): Promise<Ending> {
  return (await trySealing(seal, epoch, code)) ? trySending() : end('notSealed');
}

/**
 * Seals by the function given and hands the file over to be kept. Nothing is sent.
 *
 * @returns whether there is a file
 */
export async function saveSealed(seal: () => Promise<Sealed>, epoch: number): Promise<boolean> {
  if (!(await trySealing(seal, epoch))) {
    end('notSealed');
    return false;
  }
  heading.textContent = 'It is sealed';
  saveFile();
  heading.focus();
  return true;
}

/** Drops whatever was sealed, and takes the words about it away. */
export function forgetSending(): void {
  current = undefined;
  section.hidden = true;
  news.textContent = '';
  for (const each of [arrived, saved, again, save, back, anew]) each.hidden = true;
}

async function trySealing(seal: () => Promise<Sealed>, epoch: number, code?: string): Promise<boolean> {
  begin('Sealing it');
  news.textContent = 'It is being sealed on this device.';
  try {
    current = { parcel: { body: await seal(), asked: workGuessed(epoch), code }, isBusy: false };
    save.hidden = false;
    return true;
  } catch {
    // The error’s message could hold words of the story, so it is neither shown nor passed on.
    return false;
  }
}

async function trySending(): Promise<Ending> {
  const mine = current;
  if (!mine || mine.isBusy) return 'cutOff';
  mine.isBusy = true;
  begin('Sending it');
  /** Says nothing if somebody has given this message up meanwhile: the page may be at another story by then. */
  const say = (words: string) => {
    if (current === mine) news.textContent = words;
  };
  try {
    const outcome = await deliverParcel(mine.parcel, say, () => current === mine);
    return current === mine ? end(outcome) : outcome;
  } catch (error) {
    if (error instanceof NoWorker) return end('noWorker');
    throw error;
  } finally {
    mine.isBusy = false;
  }
}

function begin(title: string): void {
  section.hidden = false;
  heading.textContent = title;
  for (const each of [arrived, saved, again, back, anew]) each.hidden = true;
  heading.focus({ preventScroll: true });
}

function end(ending: Ending): Ending {
  heading.textContent = headings[ending];
  news.textContent = ending === 'arrived' ? '' : advice[ending];
  arrived.hidden = ending !== 'arrived';
  again.hidden = !mayTryAgain.includes(ending);
  back.hidden = ending !== 'notSealed';
  if (ending === 'arrived') {
    current = undefined;
    saved.hidden = true;
    save.hidden = true;
  }
  anew.hidden = ending !== 'arrived' && saved.hidden;
  heading.focus();
  return ending;
}

function saveFile(): void {
  if (!current) return;
  saveAsFile(current.parcel.body);
  saved.hidden = false;
  if (current.isBusy) return;
  // While the message is being sent, the news is about that, and not about the file that was kept.
  news.textContent = '';
  anew.hidden = false;
}
