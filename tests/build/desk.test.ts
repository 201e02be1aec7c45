import { expect, inject, it } from 'vitest';
import { filesIn, textOfFile } from '../fixtures/site-files.ts';

const dist = inject('dist');
/** Words that stand on the desk’s pages or in its files, and nowhere on the site. */
const deskOnly = [
  'The desk · Another Story',
  'journal/1 line',
  'de-identify',
  'AGE-SECRET-KEY',
  '/look/desk.css',
];

it('nothing of the desk is in what is published', () => {
  const texts = filesIn(dist).filter((file) => /\.(html|js|css|json|xml|txt|svg)$/.test(file));
  expect(texts.length).toBeGreaterThan(50);
  const found = texts.flatMap((file) => {
    const text = textOfFile(dist, file);
    return deskOnly.filter((words) => text.includes(words)).map((words) => `${file}: ${words}`);
  });
  expect(found).toEqual([]);
});

it('no key that opens anything is in what is published', () => {
  expect(
    filesIn(dist).filter((file) => /\.age$|key\.json$|\.head$|(^|\/)(journals|items|unlock)\//.test(file)),
  ).toEqual([]);
});
