import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
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
import { FolderTaken } from '#disk/own-folder.ts';
import { folderSpool, standingOfFolder } from '#intake/folder-spool.ts';
import { daysKept, type Spool } from '#intake/spool.ts';
import { body, everySpool, idOf, limits } from '../../fixtures/spool-conformance.ts';
import { onSync } from '../../fixtures/syncs.ts';

let folder: string;
const opened: Spool[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'spool-'));
});
afterEach(async () => {
  for (const spool of opened.splice(0)) await spool.close();
  rmSync(folder, { recursive: true, force: true });
});

const open = async (most = limits) => {
  const spool = await folderSpool(folder, most);
  opened.push(spool);
  return spool;
};
/** Only there can a test see what is synced. */
const onLinux = test.skipIf(process.platform !== 'linux');
const hour = 3_600_000;
const day = 24 * hour;
const placeOf = (text: string) => join(folder, 'in', `${idOf(text)}.age`);
const inside = (name: 'in' | 'tmp') => readdirSync(join(folder, name));
/** Files that are being written, whoever writes them. */
const drafts = () =>
  readdirSync(join(folder, 'tmp'), { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
const dateTo = (text: string, time: number) => utimesSync(placeOf(text), new Date(time), new Date(time));

describe('a folder spool, as every spool', () => {
  everySpool(async () => {
    const place = join(folder, randomUUID());
    return {
      open: (most) => folderSpool(place, most),
      remove: async () => rmSync(place, { recursive: true, force: true }),
    };
  });
});

describe('a folder spool', () => {
  test('keeps messages for its owner alone, and leaves nothing half written', async () => {
    const spool = await open();
    await spool.put(body('one'), 'anybody');
    expect(inside('in')).toEqual([`${idOf('one')}.age`]);
    expect(drafts()).toEqual([]);
    expect(readFileSync(placeOf('one'), 'utf8')).toBe('one');
    expect(statSync(placeOf('one')).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'in')).mode & 0o077).toBe(0);
  });

  test('keeps no time of day', async () => {
    const spool = await open();
    await spool.put(body('one'), 'anybody');
    expect(statSync(placeOf('one')).mtimeMs % day).toBe(0);
  });

  test('sweeps away what was half written when the last process ended, and counts what is whole', async () => {
    mkdirSync(join(folder, 'tmp', 'of-the-last'), { recursive: true });
    writeFileSync(join(folder, 'tmp', 'of-the-last', 'half'), 'hal');
    mkdirSync(join(folder, 'in'));
    for (const text of ['1', '2', '3']) writeFileSync(placeOf(text), text);
    const spool = await open();
    expect(drafts()).toEqual([]);
    expect(await spool.put(body('4'), 'anybody')).toBe('full');
  });

  test('has room again when moderators have taken a file away without telling it', async () => {
    const spool = await open();
    for (const text of ['1', '2', '3']) await spool.put(body(text), 'anybody');
    for (let turn = 0; turn < 3; turn++) expect(await spool.put(body('4'), 'anybody')).toBe('full');
    rmSync(placeOf('2'));
    expect(await spool.put(body('4'), 'anybody')).toBe('stored');
    expect(await spool.put(body('5'), 'anybody')).toBe('full');
  });
});

