import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openKey, type SealedKey, sealedKeySchema, sealKey } from '#files/keys.ts';

const passphrase = 'four words and some';
const seed = Buffer.alloc(32, 7);
/** A key in the form of the first version, sealed apart from the source, at the lowest cost the schema allows a real key. */
const sealed: SealedKey = {
  kind: 'another-story/moderator-key/1',
  moderator: 'lead',
  demo: false,
  scrypt: { logN: 15, r: 8, p: 1, salt: 'AQEBAQEBAQEBAQEBAQEBAQ==' },
  nonce: 'AgICAgICAgICAgIC',
  sealed: 'm9X1LY4oUVCUik+RyN2hk9rPIhFx36VZ/ku/pRRqXB/GDByD5Exeb/GRIbNnL9Hp',
};
const doesNotOpen = 'the key does not open: the passphrase is wrong, or the file has been changed';

/** Changes the first byte of some base64. */
function turned(base64: string): string {
  const bytes = Buffer.from(base64, 'base64');
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  return bytes.toString('base64');
}

/** Opening takes long on purpose, and longer on a busy machine. */
const patient = { timeout: 60_000 };

describe('opening a sealed key', patient, () => {
  it('gives the seed', () => {
    expect(openKey(sealed, passphrase)).toEqual(seed);
  });

  it('works after the file was written with its fields in another order', () => {
    const { scrypt, ...rest } = sealed;
    const text = JSON.stringify({
      scrypt: Object.fromEntries(Object.entries(scrypt).reverse()),
      ...Object.fromEntries(Object.entries(rest).reverse()),
    });
    expect(openKey(sealedKeySchema.parse(JSON.parse(text)), passphrase)).toEqual(seed);
  });

  it.each(['', 'four words and som', 'Four words and some', 'four words and some '])(
    'fails with the passphrase "%s"',
    (wrong) => {
      expect(() => openKey(sealed, wrong)).toThrow(doesNotOpen);
    },
  );

  it.each<[string, SealedKey]>([
    ['moderator', { ...sealed, moderator: 'somebody-else' }],
    ['mark of a demonstration', { ...sealed, demo: true }],
    ['kind', { ...sealed, kind: 'another-story/moderator-key/2' as SealedKey['kind'] }],
    ['cost', { ...sealed, scrypt: { ...sealed.scrypt, logN: 16 } }],
    ['salt', { ...sealed, scrypt: { ...sealed.scrypt, salt: turned(sealed.scrypt.salt) } }],
    ['nonce', { ...sealed, nonce: turned(sealed.nonce) }],
    ['sealed bytes', { ...sealed, sealed: turned(sealed.sealed) }],
  ])('fails once somebody has changed its %s', (_what, changed) => {
    expect(() => openKey(changed, passphrase)).toThrow(doesNotOpen);
  });

  it('tells why the cipher refused, for whoever looks', () => {
    const attempt = () => openKey(sealed, 'another passphrase');
    expect(attempt).toThrow(expect.objectContaining({ cause: expect.any(Error) }));
  });
});

describe('sealing a key', patient, () => {
  const fresh = randomBytes(32);
  const key = sealKey(fresh, passphrase, 'lead', false);

  it('makes what opens with the same passphrase', () => {
    expect(openKey(key, passphrase)).toEqual(fresh);
  });

  it('does not mind how a keyboard writes an accent', () => {
    const accented = sealKey(fresh, 'th\u00e0inig mi dhachaigh', 'lead', true);
    expect(openKey(accented, 'tha\u0300inig mi dhachaigh')).toEqual(fresh);
  });

  it('makes what the schema takes', () => {
    expect(sealedKeySchema.parse(JSON.parse(JSON.stringify(key)))).toEqual(key);
  });

  it('does not leave the seed in the open', () => {
    const text = JSON.stringify(key);
    expect([text.includes(fresh.toString('base64')), text.includes(fresh.toString('hex'))]).toEqual([
      false,
      false,
    ]);
  });

  it('makes another key each time, even of the same seed and passphrase', () => {
    const [one, other] = [1, 2].map(() => sealKey(fresh, passphrase, 'lead', true));
    expect([
      one?.scrypt.salt === other?.scrypt.salt,
      one?.nonce === other?.nonce,
      one?.sealed === other?.sealed,
    ]).toEqual([false, false, false]);
  });

  it('costs what OWASP asks of scrypt', () => {
    expect(key.scrypt).toMatchObject({ logN: 17, r: 8, p: 1 });
  });

  it('costs a demonstration key, whose passphrase is public, next to nothing, and opens it all the same', () => {
    const pretend = sealKey(fresh, passphrase, 'pretend', true);
    expect(pretend.scrypt).toMatchObject({ logN: 10, r: 8, p: 1 });
    expect(openKey(sealedKeySchema.parse(pretend), passphrase)).toEqual(fresh);
  });

  it('says whose it is and whether it is a demonstration', () => {
    expect(sealKey(fresh, passphrase, 'pretend', true)).toMatchObject({ moderator: 'pretend', demo: true });
  });

  it('takes a passphrase of twelve characters', () => {
    expect(sealKey(fresh, '123456789012', 'lead', true).moderator).toBe('lead');
  });

  it.each(['', 'short', '12345678901'])('refuses the passphrase "%s"', (short) => {
    expect(() => sealKey(fresh, short, 'lead', false)).toThrow(
      'the passphrase is too short: write at least 12 characters, such as four or five words',
    );
  });
});

describe('the schema of a sealed key', () => {
  it('takes a key of the first version', () => {
    expect(sealedKeySchema.parse(sealed)).toEqual(sealed);
  });

  it('takes a demonstration key at its own cost, which no real key may have', () => {
    const cheap = { ...sealed, scrypt: { ...sealed.scrypt, logN: 10 } };
    expect(sealedKeySchema.safeParse({ ...cheap, demo: true }).success).toBe(true);
    expect(sealedKeySchema.safeParse(cheap).error?.issues[0]?.path.join('.')).toBe('scrypt.logN');
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['another kind', { kind: 'another-story/moderator-key/2' }, 'kind'],
    ['a cost that protects nobody', { scrypt: { ...sealed.scrypt, logN: 14 } }, 'scrypt.logN'],
    [
      'a demonstration at a cost below its own',
      { demo: true, scrypt: { ...sealed.scrypt, logN: 9 } },
      'scrypt.logN',
    ],
    ['a cost that would never end', { scrypt: { ...sealed.scrypt, logN: 21 } }, 'scrypt.logN'],
    ['another block size', { scrypt: { ...sealed.scrypt, r: 1 } }, 'scrypt.r'],
    ['no mark of a demonstration', { demo: undefined }, 'demo'],
    ['a nonce that is no base64', { nonce: '!' }, 'nonce'],
    ['a field that is unknown', { note: 'x' }, ''],
  ])('refuses %s', (_what, change, path) => {
    const result = sealedKeySchema.safeParse({ ...sealed, ...change });
    expect(result.error?.issues[0]?.path.join('.')).toBe(path);
  });
});
