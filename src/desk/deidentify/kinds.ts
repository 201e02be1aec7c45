/**
 * The kinds of thing that can tell somebody who a story is about, in one vocabulary.
 *
 * `direct`: points at a person, a place or an organisation by itself, or can be looked up. `quasi`: one of several pieces
 * that together tell somebody who knows the teller. `label` is what a moderator reads.
 */
export const flagKinds = {
  person: { group: 'direct', label: 'A person’s name' },
  place: { group: 'direct', label: 'A place' },
  organisation: { group: 'direct', label: 'An organisation' },
  contact: { group: 'direct', label: 'A way to reach somebody' },
  number: { group: 'direct', label: 'A number that can be looked up' },
  date: { group: 'direct', label: 'A day' },
  unknown: { group: 'direct', label: 'A word outside everyday language' },
  hidden: { group: 'direct', label: 'A character that does not show' },
  age: { group: 'quasi', label: 'An age' },
  family: { group: 'quasi', label: 'The shape of a family' },
  health: { group: 'quasi', label: 'An injury or a matter of health' },
  looks: { group: 'quasi', label: 'What somebody looks like' },
  method: { group: 'quasi', label: 'How it was done' },
  nickname: { group: 'quasi', label: 'What somebody is called' },
  phrase: { group: 'quasi', label: 'A turn of phrase' },
  work: { group: 'quasi', label: 'A job' },
  school: { group: 'quasi', label: 'A stage of school or study' },
  time: { group: 'quasi', label: 'A time' },
  money: { group: 'quasi', label: 'A sum of money' },
  belonging: { group: 'quasi', label: 'Faith, nationality, language or people' },
  thing: { group: 'quasi', label: 'An unusual thing, animal or pastime' },
  amount: { group: 'quasi', label: 'A count' },
} as const satisfies Record<string, { group: 'direct' | 'quasi'; label: string }>;

/** One of the kinds above. */
export type FlagKind = keyof typeof flagKinds;

/** Whether a word names a kind. */
export function isFlagKind(word: string): word is FlagKind {
  return Object.hasOwn(flagKinds, word);
}
