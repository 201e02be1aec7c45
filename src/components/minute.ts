/**
 * A story's short version, a line or two to a screen: a tap or a key goes on to the next. Without this script it is scrolled; where
 * no script may run, it is a plain list.
 */
const minute = document.querySelector<HTMLElement>('.minute');
const screens = [...(minute?.children ?? [])] as HTMLElement[];
const steps: Readonly<Record<string, number>> = {
  ' ': 1,
  ArrowRight: 1,
  ArrowDown: 1,
  PageDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
  PageUp: -1,
};

/** The screen that is being read: the last that begins well above the foot of the window, or -1 before the first. */
function at(): number {
  return screens.findLastIndex((screen) => screen.getBoundingClientRect().top < innerHeight * 0.8);
}

/** Goes so many screens on. False where there is none, so that the page scrolls as it would. */
function go(by: number): boolean {
  const next = screens[at() + by];
  next?.scrollIntoView({
    block: 'center',
    behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth',
  });
  return next !== undefined;
}

minute?.addEventListener('click', () => {
  // Words that somebody has marked are to be kept, and not to be left.
  if (getSelection()?.isCollapsed !== false) go(1);
});
addEventListener('keydown', (event) => {
  const by = steps[event.key];
  if (!by || !minute?.offsetHeight || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey)
    return;
  // A link that has the focus keeps its keys, and so does a page that is somewhere else.
  if (document.activeElement?.closest('a, summary') || screens.length === 0) return;
  const isPast = at() === screens.length - 1 || (at() < 0 && by < 0);
  if (!isPast && go(by)) event.preventDefault();
});

export {};
