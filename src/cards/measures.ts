import type { CardSize } from '#domain/share/platforms.ts';
import { cardSizes } from '#domain/share/platforms.ts';

/** The sizes of everything on a card, in pixels. Most are designed as a share of the card's short side. */
export interface CardMeasures {
  readonly size: CardSize;
  readonly width: number;
  readonly height: number;
  /**
   * What stays clear at each edge. Platforms cover the top 14% and the bottom 18% of a tall “story” with their own
   * buttons.
   */
  readonly top: number;
  readonly bottom: number;
  readonly side: number;
  /** Where words begin: further in where an opening mark hangs in the margin. */
  readonly left: number;
  /** So many hundredths of the short side, in whole pixels. */
  part(percent: number): number;
  /** The smallest that any words may be. */
  readonly leastText: number;
  readonly footText: number;
  readonly wordmark: number;
}

/** The measures of a size. `isHung` keeps room at the left for a quotation mark that hangs in the margin. */
export function measuresOf(size: CardSize, isHung = false): CardMeasures {
  const { width, height } = cardSizes[size];
  const short = Math.min(width, height);
  const part = (percent: number) => Math.round((short * percent) / 100);
  const common = { size, width, height, part };
  switch (size) {
    case 'wide':
      return {
        ...common,
        top: part(8),
        bottom: part(8),
        side: Math.round(width * 0.07),
        left: Math.round(width * 0.07),
        leastText: part(3.4),
        footText: part(3.7),
        wordmark: part(36),
      };
    case 'tall':
      return {
        ...common,
        top: Math.round(height * 0.14),
        bottom: Math.round(height * 0.18),
        side: part(7.4),
        left: part(isHung ? 9.6 : 7.4),
        leastText: part(3),
        footText: part(3.3),
        wordmark: part(34),
      };
    default:
      return {
        ...common,
        top: part(7.4),
        bottom: part(7.4),
        side: part(7.4),
        left: part(isHung ? 9.6 : 7.4),
        leastText: part(2.8),
        footText: part(2.85),
        wordmark: part(27),
      };
  }
}

/** The colours of the cards: those of `styles/tokens.css`, the same in the light and in the dark. */
export const cardColours = {
  haar: '#EEF2EF',
  ink: '#0E1E21',
  gorse: '#FFCB2B',
  heatherSoft: '#EADDEF',
  loch: '#0A4756',
  white: '#FFFFFF',
} as const;
