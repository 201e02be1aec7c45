import { familyFor } from './fonts.ts';
import type { Press } from './press.ts';
import { type TextRun, type TypeSetting, textNode } from './text.ts';

/**
 * Type that fits. The renderer measures each word; where lines break is decided here, so that they are even, that no
 * sentence begins at the end of a line, and that what was measured is what is drawn.
 */

/** A word with its weight and what it measures. */
interface Word extends TextRun {
  readonly width: number;
}

/** Text set in lines. */
export interface SetText {
  readonly lines: readonly (readonly TextRun[])[];
  readonly height: number;
  /** The widest line. */
  readonly width: number;
  /** How far from even the lines are: 0 is best. */
  readonly cost: number;
  readonly setting: TypeSetting;
}

type Runs = string | readonly TextRun[];

/** The width of one line of text, however long. */
export async function widthOf(press: Press, text: string, setting: TypeSetting): Promise<number> {
  const [width = 0] = await widthsOf(press, [{ text, weight: setting.weight }], setting);
  return width;
}

/** Sets text in the evenest lines; undefined if a word is wider than the width. */
export async function setText(
  press: Press,
  runs: Runs,
  setting: TypeSetting,
  width: number,
): Promise<SetText | undefined> {
  return breakLines(await wordsOf(press, runs, setting), setting, width);
}

/**
 * Sets text as large as it fits into a box, or up to a seventh smaller where that makes much evener lines; undefined if
 * it does not fit even at the least size.
 */
export async function fitText(
  press: Press,
  runs: Runs,
  settingAt: (points: number) => TypeSetting,
  [least, most]: readonly [number, number],
  box: { readonly width: number; readonly height: number },
): Promise<SetText | undefined> {
  const words = await wordsOf(press, runs, settingAt(referenceSize));
  const about = (points: number) => {
    const set = breakLines(scaled(words, points / referenceSize), settingAt(points), box.width);
    return set && set.height <= box.height ? set : undefined;
  };
  const best = largestFitting(least, most, (points) => about(points) !== undefined) ?? least;
  let chosen = { points: best, cost: Number.POSITIVE_INFINITY };
  for (const share of [1, 0.96, 0.92, 0.88, 0.86]) {
    const points = Math.max(least, Math.round(best * share));
    const cost = (about(points)?.cost ?? Number.POSITIVE_INFINITY) + (1 - points / best) * 0.5;
    if (cost < chosen.cost) chosen = { points, cost };
  }
  // So far widths were worked out from those at another size. Small letters are a little wider than that, so the size
  // that is chosen is measured itself, and made smaller until it fits.
  for (let { points } = chosen; points >= least; points -= Math.max(1, Math.round(points * 0.015))) {
    const set = await setText(press, runs, settingAt(points), box.width);
    if (set && set.height <= box.height) return set;
  }
  return undefined;
}

/** The size at which words are first measured. Their widths at other sizes are nearly in proportion. */
const referenceSize = 100;

function scaled({ list, space }: Words, by: number): Words {
  return { list: list.map((word) => ({ ...word, width: word.width * by })), space: space * by };
}

/** The largest size at which one line keeps to a width; undefined if it does not even at the least. */
export async function fitLine(
  press: Press,
  text: string,
  settingAt: (points: number) => TypeSetting,
  [least, most]: readonly [number, number],
  width: number,
): Promise<number | undefined> {
  const about = (await widthOf(press, text, settingAt(referenceSize))) / referenceSize;
  for (let points = Math.max(least, Math.min(most, Math.floor(width / about))); points >= least; points--) {
    if ((await widthOf(press, text, settingAt(points))) <= width) return points;
  }
  return undefined;
}

/**
 * The largest whole number from `least` to `most` for which `fits` holds, found by halving; undefined if not even
 * the least does. What fits must also fit smaller.
 */
