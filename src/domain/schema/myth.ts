import { z } from 'astro/zod';
import { audiences, contentNotes, fallacies, helpers, strengths, units } from '../words/vocabularies.ts';
import { amount, day, line, oneOf, prose, reference, references, someOf, wholeNumber } from './fields.ts';
import { citations } from './law.ts';

/** One figure: a number that never travels without who counted it, when, where, and what it cannot tell. */
export const figureSchema = z.strictObject({
  value: amount('Value', 'The number itself, exactly as the source has it.'),
  unit: oneOf(units, 'Unit', 'What the number counts.'),
  says: line(
    20,
    140,
    'What it says',
    'The finding as a plain sentence; it becomes the heading of the drawing.',
  ),
  source: reference('sources', 'Source', 'Who counted.'),
  year: wholeNumber(
    1900,
    2100,
    'Year',
    'The year counted, not the year it was published. Leave it out where the source doesn’t say.',
  ).optional(),
  untilYear: wholeNumber(1900, 2100, 'Until year', 'Only where it covers several years.').optional(),
  place: line(2, 100, 'Place', 'Where it was counted.'),
  caveat: prose(10, 300, 'Be careful', 'What the number cannot tell.').optional(),
  whyOld: prose(
    10,
    200,
    'Why it’s still used',
    'Only for a number more than five years old: why there is no newer one.',
  ).optional(),
  valueLabel: line(2, 60, 'Label of this number', 'Needed only when it is compared with others.').optional(),
  compare: z
    .array(
      z.strictObject({
        label: line(2, 60, 'Label', 'What this number is.'),
        value: amount('Value', 'In the same unit, from the same source.'),
      }),
    )
    .max(5, 'write at most 5')
    .default([])
    .meta({ title: 'Compare with', description: 'Other numbers to draw beside it.' }),
});
/** One figure with its four facts. */
export type Figure = z.output<typeof figureSchema>;

/** A myth: `content/myths/<slug>.mdx`. Fact first on every surface: the reality is the heading, the claim is smaller and labelled. */
export const mythSchema = z.strictObject({
  reality: line(10, 120, 'What’s known', 'The headline: the fact, said plainly. Never repeats the claim.'),
  claim: line(4, 120, 'The story you hear', 'As somebody would say it, without quotation marks.'),
  kernel: prose(40, 400, 'What’s true in it', 'Said with respect.'),
  whyItMisleads: z
    .strictObject({
      fallacy: oneOf(fallacies, 'How it misleads', 'The kind of mistake in it.'),
      explanation: prose(40, 400, 'Explanation', 'In a sentence or two.'),
    })
    .meta({ title: 'Why it misleads', description: 'The mistake in it, named and explained.' }),
  figures: z.array(figureSchema).max(4, 'write at most 4').default([]).meta({
    title: 'Figures',
    description: 'Each with who counted, when, where, and what to be careful about.',
  }),
  reply: prose(10, 220, 'What you could say back', 'As you would say it to a friend.'),
  whatHelps: z
    .array(
      z.strictObject({
        title: line(4, 60, 'In a few words', 'What somebody could do this week.'),
        text: prose(20, 260, 'How', 'One or two sentences.'),
        forWhom: oneOf(helpers, 'For whom', 'Who can do it.').default('adult'),
      }),
    )
    .min(1, 'name at least 1')
    .max(6, 'name at most 6')
    .meta({ title: 'What helps', description: 'Things a person can do this week.' }),
  sources: references('sources', 1, 12, 'Sources', 'Everything this page rests on.'),
  themes: references('themes', 1, 4, 'Themes', 'What it is about.'),
  contentNotes: someOf(contentNotes, 'Content notes', 'What may be met in it, so that it can be left out.'),
  suitableFrom: oneOf(audiences, 'Suitable from', 'Figures about deaths or injury are for adults.'),
  strength: oneOf(
    strengths,
    'Strength of the evidence, at most',
    'Honestly. The page says less where there are too few separate sources.',
  ),
  cites: citations(),
  checkedOn: day('Checked on', 'The day the facts were last compared with their sources.'),
  reviewBy: day('Next check due', 'The day by which somebody checks it again.'),
  quiz: z
    .strictObject({
      statement: line(10, 160, 'Statement', 'Sometimes true, sometimes not.'),
      isTrue: z
        .boolean('write true for yes, or false for no')
        .meta({ title: 'It is true', description: 'Leave off if the statement is false.' }),
      because: prose(40, 340, 'Because', 'What is known, with the fact.'),
    })
    .meta({ title: 'Quiz', description: 'One statement for “Myth or reality?”.' }),
});
/** A myth's front matter after parsing. */
export type Myth = z.output<typeof mythSchema>;

