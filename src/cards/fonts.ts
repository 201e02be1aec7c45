import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import type { Renderer } from '@takumi-rs/core';

/**
 * The fonts of the cards. First the site's own variable fonts, because they have the optical sizes that the cards are
 * designed with; where a text has a letter that they lack, such as Polish ones, the static cuts of the same faces; and
 * last Noto Sans, for other scripts. One text is always set in one font, so that no word changes face in its middle.
 */

/** The two typefaces of the site: the voice, Literata, speaks; the plain one, Atkinson Hyperlegible Next, explains. */
export type Face = 'voice' | 'plain';

/** A font as the renderer knows it, and the characters it can draw. */
interface Family {
  readonly name: string;
  readonly covers: ReadonlySet<number>;
}

/** Every font of the cards, in the order in which a text tries them. */
export interface Fonts {
  readonly families: Readonly<Record<Face, readonly Family[]>>;
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  /** Changes when any font's bytes do. */
  readonly key: string;
}

const voiceCuts = ['200ExtraLight', '300Light', '500Medium', '700Bold', '900Black'];
const plainCuts = ['400Regular', '600SemiBold'];

let opened: Promise<Fonts> | undefined;

/** Reads the fonts, once in a process. `root` is the project's folder. */
export function openFonts(root = process.cwd()): Promise<Fonts> {
  opened ??= readFonts(root);
  return opened;
}

/** Gives every font to a renderer. */
export async function registerFonts(renderer: Renderer, fonts: Fonts): Promise<void> {
  for (const { name, bytes } of fonts.files) await renderer.registerFont({ name, data: bytes });
}

/** The fonts that were chosen before, by face and text. The same text is asked about at every size that is tried. */
const chosen = new Map<string, string>();

/**
 * The font in which a text can be set whole.
 *
 * @throws if none has all of its letters: the message names the ones that are missing
 */
export function familyFor(fonts: Fonts, face: Face, text: string): string {
  const remembered = `${face}|${text}`;
  const before = chosen.get(remembered);
  if (before !== undefined) return before;
  const wanted = [...new Set(text.normalize('NFC'))].filter(
    (character) => !/[\s\u00AD\u200B-\u200D]/u.test(character),
  );
  const missingIn = ({ covers }: Family) =>
    wanted.filter((character) => !covers.has(character.codePointAt(0) ?? 0));
  const found = fonts.families[face].find((family) => missingIn(family).length === 0);
  if (found) {
    if (chosen.size > 5000) chosen.clear();
    chosen.set(remembered, found.name);
    return found.name;
  }
  const fewest = fonts.families[face].map(missingIn).sort((a, b) => a.length - b.length)[0] ?? wanted;
  const named = fewest.map((character) => `${character} (${codeOf(character)})`).join(', ');
  throw new Error(
    `no font of the cards can draw ${named}, in “${text.slice(0, 60)}”: write it with other letters, or add a font in src/cards/fonts.ts`,
  );
}

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

async function readFonts(root: string): Promise<Fonts> {
  const require = createRequire(join(root, 'package.json'));
  const own = (file: string) => readFile(join(root, 'src', 'styles', 'fonts', file));
  const cuts = (family: string, fileName: string, names: readonly string[]) =>
    Promise.all(
      names.map((cut) =>
        readFile(require.resolve(`@expo-google-fonts/${family}/${cut}/${fileName}_${cut}.ttf`)),
      ),
    );
  const [voice, plain, voiceStatic, plainStatic, noto] = await Promise.all([
    own('literata-roman.woff2'),
    own('atkinson-next-roman.woff2'),
    cuts('literata', 'Literata', voiceCuts),
    cuts('atkinson-hyperlegible-next', 'AtkinsonHyperlegibleNext', plainCuts),
    cuts('noto-sans', 'NotoSans', ['400Regular', '600SemiBold', '900Black']),
  ]);
  const named = [
    { name: 'Voice', list: [voice] },
    { name: 'Plain', list: [plain] },
    { name: 'Voice static', list: voiceStatic },
    { name: 'Plain static', list: plainStatic },
    { name: 'Other scripts', list: noto },
  ];
  const family = (name: string): Family => ({
    name,
    covers: charactersOf(named.find((each) => each.name === name)?.list[0] ?? new Uint8Array()),
  });
  const hash = createHash('sha256');
  for (const { name, list } of named) for (const bytes of list) hash.update(name).update(bytes);
  return {
    families: {
      voice: [family('Voice'), family('Voice static'), family('Other scripts')],
      plain: [family('Plain'), family('Plain static'), family('Other scripts')],
    },
    files: named.flatMap(({ name, list }) => list.map((bytes) => ({ name, bytes }))),
    key: hash.digest('hex'),
  };
}

