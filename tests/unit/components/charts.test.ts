import { describe, expect, it } from 'vitest';
import { chartWidth, countsChart, sharesChart } from '#components/charts.ts';
import { type Measured, measuredIn, threatSchema } from '#domain/schema/threat.ts';
import type { Measure } from '#domain/words/vocabularies.ts';
import { makeData } from '../../fixtures/make.ts';

/** Numbers of one measure at some dates. */
function points(
  measure: Measure,
  ...numbers: readonly (readonly [string, number, boolean?])[]
): readonly Measured[] {
  const claims = numbers.map(([date, value, disagrees = false]) =>
    threatSchema.parse(makeData('threats', { date, measurements: [{ measure, value, disagrees }] })),
  );
  return measuredIn(claims, measure);
}

/** Where a straight path begins and ends, along and down. */
function ends(path: string): readonly [number, number, number, number] {
  const [, x1, y1, x2, y2] = /^M([\d.]+),([\d.]+)L([\d.]+),([\d.]+)$/.exec(path) ?? [];
  return [Number(x1), Number(y1), Number(x2), Number(y2)];
}
const lengthOf = (path: string) => ends(path)[2] - ends(path)[0];

describe('counts down a line of years', () => {
  const groups = points(
    'groups',
    ['2016', 196],
    ['2018', 98],
    ['2022-10', 97],
    ['2023-03', 101],
    ['2023-11', 112, true],
  );
  const chart = countsChart(groups);

  it('have bars as long as their counts', () => {
    const [first, second] = chart.bars;
    expect(lengthOf(first?.path ?? '') / lengthOf(second?.path ?? '')).toBeCloseTo(2, 1);
  });

  it('begin at nothing: every bar leaves the line itself', () => {
    const [spine] = ends(chart.spine);
    expect(chart.bars.map(({ path }) => ends(path)[0])).toEqual(groups.map(() => spine));
  });

  it('are as far from each other as their dates', () => {
    const [first = 0, second = 0] = chart.bars.map(({ y }) => y);
    expect(second - first).toBeCloseTo(2 * ((chart.years[1]?.y ?? 0) - (chart.years[0]?.y ?? 0)), 5);
  });

  it('leave each label a line of its own', () => {
    const ys = chart.bars.map(({ y }) => y);
    const gaps = ys.slice(1).map((y, index) => y - (ys[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(17);
  });

  it('name every year, those without a count too', () => {
    expect(chart.years.map(({ label }) => label)).toEqual([
      '2016',
      '2017',
      '2018',
      '2019',
      '2020',
      '2021',
      '2022',
      '2023',
    ]);
  });

  it('say the number and the date at the end of each bar', () => {
    expect(chart.bars.map(({ label }) => label)).toEqual([
      '196, 2016',
      '98, 2018',
      '97, Oct 2022',
      '101, Mar 2023',
      '112, Nov 2023',
    ]);
  });

  it('are thin where another count is the one we quote', () => {
    expect(chart.bars.map(({ isThin }) => isThin)).toEqual([false, false, false, false, true]);
  });

  it('leave room for the longest label', () => {
    expect(chartWidth - Math.max(...chart.bars.map(({ x }) => x))).toBeGreaterThanOrEqual(115);
  });
});

describe('shares of a hundred', () => {
  const chart = sharesChart(points('inDrugs', ['2016', 0], ['2022-02', 40], ['2023-03', 100]));

  it('stand on one whole line, from nothing to a hundred', () => {
    const [from, , to] = ends(chart.all);
    expect(chart.marks.map(({ x }) => x)).toEqual([from, to]);
  });

  it('are the first and the last, hollow and filled', () => {
    expect(chart.marks.map(({ label, isLater }) => [label, isLater])).toEqual([
      ['0% in 2016', false],
      ['100% in Mar 2023', true],
    ]);
  });

  it('are one mark where there is one count', () => {
    expect(sharesChart(points('inDrugs', ['2016', 67])).marks).toHaveLength(1);
  });

  it('are none where there is none', () => {
    expect(sharesChart([]).marks).toEqual([]);
  });
});
