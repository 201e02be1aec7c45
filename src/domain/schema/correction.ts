import { z } from 'astro/zod';
import { day, line, prose, reference } from './fields.ts';

/**
 * A fact that was wrong on the site and was changed: `content/corrections/<slug>.yaml`. It says what is said now as well as what was
 * said, and names nobody. One that is about a story is shown only while the story is.
 */
export const correctionSchema = z.strictObject({
  title: line(10, 100, 'What was changed', 'In one line, in our words and not those of a story.'),
  changedOn: day('Changed on', 'The day on which the site said it right.'),
  was: prose(10, 500, 'What it said', 'Enough to know it again.'),
  is: prose(10, 500, 'What it says now', 'The fact as it stands.'),
  because: prose(
    10,
    500,
    'How we know',
    'What was read or who said so, without a name: “a reader wrote to us”.',
  ),
  story: reference(
    'stories',
    'Story',
    'Only if it is about one: the entry goes when the story goes.',
  ).optional(),
  myth: reference('myths', 'Myth', 'Where it stands, if it is about one.').optional(),
  pack: reference('lesson-packs', 'Lesson pack', 'Where it stands, if it is about one.').optional(),
  guide: reference('guides', 'Guide', 'Where it stands, if it is about one.').optional(),
  source: reference('sources', 'Source', 'Where it stands, if it is about one.').optional(),
});
/** A correction after parsing. */
export type Correction = z.output<typeof correctionSchema>;
