/**
 * "Leave this page": hides the page at once, then replaces it, so that the way back does not lead here. Shift
 * three times does the same (GOV.UK's "Exit this page" pattern). Without this script the control is a plain link.
 */
const leave = document.getElementById('leave') as HTMLAnchorElement;
const announcement = document.getElementById('leave-status') as HTMLElement;
const root = document.documentElement;

const pressesToLeave = 3;
/** Milliseconds after which a press no longer counts. */
const patience = 5000;
let presses = 0;
let forget: number | undefined;

function go(): void {
  root.hidden = true;
  document.title = 'Loading';
  // The search and the filters keep their state in the fragment: it must not stay in the history.
  // A page that was opened from a file may not change its address.
  if (location.protocol !== 'file:') history.replaceState(null, '', '/');
  // Without a network there is nothing ordinary to go to but an empty page.
  location.replace(navigator.onLine ? leave.href : 'about:blank');
}

leave.addEventListener('click', (event) => {
  event.preventDefault();
  go();
});

addEventListener('keydown', (event) => {
  if (event.repeat) return;
  clearTimeout(forget);
  presses = event.key === 'Shift' ? presses + 1 : 0;
  const left = pressesToLeave - presses;
  if (left === 0) return go();
  announcement.textContent =
    presses > 0 ? `Shift: press ${left} more ${left === 1 ? 'time' : 'times'} to leave.` : '';
  forget = window.setTimeout(() => {
    presses = 0;
    announcement.textContent = '';
  }, patience);
});

// A step within the page replaces its entry in the history, so that leaving leaves no earlier step behind.
document.addEventListener('click', (event) => {
  const link =
    event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href^="#"]') : null;
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  location.replace(link.hash);
});

// A page taken out of the back-forward cache must not show what was left.
addEventListener('pageshow', (event) => {
  if (event.persisted && root.hidden) location.replace(leave.href);
});

root.classList.add('scripted');

export {};
