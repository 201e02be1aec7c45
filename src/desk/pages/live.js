// Makes a page of the desk live: sends its forms and follows its links without drawing the whole page anew, and gives its buttons
// keys. It knows nothing of stories. Without it every form and link does the same.

/** @param {HTMLElement | null} element */
function show(element) {
  if (!element) return;
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: 'nearest' });
}

/** The page that an address or a form leads to, in place of the one that is here. */
async function swapFor(url, options) {
  const main = document.querySelector('main');
  main?.setAttribute('aria-busy', 'true');
  const response = await fetch(url, { ...options, credentials: 'same-origin' });
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const here = page.querySelector('main');
  if (!main || !here || !page.querySelector('script[src="/look/live.js"]')) {
    location.assign(response.url);
    return;
  }
  const tops = [...document.querySelectorAll('.pane')].map((pane) => pane.scrollTop);
  main.replaceWith(document.importNode(here, true));
  document.title = page.title;
  history.replaceState(
    null,
    '',
    new URL(response.url).pathname + new URL(response.url).search.replace(/[?&]notice=[^&]*/, ''),
  );
  for (const [index, pane] of [...document.querySelectorAll('.pane')].entries())
    pane.scrollTop = tops[index] ?? 0;
  show(document.getElementById('here') ?? document.querySelector('main'));
  document.querySelector('.as-it-will-be .beside')?.scrollIntoView({ block: 'nearest' });
}

let isBusy = false;
/** One thing at a time: what is pressed while a form is on its way is not a decision about what comes next. */
async function once(act) {
  if (isBusy) return;
  isBusy = true;
  try {
    await act();
  } finally {
    isBusy = false;
  }
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.closest('main')) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form, event.submitter));
  once(() => swapFor(form.action, { method: 'POST', body }));
});

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('main a') : null;
  if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (link.origin !== location.origin || link.pathname !== location.pathname) return;
  event.preventDefault();
  once(() => swapFor(link.href, {}));
});

// Keys work while the focus is in the question, and never while somebody writes.
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isBusy) return;
  const at = document.activeElement;
  if (!at?.closest('#here') || (at instanceof HTMLInputElement && at.type === 'text')) return;
  const wanted =
    document.querySelector(`#here [data-key="${CSS.escape(event.key.toLowerCase())}"]`) ??
    document.querySelector(`main [data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!(wanted instanceof HTMLElement)) return;
  event.preventDefault();
  if (wanted instanceof HTMLInputElement && wanted.type === 'text') wanted.focus();
  else wanted.click();
});

show(document.getElementById('here'));
