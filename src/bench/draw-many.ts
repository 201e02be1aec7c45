import { cardPaths } from '#cards/card-images.ts';
import { altOf } from '#domain/share/cards.ts';
import { benchCards } from './bench-cards.ts';

/** Draws the cards of so many stories as a build does, so that its memory can be looked at from outside. */
const stories = Number(process.argv[2]);
const excerpts = 3;
const cards = benchCards(stories * excerpts);
await cardPaths(
  Array.from({ length: stories }, (_, index) => ({
    of: `stories/story-${index}` as const,
    slug: `story-${index}`,
    cards: cards
      .slice(index * excerpts, (index + 1) * excerpts)
      .map((card) => ({ card, alt: altOf(card), captions: [] })),
  })),
);
