import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import { z } from 'astro/zod';

/**
 * Base-2 logarithm of scrypt’s cost, for real and for demonstration keys. 2^17 takes about half a second and 128 MiB:
 * OWASP’s figure for scrypt (Password Storage Cheat Sheet, 2024). No cost guards a passphrase that everybody knows:
 * 2^10 takes milliseconds, which keeps the desk of a demonstration quick, and the tests, which work with such keys
 * alone.
 */
const cost = { real: 17, demo: 10 };
/** The least cost at which a real key is opened. A file that was sealed at less is no key of ours. */
const leastRealCost = 15;

/**
 * A moderator’s private key, sealed with a passphrase: scrypt, then AES-256-GCM. The fields beside `sealed` are bound
 * to the seal, so that none can be changed unnoticed.
 */
export const sealedKeySchema = z
  .strictObject({
    kind: z.literal('another-story/moderator-key/1'),
    moderator: z.string(),
    /** Marks the demonstration keys, whose passphrases are public. */
    demo: z.boolean(),
    scrypt: z.strictObject({
      logN: z.int().min(cost.demo).max(20),
      r: z.literal(8),
      p: z.literal(1),
      salt: z.base64(),
    }),
    nonce: z.base64(),
    sealed: z.base64(),
  })
  .refine(({ demo, scrypt }) => demo || scrypt.logN >= leastRealCost, {
    path: ['scrypt', 'logN'],
    error: `a real key costs at least 2^${leastRealCost}`,
  });
/** A sealed private key, as it is stored. */
export type SealedKey = z.output<typeof sealedKeySchema>;

/** Fewest characters of a passphrase. */
export const shortestPassphrase = 12;

/**
 * Seals a 32-byte Ed25519 seed. Only the mark of a demonstration makes it cheaper to open.
 *
 * @param demo whether the passphrase is public
 * @throws if the passphrase has fewer than 12 characters
 */
export function sealKey(seed: Uint8Array, passphrase: string, moderator: string, demo: boolean): SealedKey {
  if (passphrase.length < shortestPassphrase) {
    throw new Error(
      `the passphrase is too short: write at least ${shortestPassphrase} characters, such as four or five words`,
    );
  }
  const header = {
    kind: 'another-story/moderator-key/1' as const,
    moderator,
    demo,
    scrypt: {
      logN: demo ? cost.demo : cost.real,
      r: 8 as const,
      p: 1 as const,
      salt: randomBytes(16).toString('base64'),
    },
    nonce: randomBytes(12).toString('base64'),
  };
  const cipher = createCipheriv(
    'aes-256-gcm',
    keyOf(passphrase, header.scrypt),
    Buffer.from(header.nonce, 'base64'),
  );
  cipher.setAAD(Buffer.from(JSON.stringify(header)));
  const sealed = Buffer.concat([cipher.update(seed), cipher.final(), cipher.getAuthTag()]);
  return { ...header, sealed: sealed.toString('base64') };
}

/**
 * Opens a sealed key and returns the seed.
 *
 * @throws if the passphrase is wrong or the file has been changed: the two cannot be told apart
 */
export function openKey(key: SealedKey, passphrase: string): Buffer {
  const { sealed, ...header } = key;
  const bytes = Buffer.from(sealed, 'base64');
  const decipher = createDecipheriv(
    'aes-256-gcm',
    keyOf(passphrase, header.scrypt),
    Buffer.from(header.nonce, 'base64'),
  );
  decipher.setAAD(Buffer.from(JSON.stringify(header)));
  decipher.setAuthTag(bytes.subarray(-16));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]);
  } catch (cause) {
    throw new Error('the key does not open: the passphrase is wrong, or the file has been changed', {
      cause,
    });
  }
}

function keyOf(passphrase: string, { logN, r, p, salt }: SealedKey['scrypt']): Buffer {
  return scryptSync(passphrase.normalize('NFKC'), Buffer.from(salt, 'base64'), 32, {
    N: 2 ** logN,
    r,
    p,
    maxmem: 256 * 2 ** 20,
  });
}
