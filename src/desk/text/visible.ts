/**
 * A text in which every character that could hide or turn words around is written out, as in ⟦U+202E⟧: controls,
 * overrides of writing direction, and characters without width. Line ends and tabs stay as they are.
 */
export function visibleText(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(
      /(?![\n\t])(?:[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\u115F\u1160\u17B4\u17B5\u3164\uFFA0]|\u034F)/gu,
      (hidden) => `⟦U+${(hidden.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟧`,
    );
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
