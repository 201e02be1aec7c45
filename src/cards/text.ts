import type { Node } from '@takumi-rs/core';
import { type Face, type Fonts, familyFor } from './fonts.ts';

/** How a text is set. */
export interface TypeSetting {
  readonly face: Face;
  readonly size: number;
  readonly weight: number;
  readonly lineHeight: number;
  /** In ems. */
  readonly tracking?: number;
  readonly colour: string;
  readonly align?: 'left' | 'right';
}

/** Words of one weight. */
export interface TextRun {
  readonly text: string;
  readonly weight: number;
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
  runs: readonly TextRun[],
  setting: TypeSetting,
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
