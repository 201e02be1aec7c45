import { z } from 'astro/zod';
import type { Entry } from '#domain/schema/content.ts';
import { type Story, storySchema } from '#domain/schema/story.ts';
import { plainText, readStoryText } from '#domain/text/story-text.ts';
import { origins } from '#domain/words/vocabularies.ts';

/** A story in words, line by line: what is shown, compared and kept. */
export interface StoryLines {
  /** Everything of it that is signed beside its text. */
  readonly matter: readonly string[];
  /** Its text; a line that begins with `## ` is a heading. */
  readonly text: readonly string[];
}

/** Everything of a story that a signature covers. */
export function linesOf({ data, body }: Pick<Entry<Story>, 'data' | 'body'>): StoryLines {
  const { sections } = readStoryText(body);
  return {
    matter: Object.entries(storySchema.shape).flatMap(([field, schema]) =>
      linesOfValue(labelOf(schema) ?? field, data[field as keyof Story]),
    ),
    text: sections.flatMap((section) => [
      ...(section.heading === undefined ? [] : [`## ${section.heading}`]),
      ...plainText([section])
        .split('\n')
        .filter((line) => line !== ''),
    ]),
  };
}

/** A field’s label. Where a field has a default, the label may belong to the schema inside. */
function labelOf(schema: z.ZodType): string | undefined {
  const inner = schema instanceof z.ZodDefault ? (schema.unwrap() as z.ZodType) : schema;
  return schema.meta()?.title ?? inner.meta()?.title;
}

function linesOfValue(label: string, value: unknown): string[] {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return [];
  if (Array.isArray(value) && value.every((each) => typeof each === 'string'))
    return [`${label}: ${value.join(', ')}`];
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, inner]) =>
      linesOfValue(`${label} › ${Array.isArray(value) ? Number(key) + 1 : key}`, inner),
    );
  }
  return [
    label === 'How it was told'
      ? `${label}: ${origins[value as keyof typeof origins]}`
      : `${label}: ${value}`,
  ];
}