describe('two processes on one folder', () => {
  test('the second says whose it is and touches nothing', async () => {
    const spool = await open();
    await spool.put(body('one'), 'anybody');
    const half = join(folder, 'tmp', inside('tmp')[0] as string, 'half');
    writeFileSync(half, 'hal');
    await expect(folderSpool(folder, limits)).rejects.toThrow(FolderTaken);
    await expect(folderSpool(folder, limits)).rejects.toThrow(`process ${process.pid}`);
    expect(existsSync(half)).toBe(true);
    expect(await spool.put(body('two'), 'anybody')).toBe('stored');
  });

  test('a process that was killed leaves the folder to the next', async () => {
    const child = fork('tests/soak/intake-process.ts', [folder], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    await once(child, 'message');
    await expect(folderSpool(folder, limits)).rejects.toThrow(`process ${child.pid}`);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await (await open()).put(body('one'), 'anybody')).toBe('stored');
  });

  test('nothing that was acknowledged is lost while others try to start, and while it is opened again', async () => {
    const acknowledged: string[] = [];
    for (let round = 0; round < 40; round++) {
      const spool = await folderSpool(folder, { most: 1000, keptForPartners: 0 });
      const put = (text: string) =>
        spool.put(body(text), 'anybody').then((said) => said === 'stored' && acknowledged.push(text));
      await Promise.all([
        put(`${round} first`),
        folderSpool(folder, limits).catch(() => {}),
        put(`${round} second`),
        folderSpool(folder, limits).catch(() => {}),
      ]);
      await spool.close();
    }
    expect(acknowledged).toHaveLength(80);
    expect(acknowledged.filter((text) => !existsSync(placeOf(text)))).toEqual([]);
  });
});

describe('a failure', () => {
  test('of the disk is said and no more, and the message is taken later', async () => {
    const spool = await open();
    const own = join(folder, 'tmp', inside('tmp')[0] as string);
    rmSync(own, { recursive: true });
    await expect(spool.put(body('one'), 'anybody')).rejects.toThrow();
    mkdirSync(own);
    expect(await spool.put(body('one'), 'anybody')).toBe('stored');
  });

  onLinux('takes the draft with it and never a message that has its name', async () => {
    const spool = await open();
    await spool.put(body('one'), 'anybody');
    onSync((path) => {
      if (path === join(folder, 'in')) throw Object.assign(new Error('a broken disk'), { code: 'EIO' });
    });
    // It has its name, and nobody knows whether the name is safe: so it is not acknowledged, and not deleted.
    await expect(spool.put(body('two'), 'anybody')).rejects.toThrow('a broken disk');
    await expect(spool.put(body('one'), 'anybody')).rejects.toThrow('a broken disk');
    expect(inside('in').sort()).toEqual([`${idOf('one')}.age`, `${idOf('two')}.age`].sort());
    expect(drafts()).toEqual([]);
    onSync(() => {});
    expect(await spool.put(body('two'), 'anybody')).toBe('known');
  });

  onLinux('is no reason to replace what came to have the name meanwhile', async () => {
    const spool = await open();
    onSync((path) => {
      // As another program would, between the writing and the naming.
      if (path.startsWith(join(folder, 'tmp')) && !existsSync(placeOf('one')))
        writeFileSync(placeOf('one'), 'one');
    });
    const before = () => statSync(placeOf('one')).ino;
    expect(await spool.put(body('one'), 'anybody')).toBe('known');
    const inode = before();
    expect(await spool.put(body('one'), 'anybody')).toBe('known');
    expect(before()).toBe(inode);
    expect(drafts()).toEqual([]);
  });
});

