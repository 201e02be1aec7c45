import type { Node } from '@takumi-rs/core';
import type { Card } from '#domain/share/cards.ts';
import { setText } from './fit.ts';
import type { CardMeasures } from './measures.ts';
import { lineNodes } from './nodes.ts';
import type { Press } from './press.ts';
import type { TypeSetting } from './text.ts';
import { type WordmarkColours, wordmark, wordmarkHeight } from './wordmark.ts';

/** The foot of a card: the wordmark on the left; the label, then where to turn, on the right. */
export interface CardFoot {
  readonly nodes: readonly Node[];
  /** The upper edge of the higher of the two. */
  readonly top: number;
}

/** Lays out the foot. The label and the line about help are as much part of a card as its words. */
export async function footOf(
  card: Card,
  press: Press,
  measures: CardMeasures,
  mark: WordmarkColours & { readonly text: string; readonly width?: number },
): Promise<CardFoot> {
  const { width, height, side, left, bottom, footText, part } = measures;
  const markWidth = mark.width ?? measures.wordmark;
  const baseline = height - bottom;
  const room = width - left - side - markWidth - part(5);
  const setting = (weight: number): TypeSetting => ({
    face: 'plain',
    size: footText,
    weight,
    lineHeight: 1.3,
    colour: mark.text,
    align: 'right',
  });
  const texts = await Promise.all(
    card.foot.map(async (line, index) => {
      const set = setting(index === 0 ? 700 : 450);
      return (await setText(press, unbroken(line), set, room)) ?? (await setText(press, line, set, room));
    }),
  );
  // The last line of words stands on the wordmark's baseline.
  let at = baseline + footText * 0.32 - texts.reduce((sum, text) => sum + (text?.height ?? 0), 0);
  const top = Math.min(at, baseline - wordmarkHeight(markWidth, mark.gap === undefined));
  const nodes: Node[] = [wordmark(mark, left, baseline, markWidth)];
  for (const text of texts) {
    if (!text) throw new Error(`a word at the foot of ${card.id} is wider than the card`);
    nodes.push(...lineNodes(press.fonts, text, width - side - room, at, room));
    at += text.height;
  }
  return { nodes, top: Math.round(top) };
}

/** A line whose telephone number cannot be broken, nor parted from the word before it. */
function unbroken(line: string): string {
  return line.replace(/,? [\d ]+$/, (number) => number.replaceAll(' ', '\u00A0'));
}