export function largestFitting(
  least: number,
  most: number,
  fits: (size: number) => boolean,
): number | undefined {
  if (!fits(least)) return undefined;
  let low = least;
  let high = Math.max(least, most);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Words and the space between two. */
interface Words {
  readonly list: readonly Word[];
  readonly space: number;
}

async function wordsOf(press: Press, runs: Runs, setting: TypeSetting): Promise<Words> {
  const list = typeof runs === 'string' ? [{ text: runs, weight: setting.weight }] : runs;
  const words = list.flatMap(({ text, weight }) =>
    text
      .split(/[ \n\t]+/)
      .filter((word) => word !== '')
      .map((word) => ({ text: word, weight })),
  );
  const probe = { text: 'n n', weight: setting.weight };
  const [wide = 0, narrow = 0, ...widths] = await widthsOf(
    press,
    [probe, { text: 'nn', weight: setting.weight }, ...words],
    setting,
  );
  return {
    list: words.map((word, index) => ({ ...word, width: widths[index] ?? 0 })),
    space: wide - narrow,
  };
}

/**
 * Widths at the reference size that were measured before. Every card is drawn in four sizes with the same words, and
 * all cards have much the same foot.
 */
const known = new Map<string, number>();
/** How many widths are remembered, so that a build of thousands of stories does not keep every word of them. */
const mostKnown = 20_000;

/** From this size up, in pixels, the voice's optical size is at its largest, so its letters keep one shape. */
const largestOptical = 72;

/**
 * Measures several texts, each on a line of its own. Where letters have the same shape at every size, a text is
 * measured at the reference size alone, and its width at other sizes is in proportion.
 */
async function widthsOf(
  { renderer, fonts }: Press,
  texts: readonly TextRun[],
  setting: TypeSetting,
): Promise<number[]> {
  const whole = texts.map(({ text }) => text).join('');
  const family = familyFor(fonts, setting.face, whole);
  const isKept = family !== 'Voice' || setting.size >= largestOptical;
  const at = isKept ? { ...setting, size: referenceSize } : setting;
  const keyOf = ({ text, weight }: TextRun) => `${family}|${weight}|${at.tracking ?? 0}|${text}`;
  const found = new Map<string, number>();
  const unknown = texts.filter((each) => {
    const width = isKept ? known.get(keyOf(each)) : undefined;
    if (width !== undefined) found.set(keyOf(each), width);
    return width === undefined;
  });
  if (unknown.length > 0) {
    const { children } = await renderer.measure({
      type: 'container',
      style: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start', width: 20_000 },
      children: unknown.map((each) => textNode(fonts, [each], at, whole)),
    });
    if (known.size > mostKnown) known.clear();
    unknown.forEach((each, index) => {
      const width = children[index]?.runs.reduce((sum, run) => sum + run.width, 0) ?? 0;
      found.set(keyOf(each), width);
      if (isKept) known.set(keyOf(each), width);
    });
  }
  return texts.map((each) => ((found.get(keyOf(each)) ?? 0) * setting.size) / at.size);
}

/** What is added to the cost of a line, beside what it costs for being uneven. Below zero makes it better. */
const price = {
  /** A line that ends with the first word of a sentence. */
  strandedStart: 0.16,
  /** A line that ends with a word of one or two letters. */
  shortEnd: 0.05,
  /** A line that ends with a sentence. */
  sentenceEnd: -0.16,
  /** A line of less than half the width, other than the last. */
  stub: 0.3,
  /** A last line of less than this share of the width. */
  shortLast: 0.3,
  shortLastPrice: 0.25,
} as const;

/** Chooses the breaks: as few lines as can be, or one more where that is much evener. */
function breakLines({ list: words, space }: Words, setting: TypeSetting, width: number): SetText | undefined {
  const count = words.length;
  if (words.some((word) => word.width > width)) return undefined;
  const starts = [0];
  for (const word of words) starts.push((starts.at(-1) ?? 0) + word.width + space);
  const lengthOf = (from: number, to: number) => (starts[to] ?? 0) - (starts[from] ?? 0) - space;
  let fewest = 1;
  for (let from = 0, at = 1; at <= count; at++) {
    if (lengthOf(from, at) <= width) continue;
    fewest += 1;
    from = at - 1;
  }
  const endsSentence = words.map(({ text }) => /[.!?…]["”’)]*$/.test(text));
  const linePrice = (from: number, to: number, target: number): number => {
    const length = lengthOf(from, to);
    const isLast = to === count;
    const slack = (target - length) / target;
    if (isLast) return 0.35 * slack * slack + (length < target * price.shortLast ? price.shortLastPrice : 0);
    const last = to - 1;
    return (
      slack * slack +
      (slack > 0.5 && !endsSentence[last] ? price.stub : 0) +
      (endsSentence[last - 1] && last > from ? price.strandedStart : 0) +
      ((words[last]?.text.length ?? 0) <= 2 ? price.shortEnd : 0) +
      (endsSentence[last] ? price.sentenceEnd : 0)
    );
  };
  let best: { ends: number[]; cost: number } | undefined;
  for (const lines of [fewest, fewest + 1]) {
    if (lines > count) continue;
    const found = cheapest(lines, count, (from, to) =>
      lengthOf(from, to) > width ? Number.POSITIVE_INFINITY : linePrice(from, to, width),
    );
    if (!found) continue;
    const cost = found.cost / lines + (lines - fewest) * 0.08;
    if (!best || cost < best.cost) best = { ends: found.ends, cost };
  }
  if (!best) return undefined;
  let from = 0;
  const ranges = best.ends.map((to) => {
    const range = { from, to };
    from = to;
    return range;
  });
  return {
    lines: ranges.map((range) => joined(words.slice(range.from, range.to))),
    height: ranges.length * setting.size * setting.lineHeight,
    width: Math.max(...ranges.map((range) => lengthOf(range.from, range.to))),
    cost: best.cost,
    setting,
  };
}

/**
 * The cheapest way of breaking `count` words into so many lines. `ends` has, for each line, how many words stand
 * before its end.
 */
function cheapest(
  lines: number,
  count: number,
  costOf: (from: number, to: number) => number,
): { ends: number[]; cost: number } | undefined {
  // costs[n]: the least that the first n words cost in the lines so far. begins[line][n]: where the last of those lines begins.
  let costs = new Float64Array(count + 1).fill(Number.POSITIVE_INFINITY);
  costs[0] = 0;
  const begins: Int32Array[] = [];
  for (let line = 0; line < lines; line++) {
    const next = new Float64Array(count + 1).fill(Number.POSITIVE_INFINITY);
    const begin = new Int32Array(count + 1);
    for (let from = line; from < count; from++) {
      const before = costs[from] as number;
      if (before === Number.POSITIVE_INFINITY) continue;
      for (let to = from + 1; to <= count; to++) {
        const cost = before + costOf(from, to);
        if (cost === Number.POSITIVE_INFINITY) break;
        if (cost < (next[to] as number)) {
          next[to] = cost;
          begin[to] = from;
        }
      }
    }
    costs = next;
    begins.push(begin);
  }
  const cost = costs[count] as number;
  if (cost === Number.POSITIVE_INFINITY) return undefined;
  const ends: number[] = [];
  for (let line = lines - 1, end = count; line >= 0; line--) {
    ends.unshift(end);
    end = begins[line]?.[end] as number;
  }
  return { ends, cost };
}

/** A line's words, with neighbours of one weight joined into one run. */
function joined(words: readonly Word[]): { text: string; weight: number }[] {
  const runs: { text: string; weight: number }[] = [];
  words.forEach((word, index) => {
    const last = runs.at(-1);
    const text = index < words.length - 1 ? `${word.text} ` : word.text;
    if (last && last.weight === word.weight) last.text += text;
    else runs.push({ text, weight: word.weight });
  });
  return runs;
}
