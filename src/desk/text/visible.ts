import { refusedIn } from '#domain/text/characters.ts';

/**
 * A text in which every character that no story may hold is written out, as in ⟦U+202E⟧: what shows nothing, or turns words
 * around. Line ends and tabs stay as they are.
 */
export function visibleText(text: string): string {
  const typed = text.replaceAll(/\r\n?/g, '\n');
  let shown = '';
  let from = 0;
  for (const { index } of refusedIn(typed)) {
    const code = typed.codePointAt(index) ?? 0;
    shown += `${typed.slice(from, index)}⟦U+${code.toString(16).toUpperCase().padStart(4, '0')}⟧`;
    from = index + String.fromCodePoint(code).length;
  }
  return shown + typed.slice(from);
}

/** Undoes {@link visibleText} in a text that somebody has edited meanwhile: puts the hidden characters back. */
export function asTyped(shown: string): string {
  return shown.replaceAll(/⟦U\+([0-9A-F]{4,6})⟧/g, (mark, digits: string) => {
    const code = Number.parseInt(digits, 16);
    const hidden = code <= 0x10ffff ? String.fromCodePoint(code) : '';
    // ⟦U+0041⟧ stands for no hidden character, so the teller typed it themselves, and it stays.
    return hidden !== '' && visibleText(hidden) === mark ? hidden : mark;
  });
}
