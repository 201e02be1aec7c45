import type { KeyBundle } from '#envelope/bundle.ts';
import {
  type Answers,
  type FormStep,
  formSteps,
  messageFrom,
  problemsIn,
  roomFor,
  roomInWords,
  stopFor,
  type Via,
} from './answers.ts';
import { showProblems } from './errors.ts';
import { closedBecause, type FormOpening, openForm, type Sealing } from './opening.ts';
import { emptyFields, forgetOnLeaving, partOfPage, showOnly } from './parts.ts';
import { forgetSending, isUnderWay, saveSealed, sendSealed } from './sending.ts';

/**
 * The story form, on the site and in the partner kit. Everything typed lives in the fields of the page and nowhere
 * else, until it is sealed; the page is emptied when it is left.
 */
const form = partOfPage('tell-form', HTMLFieldSetElement);
const via = (form.dataset['via'] ?? 'self') as Via;
const notice = partOfPage('tell-notice', HTMLElement);
const state = partOfPage('tell-state', HTMLElement);
const begin = partOfPage('tell-begin', HTMLButtonElement);
const demonstration = partOfPage('tell-demo', HTMLElement);

const age = partOfPage('tell-age', HTMLSelectElement);
const text = partOfPage('tell-text', HTMLTextAreaElement);
const language = partOfPage('tell-language', HTMLSelectElement);
const viewpoint = partOfPage('tell-viewpoint', HTMLSelectElement);
const liveCase = partOfPage('tell-live-case', HTMLSelectElement);
const receiptKind = partOfPage('tell-receipt', HTMLSelectElement);
const partner = document.getElementById('tell-partner');
const partnerField = document.getElementById('tell-partner-field');
const room = partOfPage('tell-room', HTMLElement);
const roomNews = partOfPage('tell-room-news', HTMLElement);
const receiptShown = partOfPage('tell-receipt-shown', HTMLElement);
const receiptWords = partOfPage('tell-receipt-words', HTMLElement);
const review = partOfPage('tell-review', HTMLElement);
const send = partOfPage('tell-send', HTMLButtonElement);
const keep = document.getElementById('tell-keep');

const sections = new Map<FormStep, HTMLElement>(
  formSteps.map((step) => [step, partOfPage(`step-${step}`, HTMLElement)]),
);
const sending = partOfPage('sending', HTMLElement);
/** All parts of the form of which one is shown at a time. */
const all = [...form.querySelectorAll<HTMLElement>('.step')];
// HTML does not have this attribute on a box to tick, so it is set here: browsers that remember what was ticked heed it.
for (const tick of form.querySelectorAll<HTMLInputElement>('[type="checkbox"]')) tick.autocomplete = 'off';

let open: { readonly bundle: KeyBundle; readonly sealing: Sealing } | undefined;
/** The receipt as it is shown. It exists only here, on the page and on the teller’s paper. */
let receipt: string | undefined;

function answersNow(): Answers {
  return {
    ageBand: age.value as Answers['ageBand'],
    partnerConfirms: partner instanceof HTMLInputElement && partner.checked,
    text: text.value,
    language: language.value,
    viewpoint: viewpoint.value as Answers['viewpoint'],
    consent: {
      site: isTicked('site'),
      lessons: isTicked('lessons'),
      quotes: isTicked('quotes'),
      print: isTicked('print'),
    },
    liveCase: liveCase.value as Answers['liveCase'],
    receiptKind: receiptKind.value as Answers['receiptKind'],
  };
}

function isTicked(use: keyof Answers['consent']): boolean {
  return partOfPage(`tell-consent-${use}`, HTMLInputElement).checked;
}

function show(step: FormStep): void {
  const section = sections.get(step) as HTMLElement;
  showProblems(section, []);
  if (step === 'review') fillReview();
  showOnly(section, all);
}

/** Goes on from a step if nothing is left to sort in it. */
function goOn(step: FormStep): void {
  if (!open) return;
  const answers = answersNow();
  const problems = problemsIn(step, answers, via, open.bundle.epoch);
  showProblems(sections.get(step) as HTMLElement, problems);
  if (problems.length > 0) return;
  const stop = step === 'age' ? stopFor(answers.ageBand, via) : undefined;
  const next = formSteps[formSteps.indexOf(step) + 1];
  if (stop) showOnly(partOfPage(`stop-${stop}`, HTMLElement), all);
  else if (next) show(next);
}

function goBack(step: FormStep): void {
  const previous = formSteps[formSteps.indexOf(step) - 1];
  if (previous) show(previous);
  else showNotice();
}

function showNotice(): void {
  form.hidden = true;
  notice.hidden = false;
  begin.focus();
}

function countRoom(): void {
  if (!open) return;
  const left = roomFor(answersNow(), via, open.bundle.epoch);
  room.textContent = roomInWords(left);
  // A screen reader says this only when the room begins to run out, and not with every key.
  roomNews.textContent =
    left < 0 ? 'It is too long now.' : left < nearlyFull ? 'There is little room left.' : '';
}
/** From how many bytes left the room is announced: about a hundred words. */
const nearlyFull = 600;

function makeReceipt(): void {
  const { value } = receiptKind;
  receipt = open && (value === 'words' || value === 'digits') ? open.sealing.newReceipt(value) : undefined;
  receiptWords.textContent = receipt ?? '';
  receiptShown.hidden = receipt === undefined;
}

