import { html } from 'hono/html';
import type { DecidedText, Piece } from '../deidentify/carrying-out.ts';
import type { BrokenGrammar } from '../deidentify/grammar.ts';
import type { FlagQuestion } from '../deidentify/questions.ts';
import { visibleText } from '../text/visible.ts';
import type { Html } from './markup.ts';

/**
 * The text as it was told, its flags marked and the present question under the paragraph that it is about.
 *
 * @param panel the present question, as something to answer
 */
export function toldText(
  { pieces }: DecidedText,
  present: FlagQuestion | undefined,
  panel: Html | '',
  address: (question: FlagQuestion) => string,
): Html {
  const isOpenPlace = (piece: Piece) => present !== undefined && piece.question?.id === present.id;
  const anchor = pieces.findIndex((piece) => isOpenPlace(piece) && piece.state === 'open');
  const at = anchor === -1 ? pieces.findIndex(isOpenPlace) : anchor;
  const paragraphs = inParagraphs(pieces, ({ was }) => was);
  const isHere = (paragraph: readonly Shred[]) => paragraph.some(({ index }) => index === at && at !== -1);
  return html`<div class="as-told" dir="auto">${paragraphs.map(
    (paragraph) =>
      html`<p>${paragraph.map(({ piece, words }) => {
        const { question, state } = piece;
        if (question === undefined) return visibleText(words);
        const now = isOpenPlace(piece) ? ' flagged--now' : '';
        return html`<a class="flagged-word flagged--${state}${now}" href="${address(question)}"${isOpenPlace(piece) ? html` aria-current="true"` : ''}>${visibleText(words)}<span class="vh"> (${stateWords[state]})</span></a>`;
      })}</p>${isHere(paragraph) ? panel : ''}`,
  )}${at === -1 ? panel : ''}</div>`;
}

const stateWords: Readonly<Record<Piece['state'], string>> = {
  plain: '',
  open: 'to decide',
  kept: 'kept',
  changed: 'changed',
};

/** The text as it will be: what was put in is marked, and what reads as if it were broken is pointed at. */
export function textAsItWillBe({ pieces }: DecidedText, broken: readonly BrokenGrammar[]): Html {
  let from = 0;
  const placed = pieces.map((piece) => {
    const start = from;
    from += piece.is.length;
    return { ...piece, start };
  });
  return html`<div class="as-it-will-be" dir="auto">${inParagraphs(placed, ({ is }) => is).map(
    (paragraph) =>
      html`<p>${paragraph.map(({ piece, words, offset }) => {
        const start = (piece as (typeof placed)[number]).start + offset;
        const shown = withFaults(words, start, broken);
        if (piece.state === 'changed')
          return html`<ins class="put-in"><span class="vh">Put in: </span>${shown}</ins>`;
        return piece.state === 'open' ? html`<span class="still-open">${shown}</span>` : shown;
      })}</p>`,
  )}</div>`;
}

function withFaults(words: string, start: number, broken: readonly BrokenGrammar[]): Html | string {
  const here = broken.filter((fault) => fault.start < start + words.length && start < fault.end);
  if (here.length === 0) return visibleText(words);
  const pieces: (Html | string)[] = [];
  let at = 0;
  for (const fault of here) {
    const [begin, end] = [Math.max(0, fault.start - start), Math.min(words.length, fault.end - start)];
    if (begin < at) continue;
    pieces.push(
      visibleText(words.slice(at, begin)),
      html`<span class="broken">${visibleText(words.slice(begin, end))}</span>`,
    );
    at = end;
  }
  return html`${pieces}${visibleText(words.slice(at))}`;
}

/** A part of a piece that lies in one paragraph. */
interface Shred {
  readonly piece: Piece;
  readonly index: number;
  readonly words: string;
  /** Where it begins in its piece. */
  readonly offset: number;
}

function inParagraphs(pieces: readonly Piece[], wordsOf: (piece: Piece) => string): Shred[][] {
  const paragraphs: Shred[][] = [[]];
  for (const [index, piece] of pieces.entries()) {
    let offset = 0;
    for (const [number, words] of wordsOf(piece).split('\n').entries()) {
      if (number > 0) paragraphs.push([]);
      if (words !== '') paragraphs.at(-1)?.push({ piece, index, words, offset });
      offset += words.length + 1;
    }
  }
  return paragraphs.filter((paragraph) => paragraph.some(({ words }) => words.trim() !== ''));
}

/** Some words around a place, so that it can be judged without looking for it. */
export function around(text: string, start: number, end: number): Html {
  const before = text
    .slice(Math.max(0, start - 45), start)
    .replace(/^\S*\s/, '')
    .replaceAll('\n', ' ');
  const after = text
    .slice(end, end + 45)
    .replace(/\s\S*$/, '')
    .replaceAll('\n', ' ');
  return html`… ${visibleText(before)}<mark>${visibleText(text.slice(start, end))}</mark>${visibleText(after)} …`;
}
