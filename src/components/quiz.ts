/**
 * The script of the quiz: opens the answer as soon as somebody has chosen, and says whether they were right. Keeps
 * nothing.
 */
for (const question of document.querySelectorAll<HTMLFieldSetElement>('[data-quiz]')) {
  const said = question.querySelector('.quiz__said') as HTMLElement;
  const known = question.querySelector('details') as HTMLDetailsElement;
  question.addEventListener('change', (event) => {
    const { value } = event.target as HTMLInputElement;
    said.textContent =
      value === question.dataset['quiz']
        ? 'Yes, that’s what is known.'
        : 'Many people think so. Look at what is known.';
    known.open = true;
  });
}
