import type { PublishedStory } from '../gate/published.ts';
import type { Entry } from '../schema/content.ts';
import { amountInWords, type Drawing, datesOf, drawingOf, type Figure, type Myth } from '../schema/myth.ts';
import type { Site } from '../schema/site.ts';
import type { Source } from '../schema/source.ts';
import { canBeLeanedOn, type SupportRoute } from '../schema/support-route.ts';
import { inQuotationMarks } from '../text/excerpts.ts';
import { type ExcerptFormat, type Language, origins } from '../words/vocabularies.ts';
import { dayInWords } from '../words/wording.ts';

/** What stands on each card. How it is drawn is for the room `cards`. */

/** A stretch of words in one weight (240 quiet, 450 even, 700 firm, 900 full). */
export interface Weighted {
  readonly text: string;
  readonly weight: number;
}

interface AnyCard {
  /** Its name among the cards of its kit, and in its file's name: `quote-1`. */
  readonly id: string;
  readonly language: Language;
  /** The site's name, as words: on every card as its wordmark. */
  readonly siteName: string;
  /** The small lines at the foot: the label or the day of the check, then where to turn. */
  readonly foot: readonly string[];
  /** The file and field whose words are too many if they do not fit. */
  readonly field: { readonly file: string; readonly path: string };
}

/** One excerpt, set the way it sounds. */
export interface VoiceCard extends AnyCard {
  readonly style: 'voice';
  readonly format: ExcerptFormat | 'opening';
  /** The excerpt itself, word for word. */
  readonly excerpt: string;
  /** The excerpt in quotation marks, in the weights in which it is said. */
  readonly words: readonly Weighted[];
  readonly title: string;
  readonly speaker: string;
}

/** What is known, large, under the story that people hear, small and labelled. */
export interface GapCard extends AnyCard {
  readonly style: 'gap';
  readonly known: string;
  readonly told: string;
  /** What stands before the told words; the site's own card has none. */
  readonly toldLabel?: string;
}

/** One figure with everything that it may not travel without. */
export interface CountCard extends AnyCard {
  readonly style: 'count';
  readonly says: string;
  readonly amount: string;
  readonly drawing: Drawing;
  /** What the drawing means, for the lines; bars are labelled one by one. */
  readonly key: string;
  /** The bars, each with its label and amount in words. */
  readonly bars: readonly { readonly words: string; readonly value: number }[];
  /** Who counted, when and where. */
  readonly source: string;
  readonly caveat: string;
}

/** A card of any style. */
export type Card = VoiceCard | GapCard | CountCard;

/** The words for the story that people hear, on every surface. */
export const toldLabel = 'The story you hear';
/** The words for what is known, on every surface. */
export const knownLabel = 'What’s known';

/** The cards of a story: one for each excerpt, or one of its opening line if it has none. */
export function cardsOfStory(
  story: PublishedStory<'quotes'>,
  route: Entry<SupportRoute> | undefined,
  site: Pick<Site, 'name'>,
): VoiceCard[] {
  const { data } = story;
  const file = `content/stories/${story.slug}.md`;
  const card = (id: string, format: VoiceCard['format'], text: string, path: string): VoiceCard => ({
    style: 'voice',
    id,
    format,
    excerpt: text.trim().replaceAll(/\s+/g, ' '),
    words: weighted(inQuotationMarks(text.replaceAll(/\s+/g, ' ')), format),
    title: data.title,
    speaker: data.teller.pseudonym,
    language: data.language,
    siteName: site.name,
    foot: [origins[data.origin], ...supportLine(route)],
    field: { file, path },
  });
  if (data.excerpts.length === 0) return [card('opening', 'opening', data.opening.line, 'opening.line')];
  return data.excerpts.map(({ text, format }, index) =>
    card(`${format}-${index + 1}`, format, text, `excerpts.${index}.text`),
  );
}

/** How an excerpt is said: a turn ends on its heaviest word, help is sure of itself, the rest is told evenly. */
function weighted(words: string, format: VoiceCard['format']): Weighted[] {
  switch (format) {
    case 'turn': {
      const [, before = '', last = words] = /^(.*\s)(\S+)$/s.exec(words) ?? [];
      return before === ''
        ? [{ text: words, weight: 560 }]
        : [
            { text: before, weight: 480 },
            { text: last, weight: 900 },
          ];
    }
    case 'help':
      return [{ text: words, weight: 700 }];
    default:
      return [{ text: words, weight: 560 }];
  }
}

/**
 * The cards of a myth: the gap, then one for each figure. A myth for adults has none: a card goes where it likes, and
 * its figures are about people being hurt.
 */