/**
 * The code points that a TrueType or WOFF2 font can draw, read from its `cmap` table (formats 4 and 12, which every
 * Unicode font has).
 *
 * @throws if there is no such table
 */
export function charactersOf(font: Uint8Array): ReadonlySet<number> {
  const cmap = tableOf(font, 'cmap');
  const view = new DataView(cmap.buffer, cmap.byteOffset, cmap.byteLength);
  const found = new Set<number>();
  for (let index = 0; index < view.getUint16(2); index++) {
    const at = view.getUint32(4 + index * 8 + 4);
    const format = view.getUint16(at);
    if (format === 12) {
      for (let group = 0; group < view.getUint32(at + 12); group++) {
        const start = view.getUint32(at + 16 + group * 12);
        const end = view.getUint32(at + 20 + group * 12);
        for (let code = start; code <= end; code++) found.add(code);
      }
    } else if (format === 4) {
      const segments = view.getUint16(at + 6) / 2;
      for (let segment = 0; segment < segments; segment++) {
        const end = view.getUint16(at + 14 + segment * 2);
        const start = view.getUint16(at + 16 + segments * 2 + segment * 2);
        const delta = view.getUint16(at + 16 + segments * 4 + segment * 2);
        const rangeAt = at + 16 + segments * 6 + segment * 2;
        const range = view.getUint16(rangeAt);
        for (let code = start; code <= end && code < 0xffff; code++) {
          const glyph =
            range === 0 ? (code + delta) & 0xffff : view.getUint16(rangeAt + range + (code - start) * 2);
          if (glyph !== 0) found.add(code);
        }
      }
    }
  }
  return found;
}

/** One table of a font file. WOFF2 keeps all of them in one Brotli stream (W3C, WOFF File Format 2.0, section 4). */
function tableOf(font: Uint8Array, tag: string): Uint8Array {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const isWoff2 = font.length > 4 && view.getUint32(0) === 0x774f4632;
  if (!isWoff2) {
    for (let index = 0; index < (font.length > 12 ? view.getUint16(4) : 0); index++) {
      const at = 12 + index * 16;
      if (tagAt(font, at) === tag) {
        const offset = view.getUint32(at + 8);
        return font.subarray(offset, offset + view.getUint32(at + 12));
      }
    }
    throw new Error(`the font has no ${tag} table`);
  }
  const count = view.getUint16(12);
  let at = 48;
  const number = () => {
    let value = 0;
    for (;;) {
      const byte = view.getUint8(at++);
      value = value * 128 + (byte & 0x7f);
      if ((byte & 0x80) === 0) return value;
    }
  };
  let offset = 0;
  let place: { offset: number; length: number } | undefined;
  for (let index = 0; index < count; index++) {
    const flags = view.getUint8(at++);
    const known = flags & 0x3f;
    let name: string;
    if (known === 0x3f) {
      name = tagAt(font, at);
      at += 4;
    } else name = woff2Tags[known] ?? '';
    let length = number();
    const version = flags >> 6;
    const isGlyphs = name === 'glyf' || name === 'loca';
    // A transformed table says its length in the stream as well.
    if (isGlyphs ? version === 0 : version !== 0) length = number();
    if (name === tag) place = { offset, length };
    offset += length;
  }
  if (!place) throw new Error(`the font has no ${tag} table`);
  const tables = brotliDecompressSync(font.subarray(at, at + view.getUint32(20)));
  return tables.subarray(place.offset, place.offset + place.length);
}

/** The first of WOFF2's known table names; the others do not matter for finding these. */
const woff2Tags =
  'cmap head hhea hmtx maxp name OS/2 post cvt_ fpgm glyf loca prep CFF_ VORG EBDT EBLC gasp hdmx kern LTSH PCLT VDMX vhea vmtx BASE GDEF GPOS GSUB EBSC JSTF MATH CBDT CBLC COLR CPAL SVG_ sbix acnt avar bdat bloc bsln cvar fdsc feat fmtx fvar gvar hsty just lcar mort morx opbd prop trak Zapf Silf Glat Gloc Feat Sill'.split(
    ' ',
  );

function tagAt(font: Uint8Array, at: number): string {
  return String.fromCharCode(...font.subarray(at, at + 4));
}
