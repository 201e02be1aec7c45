import type { FolderName } from '../schema/content.ts';
import { plainTextsInMdx } from '../text/mdx-text.ts';
import { heldOffIn, neverSaidIn, numbersIn } from '../text/never-said.ts';
import type { Finding } from './findings.ts';
import { fieldTexts } from './text-review.ts';

/**
 * Fields that quote what others say, or say what nobody should: a myth's claim, a statement of a quiz or of a card sort, the
 * ending that people are told, what not to do, what nobody can promise. And addresses, which are no sentences.
 */
const told: ReadonlySet<string> = new Set([
  'claim',
  'statement',
  'statements',
  'endingTold',
  'told',
  'sounds',
  'avoid',
  'never',
  'url',
  'sourceUrl',
  'readAt',
]);

/** What an entry says that must not be said, and the contacts in it that are held off. */
export function mistakesInWhatIsSaid(folder: FolderName, data: object, body: string): readonly Finding[] {
  if (wordless.has(folder)) return [];
  const texts = [...fieldTexts(data, (key) => told.has(key)), ...textsOfBody(folder, body)];
  return texts.flatMap(({ path, text }) => [
    ...neverSaidIn(text).map(({ said, why }) => ({
      path,
      message: `says “${said}”, which must not be said: ${why}`,
    })),
    ...heldOffIn(text).map(({ contact, why }) => ({
      path,
      message: `has the contact “${contact}”, which is held off (${why}): take it out, or read it anew on the service’s own page first`,
    })),
  ]);
}

/** A telephone number in an entry's texts. */
export interface NumberInText {
  readonly path: string;
  /** Its digits. */
  readonly number: string;
}

/** The telephone numbers in an entry that is no support route: each must be the number of one. */
export function numbersInEntry(folder: FolderName, data: object, body: string): readonly NumberInText[] {
  if (folder === 'support' || wordless.has(folder)) return [];
  return [...fieldTexts(data), ...textsOfBody(folder, body)].flatMap(({ path, text }) =>
    numbersIn(text).map((number) => ({ path, number })),
  );
}

/** Numbers that no support route has, so that nobody would notice the day they change. */
export function mistakesInNumbers(
  numbers: readonly NumberInText[],
  routes: Iterable<{ readonly phone?: string | undefined; readonly textNumber?: string | undefined }>,
): readonly Finding[] {
  if (numbers.length === 0) return [];
  const known = new Set(
    [...routes].flatMap(({ phone, textNumber }) => numbersIn(`${phone ?? ''}; ${textNumber ?? ''}`)),
  );
  return numbers
    .filter(({ number }) => !known.has(number))
    .map(({ path, number }) => ({
      path,
      message: `has the number ${number}, which no support route has: write the name of a route, or add one`,
    }));
}

const wordless: ReadonlySet<FolderName> = new Set(['moderators', 'sign-offs', 'withdrawals']);

function textsOfBody(folder: FolderName, body: string) {
  if (body === '') return [];
  // In a story, what somebody else says stands in quotation marks; it is the teller's to quote.
  const paragraphs =
    folder === 'stories'
      ? body.split(/\n{2,}/).map((text) => text.replaceAll(/[“"][^”"]*[”"]/g, '“…”'))
      : plainTextsInMdx(body);
  return paragraphs.map((text) => ({ path: 'body', text }));
}