export function cardsOfMyth(
  { slug, data }: Pick<Entry<Myth>, 'slug' | 'data'>,
  sources: readonly Entry<Source>[],
  route: Entry<SupportRoute> | undefined,
  site: Pick<Site, 'name'>,
): (GapCard | CountCard)[] {
  if (data.suitableFrom === 'adult') return [];
  const file = `content/myths/${slug}.mdx`;
  const common = {
    language: 'en-GB',
    siteName: site.name,
    foot: [`Checked ${dayInWords(data.checkedOn.slice(0, 7))}`, ...supportLine(route)],
  } as const;
  const gap: GapCard = {
    style: 'gap',
    id: 'gap',
    known: data.reality,
    told: inQuotationMarks(data.claim),
    toldLabel,
    ...common,
    field: { file, path: 'reality' },
  };
  const counts = data.figures.flatMap((figure, index): CountCard[] => {
    const source = sources.find((each) => each.slug === figure.source);
    // A figure may not travel without who counted it.
    if (!source) return [];
    const drawing = drawingOf(figure);
    return [
      {
        style: 'count',
        id: `count-${index + 1}`,
        says: /[.!?]$/.test(figure.says) ? figure.says : `${figure.says}.`,
        amount: amountInWords(figure.value, figure.unit),
        drawing,
        key: drawing.kind === 'lines' ? keyInWords(drawing, figure) : '',
        bars:
          drawing.kind === 'bars'
            ? drawing.bars.map((bar) => ({ value: bar.value, words: barInWords(bar, figure.unit) }))
            : [],
        source: `${source.data.title}. ${source.data.publisher}, ${datesOf(figure, source.data)}. ${figure.place}.`,
        caveat: figure.caveat ?? source.data.limits,
        ...common,
        field: { file, path: `figures.${index}.says` },
      },
    ];
  });
  return [gap, ...counts];
}

/** What the lines mean, and the number itself where that does not say it. */
function keyInWords({ key }: Extract<Drawing, { kind: 'lines' }>, { value, unit }: Figure): string {
  const words = `${key.filter(Boolean).join('. ')}.`;
  return /\d/.test(words) && words.includes(String(value))
    ? words
    : `${amountInWords(value, unit)}. ${words}`;
}

function barInWords({ label, value }: { label: string; value: number }, unit: Figure['unit']): string {
  if (unit !== 'times') return `${label}: ${amountInWords(value, unit)}`;
  return value === 1 ? 'Once, to compare' : amountInWords(value, unit);
}

/** The site's own card, for pages that have none of their own. */
export function cardOfSite(site: Pick<Site, 'name' | 'promise'>): GapCard {
  const [told = site.promise, ...known] = site.promise.split(/(?<=\.)\s/);
  return {
    style: 'gap',
    id: 'another-story',
    known: known.join(' ') || site.name,
    told,
    language: 'en-GB',
    siteName: site.name,
    foot: ['Stories about organised crime in Scotland, beside what is known'],
    field: { file: 'content/site.yaml', path: 'promise' },
  };
}

/** The route that a card names, where it stands alone: the first that a person can ring and lean on, or the first that can be rung, or the first of all. */
export function routeFor(routes: readonly Entry<SupportRoute>[]): Entry<SupportRoute> | undefined {
  const rung = routes.filter(({ data }) => data.phone !== undefined);
  return rung.find(({ data }) => canBeLeanedOn(data)) ?? rung[0] ?? routes[0];
}

/** A route in the fewest words that let somebody reach it. */
export function routeInWords({ data }: Entry<SupportRoute>): string {
  return data.phone === undefined ? data.name : `${data.name}, ${data.phone}`;
}

function supportLine(route: Entry<SupportRoute> | undefined): string[] {
  return route ? [`If it’s close to home: ${routeInWords(route)}`] : [];
}

/** Every stretch of words that stands on a card, from its top down. */
export function wordsOn(card: Card): string[] {
  switch (card.style) {
    case 'voice':
      return [card.words.map(({ text }) => text).join(''), card.siteName, ...card.foot];
    case 'gap':
      return [
        ...(card.toldLabel ? [card.toldLabel] : []),
        card.told,
        card.known,
        card.siteName,
        ...card.foot,
      ];
    case 'count':
      return [
        card.says,
        ...card.bars.map(({ words }) => words),
        ...(card.key ? [card.key] : []),
        card.source,
        `Be careful: ${card.caveat}`,
        card.siteName,
        ...card.foot,
      ];
  }
}

/**
 * The description of a card: who speaks, and all the words on it. It never says that it is a picture, because whoever
 * hears it has just been told.
 */
export function altOf(card: Card): string {
  const foot = [card.siteName, ...card.foot].map(ended).join(' ');
  switch (card.style) {
    case 'voice':
      return `${card.speaker}, in “${card.title}”: ${ended(card.words.map(({ text }) => text).join(''))} ${foot}`;
    case 'gap':
      return card.toldLabel
        ? `${knownLabel}: ${ended(card.known)} ${card.toldLabel}, small, on a thin line that lifts away: ${ended(card.told)} ${foot}`
        : `Small, on a thin line that lifts away: ${ended(card.told)} Large, under a thick level line: ${ended(card.known)} ${foot}`;
    case 'count': {
      const bars = card.bars.map(({ words }) => `${words}.`).join(' ');
      return [
        card.says,
        bars || card.key.includes(card.amount) ? '' : `${card.amount}.`,
        bars,
        card.key,
        card.source,
        `Be careful: ${ended(card.caveat)}`,
        foot,
      ]
        .filter((part) => part !== '')
        .join(' ');
    }
  }
}

/** Text with an end to it, so that what follows is heard as something new. */
function ended(text: string): string {
  return /[.!?…]["”’)]*$/.test(text) ? text : `${text}.`;
}
