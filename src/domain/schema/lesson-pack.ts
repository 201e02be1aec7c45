import { z } from 'astro/zod';
import {
  audienceRank,
  type Cut,
  contentNotes,
  cutMinutes,
  type PackLevel,
  packLevels,
  subjects,
} from '../words/vocabularies.ts';
import { activitySchema } from './activity.ts';
import { day, line, prose, reference, references, someOf, texts, wholeNumber } from './fields.ts';

const cut = (minutes: number) =>
  z
    .array(
      z.strictObject({
        activity: line(2, 40, 'Activity', 'Its short name.'),
        minutes: wholeNumber(1, 30, 'Minutes', 'Only if it takes less or more than usual.').optional(),
      }),
    )
    .min(2, 'name at least 2')
    .max(14, 'name at most 14')
    .meta({
      title: `${minutes} minutes`,
      description: `The activities in running order; together ${minutes} minutes, two more or less.`,
    });

/**
 * A lesson pack: `content/lesson-packs/<slug>.mdx`. Everything for one taught session. The body is a word to the
 * teacher. Rules across fields and files (cuts that add up, codes that exist, stories that suit) are in
 * `pack-review.ts`.
 */
export const lessonPackSchema = z.strictObject({
  title: line(4, 60, 'Title', 'In sentence case.'),
  strapline: line(30, 180, 'Strapline', 'What pupils do in it, in one sentence.'),
  version: day(
    'Version of',
    'The day of the last change that a teacher would notice; printed on every file.',
  ),
  levels: someOf(packLevels, 'Levels', 'The Curriculum for Excellence levels it is written for.').refine(
    (levels) => levels.length > 0,
    'choose at least one level',
  ),
  stages: line(2, 60, 'Stages', 'In words: S1 to S3.'),
  groupSize: line(4, 80, 'Group size', 'In words: up to 30, in threes and fours.'),
  subjects: someOf(subjects, 'Subjects', 'Where it can be taught.').refine(
    (chosen) => chosen.length > 0,
    'choose at least one subject',
  ),
  myths: references('myths', 1, 6, 'Myths', 'The myths it speaks to.'),
  stories: references('stories', 1, 4, 'Stories', 'The stories it reads or offers.'),
  themes: references('themes', 1, 4, 'Themes', 'What it is about.'),
  support: references(
    'support',
    2,
    6,
    'Support routes',
    'Shown at the end of every lesson and on every sheet.',
  ),
  curriculum: z
    .array(
      z.strictObject({
        code: line(3, 20, 'Code', 'A verified code of content/curriculum.yaml.'),
        why: line(15, 200, 'Why', 'How this lesson meets it.'),
      }),
    )
    .min(1, 'name at least 1')
    .max(8, 'name at most 8')
    .meta({ title: 'Curriculum', description: 'Codes and why they fit.' }),
  aims: z
    .strictObject({
      outcome: line(20, 200, 'Learning outcome', 'What pupils can do after it: “I can …”.'),
      intentions: texts([1, 4], [10, 200], 'Learning intentions', 'We are learning to …'),
      criteria: texts([2, 5], [10, 200], 'Success criteria', 'I can …'),
      keyPoints: texts([2, 6], [10, 240], 'Key learning points', 'What they take away.'),
      keywords: z
        .array(
          z.strictObject({
            word: line(2, 40, 'Word', 'As it is used in the lesson.'),
            meaning: line(10, 200, 'Meaning', 'In words a pupil would use.'),
          }),
        )
        .min(2, 'write at least 2')
        .max(8, 'write at most 8')
        .meta({ title: 'Keywords', description: 'With their meanings.' }),
      misconceptions: z
        .array(
          z.strictObject({
            myth: reference('myths', 'Myth', 'One of the pack’s myths.'),
            response: prose(30, 400, 'Response', 'What a teacher can say, fact first.'),
          }),
        )
        .min(1, 'write at least 1')
        .max(6, 'write at most 6')
        .meta({ title: 'Misconceptions', description: 'Every myth of the pack, with a response to it.' }),
    })
    .meta({ title: 'Aims', description: 'What pupils learn.' }),
  care: z
    .strictObject({
      notes: someOf(contentNotes, 'Content notes', 'What may be met in it.').refine(
        (notes) => notes.length > 0,
        'name at least one: a lesson about harm has something in it that may upset somebody',
      ),
      guidance: prose(40, 500, 'Content guidance', 'Whom it may upset, and how hard it goes.'),
      supervision: prose(20, 300, 'Supervision', 'Who should be in the room.'),
      before: z
        .array(
          z.strictObject({
            title: line(4, 60, 'In a few words', 'What to do.'),
            text: prose(15, 260, 'How', 'One or two sentences.'),
          }),
        )
        .min(3, 'write at least 3')
        .max(6, 'write at most 6')
        .meta({ title: 'Before you teach', description: 'A short checklist.' }),
      groundRules: texts([3, 7], [5, 120], 'Ground rules', 'To agree with the class.'),
      optOut: prose(40, 500, 'Another way to take part', 'Quiet work of equal worth for whoever passes.'),
      disclosure: prose(
        60,
        600,
        'If somebody tells you something',
        'Follows the school’s child protection procedure and its named coordinator, the same day.',
      ),
      letterHome: prose(200, 1500, 'A letter home', 'To send before the lesson.'),
      avoid: texts([2, 6], [10, 200], 'What to avoid', 'What would do harm, however well meant.'),
      after: texts([2, 5], [10, 240], 'After the lesson', 'The same day and the days after.'),
    })
    .meta({ title: 'Care', description: 'What keeps everybody in the room safe.' }),
  activities: z
    .array(activitySchema)
    .min(6, 'write at least 6')
    .max(14, 'write at most 14')
    .meta({ title: 'Activities', description: 'In running order.' }),
  cuts: z
    .strictObject({ twenty: cut(20), thirtyFive: cut(35), fifty: cut(50) })
    .meta({ title: 'Three lengths', description: 'Which activities make up each.' }),
  evaluation: z
    .array(line(15, 160, 'Statement', 'Pupils agree, are not sure, or disagree.'))
    .length(3, 'write exactly 3')
    .meta({ title: 'Before and after', description: 'Three statements, asked twice, counted and not kept.' }),
});
/** A lesson pack's front matter after parsing. */
export type LessonPack = z.output<typeof lessonPackSchema>;

/** The three lengths, shortest first. */
export const cuts = Object.keys(cutMinutes) as Cut[];

/** The level of the youngest pupils a pack is for. */
export function lowestLevel(pack: Pick<LessonPack, 'levels'>): PackLevel {
  return [...pack.levels].sort((a, b) => audienceRank(a) - audienceRank(b))[0] ?? 'second';
}

/** The minutes of one cut, as they add up. */
export function minutesOf(pack: Pick<LessonPack, 'activities' | 'cuts'>, cut: Cut): number {
  const usual = new Map(pack.activities.map(({ value }) => [value.id, value.minutes]));
  return pack.cuts[cut].reduce(
    (sum, { activity, minutes }) => sum + (minutes ?? usual.get(activity) ?? 0),
    0,
  );
}
