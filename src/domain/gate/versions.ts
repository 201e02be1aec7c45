import { type Story, storySchema } from '../schema/story.ts';
import type { SignOffCheck } from '../words/vocabularies.ts';
import { signedFields } from './signed-form.ts';

/**
 * What a sign-off rests on beside the story: how a story is written out to be signed, and what a moderator confirms.
 * Either may change, and what was signed before must stand. So each has its versions, a sign-off names the two that it
 * was made by, and the gate asks whether they were the current ones on that day.
 *
 * A version that has been signed by is never edited: add another below it, with the day from which it is current, no
 * earlier than the day of the release that brings it.
 */
export interface Version {
  /** Counted from 1. A sign-off that names none means 1. */
  readonly version: number;
  /** The first day on which it is the current one, `YYYY-MM-DD`. */
  readonly from: string;
}

/** A way of writing a story's data out to be signed. */
export interface SignedForm extends Version {
  readonly dataOf: (data: Story) => unknown;
}

/** Every way in which stories have been written out to be signed. */
export const signedForms: readonly SignedForm[] = [
  { version: 1, from: '0001-01-01', dataOf: (data) => signedFields(storySchema, data) },
];

/** What a moderator confirms. */
export interface Checklist extends Version {
  /** The lines, in order. Their words are in the vocabulary, and belong to the version as well. */
  readonly lines: readonly SignOffCheck[];
}

/** Every checklist by which stories have been signed. */
export const checklists: readonly Checklist[] = [
  {
    version: 1,
    from: '0001-01-01',
    lines: ['readWhole', 'nobodyIdentifiable', 'noLiveCase', 'noMethod', 'supportFits', 'labelTrue'],
  },
];

/** The version that is current on a day, `YYYY-MM-DD`; the first one on any day before. */
export function currentOn<V extends Version>(versions: readonly V[], day: string): V {
  return (versions.findLast(({ from }) => from <= day) ?? versions[0]) as V;
}
