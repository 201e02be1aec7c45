const hour = 3_600_000;

/** Milliseconds by which the clock may differ from one look to the next. A machine that was off for a night is within it. */
export const mostMoved = 36 * hour;

/** Milliseconds for which nothing is deleted once the clock has moved: time for somebody to notice. */
export const holdFor = 24 * hour;

/** What is remembered of a look at the clock. Times are milliseconds. */
export interface ClockLook {
  readonly at: number;
  /** For how long nothing has been deleted so far, because the clock had moved; missing while all is well. */
  readonly heldFor?: number;
}

/**
 * Judges whether the clock can be trusted with deleting. If it moved more than {@link mostMoved} since the last look, forwards or
 * backwards, nothing may be deleted for {@link holdFor}; then everything that is due may, whatever the clock does meanwhile, so that
 * nothing is kept more than a day too long while the machine runs.
 *
 * @param last undefined if nobody has looked before and nothing waits that could be deleted by mistake
 * @param now the time of day
 * @param passed milliseconds since the last look, by a clock that nobody can set; undefined if another process took it
 * @returns what to remember, and for how long nothing may be deleted yet
 */
export function lookAtClock(
  last: ClockLook | undefined,
  now: number,
  passed?: number,
): { readonly look: ClockLook; readonly holdLeft: number } {
  const hasMoved = last !== undefined && Math.abs(now - last.at) > mostMoved;
  if (last?.heldFor === undefined)
    return hasMoved
      ? { look: { at: now, heldFor: 0 }, holdLeft: holdFor }
      : { look: { at: now }, holdLeft: 0 };
  // After a new start only the time of day tells how long it was, and not even that if it has moved again.
  const more = passed ?? (hasMoved ? 0 : Math.max(0, now - last.at));
  const heldFor = last.heldFor + more;
  if (heldFor >= holdFor) return { look: { at: now }, holdLeft: 0 };
  return { look: { at: now, heldFor }, holdLeft: holdFor - heldFor };
}
