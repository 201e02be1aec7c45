import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { heldFiles, type ServedFile } from '#server/held-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'held-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Milliseconds on the clock of the tests. */
let time = 0;
const path = join(folder, 'one', 'index.html');
beforeEach(() => {
  time = 0;
  mkdirSync(join(folder, 'one'), { recursive: true });
  writeFileSync(path, 'as it was');
});

const held = () => heldFiles(folder, () => time);
const wordsOf = (file: ServedFile | 'folder' | undefined) =>
  file === undefined || file === 'folder' ? file : String(file.bytes);

describe('what is held in memory', () => {
  it('is there without waiting once it was asked for, for a second', async () => {
    const files = held();
    expect(files.recent('/one/')).toBeUndefined();
    await files.find('/one/');
    time = 999;
    expect(wordsOf(files.recent('/one/'))).toBe('as it was');
    time = 1000;
    expect(files.recent('/one/')).toBeUndefined();
  });

  it('is the new page once the site was built anew', async () => {
    const files = held();
    await files.find('/one/');
    writeFileSync(path, 'as it is');
    time = 1000;
    expect(wordsOf(await files.find('/one/'))).toBe('as it is');
    expect(wordsOf(files.recent('/one/'))).toBe('as it is');
  });

  it('keeps its hash where a new build made the same', async () => {
    const files = held();
    const before = await files.find('/one/');
    utimesSync(path, new Date(), new Date(Date.now() + 60_000));
    const after = await files.find('/one/');
    expect(after).not.toBe(before);
    expect(after).toMatchObject({ hash: (before as ServedFile).hash });
  });

  it('is gone a second after a page was taken away', async () => {
    const files = held();
    await files.find('/one/');
    rmSync(join(folder, 'one'), { recursive: true });
    time = 1000;
    expect(await files.find('/one/')).toBeUndefined();
    time = 0;
    expect(files.recent('/one/')).toBeUndefined();
  });

  it.each([
    ['a large file', 'large.html', 300_000],
    ['a picture', 'small.png', 1000],
  ])('is not the bytes of %s, which has a hash all the same', async (_, name, size) => {
    writeFileSync(join(folder, name), Buffer.alloc(size, 'x'));
    const file = (await held().find(`/${name}`)) as ServedFile;
    expect(file.bytes).toBeUndefined();
    expect(file.hash).toMatch(/^[\w-]{22}$/);
  });

  it('makes room for what is asked for, and so is never more than 12 MB', async () => {
    const files = held();
    const names = Array.from({ length: 60 }, (_, index) => `/${index}.html`);
    for (const name of names) writeFileSync(join(folder, name), Buffer.alloc(256 * 1024));
    for (const name of names) await files.find(name);
    const kept = names.filter((name) => files.recent(name));
    expect(kept.length).toBeGreaterThan(42);
    expect(kept.length).toBeLessThan(48);
    expect(kept.at(-1)).toBe('/59.html');
  });
});
