import { escapeHtml } from '../text/escape.ts';
import { type Cut, cardAnswers, cutMinutes } from '../words/vocabularies.ts';
import type { Slide } from './slides.ts';

/**
 * Slides as HTML, for the presenter on the site and for the one that plays from a USB stick. Without script it is
 * one long page; `components/presenter/` makes it a presenter, and `styles/slides.css` draws both. Every word is
 * escaped, and there is no style and no script in it, so that the strictest policy lets it through.
 */

/** The slides of one length. */
export interface Deck {
  readonly cut: Cut;
  readonly slides: readonly Slide[];
}

/** The length that is shown until another is chosen, and the only one without script. */
export const usualCut: Cut = 'fifty';

/** The fragment that asks for a length: `#20`, `#35` or `#50`. */
export function fragmentOf(cut: Cut): string {
  return String(cutMinutes[cut]);
}

/**
 * Everything that the presenter works with: the lengths, the slides of each, and its controls.
 *
 * @param begins what is shown first where there is script: one slide, or the page of all
 * @param siteUrl where the site is, without a slash at the end; empty on the site itself
 */
export function htmlOfPresenter(
  decks: readonly Deck[],
  begins: 'slide' | 'page' = 'slide',
  siteUrl = '',
): string {
  return `<div class="present" data-present="${begins}">${lengths(decks)}<div class="stage">${decks.map((deck) => htmlOfDeck(deck, siteUrl)).join('')}<button class="dark" type="button" data-do="black" hidden><span>The screen is black. Press B, or here, to go on.</span></button></div>${rail(decks)}<p class="vh" role="status" data-status></p></div>`;
}

/** The slides of one length. */
export function htmlOfDeck({ cut, slides }: Deck, siteUrl = ''): string {
  const minutes = fragmentOf(cut);
  const usual = cut === usualCut ? ' deck--usual' : '';
  return `<section class="deck${usual}" id="cut-${minutes}" data-cut="${minutes}" aria-label="${minutes} minutes">${slides
    .map((slide, index) => htmlOfSlide(slide, `s${minutes}-${index + 1}`, index + 1, slides.length, siteUrl))
    .join('')}</section>`;
}

/** One slide. `id` must be unique in the page. */
export function htmlOfSlide(slide: Slide, id: string, number: number, total: number, siteUrl = ''): string {
  const minutes = slide.minutes === undefined ? '' : ` data-minutes="${slide.minutes}"`;
  const activity = slide.activity === '' ? '' : ` data-activity="${escapeHtml(slide.activity)}"`;
  return `<div role="group" class="slide slide--${slide.layout} fit-${fitOf(slide)}" id="${id}" aria-labelledby="${id}-h"${activity}${minutes}><div class="slide__in">${inside(slide, `${id}-h`, siteUrl)}</div><p class="slide__n">${number} of ${total}</p>${notes(slide)}</div>`;
}

/** How far type is set smaller so that a slide holds its words: 0 for not at all. */
export const typeScales = [1, 0.86, 0.74, 0.63, 0.54, 0.46] as const;
export type Fit = 0 | 1 | 2 | 3 | 4 | 5;

/**
 * The size of type that a slide will need, judged by its words. In a browser the presenter then measures; a page
 * without script and a slides file have this alone.
 *
 * @param letterWidth how wide a letter is on average, as a share of its size
 */
export function fitOf(slide: Slide, letterWidth = 0.52): Fit {
  const found = typeScales.findIndex(
    (fit) => heightOf(slide, fit, letterWidth) <= roomOf[slide.layout].height,
  );
  return (found === -1 ? typeScales.length - 1 : found) as Fit;
}

/** Sizes in units of 1/128 of a slide's width: room for words, and type at its largest. */
const roomOf: Readonly<
  Record<Slide['layout'], { width: number; height: number; heading: number; lines: number }>
