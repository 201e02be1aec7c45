import { z } from 'astro/zod';
import type { Entry } from '#domain/schema/content.ts';
import { type Story, storySchema } from '#domain/schema/story.ts';
import { plainText, readStoryText } from '#domain/text/story-text.ts';
import {
  areaTypes,
  audiences,
  contentNotes,
  crimeTypes,
  languages,
  origins,
  uses,
  viewpoints,
  voices,
} from '#domain/words/vocabularies.ts';
import { dayInWords } from '#domain/words/wording.ts';

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

/** Vocabularies of which a story holds the names of entries. Where two share a name, its words differ by a capital only. */
const vocabularies: readonly Readonly<Record<string, string>>[] = [
  origins,
  viewpoints,
  areaTypes,
  audiences,
  contentNotes,
  crimeTypes,
  voices,
  uses,
  languages,
];

/** A value as people read it: a day in words, and what a vocabulary says of a name. */
function inWords(value: unknown): string {
  if (typeof value !== 'string') return String(value);
  if (/^\d{4}-\d{2}(-\d{2})?$/.test(value)) return dayInWords(value);
  return vocabularies.find((vocabulary) => Object.hasOwn(vocabulary, value))?.[value] ?? value;
}

function linesOfValue(label: string, value: unknown): string[] {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return [];
  if (Array.isArray(value) && value.every((each) => typeof each === 'string'))
    return [`${label}: ${value.map(inWords).join(', ')}`];
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, inner]) =>
      linesOfValue(`${label} › ${Array.isArray(value) ? Number(key) + 1 : key}`, inner),
    );
  }
  return [`${label}: ${inWords(value)}`];
}
