import { readFileSync } from 'node:fs';
import { type WordData, wordDataFrom } from './word-data.ts';

/** Reads the word lists that lie beside this file. The rules themselves read nothing. */
export function readWordData(): WordData {
  const list = (name: string) => readFileSync(new URL(`data/${name}.txt`, import.meta.url), 'utf8');
  return wordDataFrom({
    everyday: [list('everyday'), list('everyday-reviewed'), list('scots')],
    firstNames: [list('first-names'), list('first-names-reviewed')],
    nameWords: [list('name-words')],
    listed: [
      { kind: 'place', text: list('towns') },
      { text: list('places-reviewed') },
      { text: list('telling') },
    ],
  });
}
