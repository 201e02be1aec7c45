import { partnerCodeInFours, readPartnerCode } from '#envelope/partner-code.ts';
import { partOfPage } from './parts.ts';

/**
 * The code of a partner, loaded by them for one visit. It lives in a variable of this page and nowhere else, and is forgotten when the page is
 * left.
 */
let loaded: string | undefined;

const file = partOfPage('tell-code-file', HTMLInputElement);
const typed = partOfPage('tell-code', HTMLInputElement);
const news = partOfPage('tell-code-news', HTMLElement);
const forgetButton = partOfPage('tell-code-forget', HTMLButtonElement);

/** What goes with a message: the code, while one is loaded. */
export function partnerCode(): string | undefined {
  return loaded;
}

/** Forgets the code, and empties the fields that it came by. */
export function forgetCode(words = ''): void {
  loaded = undefined;
  file.value = '';
  typed.value = '';
  forgetButton.hidden = true;
  news.textContent = words;
}

function load(text: string): void {
  const code = readPartnerCode(text);
  if (code === undefined) {
    forgetCode('That is no partner code. It has eight times four digits and letters from a to f.');
    return;
  }
  forgetCode();
  loaded = code;
  forgetButton.hidden = false;
  // The last digits tell one code from another. All of it need not stand on a screen.
  news.textContent = `The code that ends in ${partnerCodeInFours(code).slice(-4)} is loaded for this visit. It goes with what you send from this page until you leave it.`;
}

file.addEventListener('change', async () => {
  const chosen = file.files?.[0];
  // A code is short: a large file is something else, and need not be read.
  if (chosen) load(chosen.size < 10_000 ? await chosen.text() : '');
});
typed.addEventListener('change', () => {
  if (typed.value.trim() !== '') load(typed.value);
});
forgetButton.addEventListener('click', () => forgetCode('The code is forgotten.'));
