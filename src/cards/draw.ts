import { availableParallelism } from 'node:os';
import sharp from 'sharp';
import type { Card } from '#domain/share/cards.ts';
import { type CardSize, cardSizes } from '#domain/share/platforms.ts';
import { type CardLayout, layOut, type TooLong } from './layout.ts';
import { exactPng } from './png.ts';
import { openPress } from './press.ts';

/** A laid-out card as pixels, four bytes each. */
export async function pixelsOf(layout: CardLayout, size: CardSize): Promise<Buffer<ArrayBuffer>> {
  const { width, height } = cardSizes[size];
  const { renderer } = await openPress();
  return renderer.render(
    {
      type: 'container',
      style: {
        position: 'relative',
        display: 'flex',
        width,
        height,
        overflow: 'hidden',
        backgroundColor: layout.background,
      },
      children: [...layout.nodes],
    },
    { width, height, format: 'raw' },
  );
}

/** Pixels as a PNG with a palette. Cards have few colours, so it is small, and platforms pass it on as it is. */
export async function pngOf(pixels: Buffer, size: CardSize): Promise<Buffer> {
  const { width, height } = cardSizes[size];
  return (await exactPng(pixels, width, height)) ?? sharpPng(pixels, size);
}

/** The same by sharp, which chooses the best palette: for pixels of more colours than a palette holds. */
export function sharpPng(pixels: Buffer, size: CardSize): Promise<Buffer> {
  const { width, height } = cardSizes[size];
  return sharp(pixels, { raw: { width, height, channels: 4 } })
    .removeAlpha()
    .png({ palette: true, effort: 4, dither: 0 })
    .toBuffer();
}

/** Draws a card, or says which field has too many words for the size. */
export async function drawCard(card: Card, size: CardSize): Promise<Buffer | TooLong> {
  await turn();
  try {
    const layout = await layOut(card, size, await openPress());
    if ('tooLong' in layout) return layout;
    const pixels = await pixelsOf(layout, size);
    const png = await pngOf(pixels, size);
    // The memory is given back at once: megabytes that wait for the garbage collector make it run all the time.
    pixels.buffer.transfer(0);
    return png;
  } finally {
    next();
  }
}

/**
 * How many cards are drawn at once. A few more than there are cores, so that each core has a card to draw while others
 * wait for the script; no more, so that the pixels of a thousand stories are never in memory together.
 */
export const cardsAtOnce = availableParallelism() + 2;
let free = cardsAtOnce;
const waiting: (() => void)[] = [];

async function turn(): Promise<void> {
  if (free > 0) free -= 1;
  else await new Promise<void>((resolve) => waiting.push(resolve));
}

function next(): void {
  const first = waiting.shift();
  if (first) first();
  else free += 1;
}