/** Everything that was answered, in the words in which it was asked, each with a way back to it. */
function fillReview(): void {
  const { consent, text: words } = answersNow();
  const uses = (Object.keys(consent) as (keyof typeof consent)[]).filter((use) => consent[use]);
  const rows: readonly [FormStep, string, string][] = [
    ['age', 'How old you are', chosen(age)],
    ['story', 'Your story', words],
    ['viewpoint', 'Where you saw it from', chosen(viewpoint)],
    [
      'consent',
      'Where it may appear',
      uses.length > 0 ? uses.map((use) => nameOfUse(use)).join(', ') : 'Nowhere: only the moderators read it',
    ],
    ['liveCase', 'Is there a live case?', chosen(liveCase)],
    ['receipt', 'Your receipt', receipt ?? 'None: nobody will be able to find this story to take it back'],
  ];
  review.replaceChildren(...rows.flatMap(([step, label, answer]) => reviewRow(step, label, answer)));
}

function reviewRow(step: FormStep, label: string, answer: string): HTMLElement[] {
  const term = document.createElement('dt');
  term.textContent = label;
  const words = document.createElement('dd');
  words.textContent = answer;
  const change = document.createElement('dd');
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'tell__jump';
  button.textContent = 'Change';
  const what = document.createElement('span');
  what.className = 'vh';
  what.textContent = ` your answer to: ${label}`;
  button.append(what);
  button.addEventListener('click', () => show(step));
  change.append(button);
  return [term, words, change];
}

function chosen(select: HTMLSelectElement): string {
  return select.selectedOptions[0]?.textContent?.trim() ?? '';
}

function nameOfUse(use: keyof Answers['consent']): string {
  return partOfPage(`tell-consent-${use}-name`, HTMLElement).textContent?.trim() ?? '';
}

/** Seals what stands on the page now. */
async function sealNow(): Promise<Uint8Array<ArrayBuffer>> {
  if (!open) throw new Error('there are no keys to seal to');
  const { bundle, sealing } = open;
  const receiptId = receipt === undefined ? undefined : await sealing.receiptIdOf(receipt);
  const sealed = await sealing.sealMessage(messageFrom(answersNow(), via, bundle.epoch, receiptId), bundle);
  return new Uint8Array(sealed);
}

async function finish(way: 'send' | 'keep'): Promise<void> {
  if (!open || isUnderWay()) return;
  showOnly(sending, all);
  const { epoch } = open.bundle;
  const isDone =
    way === 'send' ? (await sendSealed(sealNow, epoch)) === 'arrived' : await saveSealed(sealNow, epoch);
  if (isDone) emptyForm();
}

function emptyForm(): void {
  emptyFields(form);
  // The last look shows the answers again, so it is emptied as well.
  review.replaceChildren();
  makeReceipt();
  askPartner();
  countRoom();
}

function forgetAll(): void {
  emptyForm();
  forgetSending();
  form.hidden = true;
  notice.hidden = false;
}

/** Between 12 and 15 the worker confirms that they are there; nobody else is asked. */
function askPartner(): void {
  if (partnerField) partnerField.hidden = age.value !== 'from12to15';
}

function start(opening: FormOpening): void {
  if (!opening.isOpen) {
    // Said before anything else, so that nobody reads four screens to find the door shut. The partner kit has no such line.
    const lead = document.getElementById('tell-lead');
    if (lead)
      lead.textContent = `This form is closed just now. ${closedBecause[opening.why]} Below are other ways to tell it.`;
    state.textContent = `${closedBecause[opening.why]} Nothing can be typed here, and nothing is sent. Other ways to tell it are above.`;
    return;
  }
  open = opening;
  demonstration.hidden = opening.bundle.demo !== true;
  partOfPage('tell-fingerprint-words', HTMLElement).textContent = opening.sealing.fingerprintOf(
    opening.bundle.recipients,
  );
  partOfPage('tell-fingerprint', HTMLElement).hidden = false;
  state.textContent = 'The form is ready. From here to the last step nothing leaves this device.';
  form.disabled = false;
  send.disabled = false;
  begin.disabled = false;
  begin.hidden = false;
  countRoom();
}

begin.addEventListener('click', () => {
  notice.hidden = true;
  form.hidden = false;
  show('age');
});
for (const [step, section] of sections) {
  section.querySelector('[data-on]')?.addEventListener('click', () => goOn(step));
  section.querySelector('[data-back]')?.addEventListener('click', () => goBack(step));
}
for (const back of form.querySelectorAll('[id^="stop-"] [data-back]'))
  back.addEventListener('click', () => show('age'));
age.addEventListener('change', askPartner);
text.addEventListener('input', countRoom);
receiptKind.addEventListener('change', makeReceipt);
partOfPage('tell-receipt-anew', HTMLButtonElement).addEventListener('click', makeReceipt);
send.addEventListener('click', () => void finish(via === 'partner' ? 'keep' : 'send'));
keep?.addEventListener('click', () => void finish('keep'));
partOfPage('sending-anew', HTMLButtonElement).addEventListener('click', () => {
  forgetAll();
  showNotice();
});
partOfPage('sending-back', HTMLButtonElement).addEventListener('click', () => {
  forgetSending();
  show('review');
});
forgetOnLeaving(forgetAll);
void openForm(form.dataset['live'] === 'true').then(start);
