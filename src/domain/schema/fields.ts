import { z } from 'astro/zod';
import { type ValueOf, type Vocabulary, valuesOf } from '../words/vocabularies.ts';
import { choicesInWords } from './labels.ts';

/**
 * The building blocks of every schema. Each carries its label and help text as zod metadata, from which
 * the editing form is derived, and an error that says what to write.
 */

declare module 'zod/v4/core' {
  interface GlobalMeta {
    /** Name of the collection that the slug points to. */
    reference?: CollectionName;
    /** Stored value → label, for a closed list. */
    vocabulary?: Vocabulary;
    /** True for text that may run over several lines. */
    multiline?: boolean;
    /** `day` (YYYY-MM-DD) is edited with a date picker. */
    format?: string;
  }
}

/** The collections that a slug can point into, as the form and messages call them. */
export const collections = {
  stories: 'Stories',
  myths: 'Myths',
  'lesson-packs': 'Lesson packs',
  guides: 'Guides',
  tell: 'Tell pages',
  answers: 'If you tell',
  law: 'Law',
  sources: 'Sources',
  support: 'Support routes',
  themes: 'Themes',
  'transition-points': 'Transition points',
  ways: 'Ways in',
  sheets: 'Sheets to print',
  programmes: 'Who else does this',
  threats: 'How threats changed',
  priorities: 'Threats put first',
  contradictions: 'Where sources disagree',
  studies: 'Studies',
  corrections: 'Corrections',
  pages: 'Pages',
  moderators: 'Moderators',
} as const;
/** The collections that a slug can point into. */
export type CollectionName = keyof typeof collections;

/** A slug: the file's name without its ending. */
export const slugPattern = /^[a-z0-9-]+$/;

/** One line of text of `min` to `max` characters. */
export function line(min: number, max: number, label: string, help: string) {
  return z
    .string(`write ${min} to ${max} characters of text`)
    .min(min, `write at least ${min} characters`)
    .max(max, `write at most ${max} characters`)
    .refine((text) => text.trim() === text, 'take away the space at the start or end')
    .refine((text) => !/[\r\n]/.test(text), 'write it on one line')
    .meta({ title: label, description: help });
}

/** Text of `min` to `max` characters that may run over several lines in the form. */
export function prose(min: number, max: number, label: string, help: string) {
  return z
    .string(`write ${min} to ${max} characters of text`)
    .min(min, `write at least ${min} characters`)
    .max(max, `write at most ${max} characters`)
    .refine((text) => text.trim() === text, 'take away the space at the start or end')
    .meta({ title: label, description: help, multiline: true });
}

/** One value of a closed list. */
export function oneOf<V extends Vocabulary>(vocabulary: V, label: string, help: string) {
  const values = valuesOf(vocabulary);
  return z.enum(values, choicesInWords(vocabulary)).meta({ title: label, description: help, vocabulary });
}

/** Some values of a closed list, without repeats; may be empty. */
export function someOf<V extends Vocabulary>(vocabulary: V, label: string, help: string) {
  const values = valuesOf(vocabulary);
  return z
    .array(z.enum(values, choicesInWords(vocabulary)))
    .refine(hasNoRepeats, 'name each one once')
    .default([] as ValueOf<V>[])
    .meta({ title: label, description: help, vocabulary });
}

/** The slug of one entry of a collection. That it exists is checked with everything else in `review`. */
export function reference(collection: CollectionName, label: string, help: string) {
  return z
    .string(`name one of the ${collections[collection]}, by the name of its file without the ending`)
    .regex(slugPattern, 'use small letters, digits and hyphens only')
    .meta({ title: label, description: help, reference: collection });
}

/** Slugs of `min` to `max` entries of a collection, without repeats. */
export function references(
  collection: CollectionName,
  min: number,
  max: number,
  label: string,
  help: string,
) {
  return z
    .array(
      reference(collection, label, help),
      `name some of the ${collections[collection]}, each on a line of its own after “- ”`,
    )
    .min(min, `name at least ${min}`)
    .max(max, `name at most ${max}`)
    .refine(hasNoRepeats, 'name each one once')
    .meta({ title: label, description: help, reference: collection });
}

/** A list of `fewest` to `most` of something, under the label and the help given. */
export function listOf<T extends z.ZodType>(
  item: T,
  [fewest, most]: readonly [fewest: number, most: number],
  label: string,
  help: string,
) {
  return z
    .array(item, 'write a list: each item on a line of its own, after “- ”')
    .min(fewest, `write at least ${fewest}`)
    .max(most, `write at most ${most}`)
    .meta({ title: label, description: help });
}

/** A list of texts that may run over several lines in the form, each of `shortest` to `longest` characters. */
export function texts(
  count: readonly [fewest: number, most: number],
  [shortest, longest]: readonly [shortest: number, longest: number],
  label: string,
  help: string,
) {
  return listOf(prose(shortest, longest, label, help), count, label, help);
}

/** A calendar day, `YYYY-MM-DD`. */
export function day(label: string, help: string) {
  return z.iso
    .date('write a day with year, month and day, such as 2026-11-22')
    .meta({ title: label, description: help, format: 'day' });
}

/** A date as exactly as it is known: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
export function partialDay(label: string, help: string) {
  return z
    .string("write the date as far as it is known: '2023', '2023-05' or '2023-05-01'")
    .regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, "write '2023', '2023-05' or '2023-05-01'")
    .meta({ title: label, description: help });
}

/** An address that begins with https. */
export function httpsUrl(label: string, help: string) {
  return z
    .url({
      protocol: /^https$/,
      hostname: z.regexes.domain,
      error: 'write an address that begins with https://',
    })
    .meta({ title: label, description: help });
}

/** A whole number from `min` to `max`. */
export function wholeNumber(min: number, max: number, label: string, help: string) {
  return z
    .int('write a whole number')
    .min(min, `write ${min} or more`)
    .max(max, `write ${max} or less`)
    .meta({ title: label, description: help });
}

/** A number that is 0 or more, whole or not. */
export function amount(label: string, help: string) {
  return z.number('write a number').nonnegative('write 0 or more').meta({ title: label, description: help });
}

function hasNoRepeats(values: readonly unknown[]): boolean {
  return new Set(values).size === values.length;
}
