import { complaintAboutText } from '../text/characters.ts';
import type { Finding } from './findings.ts';

/** A text in some data, or the name of a field in it. */
export interface TextAt {
  readonly path: string;
  readonly text: string;
  readonly isName: boolean;
}

/** Every text in some data, whatever its shape. The name of a field is a text as well. */
export function textsIn(data: unknown, path = ''): readonly TextAt[] {
  if (typeof data === 'string') return [{ path, text: data, isName: false }];
  if (data === null || typeof data !== 'object') return [];
  return Object.entries(data).flatMap(([key, inner]) => {
    const at = path === '' ? key : `${path}.${key}`;
    return [{ path: at, text: key, isName: true }, ...textsIn(inner, at)];
  });
}

/** What the fields of an entry say, but for those under a key that `skips` names. Names of fields are left out. */
export function fieldTexts(
  data: object,
  skips: (key: string) => boolean = () => false,
): readonly Omit<TextAt, 'isName'>[] {
  return textsIn(data)
    .filter(({ path, isName }) => !isName && !path.split('.').some(skips))
    .map(({ path, text }) => ({ path, text }));
}

/** What is wrong with the characters of the texts in some data: one mistake for each text. */
export function mistakesInTexts(data: unknown): readonly Finding[] {
  return textsIn(data).flatMap(({ path, text, isName }) => {
    const message = complaintAboutText(text);
    if (message === undefined) return [];
    return [{ path, message: isName ? `in the name of the field, ${message}` : message }];
  });
}
