import { z } from 'astro/zod';
import type { LawArea } from '../words/vocabularies.ts';
import { lawAreas, lawExtents, lawKinds, lawReaders, lawStates, readings } from '../words/vocabularies.ts';
import { day, httpsUrl, line, listOf, oneOf, prose, reference, wholeNumber } from './fields.ts';

/**
 * One rule of law, or of guidance that workers follow, as it is used on this site: `content/law/<slug>.yaml`. It says what was
 * read, where and when, and whether it is shown to be in force; it is no legal advice. Past `reviewBy` pages say that it may have
 * changed. What a live site does with a rule that no lawyer has read is in `waitsForLawyer`.
 */
export const lawSchema = z.strictObject({
  title: line(6, 100, 'Title', 'The rule as people would ask about it.'),
  area: oneOf(lawAreas, 'Area', 'Where it stands on the page about the law.'),
  order: wholeNumber(0, 999, 'Order', 'Its place in its area: smaller comes first.'),
  says: prose(30, 600, 'What it says', 'In our words, and no more than was read.'),
  kind: oneOf(lawKinds, 'Kind', 'An Act, or something that is no law.'),
  from: line(4, 160, 'Where it stands', 'The Act and the section, or the title of the guidance.'),
  state: oneOf(lawStates, 'In force', 'Only what the text that was read shows.'),
  extent: oneOf(lawExtents, 'Where it holds', 'Only what the text that was read shows.'),
  readAt: httpsUrl('Read at', 'The page on which it was read.').optional(),
  readAs: oneOf(readings, 'How we read it', 'Said on the page, so that readers can weigh it.'),
  readOn: day('Read on', 'The day on which somebody read it.'),
  unknown: prose(
    10,
    400,
    'What could not be checked',
    'Said on the page: a date, an extent, a newer version.',
  ).optional(),
  reviewBy: day('Next check due', 'The day by which somebody reads it again.'),
  readBy: oneOf(
    lawReaders,
    'Read by a lawyer',
    'A live site leaves out what some rules say until one has.',
  ).default('nobody'),
  readByOn: day('Lawyer read it on', 'The day on which the lawyer read it.').optional(),
});
/** A rule after parsing. */
export type Law = z.output<typeof lawSchema>;

/** Areas in which a wrong word does most harm: hearings, the police, organised crime, and Acts not shown to be in force. */
const areasForLawyer: ReadonlySet<LawArea> = new Set(['hearings', 'police', 'organised', 'newActs']);

/** True for a rule that a live site may not rest anything on until a lawyer has read it. */
export function waitsForLawyer({ area, readBy }: Law): boolean {
  return areasForLawyer.has(area) && readBy === 'nobody';
}

/** True once the day of a rule's next check has passed, so that it may have changed. `today` is `YYYY-MM-DD`. */
export function isPastReview({ reviewBy }: Pick<Law, 'reviewBy'>, today: string): boolean {
  return reviewBy < today;
}

/** Which rule a paragraph rests on. The paragraph is named by some of its own words, so that nothing else needs to change. */
const citationSchema = z.strictObject({
  on: line(10, 160, 'Words', 'Some words of the paragraph, exactly as they stand in it.'),
  law: reference('law', 'Rule', 'The rule that the paragraph rests on.'),
});
/** Which rule a paragraph rests on. */
export type Citation = z.output<typeof citationSchema>;

/** The rules that the paragraphs of an entry rest on. What must cite one is said in `domain/review/law-review.ts`. */
export function citations() {
  return listOf(
    citationSchema,
    [0, 40],
    'Rules it rests on',
    'Each paragraph about the police, a hearing, a charge or a solicitor names the rule that it rests on.',
  ).default([]);
}
