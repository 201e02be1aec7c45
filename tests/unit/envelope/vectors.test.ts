import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { inflateSync } from 'node:zlib';
import { armor, Decrypter } from 'age-encryption';
import { describe, expect, it } from 'vitest';

// The package is CommonJS whose names Node cannot see.
const files = createRequire(import.meta.url)('cctv-age') as Record<string, Uint8Array>;

/** One of the test vectors of age (C2SP CCTV): an encrypted file, and what must come of it. */
interface Vector {
  readonly name: string;
  readonly expect: string;
  /** SHA-256 of the plain text, in hex. */
  readonly payload: string | undefined;
  readonly identities: readonly string[];
  readonly passphrases: readonly string[];
  readonly isArmored: boolean;
  readonly file: Uint8Array;
}

const vectors = Object.entries(files).map(([name, bytes]) => vectorOf(name, Buffer.from(bytes)));
const expected = (what: string) => vectors.filter((vector) => vector.expect === what);

describe('age’s own test vectors', () => {
  it('are all here: those of X25519, passphrases, and the post-quantum kind that the form uses', () => {
    const kinds = Object.groupBy(vectors, ({ expect: what }) => what);
    expect(Object.fromEntries(Object.entries(kinds).map(([what, those]) => [what, those?.length]))).toEqual({
      success: 26,
      'no match': 13,
      'header failure': 62,
      'HMAC failure': 1,
      'armor failure': 22,
      'payload failure': 19,
    });
    expect(vectors.filter(({ name }) => name.includes('hybrid'))).toHaveLength(19);
  });

  it.each(expected('success'))('$name opens, and holds what it should', async (vector) => {
    expect(sha256(await decrypt(vector))).toBe(vector.payload);
  });

  it.each(vectors.filter((vector) => vector.expect !== 'success'))(
    '$name is refused: $expect',
    async (vector) => {
      await expect(decrypt(vector)).rejects.toThrow();
    },
  );
});

async function decrypt({ file, identities, passphrases, isArmored }: Vector): Promise<Uint8Array> {
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  for (const passphrase of passphrases) decrypter.addPassphrase(passphrase);
  return decrypter.decrypt(isArmored ? armor.decode(Buffer.from(file).toString('latin1')) : file);
}

function vectorOf(name: string, bytes: Buffer): Vector {
  const end = bytes.indexOf('\n\n');
  const lines = bytes
    .subarray(0, end)
    .toString()
    .split('\n')
    .map((line) => line.split(': ') as [string, string]);
  const all = (key: string) => lines.filter(([found]) => found === key).map(([, value]) => value);
  const rest = bytes.subarray(end + 2);
  return {
    name,
    expect: all('expect')[0] ?? '',
    payload: all('payload')[0],
    identities: all('identity'),
    passphrases: all('passphrase'),
    isArmored: all('armored')[0] === 'yes',
    file: all('compressed')[0] === 'zlib' ? inflateSync(rest) : rest,
  };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
