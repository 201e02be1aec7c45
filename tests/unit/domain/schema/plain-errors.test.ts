import { z } from 'astro/zod';
import { describe, expect, it } from 'vitest';
import { folderNames, schemaOf } from '#domain/schema/content.ts';
import { curriculumSchema } from '#domain/schema/curriculum.ts';
import { labelledPlace, unwrapped } from '#domain/schema/labels.ts';
import { parsedBy } from '#domain/schema/plain-errors.ts';
import { siteSchema } from '#domain/schema/site.ts';

const schemas: readonly (readonly [string, z.ZodType])[] = [
  ...folderNames.map((folder) => [folder, schemaOf(folder)] as const),
  ['site', siteSchema],
  ['curriculum', curriculumSchema],
];

/** Every field of a schema, however deep, with the way to it. */
function fieldsIn(
  law: z.ZodType,
  path: readonly string[] = [],
): readonly { law: z.ZodType; path: readonly string[] }[] {
  const { schema } = unwrapped(law);
  const inner =
    schema instanceof z.ZodArray
      ? fieldsIn(schema.element as z.ZodType, [...path, '0'])
      : schema instanceof z.ZodDiscriminatedUnion
        ? schema.options.flatMap((option) => fieldsIn(option as z.ZodType, path))
        : schema instanceof z.ZodObject
          ? Object.entries(schema.shape).flatMap(([key, field]) =>
              fieldsIn(field as z.ZodType, [...path, key]),
            )
          : [];
  return [{ law, path }, ...inner];
}

const wrong = [
  undefined,
  null,
  '',
  ' x ',
  'x'.repeat(5000),
  'a\nb',
  -1,
  1.5,
  1e9,
  Number.NaN,
  true,
  [],
  ['x', 'x'],
  {},
  { x: 1 },
  [[]],
  [{}],
  new Date(0),
];
/** How the validator itself begins what it says. */
const theirOwn = /^(?:Invalid|Too |Unrecognized|Expected|Required)/;

describe.each(schemas)('content of the kind %s', (_name, schema) => {
  it('is refused in our own words, whatever stands in a field', () => {
    const messages = fieldsIn(schema).flatMap(({ law }) =>
      wrong.flatMap(
        (value) =>
          parsedBy(law, value).error?.issues.flatMap((issue) =>
            issue.code === 'unrecognized_keys' ? [] : issue.message,
          ) ?? [],
      ),
    );
    expect(messages.length).toBeGreaterThan(0);
    expect(messages.filter((message) => theirOwn.test(message))).toEqual([]);
  });

  it('has a label for every field, as the form shows it', () => {
    const unnamed = fieldsIn(schema)
      .filter(
        ({ path }) =>
          path.length > 0 && path.at(-1) !== '0' && path.at(-1) !== 'value' && path.at(-1) !== 'discriminant',
      )
      .filter(({ law }) => unwrapped(law).meta.title === undefined);
    expect(unnamed.map(({ path }) => path.join('.'))).toEqual([]);
  });
});

describe('a schema without words of its own', () => {
  it.each<[z.ZodType, unknown, string]>([
    [z.string(), 1, 'write text'],
    [z.number(), 'x', 'write a number'],
    [z.int(), 'x', 'write a number'],
    [z.boolean(), 'x', 'write true for yes, or false for no'],
    [z.array(z.string()), 'x', 'write a list: each item on a line of its own, after “- ”'],
    [
      z.record(z.string(), z.string()),
      'x',
      'write something else: what may stand here is said beside the field in the form',
    ],
    [z.number().min(3), 1, 'write 3 or more'],
    [z.number().max(3), 9, 'write 3 or less'],
    [z.literal('a'), 'b', 'write a'],
    [
      z.string().regex(/a/),
      'b',
      'write something else: what may stand here is said beside the field in the form',
    ],
    [
      z.union([z.string(), z.number()]),
      true,
      'write something else: what may stand here is said beside the field in the form',
    ],
  ])('is spoken for: case %#', (schema, value, message) => {
    expect(parsedBy(schema, value).error?.issues.map((issue) => issue.message)).toEqual([message]);
  });

  it('names the fields of a record by their labels and by what stands in a file', () => {
    const schema = z.strictObject({ after: z.string().meta({ title: 'After the heading' }) });
    expect(parsedBy(schema, 'x').error?.issues[0]?.message).toBe(
      'write its fields below one another: “After the heading” [after]',
    );
  });
});

describe('a place', () => {
  const place = (folder: (typeof folderNames)[number], path: string) =>
    labelledPlace(schemaOf(folder), path.split('.'));

  it.each([
    ['stories', 'title', 'Title', 'title'],
    ['stories', 'pauses.1.after', 'Pauses, no. 2 › After the heading', 'pauses › after'],
    ['stories', 'themes.0', 'Themes, no. 1', 'themes'],
    ['stories', 'colour', 'colour', 'colour'],
    ['myths', 'figures.0.value', 'Figures, no. 1 › Value', 'figures › value'],
    [
      'lesson-packs',
      'activities.2.value.pauses.0.after',
      'Activities, no. 3 › Pauses, no. 1 › After the heading',
      'activities › pauses › after',
    ],
    ['lesson-packs', 'activities.0.discriminant', 'Activities, no. 1 › Kind', 'activities › discriminant'],
    [
      'lesson-packs',
      'activities.7.value.questions.0.value.options.1.text',
      'Activities, no. 8 › Questions, no. 1 › Answers, no. 2 › Answer',
      'activities › questions › options › text',
    ],
    ['sign-offs', '0.signature', 'no. 1 › Signature', 'signature'],
  ] as const)('in %s, %s is named by the labels of the form', (folder, path, labels, names) => {
    expect(place(folder, path)).toEqual({ labels, names });
  });
});
