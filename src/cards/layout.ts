import type { Node } from '@takumi-rs/core';
import type { Card, CountCard, GapCard, VoiceCard } from '#domain/share/cards.ts';
import type { CardSize } from '#domain/share/platforms.ts';
import { fitLine, fitText, setText, widthOf } from './fit.ts';
import { footOf } from './foot.ts';
import { type CardMeasures, cardColours, measuresOf } from './measures.ts';
import { blockNode, drawingNode, lineNodes } from './nodes.ts';
import type { Press } from './press.ts';
import { barsSvg, linesSvg, tallyOf } from './tally.ts';
import { type TypeSetting, textNode } from './text.ts';

/** A card laid out for one size. */
export interface CardLayout {
  readonly background: string;
  readonly nodes: readonly Node[];
}

/** The field of the content file whose words are too many for a size. */
export interface TooLong {
  readonly tooLong: string;
}

/** Lays out a card: type is measured, and set as large as it fits. */
export function layOut(card: Card, size: CardSize, press: Press): Promise<CardLayout | TooLong> {
  const measures = measuresOf(size, card.style === 'voice');
  switch (card.style) {
    case 'voice':
      return layOutVoice(card, measures, press);
    case 'gap':
      return layOutGap(card, measures, press);
    case 'count':
      return layOutCount(card, measures, press);
  }
}

/**
 * By size of card: the smallest and the largest that its words may be, in hundredths of the short side, and their line
 * height.
 */
const voiceType = {
  square: { least: 5.6, most: 13.2, lineHeight: 1.06 },
  portrait: { least: 5.8, most: 14.2, lineHeight: 1.06 },
  tall: { least: 6, most: 14.6, lineHeight: 1.08 },
  wide: { least: 7, most: 16, lineHeight: 1.05 },
} as const;

async function layOutVoice(
  card: VoiceCard,
  measures: CardMeasures,
  press: Press,
): Promise<CardLayout | TooLong> {
  const { width, side, left, top, part, size } = measures;
  const type = voiceType[size];
  const foot = await footOf(card, press, measures, {
    ink: cardColours.ink,
    gap: cardColours.gorse,
    text: cardColours.ink,
  });
  const room = { width: width - left - side, height: foot.top - top - part(5) };
  // The opening quotation mark stands out into the margin, so that all lines of words begin at one edge.
  const [first, ...rest] = card.words;
  const [, mark = '', words = ''] = /^([“‘]?)(.*)$/s.exec(first?.text ?? '') ?? [];
  const runs = [{ text: words, weight: first?.weight ?? 560 }, ...rest].filter(({ text }) => text !== '');
  const settingAt = (points: number): TypeSetting => ({
    face: 'voice',
    size: points,
    weight: runs[0]?.weight ?? 560,
    lineHeight: type.lineHeight,
    tracking: -0.022,
    colour: cardColours.ink,
  });
  const text = await fitText(press, runs, settingAt, [part(type.least), part(type.most)], room);
  if (!text) return { tooLong: card.field.path };
  const { setting } = text;
  // Capitals begin below the line's upper edge: raised by as much, they stand at the margin.
  const at = top - setting.size * 0.14;
  const markWidth = mark === '' ? 0 : await widthOf(press, mark, setting);
  const hung = mark === '' ? [] : [[{ text: mark, weight: setting.weight }]];
  return {
    background: cardColours.heatherSoft,
    nodes: [
      ...lineNodes(
        press.fonts,
        { ...text, lines: hung },
        Math.round(left - markWidth),
        at,
        Math.ceil(markWidth) + 4,
      ),
      ...lineNodes(press.fonts, text, left, at, room.width),
      ...foot.nodes,
    ],
  };
}

/**
 * By size of card, in hundredths of its short side: the height of the slope that the told words stand on (`hill`), the
 * thick line under it (`bar`), the smallest and the largest of the told words, their label, the smallest and the
 * largest of the known words, the space under the thick line (`under`), and the width of the wordmark (`mark`).
 */
