import { z } from 'astro/zod';
import type { Vocabulary } from '../words/vocabularies.ts';

/**
 * What the fields of content are called. Each schema carries its label as metadata; the editor's form shows it, and so
 * does every message about the field. Here it is looked up.
 */

/** Takes away what says “may be left out”, and gathers the metadata of every layer; the outermost wins. */
export function unwrapped(
  law: z.ZodType,
  outer: z.core.GlobalMeta = {},
): { schema: z.ZodType; meta: z.core.GlobalMeta } {
  const meta = { ...law.meta(), ...outer };
  if (!(law instanceof z.ZodOptional || law instanceof z.ZodDefault)) return { schema: law, meta };
  return unwrapped(law.unwrap() as z.ZodType, meta);
}

/** The label of a field, in the quotation marks in which messages name one: `“Suitable from”`. */
export function named(law: z.ZodType): string {
  return `“${unwrapped(law).meta.title ?? ''}”`;
}

/** A place in some data, by the labels of its fields and by what stands in the file. */
export interface LabelledPlace {
  /** `Pauses, no. 1 › After the heading`. */
  readonly labels: string;
  /** The same in the file: `pauses › after`. */
  readonly names: string;
}

/**
 * Names a place in some data. What the schema does not know is named as it stands in the file.
 *
 * @param path names of fields and places in lists counted from 0, as zod gives them
 */
export function labelledPlace(law: z.ZodType, path: readonly PropertyKey[]): LabelledPlace {
  const steps = stepsOf(law, path.map(String));
  return {
    labels: steps.map(({ label, position }) => [label, position].filter(Boolean).join(', ')).join(' › '),
    names: steps.flatMap(({ name }) => name ?? []).join(' › '),
  };
}

/** A field on the way to a place and, of a list, which of its items. */
interface Step {
  readonly label?: string;
  readonly name?: string;
  readonly position?: string;
}

function stepsOf(law: z.ZodType, path: readonly string[]): readonly Step[] {
  const [first, ...rest] = path;
  if (first === undefined) return [];
  const { schema } = unwrapped(law);
  if (schema instanceof z.ZodArray)
    return [{ position: `no. ${Number(first) + 1}` }, ...stepsOf(schema.element as z.ZodType, rest)];
  if (schema instanceof z.ZodDiscriminatedUnion) return stepsOf(optionWith(schema, path), path);
  if (!(schema instanceof z.ZodObject)) return path.map((each) => ({ label: each, name: each }));
  const field = schema.shape[first] as z.ZodType | undefined;
  if (field === undefined) return path.map((each) => ({ label: each, name: each }));
  if ('discriminant' in schema.shape) {
    // A thing of several kinds is stored as its kind and what is of that kind; the form shows no such layer.
    return first === 'value' ? stepsOf(field, rest) : [{ label: 'Kind', name: first }];
  }
  const step = { label: unwrapped(field).meta.title ?? first, name: first };
  const [next, ...others] = stepsOf(field, rest);
  if (next === undefined) return [step];
  return next.label === undefined ? [{ ...step, ...next }, ...others] : [step, next, ...others];
}

/** The kind of thing that has a path in it. Where several have, their labels for it are the same, or nearly. */
function optionWith(union: z.ZodDiscriminatedUnion, path: readonly string[]): z.ZodType {
  const options = union.options as readonly z.ZodType[];
  return options.find((option) => isIn(option, path)) ?? (options[0] as z.ZodType);
}

function isIn(law: z.ZodType, path: readonly string[]): boolean {
  const [first, ...rest] = path;
  if (first === undefined) return true;
  const { schema } = unwrapped(law);
  if (schema instanceof z.ZodArray) return isIn(schema.element as z.ZodType, rest);
  if (schema instanceof z.ZodDiscriminatedUnion)
    return schema.options.some((option) => isIn(option as z.ZodType, path));
  if (!(schema instanceof z.ZodObject)) return false;
  const field = schema.shape[first] as z.ZodType | undefined;
  return field !== undefined && isIn(field, rest);
}

/** A value of a closed list as messages name it: the label of the form, and what a file says: `“Family” [family]`. */
export function choiceInWords<V extends Vocabulary>(vocabulary: V, value: keyof V & string): string {
  return `“${vocabulary[value]}” [${value}]`;
}

/** Every value of a closed list, to choose from. */
export function choicesInWords(vocabulary: Vocabulary): string {
  const all = Object.keys(vocabulary).map((value) => choiceInWords(vocabulary, value));
  return `choose one; in a file, write the word in brackets: ${all.join(', ')}`;
}

/** The kinds of a thing of several kinds, to choose from. */
export function kindsInWords(union: z.ZodDiscriminatedUnion): string {
  const kinds = (union.options as readonly z.ZodObject[]).map(({ shape: { discriminant, value } }) => {
    const [kind = ''] = (discriminant as z.ZodLiteral<string>).values;
    return [kind, unwrapped(value as z.ZodType).meta.title ?? kind] as const;
  });
  return choicesInWords(Object.fromEntries(kinds));
}
