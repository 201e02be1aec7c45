import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import sharp from 'sharp';
import { cached, firstByteCached, keptPath, type Recipe } from '#cache/cached.ts';
import { putLater } from '#cache/put-kept.ts';
import { placeInWords } from '#domain/review/places.ts';
import { removalsVariable } from '#domain/schema/content.ts';
import type { Card } from '#domain/share/cards.ts';
import type { Kit, SizedCard } from '#domain/share/kits.ts';
import { type CardSize, cardSizes, sizeNames } from '#domain/share/platforms.ts';
import { drawCard } from './draw.ts';
import { openFonts } from './fonts.ts';

/** The cards as picture files: what they are called, and how each is drawn once and then kept. */

/** For whom a card is kept: the story or myth that it is about, or the site itself. */
type Owner = Kit['of'] | 'site/cards';

/**
 * The widths, in pixels, of the smaller pictures that pages show. The pictures to post have the sizes of
 * `platforms.ts`.
 */
const previewWidths: Readonly<Record<CardSize, number>> = {
  square: 420,
  portrait: 360,
  tall: 360,
  wide: 540,
};

/** The name of a card's picture. */
export function fileOf(card: Pick<Card, 'id'>, size: CardSize): string {
  return `${card.id}-${size}.png`;
}

/**
 * A card's PNG.
 *
 * @throws if its words are too many for the size: ask {@link sizesOf} first
 */
export async function cardPng(of: Owner, card: Card, size: CardSize): Promise<Uint8Array> {
  const bytes = await kept(of, card, size);
  const tooLong = whyNot(bytes);
  if (tooLong !== undefined) throw new Error(tooLongInWords(card, size, tooLong));
  return bytes;
}

/** As what a card is kept: the picture to post, and a smaller one for pages. */
export type CardFile = 'png' | 'webp';

/**
 * The path of a card's picture, which is drawn unless it is kept.
 *
 * @throws if its words are too many for the size: ask {@link sizesOf} first
 */
export async function cardFile(kind: CardFile, of: Owner, card: Card, size: CardSize): Promise<string> {
  const recipe = await recipeOf(of, card, size);
  if (kind === 'png') return keptPath(recipe, () => drawn(card, size));
  const width = previewWidths[size];
  const from = { ...(recipe.from as object), width };
  return keptPath({ of, name: `${card.id}-${size}.webp`, from }, async () =>
    preview(await cardPng(of, card, size), width),
  );
}

/** Has a card's picture put into the site that is being built, at a place in its folder. */
export function putCardLater(
  place: string,
  kind: CardFile,
  { of, card, size }: { readonly of: Owner; readonly card: Card; readonly size: CardSize },
): void {
  putLater(place, () => cardFile(kind, of, card, size));
}

/**
 * A smaller picture of a card, for pages. Cut down to sixteen colours and then written as WebP without loss, it has a
 * third of the bytes that it would have otherwise.
 */
async function preview(png: Uint8Array, width: number): Promise<Uint8Array> {
  const small = sharp(png).resize({ width });
  const flat = await small.png({ palette: true, colours: 16, dither: 0 }).toBuffer();
  return sharp(flat).webp({ lossless: true, effort: 4 }).toBuffer();
}

/**
 * A card in each size: its files, or what is too long to fit.
 *
 * @throws if it cannot be drawn, such as when no font has one of its letters. A build with `--removals` goes on without it
 */
export function sizesOf(of: Owner, card: Card): Promise<SizedCard[]> {
  return Promise.all(sizeNames.map((size) => sizeOf(of, card, size)));
}

export async function sizeOf(of: Owner, card: Card, size: CardSize): Promise<SizedCard> {
  try {
    const tooLong = await whyTooLong(of, card, size);
    return tooLong === undefined
      ? { size, fits: true, file: fileOf(card, size), preview: `${card.id}-${size}.webp` }
      : { size, fits: false, why: tooLongInWords(card, size, tooLong) };
  } catch (error) {
    const why = `${card.field.file} › ${placeInWords(card.field)}: ${(error as Error).message}`;
    if (!process.env[removalsVariable]) throw new Error(why, { cause: error });
    return { size, fits: false, why: `Could not be drawn. ${why}` };
  }
}

