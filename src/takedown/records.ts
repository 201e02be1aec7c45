import { chmod, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { namesIn, readIfThere } from '#disk/if-there.ts';
import { writeWhole } from '#files/write.ts';
import type { Fingerprint } from './fingerprints.ts';

/** Where fingerprints wait for the build that confirms a takedown, from the project’s folder. Never in git. */
const folder = '.cache/takedowns';

/** Keeps a fingerprint until it is deleted. Readable by nobody else on the machine. */
export async function keepFingerprint(root: string, fingerprint: Fingerprint): Promise<void> {
  await mkdir(join(root, folder), { recursive: true });
  await chmod(join(root, folder), 0o700);
  await writeWhole(fileOf(root, fingerprint.slug), `${JSON.stringify(fingerprint)}\n`, 0o600);
}

/** The fingerprint that is kept of a story; undefined if there is none, or it was damaged. */
export async function keptFingerprint(root: string, slug: string): Promise<Fingerprint | undefined> {
  const bytes = await readIfThere(fileOf(root, slug));
  if (!bytes) return undefined;
  try {
    return JSON.parse(bytes.toString()) as Fingerprint;
  } catch {
    return undefined;
  }
}

/** The slugs of all stories of which a fingerprint is kept. */
export async function slugsKept(root: string): Promise<readonly string[]> {
  return (await namesIn(join(root, folder))).map((name) => name.replace(/\.json$/, ''));
}

/** Deletes a fingerprint: the takedown is confirmed, or was taken back. */
export async function deleteFingerprint(root: string, slug: string): Promise<void> {
  await rm(fileOf(root, slug), { force: true });
}

function fileOf(root: string, slug: string): string {
  return join(root, folder, `${slug}.json`);
}
