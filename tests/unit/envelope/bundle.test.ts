import { generateHybridIdentity, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type BundleRefusal,
  BundleRefused,
  type KeyBundle,
  readBundle,
  readSignedBundle,
} from '#envelope/bundle.ts';
import { makeKeys } from '../../fixtures/sealing.ts';
import { makeSigner, pinsOfAll, signedKeys } from '../../fixtures/signed-keys.ts';

const today = '2026-12-01';
let bundle: KeyBundle;
let fourth: string;
let older: string;
beforeAll(async () => {
  ({ bundle } = await makeKeys());
  fourth = await identityToRecipient(await generateHybridIdentity());
  older = await identityToRecipient(await generateX25519Identity());
});

function whyRefused(value: unknown, isLive = false): BundleRefusal | undefined {
  try {
    readBundle(value, today, isLive);
    return undefined;
  } catch (error) {
    if (error instanceof BundleRefused) return error.why;
    throw error;
  }
}

const withRecipients = (change: (recipients: readonly string[]) => readonly string[]) => ({
  ...bundle,
  recipients: change(bundle.recipients),
});

describe('a key bundle', () => {
  it('passes when it has three whole post-quantum keys', () => {
    expect(readBundle(bundle, today, true)).toEqual(bundle);
  });

  it('passes on its last day', () => {
    expect(whyRefused({ ...bundle, notAfter: today })).toBeUndefined();
  });

  it('passes with the mark of a demonstration, where the site is one', () => {
    expect(whyRefused({ ...bundle, demo: true }, false)).toBeUndefined();
  });

  const otherTypes: readonly (readonly [string, string])[] = [
    ['a hardware tag', 'age1tag1qwe0kafsjrar4txm6heqnhpfuggzr0gvznz7fvygxrlq90u5mq2pysxtw6h'],
    ['a post-quantum hardware tag', 'age1tagpq1qqqq'],
    ['a plug-in', 'age1yubikey1qwerty'],
    ['an SSH key', 'ssh-ed25519 AAAA'],
    ['a private key', 'AGE-SECRET-KEY-PQ-1QQQQ'],
    ['nothing', ''],
  ];

  it.each<[string, BundleRefusal, () => unknown]>([
    ['one recipient of the older kind', 'mixed', () => withRecipients(([a, b]) => [a ?? '', b ?? '', older])],
    ['only recipients of the older kind', 'mixed', () => withRecipients(() => [older, older, older])],
    ...otherTypes.map(([what, recipient]): [string, BundleRefusal, () => unknown] => [
      `${what} among them`,
      'mixed',
      () => withRecipients(([, b, c]) => [recipient, b ?? '', c ?? '']),
    ]),
    ['a recipient twice', 'duplicate', () => withRecipients(([a, b]) => [a ?? '', b ?? '', a ?? ''])],
    ['two recipients', 'count', () => withRecipients((all) => all.slice(1))],
    ['four recipients', 'count', () => withRecipients((all) => [...all, fourth])],
    ['no recipients', 'count', () => withRecipients(() => [])],
    ['a letter wrong', 'broken', () => withRecipients(([a = '', ...rest]) => [turned(a, 900), ...rest])],
    [
      'a recipient cut short',
      'broken',
      () => withRecipients(([a = '', ...rest]) => [a.slice(0, -1), ...rest]),
    ],
    [
      'a recipient of another length',
      'broken',
      () => withRecipients(([, ...rest]) => ['age1pq1qqqqqq', ...rest]),
    ],
    ['a space behind a recipient', 'broken', () => withRecipients(([a = '', ...rest]) => [`${a} `, ...rest])],
    ['its last day past', 'expired', () => ({ ...bundle, notAfter: '2026-11-30' })],
    ['no last day', 'shape', () => ({ ...bundle, notAfter: undefined })],
    ['a last day that is none', 'shape', () => ({ ...bundle, notAfter: 'never' })],
    ['a last day that is no day of any month', 'shape', () => ({ ...bundle, notAfter: '2027-99-99' })],
    ['a thirtieth of February', 'shape', () => ({ ...bundle, notAfter: '2027-02-30' })],
    ['a last day with a time', 'shape', () => ({ ...bundle, notAfter: '2026-12-31T00:00:00Z' })],
    ['no epoch', 'shape', () => ({ ...bundle, epoch: undefined })],
    ['an epoch of 0', 'shape', () => ({ ...bundle, epoch: 0 })],
    ['an epoch in words', 'shape', () => ({ ...bundle, epoch: '1' })],
    ['one recipient and no list', 'shape', () => ({ ...bundle, recipients: bundle.recipients[0] })],
    ['a recipient that is no text', 'shape', () => withRecipients(([a, b]) => [a, b, 7] as string[])],
    ['a mark that is not true', 'shape', () => ({ ...bundle, demo: false })],
    ['a field too many', 'shape', () => ({ ...bundle, note: 'x' })],
    ['signers that are no list of keys', 'shape', () => ({ ...bundle, signers: { ailsa: 'x' } })],
    ['nothing', 'shape', () => null],
    ['a list', 'shape', () => [bundle]],
    ['a page in its place', 'shape', () => '<!doctype html>'],
  ])('is refused with %s: %s', (_what, why, value) => {
    expect(whyRefused(value())).toBe(why);
  });

  it('is refused on a live site with the mark of a demonstration', () => {
    expect(whyRefused({ ...bundle, demo: true }, true)).toBe('demo');
  });

  it('says in words why it is refused', () => {
    expect(() => readBundle({ ...bundle, notAfter: '2026-11-30' }, today, false)).toThrow(
      'the key bundle is refused: its last day has passed',
    );
  });
});

describe('a signed key bundle', () => {
  const signers = [makeSigner('ailsa'), makeSigner('bryce')];
  const pins = pinsOfAll(signers);

  it('gives the bundle when two whom the reader knows have signed it', () => {
    expect(readSignedBundle(signedKeys(bundle, signers), pins, today, true)).toEqual(bundle);
  });

  it('is refused with a recipient of its own swapped for another, and says why', () => {
    const signed = signedKeys(bundle, signers);
    const swapped = { ...signed, bundle: withRecipients(([a = '', b = '']) => [a, b, fourth]) };
    expect(() => readSignedBundle(swapped, pins, today, false)).toThrow(
      'the key bundle is refused: a signature does not belong to what is signed',
    );
  });

  it('is looked at as well when it is signed: two moderators cannot let a weak key in', () => {
    const mixed = withRecipients(([a = '', b = '']) => [a, b, older]);
    expect(() => readSignedBundle(signedKeys(mixed, signers), pins, today, false)).toThrow('post-quantum');
    const expired = { ...bundle, notAfter: '2026-11-30' };
    expect(() => readSignedBundle(signedKeys(expired, signers), pins, today, false)).toThrow('last day');
  });

  it('passes though a newer one was there: nothing here remembers (docs/threat-model.md says so)', () => {
    const old = signedKeys(bundle, signers);
    expect(readSignedBundle(old, pins, today, true).epoch).toBe(1);
  });
});

/** Another letter of the same alphabet at one place. */
function turned(recipient: string, at: number): string {
  return recipient.slice(0, at) + (recipient[at] === 'q' ? 'p' : 'q') + recipient.slice(at + 1);
}
