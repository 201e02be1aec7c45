import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  cached,
  cacheFolder,
  deleteOutputsOf,
  deleteUnusedOutputs,
  keptPath,
  type Recipe,
} from '#cache/cached.ts';

const recipe: Recipe = { of: 'stories/a-story', name: 'card.png', from: { text: 'words', engine: '1.0.0' } };
const bytes = (text: string) => new TextEncoder().encode(text);
const text = (made: Uint8Array) => new TextDecoder().decode(made);

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'cached-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe('an output', () => {
  test('is made once', async () => {
    let times = 0;
    const make = () => bytes(`made ${++times}`);
    await cached(recipe, make, root);
    expect(text(await cached(recipe, make, root))).toBe('made 1');
  });

  test('is made once where two ask at the same time', async () => {
    let times = 0;
    const make = async () => bytes(`made ${++times}`);
    const both = await Promise.all([cached(recipe, make, root), cached(recipe, make, root)]);
    expect(both.map(text)).toEqual(['made 1', 'made 1']);
  });

  test.each<[string, Recipe]>([
    ['its data', { ...recipe, from: { text: 'other words', engine: '1.0.0' } }],
    ['its engine', { ...recipe, from: { text: 'words', engine: '1.0.1' } }],
    ['its name', { ...recipe, name: 'card-wide.png' }],
    ['its owner', { ...recipe, of: 'stories/another' }],
  ])('is made anew after a change to %s', async (_, changed) => {
    await cached(recipe, () => bytes('before'), root);
    expect(text(await cached(changed, () => bytes('after'), root))).toBe('after');
  });

  test('is the same whatever order its data are written in', async () => {
    await cached(recipe, () => bytes('first'), root);
    const turned = { ...recipe, from: { engine: '1.0.0', text: 'words' } };
    expect(text(await cached(turned, () => bytes('second'), root))).toBe('first');
  });

  test('that could not be made is not kept, and leaves nothing behind', async () => {
    const failing = cached(recipe, () => Promise.reject(new Error('no ink')), root);
    await expect(failing).rejects.toThrow('no ink');
    expect(text(await cached(recipe, () => bytes('made'), root))).toBe('made');
    expect(await readdir(join(root, cacheFolder, recipe.of))).toHaveLength(1);
  });
});

describe('forgetting', () => {
  test('deletes what is kept for an entry, and nothing else', async () => {
    const other = { ...recipe, of: 'stories/another' } as const;
    await cached(recipe, () => bytes('first'), root);
    await cached(other, () => bytes('first'), root);
    await deleteOutputsOf('stories/a-story', root);
    expect(await readdir(join(root, cacheFolder, 'stories'))).toEqual(['another']);
    expect(text(await cached(recipe, () => bytes('second'), root))).toBe('second');
  });

  test('of what was never kept is no error', async () => {
    await expect(deleteOutputsOf('stories/nobody', root)).resolves.toBeUndefined();
  });
});

describe('the path of an output', () => {
  test('leads to what was made once', async () => {
    let times = 0;
    const make = () => bytes(`made ${++times}`);
    const path = await keptPath(recipe, make, root);
    expect(await keptPath(recipe, make, root)).toBe(path);
    expect(await readFile(path, 'utf8')).toBe('made 1');
  });

  test('leads to what is made again once it was deleted', async () => {
    const path = await keptPath(recipe, () => bytes('before'), root);
    await deleteOutputsOf(recipe.of, root);
    expect(await keptPath(recipe, () => bytes('after'), root)).toBe(path);
    expect(await readFile(path, 'utf8')).toBe('after');
  });
});

describe('what is kept and was not asked for', () => {
  const pack: Recipe = { of: 'lesson-packs/a-pack', name: 'plan.pdf', from: 1 };
  const names = (of: string) => readdir(join(root, cacheFolder, of));

  test('is deleted in the folder that is named, and what was asked for stays', async () => {
    await cached(pack, () => bytes('made'), root);
    await cached(recipe, () => bytes('made'), root);
    const [kept = ''] = await names(pack.of);
    await writeFile(join(root, cacheFolder, pack.of, '0123-plan.pdf'), 'older');
    await writeFile(join(root, cacheFolder, recipe.of, '0123-card.png'), 'older');
    await deleteUnusedOutputs('lesson-packs', root);
    expect(await names(pack.of)).toEqual([kept]);
    expect(await names(recipe.of)).toContain('0123-card.png');
  });

  test('may be nothing at all', async () => {
    await expect(deleteUnusedOutputs('guides', root)).resolves.toBeUndefined();
  });
});
