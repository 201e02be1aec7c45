import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Encrypter } from 'age-encryption';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  bundleOf,
  destroyEpoch,
  epochsIn,
  holdersOf,
  KeyDoesNotOpen,
  makeEpoch,
  readIdentities,
  testRecovery,
} from '#desk/keys/identities.ts';
import { noticeVersion } from '#envelope/message.ts';
import { openMessage } from '#envelope/open.ts';
import { sealMessage } from '#envelope/seal.ts';

const names = ['ailsa', 'bryce', 'recovery'] as const;
const passphrases = ['a long enough one', 'another long one', 'kept in a drawer'] as const;
const rest = [passphrases[1], passphrases[2]] as const;
/** Demonstration keys, because they are sealed at the lowest cost. */
const options = { demo: true, notAfter: '2026-12-31', today: '2026-12-01' };
const message = {
  v: 1,
  kind: 'withdraw',
  via: 'self',
  epoch: 1,
  noticeVersion,
  receiptId: '0123456789abcdef'.repeat(2),
} as const;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'desk-'));
});
afterEach(() => rm(folder, { recursive: true }));

const make = (change: Partial<typeof options> = {}) =>
  makeEpoch(folder, names, passphrases, { ...options, ...change });

describe('a new epoch', () => {
  it('has three holders, and any one of them opens what is sealed to it', async () => {
    const sealed = await sealMessage(message, await make());
    expect(await holdersOf(folder, 1)).toEqual([...names].sort());
    for (const [index, name] of names.entries()) {
      const identities = await readIdentities(folder, name, passphrases[index] as string);
      const secrets = identities.map(({ secret }) => secret);
      expect(await openMessage(sealed, secrets)).toEqual(message);
    }
  });

  it('leaves no private key in the open, and lets nobody else on the machine read the sealed ones', async () => {
    await make();
    const at = join(folder, 'keys', '1');
    for (const name of await readdir(at)) {
      const file = await readFile(join(at, name), 'latin1');
      expect(file).not.toContain('AGE-SECRET-KEY');
      if (name.endsWith('.age')) expect((await stat(join(at, name))).mode & 0o777).toBe(0o600);
    }
  });

  it('counts up from the newest', async () => {
    await make();
    expect((await make()).epoch).toBe(2);
    expect(await epochsIn(folder)).toEqual([2, 1]);
  });

  it('is sealed at the cost that age itself chooses, unless it is for demonstrations', async () => {
    // The first at the cost that is asked for, which takes a second; the others at the lowest.
    const set = Encrypter.prototype.setScryptWorkFactor;
    const asked = vi.spyOn(Encrypter.prototype, 'setScryptWorkFactor');
    asked.mockImplementationOnce(set).mockImplementation(function (this: Encrypter) {
      set.call(this, 10);
    });
    await make({ demo: false });
    expect(asked.mock.calls).toEqual([[18], [18], [18]]);
    const sealed = await readFile(join(folder, 'keys', '1', 'ailsa.age'), 'latin1');
    expect(sealed).toMatch(/^age-encryption\.org\/v1\n-> scrypt \S+ 18\n/);
    expect((await bundleOf(folder, 1)).demo).toBeUndefined();
  });

  it.each<[string, readonly [string, string, string], readonly [string, string, string], string]>([
    ['a name that leads out of the folder', ['../up', 'bryce', 'recovery'], passphrases, '"../up"'],
    ['two holders of one name', ['ailsa', 'ailsa', 'recovery'], passphrases, 'three different names'],
    [
      'a short passphrase',
      names,
      ['a long enough one', 'short', 'kept in a drawer'],
      'The passphrase of bryce is too short',
    ],
  ])('is not made with %s', async (_what, holders, phrases, why) => {
    await expect(makeEpoch(folder, holders, phrases, options)).rejects.toThrow(why);
    expect(existsSync(join(folder, 'keys'))).toBe(false);
  });

  it('is not made with a last day that has passed', async () => {
    await expect(make({ notAfter: '2026-11-30' })).rejects.toThrow('its last day has passed');
    expect(await epochsIn(folder)).toEqual([]);
  });

  it('is made once when two machines make it at the same moment, and the other leaves nothing behind', async () => {
    const made = await Promise.allSettled([make(), make()]);
    expect(made.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await readdir(join(folder, 'keys'))).toEqual(['1']);
  });
});

