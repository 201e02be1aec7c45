import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { charactersOf } from '#cards/fonts.ts';
import { cutFont, fontCuts } from '../../../src/cli/font-cuts.ts';

const root = process.cwd();
const stored = (file: string) => readFileSync(join(root, 'public', 'fonts', file));
const css = readFileSync(join(root, 'src/styles/site.css'), 'utf8');

/** The code points of a face’s `unicode-range` in the style sheet, or undefined where it has none. */
function rangeOf(file: string): ReadonlySet<number> | undefined {
  const face = css.split('@font-face').find((each) => each.includes(`/${file}"`)) ?? '';
  const [, list] = face.match(/unicode-range: ([^;]+);/) ?? [];
  if (list === undefined) return undefined;
  const codes = list.split(', ').flatMap((part) => {
    const [first = 0, last = first] = part
      .slice(2)
      .split('-')
      .map((code) => Number.parseInt(code, 16));
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
  return new Set(codes);
}

describe('the fonts of the site', () => {
  test.each(fontCuts)('have $file as it is cut from its package', async (cut) => {
    expect(Buffer.from(await cutFont(root, cut)).equals(stored(cut.file))).toBe(true);
  });

  test('are these and no others', () => {
    expect(
      globSync(join(root, 'public/fonts/*.woff2'))
        .map((path) => basename(path))
        .sort(),
    ).toEqual(fontCuts.map(({ file }) => file).sort());
  });

  test.each(fontCuts)('are fetched for no letter that $file has and its range leaves out', ({ file }) => {
    const range = rangeOf(file);
    const drawn = [...charactersOf(stored(file))].filter((code) => code > 0x20);
    expect(drawn.length).toBeGreaterThan(50);
    if (range) expect(drawn.filter((code) => !range.has(code))).toEqual([]);
  });

  test.each([...'ąćęłńśźżĄĆĘŁŃŚŹŻŵŷ'])('have %s in a file that is fetched for it', (letter) => {
    const code = letter.codePointAt(0) ?? 0;
    const fetched = fontCuts.filter(({ file }) => rangeOf(file)?.has(code));
    expect(fetched.map(({ file }) => charactersOf(stored(file)).has(code))).toEqual([true, true]);
  });

  test.each([...'àèìòùÀÈÌÒÙáéíóú£·–—‘’“”…'])('have %s in the files of every page', (letter) => {
    const without = fontCuts
      .slice(0, 3)
      .filter(({ file }) => !charactersOf(stored(file)).has(letter.codePointAt(0) ?? 0));
    expect(without).toEqual([]);
  });

  test('are asked for at once when every page needs them, and only then', () => {
    const layout = readFileSync(join(root, 'src/layouts/base.astro'), 'utf8');
    const asked = fontCuts.filter(({ file }) => layout.includes(`'${file.replace('.woff2', '')}'`));
    expect(asked.map(({ file }) => rangeOf(file))).toEqual([undefined, undefined, undefined]);
    expect(fontCuts.filter(({ file }) => rangeOf(file) === undefined)).toEqual(asked);
  });
});
