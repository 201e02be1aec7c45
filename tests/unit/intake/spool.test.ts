import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { daysKept, folderSpool } from '#intake/spool.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'spool-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const limits = { most: 5, keptForPartners: 2 };
const body = (text: string) => new TextEncoder().encode(text);
const nameOf = (text: string) => `${createHash('sha256').update(text).digest('hex')}.age`;
const inside = (name: 'in' | 'tmp') => readdirSync(join(folder, name));

describe('a folder spool', () => {
  test('keeps a message under the hash of its bytes, for its owner alone, and leaves nothing half written', async () => {
    const spool = await folderSpool(folder, limits);
    expect(await spool.put(body('one'), 'anybody')).toBe('stored');
    expect(inside('in')).toEqual([nameOf('one')]);
    expect(inside('tmp')).toEqual([]);
    expect(readFileSync(join(folder, 'in', nameOf('one')), 'utf8')).toBe('one');
    expect(statSync(join(folder, 'in', nameOf('one'))).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'in')).mode & 0o077).toBe(0);
  });

  test('keeps no time of day', async () => {
    const spool = await folderSpool(folder, limits);
    await spool.put(body('one'), 'anybody');
    expect(statSync(join(folder, 'in', nameOf('one'))).mtimeMs % 86_400_000).toBe(0);
  });

  test('keeps the same message once, however often and however fast it comes', async () => {
    const spool = await folderSpool(folder, limits);
    const said = await Promise.all(Array.from({ length: 20 }, () => spool.put(body('one'), 'anybody')));
    expect(said).toContain('stored');
    expect(await spool.put(body('one'), 'anybody')).toBe('known');
    expect(inside('in')).toHaveLength(1);
  });

  test('keeps places for partners when everybody else finds it full', async () => {
    const spool = await folderSpool(folder, limits);
    for (const text of ['1', '2', '3']) expect(await spool.put(body(text), 'anybody')).toBe('stored');
    expect(await spool.put(body('4'), 'anybody')).toBe('full');
    expect(await spool.put(body('4'), 'partner')).toBe('stored');
    expect(await spool.put(body('5'), 'partner')).toBe('stored');
    expect(await spool.put(body('6'), 'partner')).toBe('full');
    expect(inside('in')).toHaveLength(5);
  });

  test('never goes over its limit when many come at once', async () => {
    const spool = await folderSpool(folder, limits);
    await Promise.all(Array.from({ length: 40 }, (_, index) => spool.put(body(String(index)), 'anybody')));
    expect(inside('in')).toHaveLength(limits.most - limits.keptForPartners);
  });

  test('sweeps away what was half written when the last process ended, and counts what is whole', async () => {
    mkdirSync(join(folder, 'tmp'));
    writeFileSync(join(folder, 'tmp', 'half'), 'hal');
    mkdirSync(join(folder, 'in'));
    for (const text of ['1', '2', '3']) writeFileSync(join(folder, 'in', nameOf(text)), text);
    const spool = await folderSpool(folder, limits);
    expect(inside('tmp')).toEqual([]);
    expect(await spool.put(body('4'), 'anybody')).toBe('full');
  });

  test('deletes what has waited for seven days, and has room again', async () => {
    const spool = await folderSpool(folder, limits);
    for (const text of ['1', '2', '3']) await spool.put(body(text), 'anybody');
    const old = new Date(Date.now() - daysKept * 86_400_000);
    utimesSync(join(folder, 'in', nameOf('1')), old, old);
    expect(await spool.expire(new Date())).toBe(1);
    expect(existsSync(join(folder, 'in', nameOf('1')))).toBe(false);
    expect(await spool.put(body('4'), 'anybody')).toBe('stored');
  });

  test('has room again when moderators have fetched what it held', async () => {
    const spool = await folderSpool(folder, limits);
    for (const text of ['1', '2', '3']) await spool.put(body(text), 'anybody');
    rmSync(join(folder, 'in', nameOf('2')));
    expect(await spool.put(body('4'), 'anybody')).toBe('stored');
  });

  test('says no more than that it failed when the disk does, and takes the message later', async () => {
    const spool = await folderSpool(folder, limits);
    rmSync(join(folder, 'tmp'), { recursive: true });
    await expect(spool.put(body('one'), 'anybody')).rejects.toThrow();
    mkdirSync(join(folder, 'tmp'));
    expect(await spool.put(body('one'), 'anybody')).toBe('stored');
  });
});
