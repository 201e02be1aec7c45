import {
  answersOf,
  currentDeck,
  currentSlides,
  decks,
  isNotes,
  isPresenting,
  main,
  partOfPresenter,
  place,
  secondsAt,
} from './place.ts';

/** Draws the place that this window is at. */
export function drawPlace(): void {
  const slides = currentSlides();
  const slide = slides[place.index];
  for (const deck of decks) deck.classList.toggle('is-on', deck === currentDeck());
  for (const each of main.querySelectorAll('.slide')) {
    each.classList.toggle('is-on', each === slide);
    each.classList.toggle('is-next', each === slides[place.index + 1]);
  }
  const answers = answersOf(slide);
  for (const [index, answer] of answers.entries()) answer.classList.toggle('is-shown', index < place.shown);
  partOfPresenter('[data-place]').textContent = `${place.index + 1} of ${slides.length}`;
  const next = partOfPresenter<HTMLButtonElement>('.rail__next');
  next.textContent = place.shown < answers.length ? 'Show' : 'Next';
  next.disabled = place.index === slides.length - 1 && place.shown >= answers.length;
  partOfPresenter<HTMLButtonElement>('.rail__back').disabled = place.index === 0 && place.shown === 0;
  drawLengths();
  drawTimer();
  partOfPresenter('.dark').hidden = !place.black || isNotes;
  if (isNotes) return;
  if (isPresenting()) fitType();
  rememberPlace();
}

/** Marks the length that is shown, on the buttons of the menu and on the links of the page. */
function drawLengths(): void {
  for (const button of main.querySelectorAll<HTMLElement>('[data-do="20"], [data-do="35"], [data-do="50"]'))
    button.setAttribute('aria-pressed', String(button.dataset['do'] === place.cut));
  for (const link of main.querySelectorAll<HTMLElement>('[data-length]')) {
    if (link.dataset['length'] === place.cut) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
}

/** Keeps the place in the address, so that a reload finds it again. Nothing else remembers it. */
function rememberPlace(): void {
  try {
    history.replaceState(null, '', `#${place.cut}${place.index > 0 ? `-${place.index + 1}` : ''}`);
  } catch {
    // Some browsers forbid this in a page from a file. There, a reload begins again at the first slide.
  }
}

export function drawTimer(): void {
  const timer = partOfPresenter('.rail__timer');
  timer.hidden = secondsAt(place.index) === 0;
  timer.classList.toggle('is-running', place.running);
  timer.setAttribute('aria-pressed', String(place.running));
  partOfPresenter('[data-timer]').textContent =
    place.left === 0 && !timer.hidden ? 'Time' : clock(place.left);
}

function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Tells a screen reader what has happened. */
export function announce(words: string): void {
  partOfPresenter('[data-status]').textContent = words;
}

/** Sets the slide's type as large as the slide holds, but no larger than it was drawn. */
export function fitType(): void {
  const slide = currentSlides()[place.index];
  const box = slide?.querySelector<HTMLElement>('.slide__in');
  if (!slide || !box) return;
  const holds = () => box.scrollHeight <= box.clientHeight + 1 && box.scrollWidth <= box.clientWidth + 1;
  let [low, high] = [0.42, 1];
  slide.style.setProperty('--fit', '1');
  if (!holds()) {
    for (let round = 0; round < 6; round++) {
      const middle = (low + high) / 2;
      slide.style.setProperty('--fit', middle.toFixed(3));
      if (holds()) low = middle;
      else high = middle;
    }
    slide.style.setProperty('--fit', low.toFixed(3));
  }
  // What still does not fit, on a phone or magnified, is scrolled, and must be reached by keyboard.
  if (holds()) box.removeAttribute('tabindex');
  else box.tabIndex = 0;
  box.scrollTop = 0;
}
