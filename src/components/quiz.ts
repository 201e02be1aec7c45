/**
 * The script of the quiz: shows one thing at a time, opens the answer as soon as somebody has chosen, and says whether they
 * were right. Counts nothing and keeps nothing.
 */
const questions = [...document.querySelectorAll<HTMLElement>('.quiz__q')];
const on = document.querySelector('[data-quiz-on]') as HTMLElement;
const end = document.querySelector('[data-quiz-end]') as HTMLElement;
let at = 0;

/** Shows one question and no other; past the last one, the end. */
function showQuestion(index: number): void {
  at = index;
  for (const [each, question] of questions.entries()) question.hidden = each !== at;
  const isOver = at >= questions.length;
  on.hidden = isOver;
  end.hidden = !isOver;
}

/** Goes on, and takes whoever reads by ear or by keyboard along. */
function goOn(index: number): void {
  showQuestion(index);
  const heading = questions[at]?.querySelector('legend') ?? end.querySelector('h2');
  heading?.focus();
}

function showAll(): void {
  for (const question of questions) question.hidden = false;
  on.hidden = true;
  end.hidden = false;
  questions[at]?.querySelector('legend')?.focus();
}

document.querySelector('[data-quiz-next]')?.addEventListener('click', () => goOn(at + 1));
document.querySelector('[data-quiz-stop]')?.addEventListener('click', () => goOn(questions.length));
document.querySelector('[data-quiz-all]')?.addEventListener('click', showAll);
showQuestion(0);

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
