/**
 * The script of the card sort: says which card went to which pile, shows all answers at once, and can show one card at
 * a time, for a whole class to see. Keeps nothing.
 */
for (const sort of document.querySelectorAll<HTMLElement>('[data-cardsort]')) {
  const part = <E extends HTMLElement>(name: string) => sort.querySelector(`[data-${name}]`) as E;
  const cards = [...sort.querySelectorAll<HTMLElement>('[data-card]')];
  const said = part('said');
  const oneByOne = part<HTMLInputElement>('one-by-one');
  const [back, next] = [part<HTMLButtonElement>('back'), part<HTMLButtonElement>('next')];
  let at = 0;

  const words = (card: HTMLElement) => card.querySelector('legend')?.textContent ?? '';
  const counted = (pile: string) => sort.querySelectorAll(`input[value="${pile}"]:checked`).length;
  const count = () => {
    for (const pile of sort.querySelectorAll<HTMLElement>('[data-pile]')) {
      const number = counted(pile.dataset['pile'] ?? '');
      pile.textContent = number === 0 ? '' : `(${number})`;
    }
  };

  const draw = () => {
    const isOne = oneByOne.checked;
    sort.classList.toggle('is-one', isOne);
    cards.forEach((card, index) => {
      card.hidden = isOne && index !== at;
    });
    back.hidden = next.hidden = !isOne;
    back.disabled = at === 0;
    next.disabled = at === cards.length - 1;
  };

  const go = (to: number) => {
    at = Math.max(0, Math.min(cards.length - 1, to));
    draw();
    const card = cards[at];
    said.textContent = card ? `Card ${at + 1} of ${cards.length}: ${words(card)}` : '';
    card?.querySelector<HTMLInputElement>('input')?.focus();
  };

  sort.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    if (target === oneByOne) {
      at = 0;
      draw();
      said.textContent = oneByOne.checked ? `Card 1 of ${cards.length}` : `All ${cards.length} cards`;
      return;
    }
    const card = target.closest<HTMLElement>('[data-card]');
    const pile = target.closest('label')?.textContent?.trim();
    if (!card || !pile) return;
    count();
    const number = counted(target.value);
    said.textContent = `“${words(card)}” is now with ${pile}: ${number} ${number === 1 ? 'card' : 'cards'} there.`;
  });
  back.addEventListener('click', () => go(at - 1));
  next.addEventListener('click', () => go(at + 1));
  part('check').addEventListener('click', () => {
    const shown = oneByOne.checked ? cards.slice(at, at + 1) : cards;
    for (const card of shown) for (const why of card.querySelectorAll('details')) why.open = true;
    const placed = shown.filter((card) => card.querySelector('input:checked'));
    const alike = placed.filter(
      (card) => card.querySelector<HTMLInputElement>('input:checked')?.value === card.dataset['answer'],
    ).length;
    said.textContent =
      placed.length === 0
        ? 'What’s known is open under each card.'
        : `What’s known is open under each card. ${alike} of ${placed.length} stand where we would put them. Talk about the others.`;
  });
  const putBack = () => {
    for (const input of sort.querySelectorAll<HTMLInputElement>('input[type="radio"]')) input.checked = false;
    for (const why of sort.querySelectorAll('details')) why.open = false;
    at = 0;
    count();
    draw();
  };
  part('again').addEventListener('click', () => {
    putBack();
    said.textContent = 'All the cards are back in the middle.';
  });
  // Some browsers fill in again what was chosen before a page was left.
  putBack();
}
