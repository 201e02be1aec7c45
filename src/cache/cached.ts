import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import canonicalize from 'canonicalize';
import { firstByteIfThere, readIfThere } from '#disk/if-there.ts';
import { moveOver } from '#disk/move-over.ts';
import { oneForProcess } from '#files/one-for-process.ts';

/** What an output is made from, and for which entry. Two recipes that are alike make the same bytes. */
export interface Recipe {
  /**
   * The entry it is made for, as a folder of `content/` and a slug: `stories/a-slug`. Withdrawing the entry
   * deletes everything kept under this name.
   */
  readonly of: `${string}/${string}`;
  /** What it is, with its ending: `voice-square.png`. */
  readonly name: string;
  /**
   * Everything that its bytes depend on: data, the template's own source, and the names and versions of engines and
   * fonts. Any value that can be written as JSON.
   */
  readonly from: unknown;
}

/** Where outputs are kept between builds, from the project's folder. Never in git; may be deleted at any time. */
export const cacheFolder = '.cache/outputs';

/** Outputs that are being made or were made in this process, so that two routes never make one twice. */
const underWay = new Map<string, Promise<Uint8Array>>();

/**
 * Makes an output, unless one was made from the same recipe before.
 *
 * @throws what `make` throws; nothing is kept then
 */
export function cached(
  recipe: Recipe,
  make: () => Promise<Uint8Array> | Uint8Array,
  root = process.cwd(),
): Promise<Uint8Array> {
  const path = pathOf(recipe, root);
  const known = underWay.get(path);
  if (known) return known;
  // Held only while it is being made: a thousand stories' cards would not fit into memory.
  const made = readOrMake(path, make).finally(() => underWay.delete(path));
  underWay.set(path, made);
  return made;
}

/**
 * The first byte of an output, which is made unless it is kept: to learn what kind it is, nobody has to read a whole picture.
 *
 * @throws what `make` throws; nothing is kept then
 */
export async function firstByteCached(
  recipe: Recipe,
  make: () => Promise<Uint8Array> | Uint8Array,
  root = process.cwd(),
): Promise<number | undefined> {
  const kept = await firstByteIfThere(pathOf(recipe, root));
  return kept ?? (await cached(recipe, make, root))[0];
}

/**
 * Where an output lies, which is made unless it is kept: for what is only handed on, and that nobody has to read.
 *
 * @throws what `make` throws; nothing is kept then
 */
export async function keptPath(
  recipe: Recipe,
  make: () => Promise<Uint8Array> | Uint8Array,
  root = process.cwd(),
): Promise<string> {
  const path = pathOf(recipe, root);
  if (!existsSync(path)) await cached(recipe, make, root);
  return path;
}

/** The paths of what was asked for. */
const used = oneForProcess('outputs-used', () => new Set<string>());
/** Names of outputs by their recipes: a build asks for each card several times. */
const names = new WeakMap<Recipe, string>();

/** Where an output is kept. Whoever asks is going to use it. */
function pathOf(recipe: Recipe, root: string): string {
  const name = names.get(recipe) ?? `${keyOf(recipe)}-${recipe.name}`;
  names.set(recipe, name);
  const path = join(root, cacheFolder, recipe.of, name);
  used.add(path);
  return path;
}

/** The paths of what was asked for in this process, or in this thread of it. */
export function usedOutputs(): ReadonlySet<string> {
  return used;
}

/** Counts what another thread asked for as asked for in this one. */
export function countAsUsed(paths: Iterable<string>): void {
  for (const path of paths) used.add(path);
}

/** Deletes everything that is kept for an entry, or for all entries of a folder: `stories/a-slug`, `lesson-packs`. */
export async function deleteOutputsOf(of: string, root = process.cwd()): Promise<void> {
  await rm(join(root, cacheFolder, of), { recursive: true, force: true });
}

/**
 * Deletes what is kept for the entries of a folder and was not asked for since this process began. After a whole build that is what
 * older content was made into.
 */
export async function deleteUnusedOutputs(folder: string, root = process.cwd()): Promise<void> {
  for (const path of await filesUnder(join(root, cacheFolder, folder)))
    if (!used.has(path)) await rm(path, { force: true });
}

async function filesUnder(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** The SHA-256 of a recipe in RFC 8785 form: the same on every machine. */
function keyOf({ name, from }: Recipe): string {
  const canonical = canonicalize({ name, from });
  return createHash('sha256')
    .update(canonical ?? '')
    .digest('hex')
    .slice(0, 32);
}

async function readOrMake(path: string, make: () => Promise<Uint8Array> | Uint8Array): Promise<Uint8Array> {
  const kept = await readIfThere(path);
  if (kept) return kept;
  const made = await make();
  await mkdir(dirname(path), { recursive: true });
  // Written under another name first, so that a build that is cut off leaves no half of a file.
  const beside = `${path}.${process.pid}.tmp`;
  await writeFile(beside, made);
  await moveOver(beside, path);
  return made;
}
