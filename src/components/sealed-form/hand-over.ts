import { bundlePath } from '#envelope/drop.ts';
import { looksSealed } from '#envelope/shape.ts';
import { showProblems } from './errors.ts';
import { forgetCode, partnerCode } from './partner-code.ts';
import { emptyFields, forgetOnLeaving, partOfPage, showOnly } from './parts.ts';
import { forgetSending, isUnderWay, sendSealed } from './sending.ts';

/** Sends a sealed file that somebody carried here, as it is. It cannot be opened here, by anybody. */
const form = partOfPage('tell-form', HTMLFieldSetElement);
const question = partOfPage('hand-over', HTMLElement);
const sending = partOfPage('sending', HTMLElement);
const file = partOfPage('tell-file', HTMLInputElement);
const send = partOfPage('tell-send', HTMLButtonElement);

async function finish(): Promise<void> {
  if (isUnderWay()) return;
  const sealed = new Uint8Array((await file.files?.[0]?.arrayBuffer()) ?? new ArrayBuffer(0));
  const problem =
    sealed.length === 0
      ? 'Choose the file first.'
      : 'That doesn’t look like a sealed file, or part of it is missing. It was not sent, in case it can be read.';
  const isRight = looksSealed(sealed);
  showProblems(question, isRight ? [] : [{ field: 'file', says: problem }]);
  if (!isRight) return;
  showOnly(sending, [question, sending]);
  if ((await sendSealed(async () => sealed, await epochNow(), partnerCode())) === 'arrived')
    emptyFields(form);
}

/**
 * The number of the keys that are published, which is part of the work. Nothing is sealed here, so nobody checks them; if it is wrong, or
 * cannot be had, the server says what it asks for.
 */
async function epochNow(): Promise<number> {
  try {
    const { bundle } = await (await fetch(bundlePath, { credentials: 'omit', cache: 'no-store' })).json();
    return Number.isSafeInteger(bundle.epoch) ? bundle.epoch : 0;
  } catch {
    return 0;
  }
}

function forgetAll(): void {
  emptyFields(form);
  forgetSending();
  question.hidden = false;
}

function askAgain(): void {
  forgetAll();
  showOnly(question, [question, sending]);
}

send.addEventListener('click', () => void finish());
partOfPage('sending-anew', HTMLButtonElement).addEventListener('click', askAgain);
partOfPage('sending-back', HTMLButtonElement).addEventListener('click', askAgain);
// The code stays for the whole visit, and not a moment longer.
forgetOnLeaving(() => {
  forgetAll();
  forgetCode();
});
partOfPage('tell-door', HTMLElement).hidden = true;
form.hidden = false;
form.disabled = false;
send.disabled = false;
