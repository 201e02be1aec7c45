import { type Message, noticeVersion, type WithdrawMessage } from './message.ts';

/** With what the receipt of a test message begins: “probe” in hexadecimal. One true receipt in a million million does. */
const mark = '70726f6265';

/**
 * A test message, to see that what is sealed and sent still reaches the desk. From outside it looks like any other. It takes back a story
 * that there is not, so a desk that does not know test messages does nothing with it.
 */
export function newProbe(epoch: number): WithdrawMessage {
  const random = crypto.getRandomValues(new Uint8Array(11));
  const rest = Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return { v: 1, kind: 'withdraw', via: 'self', epoch, noticeVersion, receiptId: mark + rest };
}

/** Whether a message is a test message. Anybody may send one: it is counted, said and deleted, and nothing else. */
export function isProbe(message: Message): boolean {
  return message.kind === 'withdraw' && message.receiptId.startsWith(mark);
}
