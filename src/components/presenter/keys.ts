import { command } from './commands.ts';
import { currentSlides, isNotes, isPresenting, partOfPresenter, place, root } from './place.ts';

/** What each key asks for. A clicker sends PageDown and PageUp, and often a full stop for the black screen. */
const keys: Readonly<Record<string, string>> = {
  ArrowRight: 'next',
  ArrowDown: 'next',
  PageDown: 'next',
  ' ': 'next',
  ArrowLeft: 'back',
  ArrowUp: 'back',
  PageUp: 'back',
  Backspace: 'back',
  Home: 'first',
  End: 'last',
  b: 'black',
  '.': 'black',
  t: 'timer',
  n: 'notes',
  f: 'full',
};

/** Listens to the keyboard, while slides or notes are shown. */
export function listenToKeys(): void {
  addEventListener('keydown', (event) => {
    if (!isPresenting() && !isNotes) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.key === 'Escape') {
      partOfPresenter<HTMLDetailsElement>('.rail__tools').open = false;
      if (place.black) command('black');
      return;
    }
    const asked = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (asked === undefined || (isNotes && asked === 'notes')) return;
    const on = event.target instanceof Element ? event.target : root;
    // Space presses the button that has the focus; only where there is none does it turn the slide.
    if (event.key === ' ' && on.closest('button, a, summary, input')) return;
    // The notes are a long page, which these keys scroll.
    if (isNotes && /^Arrow(Up|Down)$|^Page/.test(event.key)) return;
    event.preventDefault();
    if (scrollsSlide(event.key)) return;
    // While the screen is black, any step brings the slides back and goes no further.
    command(
      place.black && asked !== 'black' ? 'black' : event.key === ' ' && event.shiftKey ? 'back' : asked,
    );
  });
}

/** Scrolls a slide that is longer than the screen, by the arrows up and down. Returns whether there was anything to scroll. */
function scrollsSlide(key: string): boolean {
  const box = currentSlides()[place.index]?.querySelector('.slide__in');
  if (!box || !/^Arrow(Up|Down)$/.test(key) || box.scrollHeight <= box.clientHeight + 1) return false;
  const isAtEnd =
    key === 'ArrowDown' ? box.scrollTop + box.clientHeight >= box.scrollHeight - 2 : box.scrollTop === 0;
  if (!isAtEnd) box.scrollBy(0, (key === 'ArrowDown' ? 1 : -1) * box.clientHeight * 0.6);
  return !isAtEnd;
}
