import { z } from 'astro/zod';
import { audiences, contentNotes, guideKinds, guideReaders, guideSettings } from '../words/vocabularies.ts';
import {
  day,
  line,
  listOf,
  oneOf,
  prose,
  reference,
  references,
  someOf,
  texts,
  wholeNumber,
} from './fields.ts';
import { citations } from './law.ts';

/**
 * A guide: `content/guides/<slug>.mdx`. What a worker, a family or a community group needs for one hard conversation,
 * or for some meetings. The body is a word before it. Rules across fields and files (meetings that add up, stories
 * that suit, names that must be gone with a story) are in `guide-review.ts`.
 */
export const guideSchema = z.strictObject({
  title: line(4, 80, 'Title', 'The moment, in sentence case.'),
  strapline: line(10, 140, 'Strapline', 'What it helps with, in one sentence.'),
  summary: prose(40, 260, 'Summary', 'For lists and link previews.'),
  kind: oneOf(guideKinds, 'Kind', 'One conversation, or four meetings of a community circle.'),
  readers: someOf(guideReaders, 'Written for', 'Who holds the conversation.').refine(
    (readers) => readers.length > 0,
    'choose at least one reader',
  ),
  setting: oneOf(guideSettings, 'Setting', 'How people sit.'),
  transitionPoint: reference(
    'transition-points',
    'Transition point',
    'The moment it is for. A conversation needs one.',
  ).optional(),
  minutes: wholeNumber(10, 120, 'Minutes', 'How long to set aside; for a circle, for one meeting.'),
  suitableFrom: oneOf(audiences, 'Suitable from', 'The youngest person the talk is with.'),
  contentNotes: someOf(contentNotes, 'Content notes', 'What may be met in it.').refine(
    (notes) => notes.length <= 4,
    'choose at most 4',
  ),
  themes: references('themes', 1, 3, 'Themes', 'What it is about.'),
  notice: texts([2, 7], [20, 240], 'What you may notice', 'Never presented as proof.'),
  open: z
    .strictObject({
      how: prose(40, 500, 'How to open', 'When, where, and how to begin.'),
      say: texts([2, 4], [10, 200], 'You could say', 'A sentence that a person would really say.'),
    })
    .meta({ title: 'How to open', description: 'The first minutes.' }),
  readings: listOf(
    z.strictObject({
      story: reference('stories', 'Story', 'It must be cleared for lessons; if it is not, it is left out.'),
      why: prose(
        20,
        240,
        'Why this one',
        'What it opens up. The only place that may speak of the story itself.',
      ),
    }),
    [0, 2],
    'Read together',
    'Stories to read together; each brings its own pauses.',
  ).default([]),
  instead: prose(
    60,
    500,
    'Without a story',
    'What to do where no story may be read. Nothing of any story in it.',
  ),
  questions: z
    .strictObject({
      push: texts([2, 5], [15, 200], 'What pushes', 'An open question. Never “why did you”.'),
      pull: texts([2, 5], [15, 200], 'What pulls', 'An open question.'),
      next: texts([1, 4], [15, 200], 'What next', 'An open question.'),
    })
    .meta({ title: 'Questions', description: 'What pushes, what pulls, what next.' }),
  myths: listOf(
    z.strictObject({
      myth: reference('myths', 'Myth', 'The page shows what is known first, then the claim and the reply.'),
      when: prose(20, 200, 'When it comes up', 'What you may hear, and what is behind it.'),
    }),
    [1, 3],
    'Myths to have ready',
    'What you may hear.',
  ),
  helps: texts([3, 6], [20, 260], 'What helps', 'Kinds of help near by, never named places.'),
  support: references('support', 1, 5, 'Support routes', 'Who can be rung.'),
  avoid: texts([3, 7], [15, 220], 'What not to do', 'What would do harm, however well meant.'),
  disclosure: texts(
    [3, 6],
    [20, 300],
    'If somebody tells you something',
    'Follows the protection procedure of the organisation, the same day.',
  ),
  after: texts([2, 5], [20, 240], 'Afterwards', 'The same day and the days after.'),
  meetings: listOf(
    z.strictObject({
      title: line(4, 80, 'Title', 'What the meeting is called.'),
      aim: prose(20, 200, 'Aim', 'What will be there at its end that was not there before.'),
      agenda: listOf(
        z.strictObject({
          minutes: wholeNumber(1, 60, 'Minutes', 'How long it takes.'),
          what: prose(10, 300, 'What happens', 'One thing, and how.'),
        }),
        [2, 8],
        'Agenda',
        'In running order; together the minutes of one meeting.',
      ),
      bring: listOf(
        line(4, 100, 'Bring', 'One thing.'),
        [0, 6],
        'Bring',
        'What must be in the room.',
      ).default([]),
    }),
    [0, 6],
    'Meetings',
    'Four for a circle, none for a conversation.',
  ).default([]),
  sheets: listOf(
    z.strictObject({
      title: line(4, 80, 'Title', 'What stands at the top of the paper.'),
      how: prose(20, 300, 'How to use it', 'For whoever fills it in.'),
      rows: listOf(line(3, 120, 'Row', 'What stands on the left.'), [1, 12], 'Rows', 'In order.'),
      columns: listOf(
        line(2, 40, 'Column', 'What stands at the top.'),
        [0, 4],
        'Columns',
        'Leave empty for lines to write on.',
      ).default([]),
    }),
    [0, 3],
    'Papers',
    'To print with the guide.',
  ).default([]),
  sources: references('sources', 1, 6, 'Sources', 'What it rests on.'),
  cites: citations(),
  reviewBy: day('Next check due', 'The day by which somebody checks it again.'),
});
/** A guide's front matter after parsing. */
export type Guide = z.output<typeof guideSchema>;
