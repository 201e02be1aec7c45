import type { FormProblem } from './answers.ts';
import { partOfPage } from './parts.ts';

/**
 * Ties problems to their fields and sums them up at the head of a section, where the focus goes. Without problems it takes
 * all of that away.
 *
 * @param section holds `[data-errors]` for the sum, and for each field that may have a problem an empty `<field>-error`
 */
export function showProblems(section: HTMLElement, problems: readonly FormProblem[]): void {
  const summary = section.querySelector<HTMLElement>('[data-errors]');
  for (const error of section.querySelectorAll<HTMLElement>('[data-error]')) {
    error.textContent = '';
    document.getElementById(error.id.replace(/-error$/, ''))?.removeAttribute('aria-invalid');
  }
  if (!summary) return;
  summary.hidden = problems.length === 0;
  summary.replaceChildren();
  if (problems.length === 0) return;
  const title = document.createElement('p');
  title.textContent = problems.length === 1 ? 'One thing to sort first' : 'Some things to sort first';
  const list = document.createElement('ul');
  list.append(...problems.map(itemFor));
  summary.append(title, list);
  for (const { field, says } of problems) {
    const id = `tell-${field}`;
    document.getElementById(id)?.setAttribute('aria-invalid', 'true');
    const error = document.getElementById(`${id}-error`);
    if (error) error.textContent = says;
  }
  summary.focus();
}

/** A button and not a link, because the address of a link within the page would stand in the browser’s history. */
function itemFor({ field, says }: FormProblem): HTMLLIElement {
  const item = document.createElement('li');
  const jump = document.createElement('button');
  jump.type = 'button';
  jump.textContent = says;
  jump.addEventListener('click', () => partOfPage(`tell-${field}`, HTMLElement).focus());
  item.append(jump);
  return item;
}
