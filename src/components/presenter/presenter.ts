import { carryOut, chooseLength, command, goTo, present } from './commands.ts';
import { announce, drawPlace, drawTimer, fitType } from './draw.ts';
import { listenToKeys } from './keys.ts';
import { currentSlides, isNotes, isPresenting, main, partOfPresenter, place, root } from './place.ts';
import { listenToSwipes } from './swipes.ts';
import { keepSayingHello, listenToOtherWindow, tellNotes } from './windows.ts';

/**
 * Makes a page of slides (`domain/teach/slide-markup.ts`) a presenter: one slide at a time, by keyboard, clicker, button
 * or swipe; answers one by one; a timer without a sound; a black screen; the teacher's notes in a second window.
 * Keeps nothing but the place, in the fragment of the address.
 */

const tools = partOfPresenter<HTMLDetailsElement>('.rail__tools');

listenToOtherWindow(drawPlace, carryOut);
listenToKeys();
listenToSwipes();

main.addEventListener('click', (event) => {
  const asked = (event.target as Element).closest<HTMLElement>('[data-do]')?.dataset['do'];
  if (asked === undefined) return;
  command(asked);
  if (asked !== 'next' && asked !== 'back') tools.open = false;
});

// A press anywhere else closes the menu.
addEventListener('pointerdown', (event) => {
  if (!tools.contains(event.target as Node)) tools.open = false;
});

addEventListener('resize', () => {
  if (isPresenting() && !isNotes) fitType();
});

addEventListener('hashchange', followAddress);

if (isNotes) startNotes();
else startPresenter();

/**
 * Goes where the fragment of the address asks: `#35` is a length, `#35-4` its fourth slide, `#help` the last slide.
 * Returns whether a length was asked for.
 */
function followAddress(): boolean {
  const [, cut, number] = /^#(?:cut-)?(20|35|50)(?:-(\d+))?$/.exec(location.hash) ?? [];
  if (cut !== undefined) chooseLength(cut, number === undefined ? 0 : Number(number) - 1);
  else if (location.hash === '#help' && isPresenting()) goTo(currentSlides().length - 1);
  return cut !== undefined;
}

function startNotes(): void {
  root.classList.add('noting');
  document.title = `Notes: ${document.title}`;
  for (const details of main.querySelectorAll<HTMLDetailsElement>('.slide__reveal, .slide__notes'))
    details.open = true;
  drawPlace();
  keepSayingHello();
}

function startPresenter(): void {
  const isAsked = followAddress();
  if (!isAsked) chooseLength('50');
  // On a USB stick the page begins with what is beside it, and not with a slide.
  if (isAsked || main.dataset['present'] !== 'page') present(true);
  announce('');
  // Letters have other widths once the site's own fonts are there.
  void document.fonts?.ready.then(() => fitType());
  // One that a later slide is the first to need.
  document.fonts?.addEventListener('loadingdone', () => fitType());
  setInterval(countDown, 1000);
}

/** Takes a second off the timer, if it is running. */
function countDown(): void {
  if (!place.running) return;
  place.left = Math.max(0, place.left - 1);
  if (place.left === 0) {
    place.running = false;
    announce('Time.');
  }
  drawTimer();
  tellNotes();
}
