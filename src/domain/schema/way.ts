import { z } from 'astro/zod';
import { advisers, aims, standings } from '../words/vocabularies.ts';
import { line, listOf, oneOf, prose, reference, references, someOf, wholeNumber } from './fields.ts';
import { citations } from './law.ts';

/** One thing that a group can do: who says so, since when, and which of the Ds it belongs to. */
const actionSchema = z.strictObject({
  what: prose(20, 260, 'What they can do', 'In our words, beginning with what to do.'),
  from: oneOf(advisers, 'Who says so', 'The strategy’s own words, or a recommendation of research.'),
  source: reference('sources', 'Source', 'Where it is said.'),
  year: wholeNumber(1900, 2100, 'Year', 'The year it was said.'),
  aims: someOf(aims, 'Which of the Ds', 'Develop is no aim of the strategy.').refine(
    (chosen) => chosen.length > 0,
    'choose at least one',
  ),
});
/** One thing that a group can do. */
export type Action = z.output<typeof actionSchema>;

/**
 * A way in for one group of people: `content/ways/<role>.yaml`. What it can do, who says so, and what here serves it.
 * Its references are what is shown of stories, myths and lesson packs; a story only while it may be on the site.
 */
export const waySchema = z.strictObject({
  name: line(3, 60, 'Name', 'The group, as it would call itself.'),
  order: wholeNumber(0, 999, 'Order', 'Its place in the list: smaller comes first.'),
  strapline: line(30, 180, 'Strapline', 'What this page is for, in one sentence.'),
  who: prose(20, 300, 'Who this is for', 'Who counts themselves in, in plain words.'),
  standing: oneOf(standings, 'In the strategy', 'Whether the strategy of 2022 speaks to this group.'),
  standingNote: prose(
    30,
    400,
    'What that means',
    'Said on the page: where the strategy speaks to them, or not.',
  ),
  plainly: listOf(
    z.strictObject({
      asks: line(8, 120, 'Question', 'As somebody of this group would ask it.'),
      answer: prose(20, 700, 'Answer', 'In plain words, and honest where it depends.'),
    }),
    [0, 8],
    'Asked most',
    'What this group needs to know before what the strategy says. It stands first on the page.',
  ).default([]),
  does: listOf(
    actionSchema,
    [2, 14],
    'What they can do',
    'What the strategy says in the order it says it, then what research recommends.',
  ),
  stories: references('stories', 0, 6, 'Stories', 'Shown while they may be on the site.').default([]),
  myths: references('myths', 1, 6, 'Myths', 'What this group hears most.'),
  packs: references('lesson-packs', 0, 6, 'Lesson packs', 'Where this group teaches.').default([]),
  guides: references('guides', 0, 6, 'Guides', 'For a conversation that this group holds.').default([]),
  support: references('support', 1, 6, 'Support routes', 'Where to turn, for this group.'),
  cites: citations(),
});
/** A way in after parsing. */
export type Way = z.output<typeof waySchema>;