> = {
  title: { width: 112, height: 32, heading: 11.5, lines: 4.4 },
  question: { width: 98, height: 50, heading: 10, lines: 4.2 },
  known: { width: 112, height: 34, heading: 12, lines: 4.2 },
  endings: { width: 112, height: 22, heading: 5.6, lines: 8.6 },
  list: { width: 114, height: 51, heading: 7.2, lines: 4.2 },
  story: { width: 100, height: 52, heading: 3.4, lines: 5.2 },
  help: { width: 114, height: 51, heading: 7.2, lines: 5 },
};
/** No words to be read from the back of a room are smaller: 26 px where the slide is 1,280 px wide. */
const least = 2.1;

function heightOf({ layout, heading, lines, reveal }: Slide, fit: number, letterWidth: number): number {
  const room = roomOf[layout];
  const rows = (text: string, size: number, width: number) =>
    Math.ceil((text.length * size * letterWidth) / width) * size;
  const size = Math.max(least, room.lines * fit);
  const columns = isMatch(lines) ? 2 : 1;
  const of = (texts: readonly string[]) =>
    texts.reduce((sum, text) => sum + rows(text, size, room.width / columns) * 1.3 + size * 0.35, 0);
  return rows(heading, Math.max(3, room.heading * fit), room.width) * 1.02 + of(lines) / columns + of(reveal);
}

function inside(slide: Slide, id: string, siteUrl: string): string {
  const { layout, lines } = slide;
  const heading = `<h2 class="slide__h" id="${id}">${escapeHtml(slide.heading)}</h2>`;
  const foot = slide.foot === undefined ? '' : `<p class="slide__foot">${escapeHtml(slide.foot)}</p>`;
  switch (layout) {
    case 'title':
      return `<div class="slide__top">${heading}${paragraphs(lines)}${foot}</div>${parting()}`;
    case 'question':
      return `<span class="bars" aria-hidden="true"></span><div class="slide__words">${heading}${paragraphs(lines)}${reveal(slide)}${foot}</div>`;
    case 'known':
      return `${parting(slide.told, 'The story you hear')}${heading}${paragraphs(lines)}${reveal(slide)}${foot}`;
    case 'endings':
      return `${heading}${parting(slide.told)}<p class="slide__lived">${escapeHtml(lines[0] ?? '')}</p>${foot}`;
    case 'list':
      return `${heading}${list(lines)}${reveal(slide)}${foot}`;
    case 'story':
      return `${heading}<div class="slide__spine">${paragraphs(lines)}</div>${foot}`;
    case 'help':
      return `${heading}<ul class="slide__help">${lines.map(route).join('')}</ul><p class="slide__tell"><a href="${escapeHtml(siteUrl)}/if-you-tell/">What happens if I tell?</a></p>${foot}`;
  }
}

/** The parting: what is told lifts away from what is lived. */
function parting(told?: string, label?: string): string {
  const words =
    told === undefined
      ? ''
      : `<p class="slide__told slide__told--${toldSize(told, label)}">${label ? `<b>${escapeHtml(label)}</b> ` : ''}${escapeHtml(told)}</p>`;
  return `<div class="slide__hill drift"><svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" focusable="false"><path class="gap" d="M0 100 100 0V100Z"></path><path class="told-line" d="M0 100 100 0"></path></svg>${words}</div><span class="ground"></span>`;
}

/** Told words keep to one line: the longer, the smaller. */
function toldSize(told: string, label = ''): number {
  const length = told.length + label.length * 0.6;
  return [38, 54, 74].findIndex((most) => length <= most) + 1 || 4;
}

function paragraphs(lines: readonly string[]): string {
  return lines.map((line) => `<p class="slide__p">${escapeHtml(line)}</p>`).join('');
}

function list(lines: readonly string[]): string {
  if (lines.length === 0) return '';
  if (!isMatch(lines)) return `<ul class="slide__list">${lines.map(item).join('')}</ul>`;
  const [lefts, rights] = [
    lines.filter((line) => /^\d/.test(line)),
    lines.filter((line) => !/^\d/.test(line)),
  ];
  return `<div class="slide__pairs">${[lefts, rights].map((half) => `<ul class="slide__list">${half.map(item).join('')}</ul>`).join('')}</div>`;
}

