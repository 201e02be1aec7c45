/** Something in one entry that must be mended, or that deserves a look. */
export interface Finding {
  /** Where: a field such as `pauses.0.after`, or a line of the file such as `body:12`. */
  readonly path: string;
  /** What was found and what to write instead. */
  readonly message: string;
}

/** What a rule has to say of one entry. */
export interface Findings {
  /** What stops a build. */
  readonly mistakes: readonly Finding[];
  /** What an editor would want to know; it stops nothing. */
  readonly notes: readonly Finding[];
}

/** Notes down one mistake: where, and what to write instead. */
export type Wrong = (path: string, message: string) => void;

/** Every mistake that a check notes down, in order. */
export function mistakesFrom(check: (wrong: Wrong) => void): readonly Finding[] {
  const found: Finding[] = [];
  check((path, message) => {
    found.push({ path, message });
  });
  return found;
}
