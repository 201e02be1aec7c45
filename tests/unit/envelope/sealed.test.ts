import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { KeyBundle } from '#envelope/bundle.ts';
import { headerBytes, sealedBytes } from '#envelope/drop.ts';
import { frameMessage, MessageTooLong, NotAMessage } from '#envelope/message.ts';
import { DoesNotOpen, openMessage } from '#envelope/open.ts';
import { sealMessage } from '#envelope/seal.ts';
import { looksSealed } from '#envelope/shape.ts';
import { countOpened, cutShort, sealedParts, turnedBits } from '../../fixtures/damage.ts';
import { openWithOpenssl } from '../../fixtures/openssl-age.ts';
import { propertyRuns } from '../../fixtures/property-runs.ts';
import { anyMessage, makeKeys, makeMessage, makeWithdrawal } from '../../fixtures/sealing.ts';

let secrets: readonly string[];
let bundle: KeyBundle;
let sealed: Uint8Array;
beforeAll(async () => {
  ({ secrets, bundle } = await makeKeys());
  sealed = await sealMessage(makeMessage(), bundle);
});

/** Encrypts anything to the bundle’s recipients, as somebody might who does not use our form. */
function encrypted(
  bytes: Uint8Array,
  recipients: readonly string[] = bundle.recipients,
): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return encrypter.encrypt(bytes);
}

describe('a sealed message', () => {
  const tries = propertyRuns(200, 30);
  it(`has one size, looks sealed, and opens with each key alone: ${tries} of every kind and length`, async () => {
    await fc.assert(
      fc.asyncProperty(anyMessage, fc.nat(2), async (message, which) => {
        const bytes = await sealMessage(message, bundle);
        expect([bytes.length, looksSealed(bytes)]).toEqual([sealedBytes, true]);
        expect(await openMessage(bytes, [secrets[which] as string])).toEqual(message);
      }),
      { numRuns: tries },
    );
  });

  it('is 37,541 bytes, of which nobody can tell a withdrawal from a long story', async () => {
    const long = await sealMessage(makeMessage({ text: 'a'.repeat(30_000) }), bundle);
    const short = await sealMessage(makeWithdrawal(), bundle);
    expect([long.length, short.length]).toEqual([37_541, 37_541]);
  });

  it('is other bytes each time, in its header and in its body', async () => {
    const again = await sealMessage(makeMessage(), bundle);
    for (const [part, from, to] of sealedParts.slice(1))
      expect([part, again.slice(from, to)]).not.toEqual([part, sealed.slice(from, to)]);
  });

  it('holds no word of the story', () => {
    expect(Buffer.from(sealed).includes('story')).toBe(false);
  });

  it('opens with an age that was written apart, on OpenSSL’s ciphers', async () => {
    for (const secret of secrets)
      expect(openWithOpenssl(sealed, secret)).toEqual(Buffer.from(frameMessage(makeMessage())));
  });

  it('does not open with keys of others, or with none', async () => {
    const others = await makeKeys();
    await expect(openMessage(sealed, others.secrets)).rejects.toThrow(DoesNotOpen);
    await expect(openMessage(sealed, [])).rejects.toThrow(DoesNotOpen);
  });

  it('is not made of a message that is too long', async () => {
    await expect(sealMessage(makeMessage({ text: 'a'.repeat(33_000) }), bundle)).rejects.toThrow(
      MessageTooLong,
    );
  });

  it('does not leave if its size is not the one size', async () => {
    const two = { ...bundle, recipients: bundle.recipients.slice(1) };
    await expect(sealMessage(makeMessage(), two)).rejects.toThrow(`not ${sealedBytes}`);
  });
});

