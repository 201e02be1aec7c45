import type { Node } from '@takumi-rs/core';
import type { SetText } from './fit.ts';
import { type Fonts, familyFor } from './fonts.ts';

/** The few kinds of things that a card is put together from, each at its own place. */

/** How a text is set. */
export interface Setting {
  readonly face: 'voice' | 'plain';
  readonly size: number;
  readonly weight: number;
  readonly lineHeight: number;
  /** In ems. */
  readonly tracking?: number;
  readonly colour: string;
  readonly align?: 'left' | 'right';
}

/** The weights of the static cuts; the variable fonts have every weight. */
const cuts: Readonly<Record<string, readonly number[]>> = {
  'Voice static': [200, 300, 500, 700, 900],
  'Plain static': [400, 600],
  'Other scripts': [400, 600, 900],
};

/** The nearest weight that a font has. */
function weightIn(family: string, weight: number): number {
  return cuts[family]?.toSorted((a, b) => Math.abs(a - weight) - Math.abs(b - weight))[0] ?? weight;
}

/**
 * One line of text, in one or more weights and in one font: that of the `whole` text of which it is a part. Text is
 * data: markup in it prints as it is written.
 */
export function textNode(
  fonts: Fonts,
  runs: readonly { readonly text: string; readonly weight: number }[],
  setting: Setting,
  whole = runs.map(({ text }) => text).join(''),
): Node {
  const family = familyFor(fonts, setting.face, whole);
  const style = {
    fontFamily: family,
    fontSize: setting.size,
    lineHeight: setting.lineHeight,
    letterSpacing: (setting.tracking ?? 0) * setting.size,
    color: setting.colour,
    textAlign: setting.align ?? 'left',
    whiteSpace: 'pre',
  } as const;
  const [only] = runs;
  if (runs.length === 1 && only) {
    return { type: 'text', text: only.text, style: { ...style, fontWeight: weightIn(family, only.weight) } };
  }
  return {
    type: 'container',
    style: { ...style, display: 'block' },
    children: runs.map(({ text, weight }) => ({
      type: 'text',
      text,
      style: { display: 'inline', fontWeight: weightIn(family, weight) },
    })),
  };
}

/** Text that has been set in lines, at its place. */
export function linesAt(
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
export function block(colour: string, left: number, top: number, width: number, height: number): Node {
  return {
    type: 'container',
    style: { position: 'absolute', left, top, width, height, backgroundColor: colour },
  };
}

/** A drawing in its own coordinates, at its place. */
export function drawing(svg: string, left: number, top: number, width: number, height: number): Node {
  return {
    type: 'image',
    src: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${svg}</svg>`,
    width,
    height,
    style: { position: 'absolute', left, top, width, height },
  };
}
