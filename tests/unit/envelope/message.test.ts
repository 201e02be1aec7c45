import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uses, valuesOf, viewpoints } from '#domain/words/vocabularies.ts';
import { framedBytes, longestMessage } from '#envelope/drop.ts';
import {
  frameMessage,
  type Message,
  MessageTooLong,
  NotAMessage,
  roomLeft,
  type StoryMessage,
  unframeMessage,
} from '#envelope/message.ts';
import { propertyRuns } from '../../fixtures/property-runs.ts';
import { anyMessage, makeMessage, makeWithdrawal } from '../../fixtures/sealing.ts';

/** Anything at all in a frame that is otherwise in order. */
function framed(value: unknown): Uint8Array {
  const json = typeof value === 'string' ? new TextEncoder().encode(value) : encoded(value);
  const bytes = new Uint8Array(framedBytes);
  new DataView(bytes.buffer).setUint32(0, json.length);
  bytes.set(json, 4);
  return bytes;
}
const encoded = (value: unknown) => new TextEncoder().encode(canonicalize(value));
/** A text that leaves exactly so many bytes of room. */
const filling = (room: number) => 'a'.repeat(1 + roomLeft(makeMessage({ text: 'a' })) - room);

describe('a framed message', () => {
  const tries = propertyRuns(10_000);
  it(`has one size, and gives back the same message: ${tries.toLocaleString('en-GB')} of every kind and length`, () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        const bytes = frameMessage(message);
        expect(bytes.length).toBe(framedBytes);
        expect(unframeMessage(bytes)).toEqual(message);
      }),
      { numRuns: tries },
    );
  });

  it('is the same bytes whatever order its fields were in', () => {
    const { v, kind, ...rest } = makeMessage();
    expect(frameMessage({ ...rest, kind, v } as Message)).toEqual(frameMessage(makeMessage()));
  });

  it('may be filled to the last byte', () => {
    const message = makeMessage({ text: filling(0) });
    expect(roomLeft(message)).toBe(0);
    expect(unframeMessage(frameMessage(message))).toEqual(message);
  });

  it('is refused one byte later, with what to do', () => {
    const message = makeMessage({ text: filling(-1) });
    expect(() => frameMessage(message)).toThrow(MessageTooLong);
    expect(() => frameMessage(message)).toThrow(`has ${longestMessage + 1} bytes: write at least 1 fewer`);
  });

  it('counts room in bytes and not in letters', () => {
    expect(roomLeft(makeMessage({ text: 'a' })) - roomLeft(makeMessage({ text: '🌧' }))).toBe(3);
  });

  it('is padded with nothing but zeros', () => {
    const bytes = frameMessage(makeWithdrawal());
    const length = new DataView(bytes.buffer).getUint32(0);
    expect(bytes.subarray(4 + length).every((byte) => byte === 0)).toBe(true);
  });

  it('holds no time and no name', () => {
    const json = canonicalize(makeMessage({ receiptId: '0'.repeat(32) })) as string;
    expect(Object.keys(JSON.parse(json))).toEqual([
      'ageBand',
      'consent',
      'epoch',
      'kind',
      'language',
      'liveCase',
      'noticeVersion',
      'receiptId',
      'text',
      'v',
      'via',
      'viewpoint',
    ]);
  });
});

describe('the words of a message', () => {
  it.each(valuesOf(viewpoints))('know the viewpoint "%s" of a story', (viewpoint) => {
    expect(unframeMessage(frameMessage(makeMessage({ viewpoint })))).toMatchObject({ viewpoint });
  });

  it('ask consent for exactly the uses that a story has', () => {
    expect(Object.keys(makeMessage().consent)).toEqual(valuesOf(uses));
  });
});