function tooLongInWords(card: Card, size: CardSize, path: string): string {
  const { shape, name } = cardSizes[size];
  return `Too long for ${shape.toLowerCase()}, ${name}: shorten ${placeInWords({ file: card.field.file, path })} in ${card.field.file}.`;
}

async function kept(of: Owner, card: Card, size: CardSize): Promise<Uint8Array> {
  return cached(await recipeOf(of, card, size), () => drawn(card, size));
}

/** The field that is too long for a card, if there is one. Asked of every card several times, so that no picture is read for it. */
async function whyTooLong(of: Owner, card: Card, size: CardSize): Promise<string | undefined> {
  const first = await firstByteCached(await recipeOf(of, card, size), () => drawn(card, size));
  return first === brace ? whyNot(await kept(of, card, size)) : undefined;
}

/** What a card is drawn from. Made once for each card: several routes ask for it. */
async function recipeOf(of: Owner, card: Card, size: CardSize): Promise<Recipe> {
  const known = recipes.get(card) ?? new Map<string, Recipe>();
  recipes.set(card, known);
  const key = `${of} ${size}`;
  const made = known.get(key) ?? { of, name: fileOf(card, size), from: await recipe(card, size) };
  known.set(key, made);
  return made;
}
const recipes = new WeakMap<Card, Map<string, Recipe>>();

async function drawn(card: Card, size: CardSize): Promise<Uint8Array> {
  const picture = await drawCard(card, size);
  return 'tooLong' in picture ? new TextEncoder().encode(JSON.stringify(picture)) : picture;
}

/** With what JSON begins, and no PNG. */
const brace = 0x7b;

/**
 * The field that is too long for a card, if there is one. What is kept is either a PNG or, for a card that does not
 * fit, the JSON of a `TooLong`.
 */
function whyNot(bytes: Uint8Array): string | undefined {
  if (bytes[0] !== brace) return undefined;
  return (JSON.parse(new TextDecoder().decode(bytes)) as { tooLong: string }).tooLong;
}

async function recipe(card: Card, size: CardSize) {
  templates ??= readTemplates(process.cwd());
  return { card, size: cardSizes[size], ...(await templates) };
}

let templates: Promise<{ template: string; fonts: string; engines: readonly string[] }> | undefined;

/** Everything that a card's bytes depend on, except its own words: the code of this folder, the fonts and the engines. */
async function readTemplates(root: string) {
  const folder = join(root, 'src', 'cards');
  const hash = createHash('sha256');
  for (const file of (await readdir(folder)).sort())
    hash.update(file).update(await readFile(join(folder, file)));
  const require = createRequire(join(root, 'package.json'));
  const { version } = JSON.parse(
    await readFile(join(require.resolve('@takumi-rs/core'), '..', '..', 'package.json'), 'utf8'),
  ) as { version: string };
  return {
    template: hash.digest('hex'),
    fonts: (await openFonts(root)).key,
    engines: [`takumi ${version}`, `sharp ${sharp.versions.sharp}`, `vips ${sharp.versions.vips}`],
  };
}

/** The paths of all pictures of some kits, for `getStaticPaths`: one for each card in each size that its words fit. */
export async function cardPaths(kits: readonly Pick<Kit, 'of' | 'slug' | 'cards'>[]) {
  const paths = await Promise.all(
    kits.flatMap((kit) =>
      kit.cards.map(async ({ card }) =>
        (await sizesOf(kit.of, card)).flatMap((sized) =>
          sized.fits
            ? [
                {
                  params: { slug: kit.slug, card: `${card.id}-${sized.size}` },
                  props: { of: kit.of, card, size: sized.size },
                },
              ]
            : [],
        ),
      ),
    ),
  );
  return paths.flat();
}
