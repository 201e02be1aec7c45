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
/** True while Shift is down and nothing else has been pressed or clicked since. */
let isAlone = false;

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

/** Whatever is done with Shift held down, such as marking words, is no wish to leave: the presses before it no longer count. */
function forgetPresses(): void {
  clearTimeout(forget);
  isAlone = false;
  presses = 0;
  announcement.textContent = '';
}
for (const other of ['pointerdown', 'click', 'wheel', 'input']) addEventListener(other, forgetPresses, true);

// A press counts when it ends, so that Shift with something else is none.
addEventListener('keydown', (event) => {
  isAlone = event.key === 'Shift' && !event.ctrlKey && !event.altKey && !event.metaKey;
  if (!isAlone) forgetPresses();
});
addEventListener('keyup', (event) => {
  if (event.key !== 'Shift' || !isAlone) return;
  isAlone = false;
  clearTimeout(forget);
  presses += 1;
  const left = pressesToLeave - presses;
  if (left === 0) return go();
  announcement.textContent = `Shift: press ${left} more ${left === 1 ? 'time' : 'times'} to leave.`;
  forget = window.setTimeout(forgetPresses, patience);
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
