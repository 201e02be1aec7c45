import type { Item } from '../journal/items.ts';
import type { Deed } from '../journal/states.ts';
import { moderatorsOf } from '../keys/desk-key.ts';
import type { AtWork } from './desk.ts';
import { activeModerators } from './moderators.ts';

/** Moderators who can open this desk and have not left. Where there is only one, nobody can be asked to be the second. */
export async function moderatorsHere({ desk }: Pick<AtWork, 'desk'>): Promise<readonly string[]> {
  const active = activeModerators((await desk.content()).content);
  return (await moderatorsOf(desk.options.folder)).filter((name) => active.has(name));
}

/** True if somebody has opened a submission, alone or beside somebody else. */
export function hasRead({ history }: Item, moderator: string): boolean {
  return history.some(
    ({ what, moderator: reader, beside }) =>
      what === 'read' && (reader === moderator || beside === moderator),
  );
}

/** Who may be the second reader: somebody who did not de-identify it and has not read it. If everybody has read it, somebody who has. */
export function secondReaders(item: Item, here: readonly string[]): readonly string[] {
  const others = here.filter((name) => name !== item.deIdentifiedBy);
  const fresh = others.filter((name) => !hasRead(item, name));
  return fresh.length > 0 ? fresh : others;
}

/** Deeds that the handbook gives to a second person. */
const forTwo: readonly Deed[] = ['guess', 'passGuess', 'readBack', 'recordConsent'];

/** Whether a deed may need a second person. */
export function isForTwo(what: Deed): boolean {
  return forTwo.includes(what);
}

/**
 * Why a moderator may not do something that takes two people; undefined if they may. Where nobody else is there, one person does it all,
 * and the journal shows it.
 */
export function refusalOfOne(
  what: Deed,
  item: Item,
  moderator: string,
  here: readonly string[],
): string | undefined {
  const isAlone = here.every((name) => name === moderator);
  switch (what) {
    case 'guess':
      if (item.guess !== undefined) return 'Somebody has guessed already.';
      return secondReaders(item, here).includes(moderator)
        ? undefined
        : 'It takes somebody who did not work on it and has not read it.';
    case 'passGuess':
      if (item.guess === undefined) return 'Nobody has guessed yet.';
      return item.guess.by === moderator ? 'You guessed: whoever de-identified it compares.' : undefined;
    case 'readBack':
      return item.guess?.isPassed || isAlone
        ? undefined
        : 'First a second reader guesses who it is about, and whoever de-identified it finds that no guess came close.';
    case 'recordConsent':
      return item.deIdentifiedBy === moderator && !isAlone
        ? 'You de-identified it: somebody else records the consent.'
        : undefined;
    default:
      return undefined;
  }
}
