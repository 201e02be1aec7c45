import type { FlagKind } from './kinds.ts';

/** A stretch of text that a rule would flag. Rules may overlap; `flags.ts` decides which one counts. */
export interface Candidate {
  readonly start: number;
  readonly end: number;
  readonly kind: FlagKind;
  /** A sentence for the moderator. */
  readonly why: string;
}
