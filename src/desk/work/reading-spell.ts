/**
 * After so many stories or so many minutes the desk says that it is time to stop. A hard story counts as two. A rest of so many minutes
 * starts the count anew, and so does a break that somebody wrote down.
 */
export const careLimits = { stories: 5, minutes: 90, restMinutes: 30 } as const;

/** How long somebody has been reading since they last rested. */
export interface ReadingSpell {
  readonly stories: number;
  /** How many of them were hard. */
  readonly hard: number;
  readonly minutes: number;
  readonly isTimeToStop: boolean;
}

/**
 * The spell of reading that somebody is in. Half an hour without opening a story ends it.
 *
 * @param readAt when each story was opened, ISO 8601, in order
 * @param now ISO 8601
 * @param isHard whether each of them was hard; none if it is not given
 * @param breaks when somebody took a break, ISO 8601
 */
export function spellOf(
  readAt: readonly string[],
  now: string,
  isHard: readonly boolean[] = [],
  breaks: readonly string[] = [],
): ReadingSpell {
  const lastBreak =
    Date.parse(
      breaks
        .filter((at) => at <= now)
        .toSorted()
        .at(-1) ?? '',
    ) || 0;
  const read = readAt
    .map((at, index) => ({ at: Date.parse(at), isHard: isHard[index] ?? false }))
    .filter(({ at }) => at > lastBreak);
  const times = [...read.map(({ at }) => at), Date.parse(now)];
  let first = times.length - 1;
  while (
    first > 0 &&
    minutesBetween(times[first - 1] as number, times[first] as number) < careLimits.restMinutes
  ) {
    first -= 1;
  }
  const stories = times.length - 1 - first;
  const hard = read.slice(first).filter((each) => each.isHard).length;
  const minutes = Math.floor(minutesBetween(times[first] as number, times.at(-1) as number));
  const isTimeToStop = stories + hard >= careLimits.stories || minutes >= careLimits.minutes;
  return { stories, hard, minutes, isTimeToStop };
}

/** How long somebody has been reading, as people say it. */
export function spellInWords({ stories, hard, minutes }: ReadingSpell): string {
  const read = stories === 1 ? 'one story' : `${stories} stories`;
  const hardOnes =
    hard === 0 ? '' : hard === stories && stories === 1 ? ', a hard one,' : `, ${hard} of them hard,`;
  const span =
    minutes < 1
      ? 'in the last minute'
      : minutes === 1
        ? 'in the last minute'
        : `in the last ${minutes} minutes`;
  return `You have opened ${read}${hardOnes} ${span}.`;
}

function minutesBetween(from: number, to: number): number {
  return (to - from) / 60_000;
}
