/**
 * An element of the page that a script cannot do without.
 *
 * @throws if the page has no such element
 */
export function partOfPage<T extends HTMLElement>(id: string, kind: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no ${kind.name} called ${id}`);
  return found;
}

/** Empties every field within an element, as if nobody had been there. */
export function emptyFields(within: HTMLElement): void {
  for (const field of within.querySelectorAll('input, select, textarea')) {
    if (field instanceof HTMLSelectElement) field.selectedIndex = 0;
    else if (field instanceof HTMLTextAreaElement) field.value = '';
    else if (field instanceof HTMLInputElement) {
      field.checked = false;
      field.value = '';
    }
  }
}

/**
 * Forgets everything when the page is left, by whatever way, and again when it comes back out of the browser’s memory.
 * At once as well, because some browsers fill fields in by themselves.
 */
export function forgetOnLeaving(forget: () => void): void {
  forget();
  addEventListener('pagehide', forget);
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) forget();
  });
}

/**
 * Shows one of several sections and puts the focus on its heading, for those who hear the page. Scrolls to the section, or to
 * what is marked as the top around it: the words before it have been read.
 */
export function showOnly(shown: HTMLElement, among: readonly HTMLElement[]): void {
  for (const each of among) each.hidden = each !== shown;
  shown.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
  (shown.closest('[data-top]') ?? shown).scrollIntoView();
}
