import {
  type BasicFormField,
  type ComponentSchema,
  type FormFieldStoredValue,
  fields,
} from '@keystatic/core';
import { z } from 'astro/zod';
import { mistakesInTexts } from '#domain/review/text-review.ts';
import type { CollectionName } from '#domain/schema/fields.ts';
import { kindsInWords, unwrapped } from '#domain/schema/labels.ts';
import { parsedBy } from '#domain/schema/plain-errors.ts';
import { inStoredForm } from '#domain/text/characters.ts';
import type { Vocabulary } from '#domain/words/vocabularies.ts';
import { type Complaint, lawfulField, patternOf } from './law.tsx';
import { numberInput } from './number.tsx';

/** The folders of `content/` that the form edits. The others are written by the desk and its commands. */
export const editedFolders = [
  'stories',
  'myths',
  'lesson-packs',
  'guides',
  'tell',
  'answers',
  'law',
  'sources',
  'support',
  'themes',
  'transition-points',
  'ways',
  'sheets',
  'programmes',
  'threats',
  'priorities',
  'contradictions',
  'studies',
  'corrections',
  'pages',
] as const;
/** The name of a folder that the form edits. */
export type EditedFolder = (typeof editedFolders)[number];

/** Fields of the form by key. */
export type FormFields = Record<string, ComponentSchema>;

/** The form of a zod object: a field for every key, in the order in which Keystatic will store them. */
export function fieldsOf(shape: Readonly<Record<string, z.ZodType>>): FormFields {
  return Object.fromEntries(Object.entries(shape).map(([key, law]) => [key, fieldOf(law)]));
}

/** What the form says about a field. */
interface Words {
  readonly label: string;
  readonly description: string;
}

/** The label and the help that ride on a schema. */
export function wordsOf(law: z.ZodType): Words {
  const { title = '', description = '' } = unwrapped(law).meta;
  const isOptional = law.safeParse(undefined).success && fallbackOf(law) === undefined;
  return { label: isOptional ? `${title} (optional)` : title, description };
}

/** What the law says against a value as it would be stored: first its schema, then the rule on the characters of every text. */
export function complaintOf(law: z.ZodType, stored: unknown): string | undefined {
  const refused = parsedBy(law, stored).error?.issues ?? [];
  const all = refused.length > 0 ? refused : mistakesInTexts(stored);
  return all.length === 0 ? undefined : [...new Set(all.map(({ message }) => message))].join('; ');
}

/**
 * The form of one zod schema.
 *
 * @throws for a kind of schema that has no form yet
 */
export function fieldOf(law: z.ZodType): ComponentSchema {
  const { schema, meta } = unwrapped(law);
  const words = wordsOf(law);
  const isList = schema instanceof z.ZodArray;
  if (meta.vocabulary)
    return isList ? ruled(law, choicesOf(meta.vocabulary, words)) : choiceOf(law, meta.vocabulary, words);
  if (meta.reference && isEdited(meta.reference)) {
    const pick = { ...words, collection: meta.reference };
    return isList ? ruled(law, fields.multiRelationship(pick)) : ruled(law, fields.relationship(pick));
  }
  if (isList) return listOf(schema, words);
  if (schema instanceof z.ZodObject) return fields.object(fieldsOf(schema.shape), words);
  if (schema instanceof z.ZodNumber) {
    const Input = numberInput(words, (value) => complaintOf(law, value ?? undefined));
    return { ...ruled(law, fields.number(words)), Input };
  }
  if (schema instanceof z.ZodBoolean) return ruled(law, fields.checkbox(words));
  if (meta.format === 'day') return ruled(law, fields.date(words));
  if (schema.def.type === 'string') return textOf(law, meta.multiline === true, words);
  throw new Error(
    `The field “${words.label}” is a ${schema.def.type}, for which there is no form: add it to src/cms/fields.ts`,
  );
}

function isEdited(collection: CollectionName): collection is EditedFolder & CollectionName {
  return editedFolders.some((each) => each === collection);
}

/** The value that zod takes when none is stored. The form takes the same, so that opening and saving changes nothing. */
function fallbackOf(law: z.ZodType): unknown {
  return law.safeParse(undefined).data;
}

// biome-ignore lint/complexity/noBannedTypes: Keystatic's own bound of a field's value
function ruled<Value extends {} | null>(law: z.ZodType, field: BasicFormField<Value>): BasicFormField<Value> {
  return withFallback(
    law,
    lawfulField(field, (value: Value) => {
      const stored = field.serialize(value).value;
      // Keystatic stores a day as a Date whose text is the day.
      return complaintOf(law, stored instanceof Date ? stored.toISOString() : stored);
    }),
  );
}

interface Parsed<Value> {
  defaultValue(): Value;
  parse(value: FormFieldStoredValue, extra: undefined): Value;
}

function withFallback<Value, Field extends Parsed<Value>>(
  law: z.ZodType,
  field: Field & Parsed<Value>,
): Field {
  const fallback = fallbackOf(law) as Value | undefined;
  if (fallback === undefined) return field;
  return {
    ...field,
    defaultValue: () => fallback,
    parse: (value: FormFieldStoredValue, extra: undefined) =>
      value === undefined ? fallback : field.parse(value, extra),
  };
}

