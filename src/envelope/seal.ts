import { Encrypter } from 'age-encryption';
import type { KeyBundle } from './bundle.ts';
import { sealedBytes } from './drop.ts';
import { frameMessage, type Message } from './message.ts';

/**
 * Seals a message to every recipient of a bundle that {@link readBundle} has let through. Whoever has the result and
 * none of the private keys learns nothing from it, not even what kind of message it is.
 *
 * @returns exactly {@link sealedBytes} bytes
 * @throws {@link MessageTooLong} if the message does not fit
 */
export async function sealMessage(message: Message, bundle: KeyBundle): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  for (const recipient of bundle.recipients) encrypter.addRecipient(recipient);
  const sealed = await encrypter.encrypt(frameMessage(message));
  // If a new version of the library writes another size, nothing may leave: size would tell messages apart.
  if (sealed.length !== sealedBytes)
    throw new Error(`a sealed message has ${sealed.length} bytes, not ${sealedBytes}`);
  return sealed;
}
