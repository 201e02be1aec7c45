import { z } from 'astro/zod';
import { type Measure, measures, movements } from '../words/vocabularies.ts';
import { dayInWords } from '../words/wording.ts';
import { amount, line, listOf, oneOf, partialDay, prose, reference, wholeNumber } from './fields.ts';

/** One number of something that is counted again and again. */
const measurementSchema = z.strictObject({
  measure: oneOf(measures, 'What was counted', 'So that it can stand beside counts of other years.'),
  value: amount('Value', 'The number as the source has it.'),
  asPublished: line(
    3,
    40,
    'As published',
    'Only where the source gives no digits, such as “two-thirds”.',
  ).optional(),
  disagrees: z
    .boolean('write true for yes, or false for no')
    .default(false)
    .meta({ title: 'Disagrees', description: 'Another count for the same time is the one we quote.' }),
});

/** One thing said about how organised crime changed, and when: `content/threats/<slug>.yaml`. */
export const threatSchema = z.strictObject({
  says: line(10, 120, 'What it says', 'One plain sentence, true for its date.'),
  date: partialDay('When', 'The date it was true for or, if that is not known, published.'),
  since: partialDay('Since', 'Only where it compares that date with an earlier one.').optional(),
  order: wholeNumber(0, 999, 'Order', 'Its place among those of the same date: smaller comes first.'),
  movement: oneOf(movements, 'Which way', 'What the source says about the direction.'),
  about: prose(30, 400, 'In a sentence or two', 'In our words.'),
  source: reference('sources', 'Source', 'Who says so.'),
  place: line(2, 100, 'Place', 'Where it was so.'),
  caveat: prose(20, 300, 'Be careful', 'What it cannot tell.'),
  measurements: listOf(
    measurementSchema,
    [0, 6],
    'Numbers',
    'Those that are counted again and again.',
  ).default([]),
});
/** A dated claim after parsing. */
export type Threat = z.output<typeof threatSchema>;

/** One number with the claim that it belongs to. */
export interface Measured {
  readonly claim: Threat;
  readonly value: number;
  /** As it is read aloud: digits, or the source’s own words where it gives none. */
  readonly inWords: string;
  /** True where another count for the same time is the one that is quoted. */
  readonly disagrees: boolean;
}

/** Every number of one measure, earliest first. */
export function measuredIn(claims: readonly Threat[], measure: Measure): readonly Measured[] {
  return claims
    .flatMap((claim) =>
      claim.measurements
        .filter((each) => each.measure === measure)
        .map(({ value, asPublished, disagrees }) => ({
          claim,
          value,
          inWords: asPublished ?? `${value.toLocaleString('en-GB')}${isShare(measure) ? '%' : ''}`,
          disagrees,
        })),
    )
    .sort((a, b) => yearAsNumber(a.claim.date) - yearAsNumber(b.claim.date));
}

/** True for a measure that is a share in per cent. */
export function isShare(measure: Measure): boolean {
  return measures[measure].endsWith('per cent');
}

/**
 * A date as a place on a line of years: `2022-10` is 2022.79. What is known only by its year or month is put in the
 * middle of it.
 */
export function yearAsNumber(date: string): number {
  const [year = 0, month, day] = date.split('-').map(Number);
  if (month === undefined) return year + 0.5;
  return year + (month - 1 + (day === undefined ? 0.5 : (day - 0.5) / 31)) / 12;
}

/** From the first to the last number that is quoted, as a heading says it: `196 in 2016, 101 in March 2023`. */
export function spanInWords(points: readonly Measured[]): string {
  const quoted = points.filter(({ disagrees }) => !disagrees);
  const ends = [...new Set([quoted[0], quoted.at(-1)])].filter((each) => each !== undefined);
  return ends.map(({ inWords, claim }) => `${inWords} in ${dayInWords(claim.date)}`).join(', ');
}
