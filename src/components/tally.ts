import { type Count, shiftInWords } from '#domain/teach/shift.ts';

/** Shows the shift as it is typed. The numbers live in the boxes and nowhere else. */
for (const statement of document.querySelectorAll<HTMLElement>('[data-tally] [data-statement]')) {
  const inputs = [...statement.querySelectorAll('input')];
  const said = statement.querySelector('[data-shift]') as HTMLElement;
  const countOf = (time: string): Count => {
    const [agree = 0, notSure = 0, disagree = 0] = inputs
      .filter((input) => input.dataset['time'] === time)
      .map((input) => Number.parseInt(input.value, 10) || 0);
    return { agree, notSure, disagree };
  };
  statement.addEventListener('input', () => {
    said.textContent = shiftInWords(countOf('before'), countOf('after')) ?? '';
  });
  // A page that is shown again must not show what was typed in it.
  addEventListener('pagehide', () => {
    for (const input of inputs) input.value = '';
    said.textContent = '';
  });
}
