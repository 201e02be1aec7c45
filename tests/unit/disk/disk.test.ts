import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { moveFolder } from '#disk/move-folder.ts';
import { moveOver } from '#disk/move-over.ts';
import { putInPlace } from '#disk/put-in-place.ts';
import { type FolderSystem, syncFolder } from '#disk/sync-folder.ts';

const folder = mkdtempSync(join(tmpdir(), 'disk ő 故事 '));
afterAll(() => rmSync(folder, { recursive: true }));

const posix = ['linux', 'darwin', 'freebsd'] as const;
const failure = (code: string) => Object.assign(new Error(`${code}: no`), { code });

/** A system on which syncing a folder ends as told, and that remembers whether the folder was closed again. */
function systemThat(platform: NodeJS.Platform, { opening, syncing }: { opening?: Error; syncing?: Error }) {
  const seen = { closed: 0 };
  const system: FolderSystem = {
    platform,
    open: async () => {
      if (opening) throw opening;
      return {
        sync: async () => {
          if (syncing) throw syncing;
        },
        close: async () => void seen.closed++,
      };
    },
  };
  return { system, seen };
}

describe('syncing a folder', () => {
  it('works on this machine', async () => {
    await expect(syncFolder(folder)).resolves.toBeUndefined();
  });

  it.each(['EPERM', 'EISDIR', 'EINVAL'])('does without on Windows, which refuses with %s', async (code) => {
    const { system, seen } = systemThat('win32', { syncing: failure(code) });
    await expect(syncFolder(folder, system)).resolves.toBeUndefined();
    expect(seen.closed).toBe(1);
    await expect(
      syncFolder(folder, systemThat('win32', { opening: failure(code) }).system),
    ).resolves.toBeUndefined();
  });

  it.each(
    posix.flatMap((platform) =>
      ['EPERM', 'EISDIR', 'EINVAL', 'EIO'].map((code) => [platform, code] as const),
    ),
  )('tells on %s that the disk said %s', async (platform, code) => {
    const { system, seen } = systemThat(platform, { syncing: failure(code) });
    await expect(syncFolder(folder, system)).rejects.toMatchObject({ code });
    expect(seen.closed).toBe(1);
  });

  it.each(['EIO', 'ENOSPC', 'ENOENT'])('tells on Windows as well that the disk said %s', async (code) => {
    await expect(
      syncFolder(folder, systemThat('win32', { syncing: failure(code) }).system),
    ).rejects.toMatchObject({ code });
  });

  it.each(['win32', 'linux'] as const)('tells on %s that there is no such folder', async (platform) => {
    await expect(syncFolder(join(folder, 'none'), { platform, open })).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });
});

