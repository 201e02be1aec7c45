import { noticeVersion } from '#envelope/message.ts';
import { showProblems } from './errors.ts';
import { closedBecause, type FormOpening, openForm } from './opening.ts';
import { emptyFields, forgetOnLeaving, partOfPage, showOnly } from './parts.ts';
import { forgetSending, isUnderWay, sendSealed } from './sending.ts';

/** Takes a story back by its receipt. From outside the message looks like a story. */
const form = partOfPage('tell-form', HTMLFieldSetElement);
const question = partOfPage('withdraw', HTMLElement);
const sending = partOfPage('sending', HTMLElement);
const receipt = partOfPage('tell-receipt', HTMLTextAreaElement);
const state = partOfPage('tell-state', HTMLElement);
const send = partOfPage('tell-send', HTMLButtonElement);

let open: Extract<FormOpening, { isOpen: true }> | undefined;

/** Seals the message that takes the story back. The receipt has been checked by whoever calls this. */
async function seal(
  opening: Extract<FormOpening, { isOpen: true }>,
  typed: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const { bundle, sealing } = opening;
  const receiptId = await sealing.receiptIdOf(typed);
  const { epoch } = bundle;
  return new Uint8Array(
    await sealing.sealMessage(
      { v: 1, kind: 'withdraw', via: 'self', epoch, noticeVersion, receiptId },
      bundle,
    ),
  );
}

async function finish(): Promise<void> {
  if (!open || isUnderWay()) return;
  const opening = open;
  const typed = opening.sealing.readReceipt(receipt.value);
  showProblems(
    question,
    typed === undefined
      ? [
          {
            field: 'receipt',
            says: 'That isn’t a receipt. It has seven words, or sixteen digits. Look for a slip in one of them.',
          },
        ]
      : [],
  );
  if (typed === undefined) return;
  showOnly(sending, [question, sending]);
  if ((await sendSealed(() => seal(opening, typed), opening.bundle.epoch)) === 'arrived') emptyFields(form);
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

function start(opening: FormOpening): void {
  if (!opening.isOpen) {
    state.textContent = `${closedBecause[opening.why]} Nothing can be typed here, and nothing is sent. You can still raise a concern about a story, without a receipt.`;
    return;
  }
  open = opening;
  partOfPage('tell-demo', HTMLElement).hidden = opening.bundle.demo !== true;
  partOfPage('tell-door', HTMLElement).hidden = true;
  form.hidden = false;
  form.disabled = false;
  send.disabled = false;
}

send.addEventListener('click', () => void finish());
partOfPage('sending-anew', HTMLButtonElement).addEventListener('click', askAgain);
partOfPage('sending-back', HTMLButtonElement).addEventListener('click', askAgain);
forgetOnLeaving(forgetAll);
void openForm(form.dataset['live'] === 'true').then(start);
