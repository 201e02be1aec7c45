import type { z } from 'astro/zod';
import type { Mistake } from '../schema/content.ts';
import { unwrapped } from '../schema/labels.ts';
import { parsedBy } from '../schema/plain-errors.ts';
import { nearestSlugs } from '../text/nearest.ts';

/** What a schema makes of a file’s data: the data with its defaults, or one mistake for each thing that it refuses. */
export function reviewBySchema<Data>(
  schema: z.ZodType<Data>,
  file: string,
  data: unknown,
): { readonly data: Data } | { readonly mistakes: readonly Mistake[] } {
  const result = parsedBy(schema, data);
  return result.success
    ? { data: result.data }
    : { mistakes: mistakesOfSchema(schema, file, data, result.error) };
}

/** One mistake for each thing that a schema refused: the field, what was found, what to write. */
function mistakesOfSchema(schema: z.ZodType, file: string, data: unknown, error: z.ZodError): Mistake[] {
  const ofWrongKind = new Set(
    error.issues.filter(({ code }) => code === 'invalid_type').map(({ path }) => path.join('.')),
  );
  return error.issues.flatMap((issue): Mistake[] => {
    const at = issue.path.join('.');
    const found = valueAt(data, issue.path);
    // What is of another kind altogether is neither too long nor too short.
    if (issue.code !== 'invalid_type' && ofWrongKind.has(at)) return [];
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        file,
        path: at === '' ? key : `${at}.${key}`,
        message: `there is no such field: take it away, or check its spelling${meantBy(key, schema, issue.path, found)}`,
      }));
    }
    return [
      {
        file,
        path: at,
        message: `found ${valueInWords(found)}${withoutQuotes(issue, found)}${issue.message}`,
      },
    ];
  });
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key],
    data,
  );
}

/** The field that was most likely meant: one whose name or label is very like what stands there, and that is not there itself. */
function meantBy(key: string, schema: z.ZodType, path: readonly PropertyKey[], found: unknown): string {
  const shape = path.length === 0 ? (unwrapped(schema).schema as z.ZodObject).shape : undefined;
  const names = Object.keys(shape ?? {}).filter(
    (name) => !(typeof found === 'object' && found !== null && name in found),
  );
  const byLabel = names.find(
    (name) =>
      unwrapped(shape?.[name] as z.ZodType).meta.title?.toLowerCase() ===
      key.replaceAll(/[_-]/g, ' ').toLowerCase(),
  );
  const meant = byLabel ?? nearestSlugs(key, names)[0];
  return meant === undefined ? '' : `. Is “${meant}” meant?`;
}

/** What is said between a value and what to write: more, where YAML made something else of a text, because it had no quotes. */
function withoutQuotes(issue: z.core.$ZodIssue, found: unknown): string {
  if (issue.code !== 'invalid_type' || issue.expected !== 'string') return ': ';
  if (typeof found !== 'number' && typeof found !== 'boolean') return ': ';
  const became = typeof found === 'number' ? 'a number' : 'no text';
  return `, which is ${became} because it stands without quotes: put it in quotes, and `;
}

/** A value as a message shows it: short, and on one line. */
export function valueInWords(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'nothing';
  if (value instanceof Date) return `the date ${value.toISOString().slice(0, 10)}`;
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value === 'object') return 'fields inside it';
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