/** The largest count that is drawn as one line each; above it the drawing needs something to compare with. */
export const mostLines = 100;

/** True if the figure can be drawn as it stands: a share, a small count, or a comparison. */
export function isDrawable(figure: Figure): boolean {
  if (figure.compare.length > 0) return figure.valueLabel !== undefined;
  return figure.value <= mostLines;
}

/** A figure's number with its unit, as it is read aloud: `60%`, `1 in 4`, `$3.30 an hour`, `456 convictions`. */
export function amountInWords(value: number, unit: Figure['unit']): string {
  const digits = value.toLocaleString('en-GB');
  switch (unit) {
    case 'percent':
      return `${digits}%`;
    case 'oneIn':
      return `1 in ${digits}`;
    case 'times':
      return `${digits} times`;
    case 'dollarsPerHour':
      return `$${value.toFixed(2)} an hour`;
    default:
      return `${digits} ${units[unit]}`;
  }
}

/** The years a figure covers: `2023`, or `2020 to 2024`. Undefined where its source does not say. */
export function yearsOf(figure: Pick<Figure, 'year' | 'untilYear'>): string | undefined {
  if (figure.year === undefined) return undefined;
  return figure.untilYear === undefined ? String(figure.year) : `${figure.year} to ${figure.untilYear}`;
}

/** When a figure was counted and when that was published, in one phrase: `counted in 2017, published in 2018`. */
export function datesOf(
  figure: Pick<Figure, 'year' | 'untilYear'>,
  source: { readonly year: number },
): string {
  const counted = yearsOf(figure);
  return `${counted === undefined ? '' : `counted in ${counted}, `}published in ${source.year}`;
}

/** How a figure is drawn: bars to compare, or lines of which each is one and the thick ones are meant. */
export type Drawing =
  | { readonly kind: 'bars'; readonly bars: readonly { readonly label: string; readonly value: number }[] }
  | {
      readonly kind: 'lines';
      readonly thick: number;
      readonly all: number;
      readonly key: readonly [string, string?];
    };

/** Chooses the drawing of a figure. A share is drawn out of a hundred, a count as itself. */
export function drawingOf(figure: Figure): Drawing {
  const { value, unit } = figure;
  if (figure.compare.length > 0) {
    return { kind: 'bars', bars: [{ label: figure.valueLabel ?? 'This figure', value }, ...figure.compare] };
  }
  switch (unit) {
    case 'percent': {
      const rest = Math.round((100 - value) * 10) / 10;
      return {
        kind: 'lines',
        thick: value,
        all: 100,
        key: [`Thick: ${value} in every 100`, `Thin: the other ${rest}`],
      };
    }
    case 'oneIn':
      return { kind: 'lines', thick: 1, all: value, key: ['Thick: one', `Thin: the other ${value - 1}`] };
    case 'times':
      return {
        kind: 'bars',
        bars: [
          { label: 'Here', value },
          { label: 'Compared with', value: 1 },
        ],
      };
    case 'dollarsPerHour':
      return {
        kind: 'lines',
        thick: value,
        all: value,
        key: ['Each line is one US dollar for an hour’s work'],
      };
    default:
      return {
        kind: 'lines',
        thick: value,
        all: value,
        key: [`Each line is one of ${amountInWords(value, unit)}`],
      };
  }
}
