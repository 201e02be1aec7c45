import type { z } from 'astro/zod';
import type { Mistake } from '../schema/content.ts';

/** One mistake for each thing that a schema refused: the field, what was found, what to write. */
export function mistakesOfSchema(file: string, data: unknown, error: z.ZodError): Mistake[] {
  return error.issues.flatMap((issue): Mistake[] => {
    const at = issue.path.join('.');
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        file,
        path: at === '' ? key : `${at}.${key}`,
        message: 'there is no such field: take it away, or check its spelling',
      }));
    }
    const found = issue.path.reduce<unknown>(
      (value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key],
      data,
    );
    return [
      {
        file,
        path: at,
        message: `found ${valueInWords(found)}${withoutQuotes(issue, found)}${issue.message}`,
      },
    ];
  });
}

/** What is said between a value and what to write: more, where YAML made something else of a text, because it had no quotes. */
function withoutQuotes(issue: z.core.$ZodIssue, found: unknown): string {
  if (issue.code !== 'invalid_type' || issue.expected !== 'string') return ': ';
  if (typeof found !== 'number' && typeof found !== 'boolean') return ': ';
  const became = typeof found === 'number' ? 'a number' : 'no text';
  return `, which is ${became} because it stands without quotes: put it in quotes, and `;
}

/** A value as an error shows it: short, and on one line. */
export function valueInWords(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (value instanceof Date) return `the date ${value.toISOString().slice(0, 10)}`;
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
