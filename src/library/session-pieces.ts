import { keyOf, type Piece } from '#domain/plan/session.ts';
import type { Library } from '#domain/shelf/shelf.ts';
import {
  type Grouping,
  type GroupKind,
  type GuideSetting,
  groupKinds,
  valuesOf,
} from '#domain/words/vocabularies.ts';

/** Activities that stand by themselves. The others belong to the story that their pack reads, or lead into its lesson. */
const standalone: ReadonlySet<string> = new Set(['cardSort', 'workItOut', 'decide']);

/** With how many people an activity can be done, by how its pack groups a class for it. */
const groupsOf: Readonly<Record<Grouping, readonly GroupKind[]>> = {
  wholeClass: ['few', 'class'],
  alone: ['one', 'few', 'class'],
  pairs: ['one', 'few', 'class'],
  smallGroups: ['few', 'class'],
};

/** With whom the conversation of a guide is held, by its setting. */
const groupsOfSetting: Readonly<Record<GuideSetting, readonly GroupKind[]>> = {
  oneToOne: ['one'],
  smallGroup: ['few'],
  meeting: ['few', 'adults'],
};

/** Minutes to read a myth out, hear what a group says to it, and read what is known. */
const minutesOfMyth = 4;
/** Minutes to read a guide alone: 600 to 1,200 words. */
const minutesOfGuide = 5;

/**
 * Everything that the session planner may use: stories that may be read in lessons, myths, activities of packs, and
 * guides.
 */
export function piecesOf(library: Pick<Library, 'taught' | 'myths' | 'packs' | 'guides'>): Piece[] {
  const activities = library.packs.flatMap(activitiesOf);
  return [
    ...library.taught.map(
      ({ story: { slug, data }, minutes }): Piece => ({
        kind: 'story',
        id: slug,
        title: data.title,
        // At each pause of a story a question is talked over: one minute each.
        minutes: minutes + data.pauses.length,
        audience: data.suitableFrom,
        groups: valuesOf(groupKinds),
        notes: data.contentNotes,
        themes: data.themes,
        points: data.transitionPoints,
        beside: [
          ...data.myths.map((myth) => keyOf({ kind: 'myth', id: myth })),
          ...activities.filter(({ reads }) => reads.includes(slug)).map(({ piece }) => keyOf(piece)),
        ],
      }),
    ),
    ...library.myths.map(
      ({ slug, data }): Piece => ({
        kind: 'myth',
        id: slug,
        title: data.reality,
        minutes: minutesOfMyth,
        audience: data.suitableFrom,
        groups: valuesOf(groupKinds),
        notes: data.contentNotes,
        themes: data.themes,
        points: [],
        beside: [],
      }),
    ),
    ...library.guides.map(
      ({ slug, data }): Piece => ({
        kind: 'guide',
        id: slug,
        title: data.title,
        minutes: minutesOfGuide,
        audience: data.suitableFrom,
        groups: groupsOfSetting[data.setting],
        notes: data.contentNotes,
        themes: data.themes,
        points: data.transitionPoint === undefined ? [] : [data.transitionPoint],
        beside: [],
      }),
    ),
    ...activities.map(({ piece }) => piece),
  ];
}

/** The activities of a pack that stand by themselves, and the stories that it reads. */
function activitiesOf({ slug, data, activities }: Library['packs'][number]) {
  return activities
    .filter(({ kind }) => standalone.has(kind))
    .map(({ activity: { value } }) => ({
      reads: data.stories,
      piece: {
        kind: 'activity',
        id: `${slug}/${value.id}`,
        title: value.title,
        minutes: value.minutes,
        audience: data.levels[0],
        groups: groupsOf[value.grouping],
        notes: data.care.notes,
        themes: data.themes,
        points: [],
        beside: [],
      } as Piece,
    }));
}
