import { readdir, readFile, unlink } from 'node:fs/promises';

/** The bytes of a file; undefined if there is no such file. */
export async function readIfThere(path: string): Promise<Buffer | undefined> {
  return unlessMissing(readFile(path), undefined);
}

/**
 * The names in a folder, in order; none if there is no such folder. Left out are names that begin with a dot, and files that were
 * being written when the machine stopped (`*.tmp`: `writeWhole` in `files/write.ts`).
 */
export async function namesIn(folder: string): Promise<readonly string[]> {
  const names = await allNamesIn(folder);
  return names.filter((name) => !name.startsWith('.') && !name.endsWith('.tmp'));
}

/** Every name in a folder, in order; none if there is no such folder. */
export async function allNamesIn(folder: string): Promise<readonly string[]> {
  return (await unlessMissing(readdir(folder), [])).sort();
}

/** Deletes a file. @returns whether there was one */
export async function deleteIfThere(path: string): Promise<boolean> {
  return unlessMissing(
    unlink(path).then(() => true),
    false,
  );
}

/** What was read, or something else where there is nothing to read. Every other failure is thrown on. */
async function unlessMissing<T, Else>(reading: Promise<T>, otherwise: Else): Promise<T | Else> {
  try {
    return await reading;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return otherwise;
    throw error;
  }
}
