import { randomBytes } from 'node:crypto';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder, deleteOutputsOf } from '#cache/cached.ts';
import { namesIn, unlessItFails } from '#disk/if-there.ts';
import { fileOf, folderNames } from '#domain/schema/content.ts';
import type { Withdrawal } from '#domain/schema/withdrawal.ts';
import { mostBytes, rawFile } from '#files/read.ts';
import { withdrawStory } from '#files/write.ts';
import { type Fingerprint, fingerprintOf, hashOfBytes, wordlessFingerprint } from './fingerprints.ts';
import { keepFingerprint, keptFingerprint } from './records.ts';
import { wordsOf } from './words.ts';

/**
 * Takes a story down for good. First keeps hashes of what it said, by which the next build finds out whether anything of it is left;
 * then writes its withdrawal, deletes the story and its sign-offs, and deletes what was made of it and kept.
 *
 * @returns the files that were deleted, and those that could not be; and why its words could not be kept as hashes, if they could not:
 *   then it is taken down all the same, and the build can look for its address only
 * @throws if the withdrawal cannot be written
 */
export async function takeDown(root: string, slug: string, withdrawal: Withdrawal): Promise<TakenDown> {
  let problem: string | undefined;
  try {
    await remember(root, slug);
  } catch (error) {
    problem = error instanceof Error ? error.message : String(error);
  }
  const done = await withdrawStory(root, slug, withdrawal);
  await deleteOutputsOfStory(root, slug);
  return { ...done, ...(problem !== undefined && { problem }) };
}

/** What taking a story down came to. */
export interface TakenDown {
  readonly deleted: readonly string[];
  readonly notDeleted: readonly string[];
  readonly problem?: string;
}

async function remember(root: string, slug: string): Promise<void> {
  // Done a second time, because the machine stopped half way, there may be no story any more.
  const before = await keptFingerprint(root, slug);
  const { files, ...words } = (await fingerprintOfFile(root, slug)) ?? before ?? wordlessFingerprint(slug);
  const made = new Set([...files, ...(before?.files ?? []), ...(await hashesOfOutputs(root, slug))]);
  await keepFingerprint(root, { ...words, files: [...made].sort() });
}

/**
 * The fingerprint of a story whose file is there, whatever is wrong with it; undefined if it is not. One that cannot be read at all, such as
 * a folder in its place, is wordless. Never throws.
 */
export async function fingerprintOfFile(root: string, slug: string): Promise<Fingerprint | undefined> {
  const file = fileOf('stories', slug);
  const path = join(root, file);
  // A link that leads nowhere is there.
  if (!(await unlessItFails(lstat(path)))) return undefined;
  const bytes = await unlessItFails(readFile(path));
  if (!bytes) return wordlessFingerprint(slug);
  const others = await contentBeside(root, slug);
  const otherWords = new Set(others.flatMap(({ text }) => wordsOf(text ?? '')));
  return fingerprintOf(storyIn(slug, bytes), otherWords, randomBytes(16).toString('base64url'));
}

/** A story's parts. What cannot be taken apart, or is too large for it, is looked for as it stands, from its beginning. */
function storyIn(slug: string, bytes: Buffer): Parameters<typeof fingerprintOf>[0] {
  const most = mostBytes('stories');
  if (bytes.length <= most) {
    const { data, body, problem } = rawFile('stories', `${slug}.md`, bytes);
    if (problem === undefined) return { slug, data, body };
  }
  return { slug, data: undefined, body: bytes.toString('utf8', 0, most) };
}

/** A file of the content as it stands: whether it is sound is of no matter here. */
interface ContentFile {
  readonly folder: string;
  readonly slug: string;
  /** Undefined if it cannot be read. */
  readonly text: string | undefined;
}

/** Every file of the content but those of a story. Never throws: a takedown does not wait until all is well. */
async function contentBeside(root: string, story: string): Promise<readonly ContentFile[]> {
  const folders = folderNames.filter((folder) => folder !== 'sign-offs' && folder !== 'withdrawals');
  const perFolder = await Promise.all(
    folders.map(async (folder) => {
      const place = join(root, 'content', folder);
      const names = (await unlessItFails(namesIn(place))) ?? [];
      return Promise.all(
        names.map(async (name) => ({
          folder,
          slug: name.replace(/\.[^.]*$/, ''),
          text: await unlessItFails(readFile(join(place, name), 'utf8')),
        })),
      );
    }),
  );
  return perFolder.flat().filter(({ folder, slug }) => folder !== 'stories' || slug !== story);
}

/** SHA-256 of what was made of a story: what the cache keeps, and what is on the site beside the page. Never throws. */
export async function hashesOfOutputs(root: string, slug: string): Promise<readonly string[]> {
  const folders = [join(root, cacheFolder, 'stories', slug), join(root, 'dist', 'stories', slug)];
  const paths = (await Promise.all(folders.map(outputsIn))).flat();
  const files = await Promise.all(paths.map((path) => unlessItFails(readFile(path))));
  return files.flatMap((bytes) => (bytes ? [hashOfBytes(bytes)] : []));
}

/** Pictures, sounds, ZIPs. Pages and what is written down of a card that was too long are found by their words. */
async function outputsIn(folder: string): Promise<readonly string[]> {
  const entries = await unlessItFails(readdir(folder, { recursive: true, withFileTypes: true }));
  return (entries ?? [])
    .filter((entry) => entry.isFile() && !/\.(?:html|tmp)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

/**
 * Deletes what was made of a story and kept: its own outputs, and those of the packs and guides that name it or cannot be read. What
 * was made of older content, nobody can tell by its name: the build that confirms the takedown deletes whatever it did not use.
 */
async function deleteOutputsOfStory(root: string, story: string): Promise<void> {
  await deleteOutputsOf(`stories/${story}`, root);
  for (const { folder, slug, text } of await contentBeside(root, story)) {
    if (folder !== 'lesson-packs' && folder !== 'guides') continue;
    if (text === undefined || text.includes(story)) await deleteOutputsOf(`${folder}/${slug}`, root);
  }
}
