import type { AreaType, ContentNote, CrimeType, Viewpoint } from './vocabularies.ts';

/** What of a story's front matter says what it is about. */
interface Told {
  readonly crimeTypes: readonly CrimeType[];
  readonly transitionPoints: readonly string[];
  readonly contentNotes: readonly ContentNote[];
  readonly teller: { readonly viewpoint: Viewpoint };
}

/** A thing that a story is about, in the words of a young reader, and how a story shows it. */
interface YoungTopic {
  readonly label: string;
  readonly isIn: (story: Told) => boolean;
}

const some = <T>(own: readonly T[], ...wanted: readonly T[]) => own.some((each) => wanted.includes(each));

/** What stories are about, as a young reader would ask for it: “about …”. The research's themes stay for adults. */
export const youngTopics: Readonly<Record<string, YoungTopic>> = {
  debt: {
    label: 'owing somebody',
    isIn: ({ transitionPoints, crimeTypes }) =>
      some(transitionPoints, 'falling-into-debt') || some(crimeTypes, 'illegalLending'),
  },
  boyfriend: {
    label: 'a boyfriend or girlfriend',
    isIn: ({ contentNotes, crimeTypes }) =>
      some(contentNotes, 'sexualHarm') || some(crimeTypes, 'onlineSexualExploitation'),
  },
  online: {
    label: 'somebody from a game or an app',
    isIn: ({ transitionPoints, contentNotes }) =>
      some(transitionPoints, 'meeting-someone-online') || some(contentNotes, 'onlineHarm'),
  },
  card: { label: 'a bank card', isIn: ({ crimeTypes }) => some(crimeTypes, 'moneyLaundering', 'fraud') },
  flat: {
    label: 'people in somebody’s flat',
    isIn: ({ crimeTypes, transitionPoints }) =>
      some(crimeTypes, 'homeTakeover') || some(transitionPoints, 'home-being-used'),
  },
  job: { label: 'a job that isn’t right', isIn: ({ crimeTypes }) => some(crimeTypes, 'labourExploitation') },
  drugs: { label: 'drugs', isIn: ({ crimeTypes }) => some(crimeTypes, 'drugs') },
  away: { label: 'going missing', isIn: ({ contentNotes }) => some(contentNotes, 'goingMissing') },
  family: { label: 'a brother or sister', isIn: ({ teller }) => teller.viewpoint === 'family' },
  school: {
    label: 'being out of school',
    isIn: ({ transitionPoints }) => some(transitionPoints, 'out-of-school'),
  },
  police: {
    label: 'the police',
    isIn: ({ transitionPoints }) => some(transitionPoints, 'first-contact-with-police'),
  },
};

/** The topics that a story is about. */
export function topicsOf(story: Told): readonly string[] {
  return Object.entries(youngTopics).flatMap(([topic, { isIn }]) => (isIn(story) ? [topic] : []));
}

/** The research's kinds of area as a young reader would say where they live. Never a place. */
export const placesInYoungWords: Readonly<Record<Exclude<AreaType, 'unstated'>, string>> = {
  urbanEmbedded: 'in a city or a big town',
  semiUrban: 'in a smaller town',
  diffuse: 'in the country, or on an island',
};
