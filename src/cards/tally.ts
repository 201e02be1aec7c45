import type { CountCard } from '#domain/share/cards.ts';
import type { CardSize } from '#domain/share/platforms.ts';
import { cardColours } from './measures.ts';

/** The plan of a figure's drawing, in pixels: one upright line for each of what was counted, or bars to compare. */
export interface Tally {
  readonly rows: number;
  readonly perRow: number;
  readonly thick: number;
  readonly all: number;
  readonly room: number;
  /** The width that one line has to stand in. */
  readonly cell: number;
  readonly thin: number;
  readonly labelHeight: number;
  readonly barHeight: number;
  readonly bars: number;
  /** The least and the most that the drawing may be high, given what the size allows. */
  leastHeight(allowed: number): number;
  mostHeight(allowed: number): number;
}

/** Plans the drawing of a figure. */
export function tallyOf(
  card: CountCard,
  {
    room,
    part,
    size,
    perRow,
    labelPoints,
  }: {
    room: number;
    part: (percent: number) => number;
    size: CardSize;
    perRow: number;
    labelPoints: number;
  },
): Tally {
  const thin = Math.max(2, part(0.26));
  const labelHeight = Math.round(labelPoints * 1.36) + part(0.8);
  const barHeight = part(size === 'wide' ? 3 : 3.4);
  if (card.drawing.kind === 'bars') {
    const bars = card.bars.length;
    const one = labelHeight + barHeight;
    return {
      rows: bars,
      perRow: 1,
      thick: 0,
      all: 0,
      room,
      cell: room,
      thin,
      labelHeight,
      barHeight,
      bars,
      leastHeight: () => bars * one + (bars - 1) * part(1),
      mostHeight: () => bars * one + (bars - 1) * part(size === 'wide' ? 2 : 3),
    };
  }
  const { all, thick } = card.drawing;
  // Rows of even length: 51 lines stand as 26 and 25.
  const rows = Math.ceil(all / perRow);
  const columns = Math.max(Math.ceil(all / rows), 1);
  // A few lines stand close together like a tally, and not spread over the card.
  const cell = Math.min(room / columns, part(9));
  return {
    rows,
    perRow: columns,
    thick,
    all,
    room,
    cell,
    thin,
    labelHeight,
    barHeight,
    bars: 0,
    leastHeight: (allowed) => Math.max(allowed, rows * part(3)),
    mostHeight: (allowed) => Math.min(allowed, rows === 1 ? allowed : rows * part(9)),
  };
}

/** The lines of a figure: the thick ones, of gorse, are the ones that the sentence is about. Part of one is shorter. */
export function linesSvg(tally: Tally, height: number): string {
  const { rows, perRow, thick, all, thin } = tally;
  const gap = rows === 1 ? 0 : Math.round((height / rows) * 0.18);
  const line = (height - gap * (rows - 1)) / rows;
  // Always upright, however much room there is beside it.
  const wide = Math.round(Math.min(tally.cell * 0.64, line * 0.32));
  const cell = Math.min(tally.cell, wide / 0.56);
  let svg = '';
  for (let at = 0; at < all; at++) {
    const whole = at < thick;
    const share = whole ? Math.min(1, thick - at) : Math.min(1, all - at);
    const width = whole ? wide : thin;
    // Lines stand at the left of their places, so that the first is at the margin.
    const x = Math.round((at % perRow) * cell + (whole ? 0 : (wide - thin) / 2));
    const bottom = Math.floor(at / perRow) * (line + gap) + line;
    const tall = line * share;
    svg += `<rect x="${x}" y="${round(bottom - tall)}" width="${width}" height="${round(tall)}" fill="${whole ? cardColours.gorse : cardColours.white}"/>`;
  }
  return svg;
}

/** The bars of a figure, each under its label: the first, of gorse, is the one that the sentence is about. */
export function barsSvg(
  card: CountCard,
  tally: Tally,
  height: number,
  room: number,
): { svg: string; labels: readonly { text: string; top: number }[] } {
  const { labelHeight, barHeight, thin, bars } = tally;
  const isShare = card.amount.endsWith('%');
  // Shares are drawn out of a hundred, so that no bar looks fuller than it is.
  const whole = isShare ? 100 : Math.max(...card.bars.map(({ value }) => value));
  const step = bars < 2 ? 0 : (height - labelHeight - barHeight) / (bars - 1);
  const labels: { text: string; top: number }[] = [];
  let svg = '';
  card.bars.forEach(({ words, value }, index) => {
    const top = Math.round(index * step);
    labels.push({ text: words, top });
    const y = top + labelHeight;
    svg += `<rect x="0" y="${y + barHeight - thin}" width="${room}" height="${thin}" fill="${cardColours.white}"/>`;
    svg += `<rect x="0" y="${y}" width="${round((room * value) / whole)}" height="${barHeight}" fill="${index === 0 ? cardColours.gorse : cardColours.white}"/>`;
  });
  return { svg, labels };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
