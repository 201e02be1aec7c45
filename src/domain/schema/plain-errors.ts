import { z } from 'astro/zod';
import { kindsInWords, unwrapped } from './labels.ts';

/**
 * What is said where a schema has no words of its own for what it refuses, so that nobody ever reads the validator's. Every
 * reading of content asks for it: {@link parsedBy}.
 */
function inPlainWords(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return wordsForType(issue);
    case 'invalid_union':
      return issue.inst instanceof z.ZodDiscriminatedUnion ? kindsInWords(issue.inst) : somethingElse;
    case 'invalid_value':
      return `write ${issue.values.map(String).join(' or ')}`;
    case 'too_small':
      return `write ${issue.minimum} or more`;
    case 'too_big':
      return `write ${issue.maximum} or less`;
    default:
      return somethingElse;
  }
}

const somethingElse = 'write something else: what may stand here is said beside the field in the form';

function wordsForType({ expected, inst }: Extract<z.core.$ZodRawIssue, { code: 'invalid_type' }>): string {
  switch (expected) {
    case 'object':
      return `write its fields below one another${inst instanceof z.ZodObject ? `: ${fieldsOf(inst)}` : ''}`;
    case 'array':
      return 'write a list: each item on a line of its own, after “- ”';
    case 'boolean':
      return 'write true for yes, or false for no';
    case 'number':
    case 'int':
      return 'write a number';
    case 'string':
      return 'write text';
    default:
      return somethingElse;
  }
}

function fieldsOf({ shape }: z.ZodObject): string {
  return Object.entries(shape as Readonly<Record<string, z.ZodType>>)
    .map(([name, field]) => `“${unwrapped(field).meta.title ?? name}” [${name}]`)
    .join(', ');
}

/** What a schema makes of some data, with words that people understand for all that it refuses. */
export function parsedBy<Data>(schema: z.ZodType<Data>, data: unknown): z.ZodSafeParseResult<Data> {
  return schema.safeParse(data, { error: inPlainWords });
}
