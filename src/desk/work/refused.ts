/** Something that cannot be done, in words for whoever tried. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** What is said where something would have been deleted. */
export const deletionRefusal = 'A journal is damaged: nothing is deleted until it is mended.';
