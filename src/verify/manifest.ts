import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { writeWhole } from '#files/write.ts';
import { copyEndings } from '#hosting/compressed.ts';

/** Where a built site says what it is made of, from its folder. */
export const manifestPath = '.well-known/manifest.json';

/** What a site was built from. */
export interface BuiltFrom {
  /** The commit; null where there is none, or files had been changed since it. */
  readonly revision: string | null;
  /** The day that it was built for, `YYYY-MM-DD`. */
  readonly day: string;
  /** Versions of the programs that made it, by name. */
  readonly tools: Readonly<Record<string, string>>;
}

/** What a built site says of itself: with what, from what, and the SHA-256 of each file but this one. */
export interface Manifest extends BuiltFrom {
  readonly version: 1;
  /** Path from the site’s folder, with slashes, to SHA-256 in hex. */
  readonly files: Readonly<Record<string, string>>;
}

/** The manifest of a site as it lies in a folder. The same files and facts give the same text on every machine. */
export async function manifestOf(folder: string, from: BuiltFrom): Promise<Manifest> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
  const all = new Set(paths);
  const files: Record<string, string> = {};
  for (const path of paths.filter((each) => isHandedOut(each, all)))
    files[path] = hashOfFile(join(folder, path));
  return { version: 1, revision: from.revision, day: from.day, tools: from.tools, files };
}

/**
 * Whether a file is one that visitors get. Compressed copies stand for another file, `_headers` is for the host alone, and the manifest
 * cannot hold its own hash.
 */
function isHandedOut(path: string, all: ReadonlySet<string>): boolean {
  const isCopy = Object.values(copyEndings).some(
    (ending) => path.endsWith(ending) && all.has(path.slice(0, -ending.length)),
  );
  return !isCopy && path !== manifestPath && path !== '_headers';
}

/** Writes the manifest into the site. */
export async function writeManifest(folder: string, from: BuiltFrom): Promise<void> {
  const { files, ...manifest } = await manifestOf(folder, from);
  const withdrawn = await withdrawnIn(folder);
  const named = Object.fromEntries(
    Object.entries(files).map(([path, hash]) => [nameInManifest(path, withdrawn), hash]),
  );
  await writeWhole(join(folder, manifestPath), `${JSON.stringify({ ...manifest, files: named }, null, 1)}\n`);
}

/** The stories that a built site says were withdrawn. */
export async function withdrawnIn(folder: string): Promise<readonly string[]> {
  const text = await readFile(join(folder, 'withdrawn.json'), 'utf8').catch(() => '{}');
  const { withdrawn } = JSON.parse(text) as { withdrawn?: readonly string[] };
  return withdrawn ?? [];
}

/**
 * How a manifest names a file: by its path, but for the page in a withdrawn story’s place. A story’s name stays where it has to, in
 * the address of that page and in `/withdrawn.json`, and in no other file.
 */
export function nameInManifest(path: string, withdrawn: readonly string[]): string {
  const slug = withdrawn.find((each) => path.startsWith(`stories/${each}/`));
  if (slug === undefined) return path;
  return `stories/${hashOf(new TextEncoder().encode(slug))}/${path.slice(`stories/${slug}/`.length)}`;
}

/** A manifest from its text; undefined if it is none. */
export function readManifest(text: string): Manifest | undefined {
  try {
    const { version, revision, day, tools, files } = JSON.parse(text);
    const isOne =
      version === 1 &&
      (revision === null || typeof revision === 'string') &&
      typeof day === 'string' &&
      typeof tools === 'object' &&
      typeof files === 'object' &&
      files !== null;
    return isOne ? { version, revision, day, tools, files } : undefined;
  } catch {
    return undefined;
  }
}

/** The SHA-256 of a file, in hex. Read piece by piece into one place: a site of thousands of pictures is read through here. */
function hashOfFile(path: string): string {
  const hash = createHash('sha256');
  const file = openSync(path, 'r');
  try {
    for (let size = readSync(file, piece); size > 0; size = readSync(file, piece))
      hash.update(piece.subarray(0, size));
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}
const piece = Buffer.alloc(2 ** 18);

/** SHA-256 in hex. */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
