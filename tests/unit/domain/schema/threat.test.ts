import { describe, expect, it } from 'vitest';
import { measuredIn, spanInWords, type Threat, threatSchema, yearAsNumber } from '#domain/schema/threat.ts';
import { makeData } from '../../../fixtures/make.ts';

function makeThreat(change: Readonly<Record<string, unknown>> = {}): Threat {
  return threatSchema.parse(makeData('threats', change));
}

const counted = (date: string, value: number, change: object = {}) =>
  makeThreat({ date, measurements: [{ measure: 'groups', value, ...change }] });

describe('a date on the line of years', () => {
  it.each([
    ['2022', 2022.5],
    ['2022-01', 2022 + 0.5 / 12],
    ['2022-12', 2022 + 11.5 / 12],
    ['2022-01-01', 2022 + 0.5 / 31 / 12],
  ])('is put at %s', (date, year) => {
    expect(yearAsNumber(date)).toBeCloseTo(year, 10);
  });

  it('keeps days, months and years in their order', () => {
    const dates = ['2021', '2022-02', '2022-02-27', '2022', '2022-10', '2023-03-01', '2023-03-31', '2023'];
    const years = dates.map(yearAsNumber);
    expect(years.toSorted((a, b) => a - b)).toEqual(years);
  });
});

describe('what is counted again and again', () => {
  it('stands earliest first, whatever the order of the claims', () => {
    const points = measuredIn([counted('2023-03', 101), counted('2016', 196)], 'groups');
    expect(points.map(({ value }) => value)).toEqual([196, 101]);
  });

  it('leaves out what another measure counts', () => {
    const other = makeThreat({ measurements: [{ measure: 'people', value: 3 }] });
    expect(measuredIn([other, counted('2016', 196)], 'groups')).toHaveLength(1);
  });

  it.each([
    ['groups', 3282, {}, '3,282'],
    ['inDrugs', 65, {}, '65%'],
    ['inSeveralCrimes', 66.7, { asPublished: 'two-thirds' }, 'two-thirds'],
  ] as const)('is read aloud as the source has it: %s, %f', (measure, value, change, words) => {
    const [point] = measuredIn([makeThreat({ measurements: [{ measure, value, ...change }] })], measure);
    expect(point?.inWords).toBe(words);
  });
});

describe('a heading over counts', () => {
  const claims = [counted('2016', 196), counted('2018', 164), counted('2023-03', 101)];

  it('names the first and the last with their dates', () => {
    expect(spanInWords(measuredIn(claims, 'groups'))).toBe('196 in 2016, 101 in March 2023');
  });

  it('never names a count that is not the one we quote', () => {
    const disputed = counted('2023-11', 112, { disagrees: true });
    expect(spanInWords(measuredIn([...claims, disputed], 'groups'))).toBe('196 in 2016, 101 in March 2023');
  });

  it('names one count once', () => {
    expect(spanInWords(measuredIn(claims.slice(0, 1), 'groups'))).toBe('196 in 2016');
  });

  it('says nothing of none', () => {
    expect(spanInWords([])).toBe('');
  });
});
