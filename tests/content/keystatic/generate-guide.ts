import { meetingsOfCircle } from '#domain/review/guide-review.ts';
import { audienceRank, audiences, valuesOf } from '#domain/words/vocabularies.ts';
import type { GuideMatter } from '../../fixtures/make-guide.ts';
import { type PackSurroundings, withoutFigures } from './generate-pack.ts';

/** One meeting as an editor makes it. */
export type MeetingMatter = NonNullable<GuideMatter['meetings']>[number];

/**
 * Bends a guide that keeps every rule of a single field until it keeps the rules across fields as well. A conversation
 * without a moment is for `moment`; a circle that lacks meetings has `meeting` for each of them.
 */
export function guideFrom(
  made: GuideMatter,
  moment: string,
  meeting: MeetingMatter,
  around: PackSurroundings,
): GuideMatter {
  const readings = onceEach(made.readings ?? [], ({ story }) => story);
  const myths = onceEach(made.myths, ({ myth }) => myth);
  const oldest = Math.max(
    audienceRank(made.suitableFrom),
    ...readings.map(({ story }) => audienceRank(around.suitableFrom('stories', story))),
    ...myths.map(({ myth }) => audienceRank(around.suitableFrom('myths', myth))),
  );
  const bent = { ...made, suitableFrom: valuesOf(audiences)[oldest] ?? 'adult', readings, myths };
  const four = [...(made.meetings ?? []), meeting, meeting, meeting, meeting].slice(0, meetingsOfCircle);
  return withoutFigures(
    made.kind === 'circle'
      ? { ...bent, meetings: four.map((each) => lasting(each, made.minutes)) }
      : { ...bent, transitionPoint: made.transitionPoint ?? moment, meetings: [] },
    new Set(),
  );
}

/** A meeting whose first two items take all of the minutes between them. */
function lasting(meeting: MeetingMatter, minutes: number): MeetingMatter {
  const half = Math.floor(minutes / 2);
  return { ...meeting, agenda: meeting.agenda.slice(0, 2).map((item) => ({ ...item, minutes: half })) };
}

function onceEach<Item>(items: readonly Item[], nameOf: (item: Item) => string): Item[] {
  return items.filter((item, index) => items.findIndex((other) => nameOf(other) === nameOf(item)) === index);
}
