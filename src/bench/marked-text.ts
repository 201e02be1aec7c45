/** A stretch of text that identifies: directly, or together with others. Offsets are UTF-16 code units. */
export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly group: 'direct' | 'quasi';
}

/** A text with what identifies in it marked by a person. */
export interface MarkedText {
  readonly text: string;
  readonly marks: readonly Mark[];
}

/** Texts from a file of marked-up paragraphs: `tests/fixtures/deid/README.md` says how they are written. */
export function markedTexts(file: string): MarkedText[] {
  return file
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n')
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim().replace(/\s*\n\s*/g, ' '))
    .filter((paragraph) => paragraph !== '')
    .map(markedText);
}

/**
 * One text from its marked-up form: `I was [[q:fourteen]] when [[d:Shona]] rang.`
 *
 * @throws if brackets are left over, which means that a mark is misspelt
 */
export function markedText(markup: string): MarkedText {
  const marks: Mark[] = [];
  let text = '';
  let from = 0;
  for (const match of markup.matchAll(/\[\[([dq]):([^[\]]+)\]\]/g)) {
    const [whole, letter, words = ''] = match;
    text += markup.slice(from, match.index);
    marks.push({
      start: text.length,
      end: text.length + words.length,
      group: letter === 'd' ? 'direct' : 'quasi',
    });
    text += words;
    from = match.index + whole.length;
  }
  text += markup.slice(from);
  if (/\[\[|\]\]/.test(text)) throw new Error(`A mark is misspelt in "${markup.slice(0, 80)}…"`);
  return { text, marks };
}
