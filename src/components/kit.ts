/**
 * The script of a share kit: copies words, and hands a card to the device's own share sheet where there is one.
 * Without it the words can be selected, and every card is a plain link.
 */
const status = document.querySelector('[data-copied]') as HTMLElement;

/**
 * Says what was done. A screen reader reads only what changes, so the words are taken away first, to be read when they
 * are the same again.
 */
function say(words: string): void {
  status.textContent = '';
  setTimeout(() => {
    status.textContent = words;
  }, 50);
}

function wordsOf(id: string | undefined): string {
  return document.getElementById(id ?? '')?.textContent ?? '';
}

async function copy(button: HTMLButtonElement): Promise<void> {
  const { copy: id, name = 'the words' } = button.dataset;
  try {
    await navigator.clipboard.writeText(wordsOf(id));
    say(`Copied ${name}.`);
  } catch {
    // The browser does not let a page copy. So the words are selected, and the reader copies them.
    const words = document.getElementById(id ?? '');
    if (words) getSelection()?.selectAllChildren(words);
    say(
      `Could not copy by itself. ${name.charAt(0).toUpperCase()}${name.slice(1)} are selected: copy them now.`,
    );
  }
}

async function share(button: HTMLButtonElement): Promise<void> {
  const path = button.dataset['share'] ?? '';
  try {
    const picture = await (await fetch(path)).blob();
    const file = new File([picture], path.slice(path.lastIndexOf('/') + 1), { type: 'image/png' });
    await navigator.share({ files: [file], text: wordsOf(button.dataset['words']) });
    say('Handed over to your device.');
  } catch (error) {
    // Closing the share sheet is no failure.
    if ((error as Error).name !== 'AbortError')
      say('Your device did not take it. Download the card instead.');
  }
}

document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('button') : null;
  if (button?.dataset['copy'] !== undefined) void copy(button);
  else if (button?.dataset['share'] !== undefined) void share(button);
});

const sample = new File([''], 'card.png', { type: 'image/png' });
if (navigator.canShare?.({ files: [sample] })) {
  for (const button of document.querySelectorAll<HTMLElement>('[data-share]')) button.hidden = false;
}

export {};
