import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { allNamesIn, deleteIfThere, readIfThere } from '#disk/if-there.ts';
import { makeFolder } from '#disk/make-folder.ts';
import { moveOver } from '#disk/move-over.ts';
import { syncFolder } from '#disk/sync-folder.ts';
import { slugFromFileName } from '#domain/review/withdrawals.ts';
import { type FolderName, fileOf, folders } from '#domain/schema/content.ts';
import { curriculumSchema } from '#domain/schema/curriculum.ts';
import type { Moderator } from '#domain/schema/moderator.ts';
import { type SignOff, signOffsSchema } from '#domain/schema/sign-off.ts';
import { siteSchema } from '#domain/schema/site.ts';
import type { Story } from '#domain/schema/story.ts';
import type { SupportRoute } from '#domain/schema/support-route.ts';
import type { Withdrawal } from '#domain/schema/withdrawal.ts';
import { inStoredForm } from '#domain/text/characters.ts';
import { writeYaml } from './yaml.ts';

/** The files that stand by themselves. */
const alone = { site: siteSchema, curriculum: curriculumSchema };

/**
 * A file of `content/` as it is stored: in one form of Unicode. What the form edits is written as Keystatic writes it, so that
 * opening and saving it there changes nothing.
 *
 * @param body what follows the front matter, where the format has one
 */
export function contentText(place: FolderName | 'site' | 'curriculum', data: unknown, body = ''): string {
  const stored = inStoredForm(data);
  if (place === 'site' || place === 'curriculum') return writeYaml(alone[place], stored);
  const { ending, schema } = folders[place];
  if (ending === 'json') return `${JSON.stringify(stored, null, 2)}\n`;
  const fields = writeYaml(schema, stored);
  return ending === 'yaml' ? fields : `---\n${fields}---\n${inStoredForm(body)}`;
}

/**
 * Adds a sign-off to `content/sign-offs/<story>.json`. An older sign-off by the same moderator over the same
 * content is replaced; those over other content stay, as the record of what was signed before.
 *
 * @throws if the file is there and is not a list of sign-offs
 */
export async function addSignOff(root: string, story: string, signOff: SignOff): Promise<void> {
  const path = join(root, fileOf('sign-offs', story));
  const before = signOffsSchema.parse(JSON.parse((await readIfThere(path))?.toString() ?? '[]'));
  const kept = before.filter(
    (each) => each.moderator !== signOff.moderator || each.contentHash !== signOff.contentHash,
  );
  await writeWhole(path, contentText('sign-offs', [...kept, signOff]));
}

/**
 * Writes `content/moderators/<slug>.yaml`.
 *
 * @throws if the moderator is there already
 */
export async function addModerator(root: string, slug: string, moderator: Moderator): Promise<void> {
  const path = join(root, fileOf('moderators', slug));
  if ((await readIfThere(path)) !== undefined)
    throw new Error(`${fileOf('moderators', slug)} is there already: choose another slug`);
  const { revoked, demo, ...fields } = moderator;
  const marked = { ...fields, ...(revoked && { revoked }), ...(demo && { demo }) };
  await writeWhole(path, contentText('moderators', marked));
}

/** Marks a moderator as revoked: no signature of theirs counts any more. */
export async function revokeModerator(root: string, slug: string, moderator: Moderator): Promise<void> {
  const { demo, ...fields } = moderator;
  const marked = { ...fields, revoked: true, ...(demo && { demo }) };
  await writeWhole(join(root, fileOf('moderators', slug)), contentText('moderators', marked));
}

/**
 * Writes a new story to `content/stories/<slug>.md` as Keystatic would: lists are written though they be empty.
 *
 * @param body Markdown
 * @throws if there is such a story, or one of that name was withdrawn
 */
export async function addStory(root: string, slug: string, data: Story, body: string): Promise<void> {
  const path = join(root, fileOf('stories', slug));
  const withdrawn = (await allNamesIn(join(root, 'content', 'withdrawals'))).map(slugFromFileName);
  if (withdrawn.includes(slug) || (await readIfThere(path)) !== undefined)
    throw new Error(`there is, or was, a story called “${slug}”: choose another short name`);
  await writeWhole(path, contentText('stories', data, `${body.trim()}\n`));
}

/**
 * Withdraws a story for good: writes its withdrawal first, then deletes the story and its sign-offs.
 *
 * @returns the files that were there and were deleted, and those that are there and could not be deleted, such as a folder in a file's
 *   place; from the project's folder
 * @throws if the withdrawal cannot be written
 */
export async function withdrawStory(
  root: string,
  story: string,
  withdrawal: Withdrawal,
): Promise<{ readonly deleted: readonly string[]; readonly notDeleted: readonly string[] }> {
  await writeWhole(join(root, fileOf('withdrawals', story)), contentText('withdrawals', withdrawal));
  const deleted: string[] = [];
  const notDeleted: string[] = [];
  for (const file of [fileOf('stories', story), fileOf('sign-offs', story)]) {
    try {
      if (await deleteIfThere(join(root, file))) deleted.push(file);
    } catch {
      notDeleted.push(file);
    }
  }
  return { deleted, notDeleted };
}

/** Writes `content/support/<slug>.yaml` as Keystatic would. */
export async function writeRoute(root: string, slug: string, route: SupportRoute): Promise<void> {
  await writeWhole(join(root, fileOf('support', slug)), contentText('support', route));
}

/** Deletes a story’s signatures: it is held until it is signed again. */
export async function removeSignOffs(root: string, story: string): Promise<void> {
  await deleteIfThere(join(root, fileOf('sign-offs', story)));
}

/**
 * Writes a file whole or not at all: beside its place first, then moved. Once it is done, the file outlasts a power cut, with its name
 * and the folders that were made for it.
 */
export async function writeWhole(path: string, contents: string | Uint8Array, mode = 0o644): Promise<void> {
  await makeFolder(dirname(path));
  const beside = `${path}.${process.pid}.tmp`;
  const handle = await open(beside, 'wx', mode);
  try {
    await handle.writeFile(contents);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await moveOver(beside, path);
  await syncFolder(dirname(path));
}
