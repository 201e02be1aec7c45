import { complaintAboutText } from '../text/characters.ts';
import type { Finding } from './findings.ts';

/**
 * What is wrong with the characters of the texts in some data, whatever its shape: one mistake for each text. The name of a
 * field is a text as well.
 */
export function mistakesInTexts(data: unknown): readonly Finding[] {
  const visit = (value: unknown, path: string): readonly Finding[] => {
    if (typeof value === 'string') {
      const message = complaintAboutText(value);
      return message === undefined ? [] : [{ path, message }];
    }
    if (value === null || typeof value !== 'object') return [];
    return Object.entries(value).flatMap(([key, inner]) => {
      const at = path === '' ? key : `${path}.${key}`;
      const inName = complaintAboutText(key);
      return [
        ...(inName === undefined ? [] : [{ path: at, message: `in the name of the field, ${inName}` }]),
        ...visit(inner, at),
      ];
    });
  };
  return visit(data, '');
}
