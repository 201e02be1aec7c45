import type { PublishedStory } from '../gate/published.ts';
import type { Entry } from '../schema/content.ts';
import type { SupportRoute } from '../schema/support-route.ts';
import type { Library, ShelvedMyth } from '../shelf/shelf.ts';
import { contentNotes, origins, uses } from '../words/vocabularies.ts';
import { dayInWords, inARow } from '../words/wording.ts';
import { type Caption, type CaptionParts, captionsFor, hashtagOf, wordsFor } from './captions.ts';
import { altOf, type Card, cardsOfMyth, cardsOfStory, routeFor, routeInWords } from './cards.ts';
import type { CardSize } from './platforms.ts';

/** One card of a kit, with everything that goes with it. */
export interface KitCard {
  readonly card: Card;
  /** The description of the picture. */
  readonly alt: string;
  readonly captions: readonly Caption[];
}

/** A card in one size: its picture’s name, or what is too long for it. */
export type SizedCard =
  | { readonly size: CardSize; readonly fits: true; readonly file: string; readonly preview: string }
  | { readonly size: CardSize; readonly fits: false; readonly why: string };

/** Everything that somebody needs to post about one story or myth. */
export interface Kit {
  /** The entry it is about, as a folder of `content/` and a slug. */
  readonly of: `stories/${string}` | `myths/${string}`;
  readonly slug: string;
  readonly kind: 'story' | 'myth';
  /** The title of the story, or what is known. */
  readonly title: string;
  /** The label of the story, or when the myth was checked. */
  readonly label: string;
  /** What consent covers, in words. */
  readonly consent: string;
  readonly themes: readonly string[];
  /** By which kits are put in order, the newest first: `YYYY-MM`. */
  readonly month: string;
  readonly cards: readonly KitCard[];
}

/** What kits take from the library. */
export type KitShelf = Pick<Library, 'site' | 'support' | 'themes' | 'helpNow' | 'sources'>;

/** The kit of a story. Only a story whose consent covers quotes can have one. */
export function kitOfStory(story: PublishedStory<'quotes'>, shelf: KitShelf): Kit {
  const { data, slug } = story;
  const route = routeFor(
    data.support.flatMap((each) => shelf.support.find((entry) => entry.slug === each) ?? []),
  );
  const notes = data.contentNotes.map((note) => contentNotes[note]);
  const shared = {
    label: `${origins[data.origin]}.`,
    also: [`From “${data.title}”.`],
    contentNote:
      notes.length > 0
        ? { full: `In the story: ${inARow(notes)}.`, short: `In it: ${notes.join(', ')}.` }
        : undefined,
    // What a card promises is a minute: the whole story is one tap from there.
    link: addressOf(shelf, `/stories/${slug}/#minute`),
    hashtags: hashtagsFor(shelf, data.themes),
    title: data.title,
    ...supportFor(route),
  };
  return {
    of: `stories/${slug}`,
    slug,
    kind: 'story',
    title: data.title,
    label: origins[data.origin],
    consent:
      data.origin === 'composite'
        ? `${origins.composite}: nobody’s own account, so there is no consent to ask for. Keep the label with it.`
        : `${uses.quotes}. The teller agreed to exactly these words, and can take them back at any time.`,
    themes: data.themes,
    month: data.month,
    cards: cardsOfStory(story, route, shelf.site).map((card) => kitCard(card, shared)),
  };
}

/** The kit of a myth. */
export function kitOfMyth(myth: ShelvedMyth, shelf: KitShelf): Kit {
  const { data, slug } = myth;
  // Whoever answers anybody young, at any hour.
  const route = routeFor(shelf.helpNow.filter((entry) => entry.data.needs.includes('talk')));
  const checked = `Checked ${dayInWords(data.checkedOn)}, with ${data.sources.length === 1 ? '1 source' : `${data.sources.length} sources`}.`;
  return {
    of: `myths/${slug}`,
    slug,
    kind: 'myth',
    title: data.reality,
    label: `Checked ${dayInWords(data.checkedOn)}`,
    consent: 'Written by Another Story from the sources named on its page: nobody’s own account.',
    themes: data.themes,
    month: data.checkedOn.slice(0, 7),
    cards: cardsOfMyth(myth, shelf.sources, route, shelf.site).map((card) =>
      kitCard(card, {
        label: card.style === 'count' ? `${card.source} Be careful: ${card.caveat}` : checked,
        also: card.style === 'count' ? [] : [`You could say: “${data.reply}”`],
        contentNote: undefined,
        link: addressOf(shelf, `/myths/${slug}/`),
        hashtags: hashtagsFor(shelf, data.themes),
        title: data.reality,
        ...supportFor(route),
      }),
    ),
  };
}

/** All kits, the newest first; of one month stories before myths, each as the library lists them. */
export function allKits(library: Pick<Library, 'quoted' | 'myths'> & KitShelf): Kit[] {
  return [
    ...library.quoted.map((story) => kitOfStory(story, library)),
    ...library.myths.map((myth) => kitOfMyth(myth, library)),
  ].sort((a, b) => (a.month < b.month ? 1 : a.month > b.month ? -1 : 0));
}

/** Cards in the order in which they may stand for their page where it is linked: quotations first. */
export function inPreviewOrder<T extends { readonly card: Card }>(cards: readonly T[]): T[] {
  const isQuote = ({ card }: T) => card.style === 'voice' && card.format === 'quote';
  return [...cards.filter(isQuote), ...cards.filter((each) => !isQuote(each))];
}

function kitCard(card: Card, parts: Omit<CaptionParts, 'words'>): KitCard {
  let composed: readonly Caption[] | undefined;
  return {
    card,
    alt: altOf(card),
    // Composed where they are shown: a story's own page asks for its kit too, and only needs the picture.
    get captions() {
      composed ??= captionsFor({ ...parts, words: wordsFor(card) });
      return composed;
    },
  };
}

function supportFor(route: Entry<SupportRoute> | undefined): Pick<CaptionParts, 'support'> {
  if (!route) return { support: undefined };
  const words = routeInWords(route);
  const full = `If it’s close to home: ${words}.`;
  return { support: { full, short: `${words}.` } };
}

function addressOf({ site }: KitShelf, path: string): string {
  return new URL(path, site.url).href;
}

/** The site's own name first, then its themes. Never a place. */
function hashtagsFor({ site, themes }: KitShelf, slugs: readonly string[]): string[] {
  return [
    hashtagOf(site.name),
    ...slugs.flatMap((slug) => {
      const name = themes.find((theme) => theme.slug === slug)?.data.name;
      // A tag about drugs finds people who are looking for them.
      return name === undefined || slug === 'drug-use' ? [] : [hashtagOf(name.split(/, | and /)[0] ?? name)];
    }),
  ];
}