describe('what has waited too long', () => {
  test('is deleted after seven days, and there is room again', async () => {
    const spool = await open();
    for (const text of ['1', '2', '3']) await spool.put(body(text), 'anybody');
    dateTo('1', Date.now() - daysKept * day);
    dateTo('2', Date.now() - daysKept * day + hour);
    expect(await spool.expire(new Date())).toEqual({ gone: 1, holdLeft: 0 });
    expect([existsSync(placeOf('1')), existsSync(placeOf('2'))]).toEqual([false, true]);
    expect(await spool.put(body('4'), 'anybody')).toBe('stored');
  });

  test.for([
    [8, 3],
    [-8, 0],
  ])(
    'stays for 24 hours when the clock moved by %i days, and then all goes that is due',
    async ([days = 0, due]) => {
      const spool = await open();
      await spool.expire(new Date(), 0);
      for (const text of ['1', '2', '3']) await spool.put(body(text), 'anybody');
      const moved = Date.now() + days * day;
      expect(await spool.expire(new Date(moved), hour)).toEqual({ gone: 0, holdLeft: 24 * hour });
      expect((await spool.standing()).holdLeft).toBe(24 * hour);
      for (let passed = 1; passed < 24; passed++) {
        const { gone, holdLeft } = await spool.expire(new Date(moved + passed * hour), (1 + passed) * hour);
        expect([gone, holdLeft]).toEqual([0, (24 - passed) * hour]);
      }
      expect(await spool.expire(new Date(moved + 24 * hour), 25 * hour)).toEqual({ gone: due, holdLeft: 0 });
      expect((await spool.standing()).holdLeft).toBeUndefined();
    },
  );

  test('waits out its 24 hours once, even if the process is started again in between', async () => {
    let spool = await open();
    await spool.expire(new Date(), 0);
    await spool.put(body('1'), 'anybody');
    const moved = Date.now() + 8 * day;
    await spool.expire(new Date(moved), hour);
    await spool.expire(new Date(moved + 20 * hour), 21 * hour);
    await spool.close();
    spool = await open();
    expect((await spool.expire(new Date(moved + 21 * hour), 5)).holdLeft).toBe(3 * hour);
    expect(await spool.expire(new Date(moved + 24 * hour), 3 * hour + 5)).toEqual({ gone: 1, holdLeft: 0 });
  });

  test('is found to be so by the next process, if the clock moved while none was running', async () => {
    let spool = await open();
    await spool.expire(new Date());
    await spool.put(body('1'), 'anybody');
    await spool.close();
    spool = await open();
    expect(await spool.expire(new Date(Date.now() + 8 * day))).toEqual({ gone: 0, holdLeft: 24 * hour });
  });

  test('is not guessed at where nobody knows when the clock was last looked at', async () => {
    mkdirSync(join(folder, 'in'));
    writeFileSync(placeOf('1'), '1');
    dateTo('1', Date.now() - 8 * day);
    writeFileSync(join(folder, 'looked'), '{"at":');
    expect(await (await open()).expire(new Date())).toEqual({ gone: 0, holdLeft: 24 * hour });
  });

  test('counts from today if its date is ahead', async () => {
    const spool = await open();
    await spool.put(body('1'), 'anybody');
    dateTo('1', Date.now() + 400 * day);
    const now = Date.now();
    for (let passed = 0; passed < 7; passed++)
      expect((await spool.expire(new Date(now + passed * day), passed * day)).gone).toBe(0);
    expect((await spool.expire(new Date(now + 7 * day), 7 * day)).gone).toBe(1);
  });

  onLinux('goes even if the disk is too full to write down when it was looked for', async () => {
    const spool = await open();
    await spool.put(body('1'), 'anybody');
    dateTo('1', Date.now() - 8 * day);
    onSync(() => {
      throw Object.assign(new Error('no room'), { code: 'ENOSPC' });
    });
    expect((await spool.expire(new Date())).gone).toBe(1);
  });

  test('is told of to whoever only looks', async () => {
    const spool = await open();
    for (const text of ['1', '2']) await spool.put(body(text), 'anybody');
    const oldest = Math.floor(Date.now() / day) * day - 3 * day;
    dateTo('2', oldest);
    expect(await standingOfFolder(folder)).toEqual({ waiting: 2, oldest: new Date(oldest) });
  });
});

describe('the hash of what was fetched', () => {
  test('is remembered until two days after its own are over, and then no longer', async () => {
    const spool = await open();
    await spool.put(body('1'), 'anybody');
    await spool.remove(idOf('1'));
    const start = Math.floor(Date.now() / day) * day;
    for (const days of [1, 2]) {
      await spool.expire(new Date(start + days * day), days * day);
      expect(await spool.put(body('1'), 'anybody')).toBe('known');
    }
    await spool.expire(new Date(start + 3 * day), 3 * day);
    expect(readdirSync(join(folder, 'seen'))).toEqual([]);
    expect(await spool.put(body('1'), 'anybody')).toBe('stored');
  });

  onLinux('is not what keeps a message from being acknowledged', async () => {
    const spool = await open();
    rmSync(join(folder, 'seen'), { recursive: true });
    expect(await spool.put(body('1'), 'anybody')).toBe('stored');
    await spool.remove(idOf('1'));
    expect(await spool.put(body('1'), 'anybody')).toBe('known');
  });
});
