import canonicalize from 'canonicalize';
import { framedBytes, longestMessage } from './drop.ts';

/**
 * The version of the notice: of the words that tell what happens to a story, which a teller reads before they choose.
 * Raise it whenever those words change.
 */
export const noticeVersion = '2026-11-30';

/** How old the teller is. Younger children are not asked for stories. */
export const ageBands = { from12to15: '12 to 15', from16to17: '16 or 17', from18: '18 or over' } as const;
/** Whether a court or the police are dealing with what is told. */
export const liveCaseAnswers = { no: 'No', yes: 'Yes', notSure: 'I’m not sure' } as const;
/** From which side the teller saw it: the values of a story’s viewpoint. */
const viewpoints = ['involved', 'exploited', 'family', 'community', 'worker'] as const;
/** What a story may be used for: the values of consent. */
const uses = ['site', 'lessons', 'quotes', 'print'] as const;
/** By whom a message was sent: the teller, or a worker who sat beside them with a partner kit. */
const ways = ['self', 'partner'] as const;

interface Common {
  /** The format's version: `drop/1`. */
  readonly v: 1;
  readonly via: (typeof ways)[number];
  /** The number of the key bundle that it was sealed to. */
  readonly epoch: number;
  readonly noticeVersion: string;
}

/** A story as it is sent. There is no time in it, and no name. */
export interface StoryMessage extends Common {
  readonly kind: 'story';
  readonly text: string;
  readonly ageBand: keyof typeof ageBands;
  readonly viewpoint: (typeof viewpoints)[number];
  readonly consent: Readonly<Record<(typeof uses)[number], boolean>>;
  readonly liveCase: keyof typeof liveCaseAnswers;
  /** A BCP 47 tag, such as `en-GB`, `sco`, `gd`. */
  readonly language: string;
  /** 32 hexadecimal digits, if the teller chose to have a receipt. */
  readonly receiptId?: string;
}

/** A teller takes a story back. From outside it cannot be told from any other message. */
export interface WithdrawMessage extends Common {
  readonly kind: 'withdraw';
  readonly receiptId: string;
}

/** What a sealed message holds: format `drop/1`. */
export type Message = StoryMessage | WithdrawMessage;

/** A message that is longer than the frame has room for. */
export class MessageTooLong extends Error {
  override readonly name = 'MessageTooLong';
}
/** Bytes that are no message of ours. The message says which rule they break. */
export class NotAMessage extends Error {
  override readonly name = 'NotAMessage';
}

/** How many bytes of text a message still has room for; below 0 when it is too long. */
export function roomLeft(message: Message): number {
  return longestMessage - bytesOf(message).length;
}

/**
 * A message as bytes of one size: its length, RFC 8785 JSON, zeros. Not compressed, because the size after
 * compression tells something of what was said.
 *
 * @returns exactly 32,768 bytes
 * @throws {@link MessageTooLong}
 */
export function frameMessage(message: Message): Uint8Array {
  const json = bytesOf(message);
  if (json.length > longestMessage) {
    throw new MessageTooLong(
      `the message has ${json.length} bytes: write at least ${json.length - longestMessage} fewer`,
    );
  }
  const framed = new Uint8Array(framedBytes);
  new DataView(framed.buffer).setUint32(0, json.length);
  framed.set(json, 4);
  return framed;
}

/**
 * The message in a frame. Strict: there is one way to write each message, and anything else is refused.
 *
 * @throws {@link NotAMessage}
 */
export function unframeMessage(framed: Uint8Array): Message {
  if (framed.length !== framedBytes)
    throw new NotAMessage(`it has ${framed.length} bytes, not ${framedBytes}`);
  const length = new DataView(framed.buffer, framed.byteOffset).getUint32(0);
  if (length > longestMessage) throw new NotAMessage('its length is more than a frame holds');
  if (framed.subarray(4 + length).some((byte) => byte !== 0))
    throw new NotAMessage('its padding is not empty');
  const json = framed.subarray(4, 4 + length);
  const message = readMessage(parse(json));
  if (!isSame(bytesOf(message), json)) throw new NotAMessage('it is not written in the canonical way');
  return message;
}

function bytesOf(message: Message): Uint8Array {
  return new TextEncoder().encode(canonicalize(message));
}

function parse(json: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(json));
  } catch {
    throw new NotAMessage('it is not JSON in UTF-8');
  }
}

/**
 * Checks a message without a library for schemas, because this code travels with the form, whose scripts must stay
 * small for slow phones.
 */
function readMessage(value: unknown): Message {
  const { v, kind, via, epoch, noticeVersion: notice, ...rest } = asRecord(value, 'the message');
  must(v === 1, 'v', '1');
  must(isOneOf(ways, via), 'via', ways.join(' or '));
  must(Number.isSafeInteger(epoch) && (epoch as number) > 0, 'epoch', 'a whole number above 0');
  must(
    typeof notice === 'string' && /^\d{4}-\d{2}(-\d{2})?$/.test(notice),
    'noticeVersion',
    'a day or a month',
  );
  must(kind === 'story' || kind === 'withdraw', 'kind', 'story or withdraw');
  if (kind === 'story') checkStory(rest);
  else checkWithdrawal(rest);
  return value as Message;
}

function checkStory({
  text,
  ageBand,
  viewpoint,
  consent,
  liveCase,
  language,
  receiptId,
  ...rest
}: Fields): void {
  must(typeof text === 'string' && text.trim() !== '' && text.isWellFormed(), 'text', 'words');
  must(isOneOf(Object.keys(ageBands), ageBand), 'ageBand', Object.keys(ageBands).join(', '));
  must(isOneOf(viewpoints, viewpoint), 'viewpoint', viewpoints.join(', '));
  must(isOneOf(Object.keys(liveCaseAnswers), liveCase), 'liveCase', Object.keys(liveCaseAnswers).join(', '));
  must(
    typeof language === 'string' && /^[a-z]{2,3}(-[A-Z]{2})?$/.test(language),
    'language',
    'a tag such as en-GB',
  );
  must(
    receiptId === undefined || isReceiptId(receiptId),
    'receiptId',
    '32 hexadecimal digits, or leave it out',
  );
  const given = asRecord(consent, 'consent');
  for (const use of uses) must(typeof given[use] === 'boolean', `consent.${use}`, 'true or false');
  must(
    given['site'] === true || uses.every((use) => given[use] === false),
    'consent.site',
    'true, because every other use needs it',
  );
  noMore(given, uses, 'consent.');
  noMore(rest);
}

function checkWithdrawal({ receiptId, ...rest }: Fields): void {
  must(isReceiptId(receiptId), 'receiptId', '32 hexadecimal digits');
  noMore(rest);
}

type Fields = Readonly<Record<string, unknown>>;

function asRecord(value: unknown, what: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new NotAMessage(`${what} is not a record`);
  }
  return value as Fields;
}

function must(isSo: boolean, field: string, wanted: string): void {
  if (!isSo) throw new NotAMessage(`"${field}" must be ${wanted}`);
}

function noMore(fields: Fields, known: readonly string[] = [], within = ''): void {
  const stranger = Object.keys(fields).find((name) => !known.includes(name));
  if (stranger !== undefined) throw new NotAMessage(`"${within}${stranger}" does not belong in a message`);
}

function isOneOf(values: readonly string[], value: unknown): boolean {
  return typeof value === 'string' && values.includes(value);
}

function isReceiptId(value: unknown): boolean {
  return typeof value === 'string' && /^[0-9a-f]{32}$/.test(value);
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}