describe('what is no message', () => {
  const story = makeMessage();
  const without = (name: keyof StoryMessage) => {
    const { [name]: _gone, ...rest } = story;
    return rest;
  };

  it.each<[string, unknown, string]>([
    ['another version', { ...story, v: 2 }, '"v"'],
    ['another kind', { ...story, kind: 'reply' }, '"kind"'],
    ['another way', { ...story, via: 'robot' }, '"via"'],
    ['an epoch of 0', { ...story, epoch: 0 }, '"epoch"'],
    ['a broken epoch', { ...story, epoch: 1.5 }, '"epoch"'],
    ['no notice', without('noticeVersion'), '"noticeVersion"'],
    ['no words', { ...story, text: ' \n ' }, '"text"'],
    ['half a letter', { ...story, text: 'a' }, ''],
    ['an age band for a child under 12', { ...story, ageBand: 'under12' }, '"ageBand"'],
    ['an age band named like a method', { ...story, ageBand: 'toString' }, '"ageBand"'],
    ['another viewpoint', { ...story, viewpoint: 'boss' }, '"viewpoint"'],
    ['no answer about a live case', without('liveCase'), '"liveCase"'],
    ['a language that is none', { ...story, language: 'English' }, '"language"'],
    ['a receipt in the open', { ...story, receiptId: 'acid acorn acre' }, '"receiptId"'],
    ['a receipt in capitals', { ...story, receiptId: 'A'.repeat(32) }, '"receiptId"'],
    ['no consent', without('consent'), 'consent'],
    ['consent as a list', { ...story, consent: [] }, 'consent'],
    ['consent with a use missing', { ...story, consent: { site: true } }, '"consent.lessons"'],
    ['consent to more than there is', { ...story, consent: { ...story.consent, tv: true } }, '"consent.tv"'],
    [
      'consent to a use without the site',
      { ...story, consent: { ...story.consent, site: false, print: true } },
      '"consent.site"',
    ],
    ['a time', { ...story, sentAt: '2026-11-23' }, '"sentAt"'],
    ['a withdrawal without a receipt', { ...makeWithdrawal(), receiptId: undefined }, '"receiptId"'],
    ['a withdrawal with words', { ...makeWithdrawal(), text: 'words' }, '"text"'],
    ['a list', [story], 'not a record'],
    ['nothing', null, 'not a record'],
    ['no JSON', '{', 'not JSON'],
    ['fields in another order', JSON.stringify(story), 'canonical'],
    ['white space', ` ${canonicalize(story)}`, 'canonical'],
    ['a field twice', canonicalize(story)?.replace('{', '{"ageBand":"from18",'), 'canonical'],
  ])('%s is refused', (what, value, why) => {
    if (what === 'half a letter') {
      const json = canonicalize(story)?.replace('A story.', '\\ud800');
      expect(() => unframeMessage(framed(json))).toThrow('"text"');
      return;
    }
    expect(() => unframeMessage(framed(value))).toThrow(NotAMessage);
    expect(() => unframeMessage(framed(value))).toThrow(why);
  });

  it('a byte order mark is refused', () => {
    expect(() => unframeMessage(framed(`\ufeff${canonicalize(story)}`))).toThrow(NotAMessage);
  });

  it('bytes that are not UTF-8 are refused', () => {
    const bytes = frameMessage(story);
    bytes[20] = 0xff;
    expect(() => unframeMessage(bytes)).toThrow('not JSON in UTF-8');
  });

  it.each([
    ['one byte short', (bytes: Uint8Array) => bytes.slice(1), 'it has 32767 bytes'],
    ['one byte long', (bytes: Uint8Array) => Uint8Array.of(...bytes, 0), 'it has 32769 bytes'],
    [
      'with something in the padding',
      (bytes: Uint8Array) => bytes.with(bytes.length - 1, 1),
      'its padding is not empty',
    ],
    [
      'with a length beyond its end',
      (bytes: Uint8Array) => Uint8Array.of(0xff, 0xff, 0xff, 0xff, ...bytes.slice(4)),
      'more than a frame holds',
    ],
    ['with no length', (bytes: Uint8Array) => Uint8Array.of(0, 0, 0, 0, ...bytes.slice(4)), 'padding'],
    ['that is empty', () => new Uint8Array(framedBytes), 'not JSON'],
  ])('a frame %s is refused', (_what, change, why) => {
    expect(() => unframeMessage(change(frameMessage(story)))).toThrow(why);
  });

  it('a frame inside a larger buffer is read from where it begins', () => {
    const larger = new Uint8Array(framedBytes + 7);
    larger.set(frameMessage(story), 7);
    expect(unframeMessage(larger.subarray(7))).toEqual(story);
  });
});
