/**
 * Filters the list of the page. The state is kept in the address's fragment, which no server sees, so that a
 * narrowed list can be passed on.
 */
const form = document.querySelector<HTMLFormElement>('[data-filters]');
const list = document.querySelector<HTMLElement>('[data-filtered]');

if (form && list) {
  const { one = '', many = '' } = form.dataset;
  const fieldsets = [...form.querySelectorAll<HTMLFieldSetElement>('[data-facet]')];
  const items = [...list.querySelectorAll<HTMLElement>('[data-theme]')];
  const status = document.querySelector('[data-count]') as HTMLElement;
  const picked = document.querySelector('[data-picked]') as HTMLElement;
  const empty = document.querySelector('[data-empty]') as HTMLElement;
  const chosen = (fieldset: HTMLFieldSetElement) =>
    [...fieldset.querySelectorAll<HTMLInputElement>('input:checked')].filter((input) => input.value !== '');

  const passes = (item: HTMLElement, fieldset: HTMLFieldSetElement): boolean => {
    const values = chosen(fieldset).map((input) => input.value);
    if (values.length === 0) return true;
    const own = (item.dataset[fieldset.dataset['facet'] ?? ''] ?? '').split(' ');
    switch (fieldset.dataset['mode']) {
      case 'none':
        return !values.some((value) => own.includes(value));
      case 'most':
        return Number(own[0]) <= Number(values[0]);
      default:
        return values.some((value) => own.includes(value));
    }
  };

  const show = () => {
    let shown = 0;
    for (const item of items) {
      item.hidden = !fieldsets.every((fieldset) => passes(item, fieldset));
      if (!item.hidden) shown += 1;
    }
    status.textContent = `${shown} ${shown === 1 ? one : many}`;
    empty.hidden = shown > 0;
    const on = fieldsets.flatMap(chosen);
    picked.replaceChildren(...on.map(offSwitch));
    picked.hidden = on.length === 0;
    const summary = form.querySelector('summary');
    if (summary)
      summary.textContent = on.length === 0 ? 'Narrow the list' : `Narrow the list (${on.length} on)`;
  };

  /** A button that takes one choice back. */
  const offSwitch = (input: HTMLInputElement): HTMLElement => {
    const button = document.createElement('button');
    button.type = 'button';
    const words = document.createElement('span');
    const isLeftOut = input.closest('fieldset')?.dataset['mode'] === 'none';
    const label = input.nextSibling?.textContent?.trim() ?? '';
    words.textContent = isLeftOut ? `Without ${label}` : label;
    const off = document.createElement('span');
    off.className = 'vh';
    off.textContent = ', take this off';
    button.append(words, off);
    button.addEventListener('click', () => {
      input.checked = false;
      const any = input.closest('fieldset')?.querySelector<HTMLInputElement>('input[value=""]');
      if (any) any.checked = true;
      save();
      show();
      status.focus();
    });
    return button;
  };

  const save = () => {
    const state = new URLSearchParams();
    for (const fieldset of fieldsets) {
      const values = chosen(fieldset).map((input) => input.value);
      if (values.length > 0) state.set(fieldset.dataset['facet'] ?? '', values.join(' '));
    }
    history.replaceState(null, '', state.size > 0 ? `#${state}` : location.pathname);
  };

  const restore = () => {
    const state = new URLSearchParams(location.hash.slice(1));
    for (const fieldset of fieldsets) {
      const values = (state.get(fieldset.dataset['facet'] ?? '') ?? '').split(' ');
      for (const input of fieldset.querySelectorAll('input')) input.checked = values.includes(input.value);
      // What is on is in sight.
      const under = fieldset.closest<HTMLDetailsElement>('.filters__more');
      if (under && chosen(fieldset).length > 0) under.open = true;
    }
    show();
  };

  form.addEventListener('input', () => {
    save();
    show();
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  addEventListener('hashchange', () => {
    if (location.hash === '' || location.hash.includes('=')) restore();
  });
  // Beside the list they are open. The style sheet shows them there at once; not every browser lets it.
  const details = form.querySelector('details');
  if (details && matchMedia('(min-width: 60rem)').matches) details.open = true;
  restore();
}
