/**
 * After so many stories or so many minutes the desk says that it is time to stop. A rest of so many minutes starts
 * the count anew.
 */
export const careLimits = { stories: 5, minutes: 90, restMinutes: 30 } as const;

/** How long somebody has been reading since they last rested. */
export interface ReadingSpell {
  readonly stories: number;
  readonly minutes: number;
  readonly isTimeToStop: boolean;
}

/**
 * The spell of reading that somebody is in. Half an hour without opening a story ends it.
 *
 * @param readAt when each story was opened, ISO 8601, in order
 * @param now ISO 8601
 */
export function spellOf(readAt: readonly string[], now: string): ReadingSpell {
  const times = [...readAt, now].map((time) => Date.parse(time));
  let first = times.length - 1;
  while (
    first > 0 &&
    minutesBetween(times[first - 1] as number, times[first] as number) < careLimits.restMinutes
  ) {
    first -= 1;
  }
  const stories = times.length - 1 - first;
  const minutes = Math.floor(minutesBetween(times[first] as number, times.at(-1) as number));
  return { stories, minutes, isTimeToStop: stories >= careLimits.stories || minutes >= careLimits.minutes };
}

function minutesBetween(from: number, to: number): number {
  return (to - from) / 60_000;
}
