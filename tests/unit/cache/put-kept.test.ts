import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countWaiting, forgetWaiting, putKept, putLater } from '#cache/put-kept.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'put-kept-'));
  writeFileSync(join(folder, 'kept.png'), 'drawn');
});
afterEach(() => {
  forgetWaiting();
  rmSync(folder, { recursive: true });
});
const kept = async () => join(folder, 'kept.png');

describe('outputs that wait', () => {
  it('are put where they belong, each is told of, and none waits any longer', async () => {
    const places = Array.from({ length: 20 }, (_, index) => `stories/s/cards/${index}.png`);
    for (const place of places) putLater(place, kept);
    expect(countWaiting()).toBe(20);
    let told = 0;
    await putKept(join(folder, 'site'), () => {
      told += 1;
    });
    for (const place of places) expect(readFileSync(join(folder, 'site', place), 'utf8')).toBe('drawn');
    expect(told).toBe(20);
    expect(countWaiting()).toBe(0);
  });

  it('of a build that was given up are not in the next site', async () => {
    putLater('old.png', kept);
    forgetWaiting();
    putLater('new.png', kept);
    const places: string[] = [];
    await putKept(join(folder, 'site'), () => places.push('put'));
    expect(places).toEqual(['put']);
  });

  it('stop the build if one cannot be made', async () => {
    putLater('a.png', kept);
    putLater('b.png', () => Promise.reject(new Error('no font has this letter')));
    await expect(putKept(join(folder, 'site'), () => undefined)).rejects.toThrow('no font has this letter');
  });
});
