/**
 * A text with every character made visible that could hide or turn words around: controls, overrides of
 * writing direction, and those without width. Line ends and tabs stay as they are.
 */
export function visibleText(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(
      /(?![\n\t])(?:[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\u115F\u1160\u17B4\u17B5\u3164\uFFA0]|\u034F)/gu,
      (hidden) => `⟦U+${(hidden.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟧`,
    );
}

/** A text in which somebody edited what {@link visibleText} shows, with what it stood for in its place again. */
export function asTyped(shown: string): string {
  return shown.replaceAll(/⟦U\+([0-9A-F]{4,6})⟧/g, (mark, digits: string) => {
    const code = Number.parseInt(digits, 16);
    const hidden = code <= 0x10ffff ? String.fromCodePoint(code) : '';
    // What a teller wrote in this way by hand stays as they wrote it.
    return hidden !== '' && visibleText(hidden) === mark ? hidden : mark;
  });
}
