import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openKey, type SealedKey, sealedKeySchema, sealKey } from '#files/keys.ts';

const passphrase = 'four words and some';
const seed = randomBytes(32);
const sealed = sealKey(seed, passphrase, 'lead', false);
const doesNotOpen = 'the key does not open: the passphrase is wrong, or the file has been changed';

/** Changes the first byte of some base64. */
function turned(base64: string): string {
  const bytes = Buffer.from(base64, 'base64');
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  return bytes.toString('base64');
}

describe('a sealed key', () => {
  it('opens with its passphrase', () => {
    expect(openKey(sealed, passphrase)).toEqual(seed);
  });

  it('opens after it was written to a file with its fields in another order', () => {
    const { scrypt, ...rest } = sealed;
    const text = JSON.stringify({
      scrypt: Object.fromEntries(Object.entries(scrypt).reverse()),
      ...Object.fromEntries(Object.entries(rest).reverse()),
    });
    expect(openKey(sealedKeySchema.parse(JSON.parse(text)), passphrase)).toEqual(seed);
  });

  it('opens with a passphrase that a keyboard writes in another form', () => {
    const accented = sealKey(seed, 'th\u00e0inig mi dhachaigh', 'lead', false);
    expect(openKey(accented, 'tha\u0300inig mi dhachaigh')).toEqual(seed);
  });

  it('opens with the shortest passphrase there may be', () => {
    expect(openKey(sealKey(seed, '123456789012', 'lead', false), '123456789012')).toEqual(seed);
  });

  it.each(['', 'four words and som', 'Four words and some', 'four words and some '])(
    'does not open with the passphrase "%s"',
    (wrong) => {
      expect(() => openKey(sealed, wrong)).toThrow(doesNotOpen);
    },
  );

  it.each<[string, (key: SealedKey) => SealedKey]>([
    ['moderator', (key) => ({ ...key, moderator: 'somebody-else' })],
    ['mark of a demonstration', (key) => ({ ...key, demo: true })],
    ['kind', (key) => ({ ...key, kind: 'another-story/moderator-key/2' as SealedKey['kind'] })],
    ['cost', (key) => ({ ...key, scrypt: { ...key.scrypt, logN: 15 } })],
    ['salt', (key) => ({ ...key, scrypt: { ...key.scrypt, salt: turned(key.scrypt.salt) } })],
    ['nonce', (key) => ({ ...key, nonce: turned(key.nonce) })],
    ['sealed bytes', (key) => ({ ...key, sealed: turned(key.sealed) })],
  ])('does not open once somebody has changed its %s', (_what, change) => {
    expect(() => openKey(change(sealed), passphrase)).toThrow(doesNotOpen);
  });

  it('tells why the cipher refused, for whoever looks', () => {
    const attempt = () => openKey(sealed, 'another passphrase');
    expect(attempt).toThrow(expect.objectContaining({ cause: expect.any(Error) }));
  });

  it('does not hold the seed in the open', () => {
    const text = JSON.stringify(sealed);
    expect([text.includes(seed.toString('base64')), text.includes(seed.toString('hex'))]).toEqual([
      false,
      false,
    ]);
  });

  it('does not hold the passphrase', () => {
    expect(JSON.stringify(sealed)).not.toContain(passphrase);
  });

  it('is another each time, even for the same seed and passphrase', () => {
    const again = sealKey(seed, passphrase, 'lead', false);
    expect([
      again.scrypt.salt === sealed.scrypt.salt,
      again.nonce === sealed.nonce,
      again.sealed === sealed.sealed,
    ]).toEqual([false, false, false]);
  });

  it('costs what OWASP asks of scrypt', () => {
    expect(sealed.scrypt).toMatchObject({ logN: 17, r: 8, p: 1 });
  });

  it('says whose it is and whether it is a demonstration', () => {
    expect(sealKey(seed, passphrase, 'pretend', true)).toMatchObject({ moderator: 'pretend', demo: true });
  });
});

describe('a passphrase', () => {
  it.each(['', 'short', '12345678901'])('is too short: "%s"', (short) => {
    expect(() => sealKey(seed, short, 'lead', false)).toThrow(
      'the passphrase is too short: write at least 12 characters, such as four or five words',
    );
  });
});

describe('the schema of a sealed key', () => {
  it('takes what sealing makes', () => {
    expect(sealedKeySchema.parse(JSON.parse(JSON.stringify(sealed)))).toEqual(sealed);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['another kind', { kind: 'another-story/moderator-key/2' }, 'kind'],
    ['a cost that protects nobody', { scrypt: { ...sealed.scrypt, logN: 14 } }, 'scrypt.logN'],
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
