import { scaleLinear } from 'd3-scale';
import { line, symbol, symbolCircle } from 'd3-shape';
import { type Measured, yearAsNumber } from '#domain/schema/threat.ts';
import { dayInWords } from '#domain/words/wording.ts';

/**
 * Where everything in a drawing of numbers stands, in units of its viewBox. A drawing is as wide as a phone’s column
 * and 350 units wide, so that its letters have there the size they are given. Nothing here draws.
 */
export const chartWidth = 350;

const path = line();
const pathThrough = (...points: readonly (readonly [number, number])[]) =>
  path(points.map(([x, y]) => [round(x), round(y)])) ?? '';
const round = (value: number) => Math.round(value * 10) / 10;

/** Counts of one thing, down a line of years: the length of a bar is the count. */
export interface CountsChart {
  readonly height: number;
  /** The upright line of years. */
  readonly spine: string;
  readonly years: readonly { readonly label: string; readonly x: number; readonly y: number }[];
  readonly bars: readonly {
    readonly path: string;
    /** What stands at the end of the bar: the number and its date. */
    readonly label: string;
    readonly x: number;
    readonly y: number;
    /** Whether it is drawn thin, because another count for the same time is the one that people quote. */
    readonly isThin: boolean;
  }[];
}

/** Units to a year. So two counts that are five months apart stand one line of text from each other. */
const yearHeight = 48;
const spineAt = 54;
/** Room at the right for the longest label, such as “3,282, Oct 2022”. */
const labelWidth = 128;

/** Draws counts to scale: every bar starts at zero, and the distance between two is the time between them. */
export function countsChart(points: readonly Measured[]): CountsChart {
  const times = points.map(({ claim }) => yearAsNumber(claim.date));
  const [from, to] = [Math.floor(Math.min(...times)), Math.ceil(Math.max(...times))];
  const height = (to - from) * yearHeight;
  const y = scaleLinear([from, to], [0, height]);
  const length = scaleLinear(
    [0, Math.max(...points.map(({ value }) => value))],
    [0, chartWidth - spineAt - labelWidth],
  );
  return {
    height,
    spine: pathThrough([spineAt, 0], [spineAt, height]),
    // A year’s name stands in the middle of the year.
    years: Array.from({ length: to - from }, (_, index) => ({
      label: String(from + index),
      x: spineAt - 12,
      y: y(from + index + 0.5),
    })),
    bars: points.map(({ claim, value, inWords, disagrees }) => {
      const at = y(yearAsNumber(claim.date));
      const end = spineAt + length(value);
      return {
        path: pathThrough([spineAt, at], [end, at]),
        label: `${inWords}, ${shortDate(claim.date)}`,
        x: round(end + 8),
        y: round(at),
        isThin: disagrees,
      };
    }),
  };
}

/** Two shares on one scale of a hundred: an earlier and a later one. */
export interface SharesChart {
  readonly height: number;
  /** The whole hundred. */
  readonly all: string;
  /** From the earlier to the later share. */
  readonly between: string;
  readonly marks: readonly {
    readonly path: string;
    readonly x: number;
    readonly y: number;
    readonly label: string;
    readonly labelY: number;
    /** Whether it is the later of the two. The earlier is drawn hollow, the later filled. */
    readonly isLater: boolean;
  }[];
}

const markArea = 220;
const margin = 10;

/** Draws the first and the last of some shares, each labelled by itself: the earlier above, the later below. */
export function sharesChart(points: readonly Measured[]): SharesChart {
  const [first, last] = [points[0], points.at(-1)];
  const x = scaleLinear([0, 100], [margin, chartWidth - margin]);
  const middle = 36;
  const mark = symbol(symbolCircle, markArea)() ?? '';
  const ends = first && last && first !== last ? [first, last] : first ? [first] : [];
  return {
    height: 72,
    all: pathThrough([x(0), middle], [x(100), middle]),
    between: pathThrough([x(ends[0]?.value ?? 0), middle], [x(ends.at(-1)?.value ?? 0), middle]),
    marks: ends.map(({ claim, value, inWords }, index) => ({
      path: mark,
      x: round(x(value)),
      y: middle,
      label: `${inWords} in ${shortDate(claim.date)}`,
      labelY: index === 0 ? 16 : 66,
      isLater: index > 0,
    })),
  };
}

/** A date with its month cut to three letters: `Oct 2022`. */
function shortDate(date: string): string {
  const words = dayInWords(date).split(' ');
  return words.map((word) => (/^\d/.test(word) ? word : word.slice(0, 3))).join(' ');
}
