import type { Node } from '@takumi-rs/core';
import type { SetText } from './fit.ts';
import type { Fonts } from './fonts.ts';
import { textNode } from './text.ts';

/** What a card is put together from, each thing at its own place, in pixels from the card's upper left corner. */

/** Text that has been set in lines, at its place. */
export function lineNodes(
  fonts: Fonts,
  { lines, setting }: SetText,
  left: number,
  top: number,
  width: number,
): Node[] {
  const whole = lines
    .flat()
    .map(({ text }) => text)
    .join('');
  const height = setting.size * setting.lineHeight;
  return lines.map((line, index) => {
    const node = textNode(fonts, line, setting, whole);
    return {
      ...node,
      style: { ...node.style, position: 'absolute', left, top: Math.round(top + index * height), width },
    };
  });
}

/** A plain rectangle. */
export function blockNode(colour: string, left: number, top: number, width: number, height: number): Node {
  return {
    type: 'container',
    style: { position: 'absolute', left, top, width, height, backgroundColor: colour },
  };
}

/** A drawing in its own coordinates, at its place. */
export function drawingNode(svg: string, left: number, top: number, width: number, height: number): Node {
  return {
    type: 'image',
    src: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${svg}</svg>`,
    width,
    height,
    style: { position: 'absolute', left, top, width, height },
  };
}
