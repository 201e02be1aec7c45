import { describe, expect, it } from 'vitest';
import { keyLogLine, readKeyLog } from '#domain/keys/key-log.ts';
import type { Entry } from '#domain/schema/content.ts';
import type { Moderator } from '#domain/schema/moderator.ts';
import type { Site } from '#domain/schema/site.ts';
import { pinsOf } from '#files/key-pins.ts';
import { makeSigner, pinsOfAll, signedKeys, type TestSigner } from '../../fixtures/signed-keys.ts';

const [ailsa, bryce, catriona] = [makeSigner('ailsa'), makeSigner('bryce'), makeSigner('catriona')];

function contentOf(
  signers: readonly TestSigner[],
  change: Partial<Moderator> = {},
  mode: Site['mode'] = 'live',
) {
  const moderators = new Map<string, Entry<Moderator>>(
    Object.entries(pinsOfAll(signers)).map(([slug, publicKey]) => [
      slug,
      {
        slug,
        body: '',
        data: {
          name: slug,
          publicKey,
          roles: [],
          since: '2026-01-01',
          revoked: false,
          demo: false,
          ...change,
        },
      },
    ]),
  );
  return { moderators, site: { mode } as Site };
}
const empty = readKeyLog('');
const bundle = { epoch: 1, recipients: [], notAfter: '2027-01-01', signers: pinsOfAll([ailsa, bryce]) };
const line = keyLogLine('', '2026-12-01', signedKeys(bundle, [ailsa, bryce]));

describe('the signers that a site knows', () => {
  it('are its active moderators while no keys were ever logged', () => {
    expect(pinsOf(contentOf([bryce, ailsa]), empty)).toEqual(pinsOfAll([ailsa, bryce]));
  });

  it.each<[string, Partial<Moderator>]>([
    ['who was revoked', { revoked: true }],
    ['who has retired', { retiredOn: '2026-11-01' }],
    ['who is made up, on a live site', { demo: true }],
  ])('are without a moderator %s', (_what, change) => {
    expect(pinsOf(contentOf([ailsa], change), empty)).toEqual({});
  });

  it('include those who are made up, where the site is a demonstration', () => {
    expect(pinsOf(contentOf([ailsa], { demo: true }, 'demo'), empty)).toEqual(pinsOfAll([ailsa]));
  });

  it('are without a moderator whom no signed bundle names yet', () => {
    expect(pinsOf(contentOf([ailsa, bryce, catriona]), readKeyLog(line))).toEqual(pinsOfAll([ailsa, bryce]));
  });

  it('are without a moderator whose key was changed in the content alone', () => {
    const other = makeSigner('bryce');
    expect(pinsOf(contentOf([ailsa, other]), readKeyLog(line))).toEqual(pinsOfAll([ailsa]));
  });

  it('are none while the log is broken', () => {
    const broken = readKeyLog(line.replace('"epoch":1', '"epoch":2'));
    expect(pinsOf(contentOf([ailsa, bryce]), broken)).toEqual({});
  });
});
