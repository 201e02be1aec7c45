/**
 * Where a presenter is: which slide is shown, and how much of it. The page itself is written by
 * `domain/teach/slide-markup.ts`.
 */

/** What the presenter's window and the window with the notes both show. */
export interface Place {
  /** The length of the lesson that is shown, in minutes: `20`, `35` or `50`. */
  cut: string;
  /** The slide, counted from 0. */
  index: number;
  /** How many answers of the slide are shown. */
  shown: number;
  /** Whether the screen is black. */
  black: boolean;
  /** Seconds left on the timer, and whether they are running. */
  left: number;
  running: boolean;
}

/** The place that this window shows. Whoever changes it draws it anew. */
export const place: Place = { cut: '50', index: 0, shown: 0, black: false, left: 0, running: false };

/** The element that holds everything that the presenter works on. */
export const main = document.querySelector('[data-present]') as HTMLElement;
export const root = document.documentElement;
/** The elements that hold the slides, one for each length. */
export const decks = [...main.querySelectorAll<HTMLElement>('.deck')];
/** Whether this window shows the teacher's notes. */
export const isNotes = location.hash === '#notes';
/** Whether this page was opened from a file, such as one on a USB stick. */
export const isFile = location.protocol === 'file:';

/** An element of the presenter that there is exactly one of, by its selector. */
export function partOfPresenter<T extends HTMLElement = HTMLElement>(selector: string): T {
  return main.querySelector(selector) as T;
}

/** The slides of the length that is shown. */
export function currentDeck(): HTMLElement {
  return decks.find((deck) => deck.dataset['cut'] === place.cut) ?? (decks[0] as HTMLElement);
}

export function currentSlides(): HTMLElement[] {
  return [...currentDeck().querySelectorAll<HTMLElement>(':scope > .slide')];
}

/** The answers of a slide, which are shown one at a time. */
export function answersOf(slide: HTMLElement | undefined): HTMLElement[] {
  return [...(slide?.querySelectorAll<HTMLElement>('.slide__reveal li') ?? [])];
}

/** Whether one slide is shown at a time; otherwise all of them stand in one long page. */
export function isPresenting(): boolean {
  return root.classList.contains('presenting');
}

/** How many seconds the activity lasts that a slide belongs to; 0 if it has no minutes of its own. */
export function secondsAt(index: number): number {
  const slides = currentSlides();
  const activity = slides[index]?.dataset['activity'];
  const first = slides.find((slide) => slide.dataset['activity'] === activity && slide.dataset['minutes']);
  return activity === undefined ? 0 : Number(first?.dataset['minutes'] ?? 0) * 60;
}
