import type { Curriculum } from '../schema/curriculum.ts';
import type { Audience } from '../words/vocabularies.ts';

/** The body of a file, and where in the file it begins. */
export interface Body {
  readonly text: string;
  /** The line of the file on which `text` begins, counted from 1. */
  readonly firstLine: number;
}

/** A story as other entries may look it up. */
export interface StoryInSight {
  readonly suitableFrom: Audience;
  readonly headings: readonly string[];
  readonly title: string;
  readonly pseudonym: string;
}

/** What the rules of one entry may look up in the rest of the content. Undefined for what is gone or broken. */
export interface Around {
  /** Undefined while the file itself must be mended: that is said once, and not for every code. */
  readonly curriculum: Curriculum | undefined;
  readonly story: (slug: string) => StoryInSight | undefined;
  /** The stories told under a pseudonym, whatever its capitals, by slug. */
  readonly storiesToldBy: (pseudonym: string) => readonly string[];
  /** The told stories that rest on one record of consent, by slug. */
  readonly storiesResting: (record: string) => readonly string[];
  readonly myth: (slug: string) => { readonly suitableFrom: Audience } | undefined;
}