/** Numbered things to be matched with lettered ones. */
function isMatch(lines: readonly string[]): boolean {
  return lines.some((line) => /^1\. /.test(line)) && lines.some((line) => /^A\. /.test(line));
}

function reveal({ reveal: answers }: Slide): string {
  if (answers.length === 0) return '';
  return `<details class="slide__reveal"><summary>Show the answer</summary><ul class="slide__list">${answers.map(item).join('')}</ul></details>`;
}

/** A line; its letter, its number or its verdict stands out. */
function item(line: string): string {
  const { mark, rest } = markOf(line);
  return mark === undefined
    ? `<li>${escapeHtml(line)}</li>`
    : `<li><b>${escapeHtml(mark)}</b> <span>${escapeHtml(rest)}</span></li>`;
}

/** Parts the letter, number or verdict that a line begins with from its words. */
export function markOf(line: string): { readonly mark?: string; readonly rest: string } {
  const [, letter, afterLetter] = /^([A-Z]|\d\d?)\. (.+)$/s.exec(line) ?? [];
  if (letter !== undefined) return { mark: letter, rest: afterLetter ?? '' };
  const verdict = Object.values(cardAnswers).find((answer) => line.startsWith(`${answer}. `));
  return verdict === undefined ? { rest: line } : { mark: verdict, rest: line.slice(verdict.length + 2) };
}

/** The parts of a line of the help slide: name, number if there is one, for whom. */
export function routeOf(line: string): {
  readonly name: string;
  readonly phone?: string;
  readonly rest: string;
} {
  const [name = '', ...rest] = line.split(' · ');
  const [phone, ...others] = rest;
  return phone !== undefined && /^[\d +]+$/.test(phone)
    ? { name, phone, rest: others.join(' · ') }
    : { name, rest: rest.join(' · ') };
}

function route(line: string): string {
  const { name, phone, rest } = routeOf(line);
  const number = phone === undefined ? '' : `<strong class="num">${escapeHtml(phone)}</strong> `;
  return `<li><b>${escapeHtml(name)}</b> ${number}<span>${escapeHtml(rest)}</span></li>`;
}

function notes({ notes: lines }: Slide): string {
  if (lines.length === 0) return '';
  return `<details class="slide__notes"><summary>For the teacher</summary><ul>${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ul></details>`;
}

function lengths(decks: readonly Deck[]): string {
  const links = decks.map(
    ({ cut }) =>
      `<li><a href="#cut-${fragmentOf(cut)}" data-length="${fragmentOf(cut)}">${fragmentOf(cut)} minutes</a></li>`,
  );
  return `<nav class="lengths" aria-label="Length of the lesson"><ul>${links.join('')}</ul><button class="btn lengths__go" type="button" data-do="present">Present</button></nav>`;
}

function rail(decks: readonly Deck[]): string {
  const lengthButtons = decks
    .map(
      ({ cut }) => `<button type="button" data-do="${fragmentOf(cut)}">${fragmentOf(cut)} minutes</button>`,
    )
    .join('');
  const tools = [
    ['notes', 'Teacher notes in a second window', 'N'],
    ['full', 'Full screen', 'F'],
    ['black', 'Black screen', 'B'],
    ['page', 'All slides as one page', ''],
  ]
    .map(
      ([name, label, key]) =>
        `<button type="button" data-do="${name}">${label}${key ? ` <kbd>${key}</kbd>` : ''}</button>`,
    )
    .join('');
  return `<div class="rail" role="group" aria-label="Controls"><p class="rail__place" data-place></p><button class="btn rail__timer" type="button" data-do="timer"><span class="vh">Timer </span><span data-timer></span></button><details class="rail__tools"><summary class="btn">Tools</summary><div class="rail__menu"><p>Length</p>${lengthButtons}<p>Screen</p>${tools}<p>Arrows, space or a clicker turn the slides. <kbd>T</kbd> starts and stops the timer, which makes no sound.</p></div></details><button class="btn rail__back" type="button" data-do="back">Back</button><button class="btn rail__next" type="button" data-do="next">Next</button></div>`;
}
