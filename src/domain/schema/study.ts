import { z } from 'astro/zod';
import { areaTypes } from '../words/vocabularies.ts';
import { line, listOf, oneOf, prose, reference } from './fields.ts';
import { figureSchema } from './myth.ts';

/** A study that the site rests on, told so that it can be weighed: `content/studies/<slug>.yaml`. */
export const studySchema = z.strictObject({
  title: line(10, 120, 'Title', 'What the study is about, in our words.'),
  lead: prose(60, 400, 'Lead', 'What it is and why it matters here.'),
  source: reference('sources', 'Source', 'The publication.'),
  facts: listOf(
    z.strictObject({
      what: line(3, 60, 'What', 'Such as “When”.'),
      says: prose(4, 300, 'What is known', 'In plain words, with its numbers.'),
      source: reference('sources', 'Source', 'Where that stands.'),
    }),
    [2, 10],
    'How it was done',
    'Who, when, where and how.',
  ),
  areas: listOf(
    z.strictObject({
      areaType: oneOf(areaTypes, 'Kind of area', 'The study’s own kinds, never a place.'),
      means: prose(20, 300, 'What that means', 'In our words.'),
    }),
    [1, 4],
    'Kinds of area',
    'Where it looked.',
  ),
  limits: listOf(
    prose(20, 300, 'Limit', 'One thing it cannot tell.'),
    [1, 8],
    'What it can’t tell',
    'Plainly.',
  ),
  figures: z.array(figureSchema).max(4, 'write at most 4').default([]).meta({
    title: 'Figures',
    description: 'Each with who counted, when, where, and what to be careful about.',
  }),
});
/** A study after parsing. */
export type Study = z.output<typeof studySchema>;