describe('reading somebody’s keys', () => {
  it('gives those of every epoch, newest first', async () => {
    await make();
    await make();
    const identities = await readIdentities(folder, 'ailsa', passphrases[0]);
    expect(identities.map(({ epoch }) => epoch)).toEqual([2, 1]);
  });

  it.each([
    ['another passphrase', 'a long enough two'],
    ['an empty one', ''],
    ['that of another', passphrases[1]],
  ])('fails with %s, and names the file', async (_what, wrong) => {
    await make();
    const attempt = readIdentities(folder, 'ailsa', wrong);
    await expect(attempt).rejects.toThrow(KeyDoesNotOpen);
    await expect(attempt).rejects.toThrow(join('keys', '1', 'ailsa.age'));
  });

  it('does not mind how a keyboard writes an accent', async () => {
    await makeEpoch(folder, names, ['thàinig mi dhachaigh'.normalize('NFC'), ...rest], options);
    const found = await readIdentities(folder, 'ailsa', 'thàinig mi dhachaigh'.normalize('NFD'));
    expect(found).toHaveLength(1);
  });

  it('leaves out an older key that is damaged, and still gives the newest', async () => {
    await make();
    await make();
    await writeFile(join(folder, 'keys', '1', 'ailsa.age'), 'damaged');
    const identities = await readIdentities(folder, 'ailsa', passphrases[0]);
    expect(identities.map(({ epoch }) => epoch)).toEqual([2]);
  });

  it('gives nothing for somebody who holds none', async () => {
    await make();
    expect(await readIdentities(folder, 'nobody', passphrases[0])).toEqual([]);
  });
});

describe('a test of recovery', () => {
  it.each(names.map((name, index) => [name, passphrases[index] as string]))(
    'passes with the key of %s',
    async (name, passphrase) => {
      await make();
      await expect(testRecovery(folder, 1, name, passphrase)).resolves.toBeUndefined();
    },
  );

  it('passes for an epoch whose last day has passed: what was sealed to it still has to open', async () => {
    await make({ notAfter: '2020-01-02', today: '2020-01-01' });
    await expect(testRecovery(folder, 1, 'recovery', passphrases[2])).resolves.toBeUndefined();
  });

  it('says so when a key opens and belongs to other public keys', async () => {
    await make();
    await make();
    await cp(join(folder, 'keys', '1', 'ailsa.age'), join(folder, 'keys', '2', 'ailsa.age'));
    await expect(testRecovery(folder, 2, 'ailsa', passphrases[0])).rejects.toThrow(
      'belongs to other public keys',
    );
  });

  it('says so when the passphrase is wrong', async () => {
    await make();
    await expect(testRecovery(folder, 1, 'ailsa', passphrases[1])).rejects.toThrow(KeyDoesNotOpen);
  });

  it('names the bundle when that is damaged', async () => {
    await make();
    await writeFile(join(folder, 'keys', '1', 'bundle.json'), '{');
    await expect(testRecovery(folder, 1, 'ailsa', passphrases[0])).rejects.toThrow(
      'bundle.json cannot be read',
    );
  });
});

describe('destroying an epoch', () => {
  it('means that nobody opens what was sealed to it', async () => {
    const sealed = await sealMessage(message, await make());
    await make();
    await destroyEpoch(folder, 1);
    expect(await readdir(join(folder, 'keys'))).toEqual(['2']);
    const left = await readIdentities(folder, 'ailsa', passphrases[0]);
    await expect(
      openMessage(
        sealed,
        left.map(({ secret }) => secret),
      ),
    ).rejects.toThrow('does not open');
  });

  it('is refused for the newest', async () => {
    await make();
    await expect(destroyEpoch(folder, 1)).rejects.toThrow('Make a newer one first');
    expect(await epochsIn(folder)).toEqual([1]);
  });

  it('is refused for one that is not there', async () => {
    await make();
    await expect(destroyEpoch(folder, 7)).rejects.toThrow('There is no epoch 7');
  });

  it('never lets a number come back', async () => {
    await make();
    await make();
    await destroyEpoch(folder, 1);
    expect((await make()).epoch).toBe(3);
  });
});
