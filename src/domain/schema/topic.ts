import { z } from 'astro/zod';
import { line, prose, references, wholeNumber } from './fields.ts';

/** One of the research's seven themes: `content/themes/<slug>.yaml`. */
export const themeSchema = z.strictObject({
  name: line(3, 60, 'Name', 'As it stands in lists and filters.'),
  order: wholeNumber(0, 999, 'Order', 'Its place in the list: smaller comes first.'),
  summary: prose(40, 260, 'Summary', 'What belongs here.'),
  findings: z
    .array(prose(20, 400, 'Finding', 'One finding, in our words.'))
    .min(1, 'write at least 1')
    .max(6, 'write at most 6')
    .meta({ title: 'What the research found', description: 'In our words.' }),
  sources: references('sources', 1, 8, 'Sources', 'Where the findings come from.'),
});
/** A theme after parsing. */
export type Theme = z.output<typeof themeSchema>;

/** A turning point in somebody's life: `content/transition-points/<slug>.yaml`. */
export const transitionPointSchema = z.strictObject({
  name: line(3, 60, 'Name', 'As it stands in lists and filters.'),
  order: wholeNumber(0, 999, 'Order', 'Its place in the list: smaller comes first.'),
  summary: prose(40, 260, 'Summary', 'Who is at this point.'),
  whatChanges: prose(80, 600, 'What changes', 'And why the story people tell about crime gets louder then.'),
  whatHelps: z
    .array(prose(10, 260, 'What helps', 'A plain thing that an adult can do.'))
    .min(1, 'write at least 1')
    .max(5, 'write at most 5')
    .meta({ title: 'What helps', description: 'Plain things that an adult can do.' }),
  sources: references('sources', 1, 8, 'Sources', 'Where this comes from.'),
});
/** A transition point after parsing. */
export type TransitionPoint = z.output<typeof transitionPointSchema>;