function textOf(law: z.ZodType, multiline: boolean, words: Words): ComponentSchema {
  // Keystatic leaves out a text that is empty.
  const complaint: Complaint<string> = (text) =>
    complaintOf(law, text === '' ? undefined : inStoredForm(text));
  const field = fields.text({ ...words, multiline, validation: { pattern: patternOf(complaint) } });
  return withFallback(law, { ...field, serialize: (text: string) => field.serialize(inStoredForm(text)) });
}

const optionsOf = (vocabulary: Vocabulary) =>
  Object.entries(vocabulary).map(([value, label]) => ({ value, label }));

function choicesOf(vocabulary: Vocabulary, words: Words): BasicFormField<readonly string[]> {
  return fields.multiselect({ ...words, options: optionsOf(vocabulary) });
}

const unchosen = '-';

/**
 * Keystatic gives a select that has no value its default, without a word. So where zod has no default nothing is
 * chosen, and the law refuses that until the editor has chosen.
 */
function choiceOf(law: z.ZodType, vocabulary: Vocabulary, words: Words): ComponentSchema {
  const options = optionsOf(vocabulary);
  const fallback = fallbackOf(law);
  if (typeof fallback === 'string')
    return ruled(law, fields.select({ ...words, options, defaultValue: fallback }));
  const field: BasicFormField<string> = fields.select({
    ...words,
    options: [{ value: unchosen, label: 'Choose one' }, ...options],
    defaultValue: unchosen,
  });
  return ruled(law, { ...field, serialize: (value) => ({ value: value === unchosen ? undefined : value }) });
}

function listOf(list: z.ZodArray, words: Words): ComponentSchema {
  const element = list.element as z.ZodType;
  const { minItems, maxItems } = z.toJSONSchema(list, { io: 'input' });
  const length = {
    ...(minItems !== undefined && { min: minItems }),
    ...(maxItems !== undefined && { max: maxItems }),
  };
  const options = { ...words, validation: { length } };
  if (element instanceof z.ZodDiscriminatedUnion) return blocksOf(element, options);
  return fields.array(fieldOf(element), {
    ...options,
    itemLabel: (item) => marked(textIn(item) || 'Empty', item),
  });
}

/**
 * A list of things of several kinds. Its schema is a union of `{ discriminant, value }`, which is how Keystatic
 * stores a kind and what is of that kind; the name of a kind rides on `value`.
 */
function blocksOf(
  union: z.ZodDiscriminatedUnion,
  options: Words & { readonly validation: { readonly length: object } },
): ComponentSchema {
  const blocks = (union.options as unknown as readonly Variant[]).map(
    ({ shape: { discriminant, value } }) => {
      const { label } = wordsOf(value);
      const block = {
        label,
        itemLabel: (item: unknown) =>
          marked([label, nameIn(item)].filter((part) => part !== '').join(': '), item),
        schema: fields.object(fieldsOf(value.shape)),
      };
      return [discriminant.value, block] as const;
    },
  );
  const { element, ...list } = fields.blocks(Object.fromEntries(blocks), options);
  const { discriminant } = element;
  return {
    ...list,
    element: {
      ...element,
      discriminant: {
        ...discriminant,
        // Keystatic would take what names no kind for the first one.
        parse(stored) {
          if (stored === undefined) throw new Error(kindsInWords(union));
          return discriminant.parse(stored);
        },
      },
    },
  };
}

/** One kind of thing in a list of several. */
type Variant = z.ZodObject<{ discriminant: z.ZodLiteral<string>; value: z.ZodObject }>;

/**
 * The name of an item, and that something in it is wrong. Keystatic closes an item over its mistakes, and then will
 * not save without saying which item it is.
 */
function marked(name: string, item: unknown): string {
  return hasMistake(item as Shown) ? `${name} – has a mistake` : name;
}

/** What is used here of a field as Keystatic shows it. */
interface Shown {
  readonly schema: ComponentSchema;
  readonly value?: unknown;
  readonly fields?: Readonly<Record<string, Shown>>;
  readonly elements?: readonly Shown[];
}

function hasMistake({ schema, value, fields = {}, elements = [] }: Shown): boolean {
  switch (schema.kind) {
    case 'form':
      try {
        (schema as BasicFormField<string>).validate(value as string);
        return false;
      } catch {
        return true;
      }
    case 'object':
      return Object.values(fields).some(hasMistake);
    case 'conditional':
      return hasMistake(value as Shown);
    case 'array': {
      const { min = 0, max = Number.POSITIVE_INFINITY } = schema.validation?.length ?? {};
      return elements.length < min || elements.length > max || elements.some(hasMistake);
    }
    default:
      return false;
  }
}

/** What an item is called: its title if it has one. */
function nameIn(item: unknown): string {
  const { title } = (item as { fields: Readonly<Record<string, unknown>> }).fields;
  return title === undefined ? textIn(item) : textIn(title);
}

/** The first text that an editor wrote in an item of a list. */
function textIn(item: unknown): string {
  const {
    value,
    fields: inner,
    schema,
  } = item as { value?: unknown; fields?: Record<string, unknown>; schema: ComponentSchema };
  if (inner)
    return (
      Object.values(inner)
        .map(textIn)
        .find((text) => text !== '') ?? ''
    );
  return typeof value === 'string' && schema.kind === 'form' && schema.formKind === 'slug' ? value : '';
}