describe('a sealed message that was tampered with', () => {
  /** How many bits of each part are turned, one at a time, and to how many lengths it is cut. */
  const [bits, lengths] = [propertyRuns(400, 50), propertyRuns(500, 50)];
  it.each(sealedParts)('never opens with a bit turned in its %s', async (_part, from, to) => {
    // A key that is not the first: damage to any stanza has to show, not only to the one that is used.
    const { tried, opened } = await countOpened(turnedBits(sealed, from, to, bits), [secrets[1] as string]);
    expect(tried).toBeGreaterThanOrEqual(Math.min(bits, (to - from) * 8));
    expect(opened).toBe(0);
  });

  it('never opens cut short', async () => {
    expect(await countOpened(cutShort(sealed, lengths), secrets)).toEqual({ tried: lengths + 1, opened: 0 });
  });

  it('never opens with something behind it', async () => {
    await expect(openMessage(Uint8Array.of(...sealed, 0), secrets)).rejects.toThrow(DoesNotOpen);
  });

  it('never opens with the body of another', async () => {
    const other = await sealMessage(makeMessage({ text: 'Another story.' }), bundle);
    const mixed = Uint8Array.of(...sealed.subarray(0, headerBytes), ...other.subarray(headerBytes));
    await expect(openMessage(mixed, secrets)).rejects.toThrow(DoesNotOpen);
  });

  it('is not taken for a message if it opens and holds something else', async () => {
    const bytes = await encrypted(new TextEncoder().encode('hello'));
    await expect(openMessage(bytes, secrets)).rejects.toThrow(NotAMessage);
  });
});

describe('the look of a sealed message', () => {
  it('is refused with 2,500 stanzas, without a decrypter', async () => {
    const decrypt = vi.spyOn(Decrypter.prototype, 'decrypt');
    const head = Buffer.from(sealed.subarray(0, headerBytes)).toString('latin1');
    const [first = '', second = ''] = head.split('\n').slice(1, 3);
    const many = Buffer.from(
      `age-encryption.org/v1\n${`${first}\n${second}\n`.repeat(2500)}--- ${'A'.repeat(43)}\n`,
    );
    expect(looksSealed(Buffer.concat([many, sealed.subarray(headerBytes)]))).toBe(false);
    // The same, made to the one size.
    const small = `-> x\n\n`.repeat(2500);
    const fitted = Buffer.alloc(sealedBytes, 'A');
    fitted.write(`age-encryption.org/v1\n${small}--- ${'A'.repeat(43)}\n`);
    expect(looksSealed(fitted)).toBe(false);
    expect(decrypt).not.toHaveBeenCalled();
  });

  it.each<[string, () => Uint8Array | Promise<Uint8Array>]>([
    ['nothing', () => new Uint8Array()],
    ['the right number of zeros', () => new Uint8Array(sealedBytes)],
    ['a byte too few', () => sealed.slice(0, -1)],
    ['a byte too many', () => Uint8Array.of(...sealed, 0)],
    ['an open message', () => frameMessage(makeMessage())],
    ['another version of age', () => replaced('v1\n', 'v2\n')],
    ['another kind of stanza', () => replaced('mlkem768x25519', 'mlkem768x2551X')],
    ['a stanza with letters that are no base64', () => sealed.with(100, 0x2e)],
    ['line ends of Windows', () => replaced('/v1\n', '/v1\r')],
    ['no MAC', () => replaced('\n--- ', '\n---A')],
  ])('%s does not have it', async (_what, body) => {
    expect(looksSealed(await body())).toBe(false);
  });

  it('a message to recipients of the older kind does not have it', async () => {
    const older = await identityToRecipient(await generateX25519Identity());
    expect(looksSealed(await encrypted(frameMessage(makeMessage()), [older, older, older]))).toBe(false);
    const [one = '', two = ''] = bundle.recipients;
    expect(looksSealed(await encrypted(frameMessage(makeMessage()), [one, two, older]))).toBe(false);
  });

  it.each([1, 2, 4])('a message to %i recipients does not have it', async (count) => {
    const recipients = Array.from({ length: count }, () => bundle.recipients[0] as string);
    const bytes = await encrypted(frameMessage(makeMessage()), recipients);
    expect(looksSealed(bytes)).toBe(false);
    expect(looksSealed(fittedTo(bytes))).toBe(false);
  });
});

function replaced(found: string, by: string): Uint8Array {
  const text = Buffer.from(sealed).toString('latin1');
  expect(text).toContain(found);
  return Buffer.from(text.replace(found, by), 'latin1');
}

/** The same bytes, cut or filled to the one size. */
function fittedTo(bytes: Uint8Array): Uint8Array {
  const fitted = new Uint8Array(sealedBytes);
  fitted.set(bytes.subarray(0, sealedBytes));
  return fitted;
}
