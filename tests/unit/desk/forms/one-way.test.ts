import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const folder = 'src/desk';
/** The files in which something stands that only the one way to make forms may have. */
const filesWith = (pattern: RegExp) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && pattern.test(readFileSync(join(folder, name), 'utf8')))
    .sort();

it('there is one way to draw a form, and one to receive it', () => {
  expect(filesWith(/<form\b/)).toEqual(['pages/form.ts']);
  expect(filesWith(/\.post\(/)).toEqual(['pages/desk-pages.ts']);
  expect(filesWith(/parseBody/)).toEqual(['pages/desk-pages.ts']);
});
