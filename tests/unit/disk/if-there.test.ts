import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { namesIn, readIfThere } from '#disk/if-there.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'disk-'));
  for (const name of ['b.md', 'a.md', '.DS_Store', 'c.md.4711.tmp']) writeFileSync(join(folder, name), name);
  mkdirSync(join(folder, 'd'));
});
afterAll(() => rmSync(folder, { recursive: true }));

it('a file that is there is read', async () => {
  expect((await readIfThere(join(folder, 'a.md')))?.toString()).toBe('a.md');
});

it('a file that is not there is no failure, nor is one in a folder that is not there', async () => {
  expect(await readIfThere(join(folder, 'z.md'))).toBeUndefined();
  expect(await readIfThere(join(folder, 'nowhere', 'z.md'))).toBeUndefined();
});

it('a file that cannot be read for another reason is a failure', async () => {
  await expect(readIfThere(join(folder, 'd'))).rejects.toThrow('EISDIR');
});

it('names come in order, without what is hidden or half written', async () => {
  expect(await namesIn(folder)).toEqual(['a.md', 'b.md', 'd']);
});

it('a folder that is not there has no names', async () => {
  expect(await namesIn(join(folder, 'nowhere'))).toEqual([]);
});

it('a file is no folder, and says so', async () => {
  await expect(namesIn(join(folder, 'a.md'))).rejects.toThrow('ENOTDIR');
});
