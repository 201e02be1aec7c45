import { open, readdir, readFile, unlink } from 'node:fs/promises';

/** The bytes of a file; undefined if there is no such file. */
export async function readIfThere(path: string): Promise<Buffer | undefined> {
  return unlessMissing(readFile(path), undefined);
}

/** The first byte of a file; undefined if there is no such file, or nothing in it. */
export async function firstByteIfThere(path: string): Promise<number | undefined> {
  return unlessMissing(firstByteOf(path), undefined);
}

async function firstByteOf(path: string): Promise<number | undefined> {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(new Uint8Array(1), 0, 1);
    return bytesRead === 0 ? undefined : buffer[0];
  } finally {
    await file.close();
  }
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

/** What was done or read, or undefined if it failed, however it failed: for what must not be stopped by it. */
export async function unlessItFails<T>(attempt: Promise<T>): Promise<T | undefined> {
  try {
    return await attempt;
  } catch {
    return undefined;
  }
}