const gapType = {
  square: { hill: 23, bar: 1.5, told: [3.3, 6.6], label: 3.1, known: [8.5, 14.2], under: 4.4, mark: 33 },
  portrait: { hill: 26, bar: 1.5, told: [3.3, 6.8], label: 3.1, known: [8.5, 16], under: 5.4, mark: 33 },
  tall: { hill: 30, bar: 1.5, told: [3.3, 6.8], label: 3.5, known: [8.5, 16], under: 5.8, mark: 40 },
  wide: { hill: 30, bar: 1.9, told: [4.4, 7.4], label: 4, known: [8.5, 18], under: 3.4, mark: 42 },
} as const;

async function layOutGap(card: GapCard, measures: CardMeasures, press: Press): Promise<CardLayout | TooLong> {
  const { width, side, top, part, size } = measures;
  const type = gapType[size];
  const hill = { width: width - side, height: part(type.hill) };
  const bar = part(type.bar);
  const ground = top + hill.height;
  const slope = Math.hypot(hill.width, hill.height);
  const angle = (Math.atan2(hill.height, hill.width) * 180) / Math.PI;
  const foot = await footOf(card, press, measures, {
    ink: cardColours.ink,
    text: cardColours.ink,
    width: part(type.mark),
  });

  const toldSetting = (points: number): TypeSetting => ({
    face: 'voice',
    size: points,
    weight: points < part(5) ? 320 : 260,
    lineHeight: 1.12,
    colour: cardColours.ink,
  });
  const labelSetting: TypeSetting = {
    face: 'plain',
    size: part(type.label),
    weight: 600,
    lineHeight: 1.3,
    colour: cardColours.ink,
  };
  const tellAt = async (indent: number) => {
    const room = slope - indent - part(4.5);
    const points = await fitLine(
      press,
      card.told,
      toldSetting,
      [part(type.told[0]), part(type.told[1])],
      room,
    );
    return points === undefined ? undefined : { indent, points };
  };
  // Short words start well up the slope; long ones start where the slope does.
  const told = (await tellAt(slope * (size === 'wide' ? 0.2 : 0.15))) ?? (await tellAt(slope * 0.05));
  if (!told) return { tooLong: 'claim' };
  const toldTop = Math.round(toldSetting(told.points).lineHeight * told.points);
  const labelTop = Math.round(labelSetting.size * labelSetting.lineHeight);
  const clear = part(1.7);
  const oneLine = (text: string, setting: TypeSetting) =>
    textNode(press.fonts, [{ text, weight: setting.weight }], setting);
  // Each line of told words is turned about the point where both lines start.
  const onSlope = (node: Node, lift: number, height: number): Node => ({
    type: 'container',
    style: {
      position: 'absolute',
      left: side,
      top: ground - height,
      width: Math.ceil(slope),
      height,
      display: 'flex',
      alignItems: 'flex-end',
      paddingLeft: Math.round(told.indent),
      paddingBottom: lift,
      transformOrigin: '0% 100%',
      transform: `rotate(${-angle}deg)`,
    },
    children: [node],
  });

  const knownSetting = (points: number): TypeSetting => ({
    face: 'voice',
    size: points,
    weight: 900,
    lineHeight: 1.06,
    tracking: -0.032,
    colour: cardColours.ink,
  });
  const knownTop = ground + bar + part(type.under);
  const room = { width: width - side - part(5), height: foot.top - knownTop - part(3.5) };
  const known = await fitText(
    press,
    card.known,
    knownSetting,
    [part(type.known[0]), part(type.known[1])],
    room,
  );
  if (!known) return { tooLong: card.field.path };
  const line = Math.max(2, part(0.32));
  const hillSvg = `<path fill="${cardColours.gorse}" d="M0 ${hill.height}L${hill.width} 0V${hill.height}Z"/><path fill="none" stroke="${cardColours.ink}" stroke-width="${line}" d="M0 ${hill.height}L${hill.width} 0"/>`;
  return {
    background: cardColours.haar,
    nodes: [
      drawingNode(hillSvg, side, top, hill.width, hill.height),
      ...(card.toldLabel
        ? [onSlope(oneLine(card.toldLabel, labelSetting), clear + toldTop, clear + toldTop + labelTop)]
        : []),
      onSlope(oneLine(card.told, toldSetting(told.points)), clear, clear + toldTop),
      blockNode(cardColours.ink, side, ground, width - side, bar),
      ...lineNodes(press.fonts, known, side, knownTop - known.setting.size * 0.08, room.width),
      ...foot.nodes,
    ],
  };
}

