import { z } from 'astro/zod';
import { curriculumAreas, curriculumKinds, curriculumLevels } from '../words/vocabularies.ts';
import { day, line, oneOf, prose } from './fields.ts';

/** A code as it is printed: `HWB 3-45a`, `C849 75`, `YW 2`. */
const codePattern = /^[A-Z]{1,4}\d* [0-9A-Za-z-]+$/;

/**
 * `content/curriculum.yaml`: every curriculum code that a lesson pack may name, with our own words for it. The
 * curriculum is changing (Education Scotland, 2026), so codes are data with a version, never text in a pack.
 */
export const curriculumSchema = z.strictObject({
  version: line(4, 40, 'Version', 'Which curriculum papers these codes stand in.'),
  readOn: day('Read on', 'The day the entries were last compared with their sources.'),
  entries: z
    .array(
      z.strictObject({
        kind: oneOf(curriculumKinds, 'Kind', 'An experience and outcome, a course, or a youth-work outcome.'),
        code: z
          .string('write the code as it is printed, such as HWB 3-45a')
          .regex(codePattern, 'write the code as it is printed, such as HWB 3-45a')
          .meta({ title: 'Code', description: 'As it is printed: HWB 3-45a, C849 75.' }),
        level: oneOf(curriculumLevels, 'Level', 'The level it belongs to.'),
        area: oneOf(curriculumAreas, 'Area', 'The curriculum area or the subject.'),
        paraphrase: line(10, 200, 'In our words', 'What it asks for. Never the printed sentence.'),
        source: prose(4, 200, 'Source', 'Where it was read.'),
        verified: z
          .boolean('write true for yes, or false for no')
          .default(false)
          .meta({ title: 'Verified', description: 'Only verified entries may be used in a pack.' }),
      }),
    )
    .default([])
    .meta({ title: 'Entries', description: 'One for each code and level.' }),
});
/** The curriculum data after parsing. */
export type Curriculum = z.output<typeof curriculumSchema>;
/** One entry of the curriculum. */
export type CurriculumEntry = Curriculum['entries'][number];
