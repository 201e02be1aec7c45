import { Decrypter } from 'age-encryption';
import { type Message, unframeMessage } from './message.ts';

/** A sealed message that none of the identities opens, or that is damaged: age does not say which. */
export class DoesNotOpen extends Error {
  override readonly name = 'DoesNotOpen';
}

/**
 * Opens a sealed message. For the desk alone: nothing that reaches a browser may import this.
 *
 * @param identities private keys of age, `AGE-SECRET-KEY-PQ-1…`
 * @throws {@link DoesNotOpen}; {@link NotAMessage} if what was sealed is no message of ours
 */
export async function openMessage(sealed: Uint8Array, identities: readonly string[]): Promise<Message> {
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  let framed: Uint8Array;
  try {
    framed = await decrypter.decrypt(sealed);
  } catch (cause) {
    throw new DoesNotOpen('it does not open with these keys, or it is damaged', { cause });
  }
  return unframeMessage(framed);
}
