import { announce, drawPlace } from './draw.ts';
import { answersOf, currentSlides, isNotes, main, place, root, secondsAt } from './place.ts';
import { askPresenter, openNotes, tellNotes } from './windows.ts';

/** Everything that a key, a button or the window with the notes can ask for. */
const commands: Readonly<Record<string, () => void>> = {
  next() {
    const answers = answersOf(currentSlides()[place.index]);
    if (place.shown >= answers.length) {
      if (place.index < currentSlides().length - 1) goTo(place.index + 1);
      return;
    }
    place.shown += 1;
    showPlace();
    announce(answers[place.shown - 1]?.textContent ?? '');
  },
  back() {
    if (place.shown > 0) {
      place.shown -= 1;
      showPlace();
    } else if (place.index > 0) goTo(place.index - 1, true);
  },
  first: () => goTo(0),
  last: () => goTo(currentSlides().length - 1),
  black() {
    place.black = !place.black;
    showPlace();
    announce(place.black ? 'The screen is black.' : 'The slides are back.');
  },
  timer() {
    if (secondsAt(place.index) === 0) return;
    if (place.left === 0) place.left = secondsAt(place.index);
    place.running = !place.running;
    showPlace();
  },
  notes() {
    if (!openNotes()) announce('The browser did not open a second window.');
  },
  full() {
    if (document.fullscreenElement) void document.exitFullscreen();
    else root.requestFullscreen?.().catch(() => announce('The browser did not go to full screen.'));
  },
  page: () => present(false),
  present: () => present(true),
  '20': () => chooseLength('20'),
  '35': () => chooseLength('35'),
  '50': () => chooseLength('50'),
};

/** Carries out a command, if there is one of that name. */
export function carryOut(name: string): void {
  commands[name]?.();
}

/** Carries out what was pressed in this window. The notes have no slides of their own to turn: they ask the presenter. */
export function command(name: string): void {
  if (isNotes && name !== 'full') askPresenter(name);
  else carryOut(name);
}

/** Goes to a slide, counted from 0. Whoever comes from the slide after it finds its answers shown. */
export function goTo(index: number, isBack = false): void {
  const slides = currentSlides();
  const to = Math.max(0, Math.min(index, slides.length - 1));
  const activityAt = (at: number) => slides[at]?.dataset['activity'];
  if (activityAt(to) !== activityAt(place.index))
    Object.assign(place, { left: secondsAt(to), running: false });
  Object.assign(place, { index: to, shown: isBack ? answersOf(slides[to]).length : 0, black: false });
  showPlace();
  announce(`${to + 1} of ${slides.length}: ${slides[to]?.querySelector('.slide__h')?.textContent ?? ''}`);
}

/** Changes to another length of the lesson, and goes to one of its slides. */
export function chooseLength(cut: string, index = 0): void {
  Object.assign(place, { cut, index: 0, shown: 0, running: false });
  place.left = secondsAt(index);
  goTo(index);
}

/** Shows one slide at a time, or all of them as one long page. */
export function present(isPresented: boolean): void {
  root.classList.toggle('presenting', isPresented);
  for (const details of main.querySelectorAll<HTMLDetailsElement>('.slide__reveal'))
    details.open = isPresented;
  drawPlace();
  scrollTo(0, 0);
}

/** Draws the place here, and has the notes draw it. */
function showPlace(): void {
  drawPlace();
  tellNotes();
}
