import { beforeAll, describe, expect, it } from 'vitest';
import { compareKeys, type OwnKeys } from '#desk/keys/compare-keys.ts';
import type { KeyBundle } from '#envelope/bundle.ts';
import { fingerprintOf } from '#envelope/fingerprint.ts';
import { makeKeys } from '../../../fixtures/sealing.ts';
import { makeSigner, pinsOfAll, signedKeys } from '../../../fixtures/signed-keys.ts';

const signers = [makeSigner('ailsa'), makeSigner('bryce')];
let [newest, older, gone, strangers]: readonly KeyBundle[] = [];
let own: OwnKeys;
beforeAll(async () => {
  [newest, older, gone, strangers] = (await Promise.all([1, 2, 3, 4].map(makeKeys))).map(
    ({ bundle }) => bundle,
  );
  own = {
    epochs: [newest, older] as readonly KeyBundle[],
    logged: gone?.recipients ?? [],
    pins: pinsOfAll(signers),
    today: '2026-12-01',
    isLive: true,
  };
});

const compare = (value: unknown) => compareKeys('public/keys.json', JSON.stringify(value), own);
const signed = (bundle: KeyBundle | undefined, by = signers) => signedKeys(bundle, by);
const withOne = (): KeyBundle => ({
  ...(newest as KeyBundle),
  recipients: [...(newest as KeyBundle).recipients.slice(0, 2), strangers?.recipients[2] as string],
});

describe('keys that are published, beside those of the desk', () => {
  it('are the newest', () => {
    expect(compare(signed(newest)).verdict).toBe('current');
  });

  it.each<[string, () => unknown, string]>([
    ['an older epoch', () => signed(older), 'older'],
    ['an epoch that was destroyed', () => signed(gone), 'gone'],
    ['the newest without a second signature', () => signed(newest, signers.slice(1)), 'refused'],
    [
      'the newest past its last day',
      () => signed({ ...(newest as KeyBundle), notAfter: '2026-11-30' }),
      'refused',
    ],
    ['nothing that can be read', () => 'x', 'refused'],
  ])('are known for %s', (_what, value, verdict) => {
    expect(compare(value())).toMatchObject({ verdict, strangers: [] });
  });

  it.each<[string, () => unknown]>([
    ['signed by both moderators', () => signed(withOne())],
    ['under the signatures of the old ones', () => ({ ...signed(newest), bundle: withOne() })],
    ['signed by nobody, in the form of before', () => withOne()],
    ['in a bundle whose form is not right', () => ({ bundle: withOne() })],
  ])('are a stranger’s if one of three is, %s; it is named by its words', (_what, value) => {
    expect(compare(value())).toMatchObject({
      verdict: 'strangers',
      strangers: [fingerprintOf([strangers?.recipients[2] as string])],
    });
  });

  it('are a stranger’s if one was added to ours', () => {
    const added = {
      ...(newest as KeyBundle),
      recipients: [...(newest as KeyBundle).recipients, strangers?.recipients[0] as string],
    };
    expect(compare(signed(added)).verdict).toBe('strangers');
  });

  it('are none where there is no file', () => {
    expect(compareKeys('public/keys.json', undefined, own).verdict).toBe('none');
  });
});
