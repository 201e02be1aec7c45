import type { FlagKind } from './kinds.ts';

/** One thing that the desk can recognise by how it is written. */
export interface Recogniser {
  readonly kind: FlagKind;
  /**
   * What it looks for. If it has a group named `flag`, only that part is flagged. Every repetition has a limit, so
   * that the work grows with the length of the text and no faster.
   */
  readonly pattern: RegExp;
  /** A sentence for the moderator. */
  readonly why: string;
  /** A further check, and the sentence that is shown instead where it says yes. */
  readonly surely?: { readonly passes: (text: string) => boolean; readonly why: string };
}

/** A pattern from its source, in which a blank stands for one to three blanks. */
export function spacedPattern(source: string): RegExp {
  return new RegExp(source.replaceAll(/(?<!\[) (?![\]{-])/g, '(?:[ \\t\\u00A0]{1,3})'), 'dgiu');
}
