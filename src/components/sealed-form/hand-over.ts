import { looksSealed } from '#envelope/shape.ts';
import { showProblems } from './errors.ts';
import { emptyFields, forgetOnLeaving, part, showOnly } from './parts.ts';
import { forgetSending, isUnderWay, sendSealed } from './sending.ts';

/** Sends a sealed file that somebody carried here, as it is. It cannot be opened here, by anybody. */
const form = part('tell-form', HTMLFieldSetElement);
const question = part('hand-over', HTMLElement);
const sending = part('sending', HTMLElement);
const file = part('tell-file', HTMLInputElement);
const send = part('tell-send', HTMLButtonElement);

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
  if ((await sendSealed(async () => sealed)) === 'arrived') emptyFields(form);
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
part('sending-anew', HTMLButtonElement).addEventListener('click', askAgain);
part('sending-back', HTMLButtonElement).addEventListener('click', askAgain);
forgetOnLeaving(forgetAll);
part('tell-door', HTMLElement).hidden = true;
form.hidden = false;
form.disabled = false;
send.disabled = false;
