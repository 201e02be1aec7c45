import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/**
 * How the desk seals what it keeps: AES-256-GCM under one key of 32 random bytes, the desk’s own. Its copies for each
 * moderator are sealed with their passphrases.
 *
 * It is not the submissions’ keys that seal it, because those are destroyed when their time is over, and a
 * journal must stay readable; and because a line sealed to three post-quantum recipients weighs five kilobytes.
 */
export type DeskKey = Uint8Array;

/** Something sealed that does not open: another desk’s, or changed, or in another file’s place. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
}

const nonceBytes = 12;
const tagBytes = 16;

/**
 * Seals bytes.
 *
 * @param about what they are and where they belong; whoever opens them must say the same
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
