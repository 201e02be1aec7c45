import endings from 'tlds' with { type: 'json' };
import type { Counting, FieldLimit } from './platforms.ts';

/**
 * Counting as the platforms count. X's own library, twitter-text, is no longer kept up, so its rules are written out
 * here and tested against it and its published examples.
 */

/** What a text comes to in one field. */
export interface Count {
  readonly count: number;
  readonly limit: number;
  /** Bytes in UTF-8, where they are limited too. */
  readonly bytes?: number;
  readonly fits: boolean;
}

/** What a link counts as on X and on Mastodon, however long it is. */
export const shortLink = 23;

/** Counts a text, or several fields that share one limit, as a field's platform does. */
export function countIn(field: FieldLimit, ...texts: readonly string[]): Count {
  const count = texts.reduce((sum, text) => sum + lengthOf(text, field.counting), 0);
  if (field.bytes === undefined) return { count, limit: field.limit, fits: count <= field.limit };
  const bytes = texts.reduce((sum, text) => sum + utf8Length(text), 0);
  return { count, limit: field.limit, bytes, fits: count <= field.limit && bytes <= field.bytes };
}

/** The length of a text by one way of counting. */
export function lengthOf(text: string, counting: Counting): number {
  switch (counting) {
    case 'weighted':
      return weightOf(text);
    case 'emojiBytes':
      return sum(graphemes(text), (each) => (isEmoji(each) ? utf8Length(each) : [...each].length));
    case 'graphemes':
      return graphemes(text).length;
    case 'graphemesShortLinks': {
      const { rest, links } = withoutLinks(text, linksOnMastodon);
      return graphemes(rest).length + links * shortLink;
    }
    case 'units':
      return text.length;
  }
}

/**
 * A text's length on X: NFC first; any link {@link shortLink}; any emoji, however many code points it is made of, 2;
 * code points in the ranges of twitter-text's third configuration 1, all others 2.
 */
function weightOf(text: string): number {
  const { rest, links } = withoutLinks(text.normalize('NFC'), linksOnX);
  const weight = sum(graphemes(rest), (each) =>
    isEmoji(each) ? 2 : sum([...each], (character) => (isLight(character.codePointAt(0) ?? 0) ? 1 : 2)),
  );
  return weight + links * shortLink;
}

/** Code points that count 1 on X. */
function isLight(code: number): boolean {
  return (
    code <= 4351 ||
    (code >= 8192 && code <= 8205) ||
    (code >= 8208 && code <= 8223) ||
    (code >= 8242 && code <= 8247)
  );
}

/**
 * The endings under which X takes a name for a link. It keeps its list up to date, so we take one that is; `example` stands for
 * the address that a site does not have yet.
 */
const ending = `(?:${[...endings, 'example'].join('|')}|xn--[a-z0-9-]+)(?![a-z0-9@+-])`;

/** What may follow a domain. A full stop or a closing bracket belongs to the sentence, unless its opening one is inside. */
const inPath = String.raw`[\p{Script=Latin}\p{Script=Cyrillic}0-9!*';:=+,.$/%#[\]\-–_~@|&]`;
const brackets = String.raw`\((?:${inPath}|\(${inPath}+\))+\)`;
const endOfPath = String.raw`(?:[\p{Script=Latin}\p{Script=Cyrillic}0-9+\-=_#/]|${brackets})`;
const path = String.raw`\/(?:(?:${inPath}|${brackets})*${endOfPath})?`;
const query = String.raw`(?:\?[a-z0-9!?*'@();:&=+$/%#[\]\-_.,~|]*[a-z0-9\-_&=#/])?`;
const port = '(?::[0-9]+)?';

/** A domain. A name between dots is 63 letters at most; in a bare one it is plain or Latin with accents. */
const domainOf = (letter: string) =>
  String.raw`(?:${letter}(?:(?:${letter}|[_-]){0,61}${letter})?\.)+${ending}`;
const withScheme = String.raw`(?<![a-z0-9@＠$#＃])https?:\/\/${domainOf(String.raw`[\p{L}\p{M}\p{N}]`)}${port}(?:${path})?${query}`;
const bare = String.raw`(?<![\p{Script=Latin}0-9@＠$#＃_./-])${domainOf(String.raw`[\p{Script=Latin}0-9]`)}(?:${port}${path}${query})?`;

/** Mastodon makes a link only of what begins with https or http; X of a bare domain as well. */
const linksOnMastodon = new RegExp(withScheme, 'giu');
const linksOnX = new RegExp(`${withScheme}|${bare}`, 'giu');

function withoutLinks(text: string, pattern: RegExp): { rest: string; links: number } {
  let links = 0;
  const rest = text.replace(pattern, () => {
    links += 1;
    return '';
  });
  return { rest, links };
}

/** True for one grapheme that is drawn as an emoji. */
function isEmoji(grapheme: string): boolean {
  return /(?![©®]$)\p{Extended_Pictographic}|\p{Regional_Indicator}{2}|^[#*0-9]\uFE0F?\u20E3$/u.test(
    grapheme,
  );
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** Latin letters, figures and the marks of print, of which each is a grapheme by itself: most captions are made of nothing else. */
const singleGraphemes = /^[\n\u0020-\u007E\u00A0-\u00AC\u00AE-\u02FF\u2010-\u2027\u2030-\u205E\u20AC]*$/;
function graphemes(text: string): string[] {
  if (singleGraphemes.test(text)) return text.split('');
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

const encoder = new TextEncoder();
function utf8Length(text: string): number {
  return encoder.encode(text).length;
}

function sum<T>(list: readonly T[], of: (each: T) => number): number {
  return list.reduce((total, each) => total + of(each), 0);
}
