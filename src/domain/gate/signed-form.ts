import { isDeepStrictEqual } from 'node:util';
import { z } from 'astro/zod';

/**
 * What of a record has to be said in its signed form: everything but what would be the same if it were left out.
 * The schema tells: a field that equals its default is left out, and so is an empty one, at every depth. Hence a new
 * field that is optional, or has a default, changes the signed form of nothing that was signed before.
 *
 * `null` stands for a field that says nothing of its own and yet may not be left out, because its absence would mean
 * something else: an empty list where the default is a full one.
 *
 * @param data after parsing, defaults filled in
 * @throws TypeError for a kind of schema of which this does not know what absence means
 */
export function signedFields(schema: z.ZodType, data: unknown): unknown {
  const bare = withoutWrappers(schema);
  if (data === undefined || data === null || data === '') return undefined;
  if (bare instanceof z.ZodArray) {
    if ((data as unknown[]).length === 0) return undefined;
    // An item is never left out, because the others would move up.
    return (data as unknown[]).map((item) => signedFields(bare.element as z.ZodType, item));
  }
  if (bare instanceof z.ZodObject) {
    const fields: Readonly<Record<string, z.ZodType | undefined>> = bare.shape;
    const said = Object.entries(data as object)
      .map(([key, value]) => [key, fields[key] ? signedField(fields[key], value) : value] as const)
      .filter(([, value]) => value !== undefined);
    return said.length === 0 ? undefined : Object.fromEntries(said);
  }
  if (!plainKinds.has(bare.def.type)) {
    throw new TypeError(`the signed form does not know a ${bare.def.type}: add it to signed-form.ts`);
  }
  return data;
}

/** What is said of one field; undefined if it is left out. */
function signedField(field: z.ZodType, value: unknown): unknown {
  const said = signedFields(field, value);
  const absence = absenceOf(field);
  // Whoever reads the signed form cannot take a required field for one that was never there.
  if (value === undefined || !absence.isAllowed) return said;
  const isAsIfAbsent =
    absence.means === undefined
      ? said === undefined && isEmpty(value)
      : isDeepStrictEqual(said, signedFields(field, absence.means));
  return isAsIfAbsent ? undefined : (said ?? null);
}

/** What the schema makes of a field that is not there. */
interface Absence {
  readonly isAllowed: boolean;
  readonly means: unknown;
}

const absences = new WeakMap<z.ZodType, Absence>();
function absenceOf(field: z.ZodType): Absence {
  let absence = absences.get(field);
  if (!absence) {
    const { success, data } = field.safeParse(undefined);
    absence = { isAllowed: success, means: data };
    absences.set(field, absence);
  }
  return absence;
}

function withoutWrappers(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault
    ? withoutWrappers(schema.unwrap() as z.ZodType)
    : schema;
}

/** Kinds of schema that hold one value, with nothing inside that could have a default. */
const plainKinds: ReadonlySet<string> = new Set(['string', 'number', 'boolean', 'enum', 'literal']);

/** True for nothing, empty text, an empty list, and a record in which there is nothing else. */
function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.values(value).every(isEmpty);
}
