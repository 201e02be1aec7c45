/** Something that cannot be done. The message is shown to whoever tried. */
export class Refused extends Error {
  override readonly name: string = 'Refused';
}

/** Something that cannot be done yet, where all that was typed is kept already. */
export class RefusedAndKept extends Refused {
  override readonly name = 'RefusedAndKept';
}

/** Why nothing is deleted, where something would have been. */
export const deletionRefusal = 'A journal is damaged: nothing is deleted until it is mended.';
