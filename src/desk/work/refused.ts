/** Something that cannot be done. The message is shown to whoever tried. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** Why nothing is deleted, where something would have been. */
export const deletionRefusal = 'A journal is damaged: nothing is deleted until it is mended.';