describe('moving a file over another', () => {
  /** A system that refuses with a code so many times, then does as asked. */
  function systemThatRefuses(platform: NodeJS.Platform, code: string, times: number) {
    const seen = { tries: 0 };
    const rename = async () => {
      seen.tries += 1;
      if (seen.tries <= times) throw failure(code);
    };
    return { system: { platform, rename }, seen };
  }

  it('replaces what was there, on this machine', async () => {
    writeFileSync(join(folder, 'new'), 'new');
    writeFileSync(join(folder, 'old'), 'old');
    await moveOver(join(folder, 'new'), join(folder, 'old'));
    expect(readFileSync(join(folder, 'old'), 'utf8')).toBe('new');
  });

  it.each(['EPERM', 'EACCES', 'EBUSY'])(
    'waits on Windows while another program has it open: %s',
    async (code) => {
      const { system, seen } = systemThatRefuses('win32', code, 3);
      await expect(moveOver('a', 'b', system)).resolves.toBeUndefined();
      expect(seen.tries).toBe(4);
    },
  );

  it('gives up on Windows after a second, with what the system said', async () => {
    const { system, seen } = systemThatRefuses('win32', 'EBUSY', Number.POSITIVE_INFINITY);
    const from = Date.now();
    await expect(moveOver('a', 'b', system)).rejects.toMatchObject({ code: 'EBUSY' });
    expect(Date.now() - from).toBeLessThan(5000);
    expect(seen.tries).toBeGreaterThan(3);
  });

  it('does not wait on Windows for what will not pass', async () => {
    const { system, seen } = systemThatRefuses('win32', 'ENOENT', 1);
    await expect(moveOver('a', 'b', system)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(seen.tries).toBe(1);
  });

  it.each(posix)('takes the first refusal as final on %s', async (platform) => {
    const { system, seen } = systemThatRefuses(platform, 'EPERM', 1);
    await expect(moveOver('a', 'b', system)).rejects.toMatchObject({ code: 'EPERM' });
    expect(seen.tries).toBe(1);
  });
});

describe('moving a folder', () => {
  const from = join(folder, 'from');
  const to = join(folder, 'to');
  beforeEach(() => {
    for (const each of [from, to]) rmSync(each, { recursive: true, force: true });
    mkdirSync(join(from, 'inside'), { recursive: true });
    writeFileSync(join(from, 'inside', 'one.txt'), 'one');
  });
  const refusing = (code: string) => async () => {
    throw failure(code);
  };

  it('moves it with all that is in it', async () => {
    await moveFolder(from, to);
    expect(readFileSync(join(to, 'inside', 'one.txt'), 'utf8')).toBe('one');
    expect(existsSync(from)).toBe(false);
  });

  it('copies it to another disk, and leaves nothing behind', async () => {
    await moveFolder(from, to, refusing('EXDEV'));
    expect(readFileSync(join(to, 'inside', 'one.txt'), 'utf8')).toBe('one');
    expect(existsSync(from)).toBe(false);
  });

  it('leaves it where it is if the disk fails', async () => {
    await expect(moveFolder(from, to, refusing('EIO'))).rejects.toMatchObject({ code: 'EIO' });
    expect(existsSync(join(from, 'inside', 'one.txt'))).toBe(true);
    expect(existsSync(to)).toBe(false);
  });
});

describe('putting a folder in the place of another', () => {
  const from = join(folder, 'new');
  const to = join(folder, 'in place');
  beforeEach(() => {
    for (const each of [from, to]) rmSync(each, { recursive: true, force: true });
    mkdirSync(join(from, 'sub'), { recursive: true });
    writeFileSync(join(from, 'sub', 'a.html'), 'new a');
    writeFileSync(join(from, 'b.html'), 'new b');
  });

  it('leaves the new alone, and nothing where it was made', async () => {
    mkdirSync(join(to, 'sub'), { recursive: true });
    mkdirSync(join(to, 'gone'));
    writeFileSync(join(to, 'sub', 'old.html'), 'old');
    writeFileSync(join(to, 'b.html'), 'old b');
    await putInPlace(from, to);
    expect(readdirSync(to, { recursive: true }).sort()).toEqual(['b.html', 'sub', join('sub', 'a.html')]);
    expect(readFileSync(join(to, 'b.html'), 'utf8')).toBe('new b');
    expect(readdirSync(from)).toEqual([]);
    expect(existsSync(`${from}-before`)).toBe(false);
  });

  it('works where nothing was before', async () => {
    await putInPlace(from, to);
    expect(readdirSync(to).sort()).toEqual(['b.html', 'sub']);
  });

  it('puts a folder where a file was, and a file where a folder was', async () => {
    mkdirSync(join(to, 'b.html'), { recursive: true });
    writeFileSync(join(to, 'sub'), 'a file');
    await putInPlace(from, to);
    expect(readFileSync(join(to, 'sub', 'a.html'), 'utf8')).toBe('new a');
    expect(readFileSync(join(to, 'b.html'), 'utf8')).toBe('new b');
  });

  it('leaves alone what belongs to a repository', async () => {
    mkdirSync(join(to, '.git'), { recursive: true });
    await putInPlace(from, to);
    expect(readdirSync(to).sort()).toEqual(['.git', 'b.html', 'sub']);
  });

  it('is not put off by what was left when it was cut off', async () => {
    mkdirSync(join(`${from}-before`, 'sub'), { recursive: true });
    writeFileSync(join(`${from}-before`, 'sub', 'x'), 'x');
    mkdirSync(join(to, 'sub'), { recursive: true });
    await putInPlace(from, to);
    expect(readdirSync(join(to, 'sub'))).toEqual(['a.html']);
    expect(existsSync(`${from}-before`)).toBe(false);
  });
});
