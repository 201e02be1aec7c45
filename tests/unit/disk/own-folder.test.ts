import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeFolder } from '#disk/make-folder.ts';
import { FolderTaken, ownFolder } from '#disk/own-folder.ts';
import { onSync } from '../../fixtures/syncs.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'own-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a folder has one owner at a time, and the next once that one lets go', async () => {
  const first = await ownFolder(folder);
  await expect(ownFolder(folder)).rejects.toThrow(FolderTaken);
  await expect(ownFolder(folder)).rejects.toThrow(folder);
  expect(readdirSync(folder).sort()).toEqual(['lock', 'owner']);
  first.release();
  first.release();
  (await ownFolder(folder)).release();
});

test('of ten that want a folder at once, one gets it', async () => {
  const tries = await Promise.allSettled(Array.from({ length: 10 }, () => ownFolder(folder)));
  const owners = tries.filter((each) => each.status === 'fulfilled');
  expect(owners).toHaveLength(1);
  owners[0]?.value.release();
});

test('that a folder cannot be written in is not taken for an owner', async () => {
  await expect(ownFolder(join(folder, 'missing'))).rejects.not.toThrow(FolderTaken);
});

test.skipIf(process.platform !== 'linux')(
  'folders that are made last: each new name is synced where it stands',
  async () => {
    const synced: string[] = [];
    onSync((path) => synced.push(path));
    await makeFolder(join(folder, 'a', 'b', 'c'), 0o700);
    expect(statSync(join(folder, 'a', 'b', 'c')).mode & 0o777).toBe(0o700);
    expect(synced).toEqual([join(folder, 'a', 'b'), join(folder, 'a'), folder]);
    await makeFolder(join(folder, 'a', 'b'));
    expect(synced).toHaveLength(3);
    expect(existsSync(`${folder}${sep}a`)).toBe(true);
  },
);