/**
 * By size of card, in hundredths of its short side: the smallest and the largest of the finding, the size of the
 * facts, and the height of the drawing: the least, the one that is tried first, and the most. `perRow` is how many
 * lines stand in one row.
 */
const countType = {
  square: { says: [6, 9.6], facts: 3.05, drawing: [9, 15, 18], gap: 4, perRow: 50 },
  portrait: { says: [6.4, 11], facts: 3.3, drawing: [10, 17, 22], gap: 4.6, perRow: 50 },
  tall: { says: [6.6, 11], facts: 3.5, drawing: [12, 24, 34], gap: 5, perRow: 25 },
  wide: { says: [7, 11], facts: 3.6, drawing: [9, 14, 16], gap: 3.6, perRow: 50 },
} as const;

async function layOutCount(
  card: CountCard,
  measures: CardMeasures,
  press: Press,
): Promise<CardLayout | TooLong> {
  const { width, side, top, part, size, leastText } = measures;
  const type = countType[size];
  const room = width - 2 * side;
  const gap = part(type.gap);
  const foot = await footOf(card, press, measures, {
    ink: cardColours.white,
    gap: cardColours.gorse,
    text: cardColours.white,
  });
  const available = foot.top - part(4.5) - top;
  const saysSetting = (points: number): TypeSetting => ({
    face: 'voice',
    size: points,
    weight: 900,
    lineHeight: 1.05,
    tracking: -0.024,
    colour: cardColours.white,
  });
  const factsSetting = (points: number, weight: number): TypeSetting => ({
    face: 'plain',
    size: points,
    weight,
    lineHeight: 1.36,
    colour: cardColours.white,
  });
  const factsAt = (points: number) =>
    Promise.all(
      [
        ...(card.key ? [{ text: card.key, weight: 400 }] : []),
        { text: card.source, weight: 700 },
        { text: `Be careful: ${card.caveat}`, weight: 400 },
      ].map(({ text, weight }) => setText(press, text, factsSetting(points, weight), room)),
    );
  const between = part(0.7);
  const attempts = [
    { points: part(type.facts), leastDrawing: type.drawing[1] },
    { points: part(type.facts), leastDrawing: type.drawing[0] },
    { points: leastText, leastDrawing: type.drawing[0] },
  ];
  for (const { points, leastDrawing } of attempts) {
    const facts = (await factsAt(points)).filter((text) => text !== undefined);
    const tally = tallyOf(card, { room, part, size, perRow: type.perRow, labelPoints: points });
    const factsHeight = facts.reduce((sum, text) => sum + text.height, 0) + (facts.length - 1) * between;
    const fixed = factsHeight + 2 * gap;
    const says = await fitText(press, card.says, saysSetting, [part(type.says[0]), part(type.says[1])], {
      width: room,
      height: available - fixed - tally.leastHeight(part(leastDrawing)),
    });
    if (!says) continue;
    const drawn = Math.round(
      Math.min(available - fixed - says.height, tally.mostHeight(part(type.drawing[2]))),
    );
    const start = top - says.setting.size * 0.14;
    const nodes: Node[] = lineNodes(press.fonts, says, side, start, room);
    let at = Math.round(start + says.height + gap);
    if (card.drawing.kind === 'lines') {
      nodes.push(drawingNode(linesSvg(tally, drawn), side, at, room, drawn));
    } else {
      const bars = barsSvg(card, tally, drawn, room);
      nodes.push(drawingNode(bars.svg, side, at, room, drawn));
      for (const { text, top: labelTop } of bars.labels) {
        const label = await setText(press, text, factsSetting(points, 700), room);
        if (!label) return { tooLong: card.field.path };
        nodes.push(...lineNodes(press.fonts, label, side, at + labelTop, room));
      }
    }
    at += drawn + gap;
    for (const text of facts) {
      nodes.push(...lineNodes(press.fonts, text, side, at, room));
      at += text.height + between;
    }
    return { background: cardColours.loch, nodes: [...nodes, ...foot.nodes] };
  }
  return { tooLong: card.field.path };
}
