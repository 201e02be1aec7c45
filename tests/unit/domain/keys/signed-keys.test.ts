import { describe, expect, it } from 'vitest';
import {
  type SignatureRefusal,
  type SignedKeys,
  textToSign,
  whyNotSigned,
} from '#domain/keys/signed-keys.ts';
import { makeSigner, pinsOfAll, signedKeys } from '../../../fixtures/signed-keys.ts';

const [ailsa, bryce, stranger] = [makeSigner('ailsa'), makeSigner('bryce'), makeSigner('stranger')];
const pins = pinsOfAll([ailsa, bryce]);
const bundle = { epoch: 1, recipients: ['age1pq1a', 'age1pq1b', 'age1pq1c'], notAfter: '2027-01-01' };
const good = signedKeys(bundle, [ailsa, bryce]);

const withRecipients = (recipients: readonly string[]): SignedKeys => ({
  ...good,
  bundle: { ...bundle, recipients },
});
const [byAilsa, byBryce] = good.signatures;

describe('signatures under the moderators’ public keys', () => {
  it('are enough when two moderators whom the site knows have made them', () => {
    expect(whyNotSigned(good, pins)).toBeUndefined();
  });

  it('are enough when a third is by somebody who has left', () => {
    expect(whyNotSigned(signedKeys(bundle, [ailsa, stranger, bryce]), pins)).toBeUndefined();
  });

  it('do not depend on the order in which a file writes its fields', () => {
    const turned = Object.fromEntries(Object.entries(bundle).reverse());
    expect(whyNotSigned({ ...good, bundle: turned }, pins)).toBeUndefined();
  });

  it.each<[string, SignatureRefusal, () => unknown]>([
    ['one recipient swapped', 'forged', () => withRecipients(['age1pq1a', 'age1pq1b', 'age1pq1evil'])],
    ['a recipient added', 'forged', () => withRecipients([...bundle.recipients, 'age1pq1evil'])],
    ['a recipient taken out', 'forged', () => withRecipients(bundle.recipients.slice(1))],
    ['recipients in another order', 'forged', () => withRecipients([...bundle.recipients].reverse())],
    ['its last day moved', 'forged', () => ({ ...good, bundle: { ...bundle, notAfter: '2099-01-01' } })],
    ['its place in the row moved', 'forged', () => ({ ...good, seq: 2, previous: 'a'.repeat(64) })],
    ['the signature of one only', 'fewSigners', () => ({ ...good, signatures: [byAilsa] })],
    ['one who signed twice', 'twice', () => ({ ...good, signatures: [byAilsa, byAilsa] })],
    ['no signature', 'fewSigners', () => ({ ...good, signatures: [] })],
    ['a stranger in place of one', 'fewSigners', () => signedKeys(bundle, [ailsa, stranger])],
    ['two strangers', 'fewSigners', () => signedKeys(bundle, [makeSigner('x'), makeSigner('y')])],
    [
      'a stranger under a moderator’s name',
      'forged',
      () => signedKeys(bundle, [ailsa, { ...stranger, moderator: 'bryce' }]),
    ],
    [
      'a moderator’s signature under another’s name',
      'forged',
      () => ({ ...good, signatures: [byAilsa, { ...byAilsa, moderator: 'bryce' }] }),
    ],
    [
      'a name that every object has',
      'fewSigners',
      () => ({ ...good, signatures: [byAilsa, { ...byBryce, moderator: 'constructor' }] }),
    ],
    ['the form of before, without signatures', 'unsigned', () => bundle],
    [
      'a signature that is none',
      'unsigned',
      () => ({ ...good, signatures: [byAilsa, { moderator: 'bryce', signature: 'x' }] }),
    ],
    [
      'a signature of nothing but zeros',
      'forged',
      () => ({ ...good, signatures: [byAilsa, { moderator: 'bryce', signature: `${'A'.repeat(86)}==` }] }),
    ],
    ['more signatures than moderators', 'unsigned', () => ({ ...good, signatures: Array(9).fill(byAilsa) })],
    ['a field too many', 'unsigned', () => ({ ...good, note: 'x' })],
    ['a number in the row that is none', 'unsigned', () => ({ ...good, seq: 1.5 })],
    ['a first bundle that names one before it', 'unsigned', () => ({ ...good, previous: 'a'.repeat(64) })],
    ['nothing', 'unsigned', () => null],
    ['a page in its place', 'unsigned', () => '<!doctype html>'],
  ])('are not enough with %s: %s', (_what, why, value) => {
    expect(whyNotSigned(value(), pins)).toBe(why);
  });

  it('are not enough when two names have one key', () => {
    const twin = { ...ailsa, moderator: 'bryce' };
    expect(whyNotSigned(signedKeys(bundle, [ailsa, twin]), pinsOfAll([ailsa, twin]))).toBe('fewSigners');
  });

  it('are over a text that nothing else is signed in', () => {
    expect(textToSign(good)).toContain('"purpose":"another-story/key-bundle/1"');
  });
});
