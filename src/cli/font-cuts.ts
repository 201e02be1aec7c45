import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import subsetFont from 'subset-font';

/** A font of the site's pages, cut down to what they need of it. */
interface FontCut {
  /** Its name in `public/fonts/`. */
  readonly file: string;
  /** The package and the file in it from which it is cut. Both packages are pinned and under the SIL Open Font License. */
  readonly from: string;
  /** The characters that are kept. */
  readonly text: string;
  /** The axes: one value is set for good, a range stays. */
  readonly axes: Readonly<Record<string, number | { readonly min: number; readonly max: number }>>;
}

const literata = '@fontsource-variable/literata/files/literata';
const atkinson = '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next';

/** Every character from one code point to another, both included. */
const from = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)).join('');

/** English, Scots and Gaelic, with the marks that the site sets type with. */
const mainText = `${from(0x20, 0x7e)}\u00a0£§©°·½×÷ÀÁÈÉÌÍÒÓÙÚàáèéìíòóùú–—‘’“”•…′″−`;
/** The other letters of Western Europe. */
const western = [...from(0xa1, 0xff)].filter((letter) => !mainText.includes(letter)).join('');
/** Polish, Welsh, Czech, Romanian, Turkish and the other languages that write with Latin letters. */
const central = `${from(0x100, 0x17f)}ȘșȚț`;

const text = { opsz: 14, wght: { min: 240, max: 900 } } as const;
const plain = { wght: { min: 400, max: 700 } } as const;

/**
 * The fonts of the site. The first three are on every page and are loaded before it is drawn; the others only where a page has a
 * letter of theirs (`unicode-range` in `site.css`). One optical size for all text; the black of headings has one of its own.
 */
export const fontCuts: readonly FontCut[] = [
  { file: 'literata-text.woff2', from: `${literata}-latin-opsz-normal.woff2`, text: mainText, axes: text },
  {
    file: 'literata-display.woff2',
    from: `${literata}-latin-opsz-normal.woff2`,
    text: mainText,
    axes: { opsz: 36, wght: 900 },
  },
  { file: 'atkinson.woff2', from: `${atkinson}-latin-wght-normal.woff2`, text: mainText, axes: plain },
  { file: 'literata-western.woff2', from: `${literata}-latin-opsz-normal.woff2`, text: western, axes: text },
  {
    file: 'literata-central.woff2',
    from: `${literata}-latin-ext-opsz-normal.woff2`,
    text: central,
    axes: text,
  },
  { file: 'atkinson-western.woff2', from: `${atkinson}-latin-wght-normal.woff2`, text: western, axes: plain },
  {
    file: 'atkinson-central.woff2',
    from: `${atkinson}-latin-ext-wght-normal.woff2`,
    text: central,
    axes: plain,
  },
];

/**
 * Cuts a font. The same packages make the same bytes on every machine.
 *
 * @param root the project's folder, in whose packages the font is
 */
export async function cutFont(root: string, cut: FontCut): Promise<Uint8Array> {
  const whole = await readFile(createRequire(join(root, 'package.json')).resolve(cut.from));
  return subsetFont(whole, cut.text, {
    targetFormat: 'woff2',
    variationAxes: { ...cut.axes },
    // Other shapes of the same letters, such as small capitals and old figures, are not set here.
    noLayoutClosure: true,
  });
}
