import { inQuotationMarks, trueCuts } from '../text/excerpts.ts';
import type { Card } from './cards.ts';
import { type Count, countIn } from './counting.ts';
import { type Platform, type PlatformName, platformNames, platformOf } from './platforms.ts';

/** What a caption is made of. Nothing in it is written by hand. */
export interface CaptionParts {
  /** What may be cut at the end of a sentence, and how each cut is written. */
  readonly words: { readonly full: string; readonly cuts: readonly string[] };
  /** What must stand in every caption, in the order in which it is read. */
  readonly label: string;
  /** Said only where there is room. */
  readonly also: readonly string[];
  /** What a reader may meet in the story, in words; undefined where there is nothing to say. */
  readonly contentNote: { readonly full: string; readonly short: string } | undefined;
  /** The support route: at its full length, and at its shortest. */
  readonly support: { readonly full: string; readonly short: string } | undefined;
  readonly link: string;
  /** CamelCase, with their signs, the most telling first. */
  readonly hashtags: readonly string[];
  /** For platforms where a post has a title. */
  readonly title: string;
}

/** A caption that keeps to a platform's limits, with what it comes to. */
export interface FittingCaption {
  readonly platform: PlatformName;
  readonly fits: true;
  readonly text: string;
  readonly count: Count;
  readonly title?: { readonly text: string; readonly count: Count };
  /** What goes into the field for a content warning. */
  readonly contentWarning?: string;
  /** True if the words were cut at the end of a sentence. */
  readonly isCut: boolean;
}

/** No honest caption keeps to the limit. */
export interface TooLong {
  readonly platform: PlatformName;
  readonly fits: false;
  readonly why: string;
}

/** A caption, or why there is none. */
export type Caption = FittingCaption | TooLong;

/** The captions for every platform. */
export function captionsFor(parts: CaptionParts): Caption[] {
  return platformNames.map((name) => captionFor(parts, name));
}

/**
 * The fullest caption that keeps to a platform's limits. First the hashtags go, then what is said only where there is
 * room, then sentences from the end of the words. The label, the content note, the support route and the link always
 * stand, whole; where that cannot be, it says so.
 */
export function captionFor(parts: CaptionParts, name: PlatformName): Caption {
  const platform = platformOf(name);
  const title = titleFor(parts.title, platform);
  const contentWarning = platform.contentWarning ? parts.contentNote?.full : undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const { text, isCut } of versionsOf(parts, platform)) {
    const count = countIn(platform.caption, text, contentWarning ?? '');
    least = Math.min(least, count.count);
    if (!count.fits) continue;
    return {
      platform: name,
      fits: true,
      text,
      count,
      isCut,
      ...(title && { title }),
      ...(contentWarning !== undefined && { contentWarning }),
    };
  }
  return {
    platform: name,
    fits: false,
    why: `It does not fit: with its label, its notes, somewhere to turn and the link, even its shortest true cut comes to ${least}, and ${platform.name} takes ${platform.caption.limit}. Post the card with its description, and send the link.`,
  };
}

/** Every version of a caption, the fullest first. */
function* versionsOf(parts: CaptionParts, platform: Platform): Generator<{ text: string; isCut: boolean }> {
  const most = Math.min(platform.hashtags, parts.hashtags.length);
  const { full, cuts } = parts.words;
  for (let tags = most; tags >= 0; tags--) yield { text: roomy(parts, platform, full, tags), isCut: false };
  for (const words of [full, ...cuts]) {
    for (let tags = Math.min(1, most); tags >= 0; tags--) {
      yield { text: tight(parts, platform, words, tags), isCut: words !== full };
    }
  }
}

/** The content note, unless the platform has a field of its own for it. */
function noteIn(parts: CaptionParts, platform: Platform, length: 'full' | 'short'): string[] {
  return parts.contentNote === undefined || platform.contentWarning ? [] : [parts.contentNote[length]];
}

function roomy(parts: CaptionParts, platform: Platform, words: string, tags: number): string {
  return [
    words,
    [parts.label, ...noteIn(parts, platform, 'full'), ...parts.also].join('\n'),
    ...(parts.support ? [parts.support.full] : []),
    parts.link,
    ...(tags > 0 ? [parts.hashtags.slice(0, tags).join(' ')] : []),
  ].join('\n\n');
}

function tight(parts: CaptionParts, platform: Platform, words: string, tags: number): string {
  return [
    words,
    [parts.label, ...noteIn(parts, platform, 'short')].join(' '),
    ...(parts.support ? [parts.support.short] : []),
    parts.link,
    ...(tags > 0 ? [parts.hashtags.slice(0, tags).join(' ')] : []),
  ].join('\n');
}

/** A title that fits, whole or cut at the end of a sentence; undefined where the platform has none. */
function titleFor(title: string, platform: Platform): { text: string; count: Count } | undefined {
  const field = platform.title;
  if (!field) return undefined;
  const text = trueCuts(title).find((cut) => countIn(field, cut).fits) ?? 'Another story';
  return { text, count: countIn(field, text) };
}

/** The words of a caption for a card, whole and in every true cut. A figure and a myth are never cut. */
export function wordsFor(card: Card): CaptionParts['words'] {
  switch (card.style) {
    case 'voice': {
      const [full = card.excerpt, ...cuts] = trueCuts(card.excerpt).map(inQuotationMarks);
      return { full, cuts };
    }
    case 'gap':
      return { full: `What’s known: ${card.known}\n\nThe story you hear: ${card.told}`, cuts: [] };
    case 'count':
      return { full: [card.says, ...barsOf(card)].join('\n'), cuts: [] };
  }
}

function barsOf(card: Extract<Card, { style: 'count' }>): string[] {
  return card.bars.length > 0 ? card.bars.map(({ words }) => words) : [`${card.amount}.`];
}

/** A name as a hashtag, each word with a capital so that a screen reader can say it: `#HousingAndHome`. */
export function hashtagOf(name: string): string {
  const words = name.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? [];
  return `#${words.map((word) => word.charAt(0).toLocaleUpperCase('en-GB') + word.slice(1)).join('')}`;
}
