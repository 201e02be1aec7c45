import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/**
 * How the desk seals what it keeps: AES-256-GCM under one key of 32 random bytes, the desk’s own. Each moderator has
 * a copy of that key, sealed with their passphrase.
 *
 * The keys that open submissions are not used for this. They are destroyed when their time is over, and a journal
 * must stay readable; and a line that is sealed to three post-quantum recipients would weigh five kilobytes.
 */
export type DeskKey = Uint8Array;

/**
 * Something sealed that does not open: it is another desk’s, it was changed, or it lies in the place of another file.
 */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
}

const nonceBytes = 12;
const tagBytes = 16;

/**
 * Seals bytes.
 *
 * @param about what they are and where they belong. It is bound to them: they open only for whoever says the same
 */
export function sealBytes(key: DeskKey, bytes: Uint8Array, about: string): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(about));
  return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

/**
 * Opens what {@link sealBytes} sealed.
 *
 * @throws {@link SealBroken}
 */
export function openBytes(key: DeskKey, sealed: Uint8Array, about: string): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes), {
      authTagLength: tagBytes,
    });
    decipher.setAAD(Buffer.from(about));
    decipher.setAuthTag(sealed.subarray(-tagBytes));
    return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, -tagBytes)), decipher.final()]);
  } catch (cause) {
    throw new SealBroken(`${about} does not open: it was changed, or belongs to another desk`, { cause });
  }
}

/**
 * Seals a value as JSON, filled up with spaces to whole blocks, so that its size tells little.
 *
 * @param block bytes of a block
 */
export function sealValue(key: DeskKey, value: unknown, about: string, block: number): Buffer {
  const json = Buffer.from(JSON.stringify(value));
  return sealBytes(key, Buffer.concat([json, Buffer.alloc(block - (json.length % block), ' ')]), about);
}

/**
 * Opens what {@link sealValue} sealed.
 *
 * @throws {@link SealBroken}
 */
export function openValue(key: DeskKey, sealed: Uint8Array, about: string): unknown {
  return JSON.parse(openBytes(key, sealed, about).toString('utf8'));
}
