import { describe, expect, it } from 'vitest';
import { keyLogLine, readKeyLog } from '#domain/keys/key-log.ts';
import { hashOfKeys, type SignedKeys } from '#domain/keys/signed-keys.ts';
import { makeSigner, pinsOfAll, signedKeys, type TestSigner } from '../../../fixtures/signed-keys.ts';

const [ailsa, bryce, catriona, stranger] = ['ailsa', 'bryce', 'catriona', 'stranger'].map(makeSigner) as [
  TestSigner,
  TestSigner,
  TestSigner,
  TestSigner,
];

/** A bundle after another, which names its signers and is signed by two. */
function next(
  before: SignedKeys | undefined,
  named: readonly TestSigner[],
  by: readonly TestSigner[],
): SignedKeys {
  const seq = (before?.seq ?? 0) + 1;
  const bundle = { epoch: seq, recipients: [], notAfter: '2027-01-01', signers: pinsOfAll(named) };
  return signedKeys(bundle, by, { seq, previous: before ? hashOfKeys(before) : null });
}

function logOf(...all: readonly SignedKeys[]): string {
  return all.reduce((text, keys, index) => text + keyLogLine(text, `2026-12-0${index + 1}`, keys), '');
}

const first = next(undefined, [ailsa, bryce], [ailsa, bryce]);
const second = next(first, [ailsa, catriona], [bryce, ailsa]);
const third = next(second, [ailsa, catriona], [ailsa, catriona]);
const whole = logOf(first, second, third);
const lines = whole.split('\n').slice(0, -1);

describe('the log of published keys', () => {
  it('passes whole, also where a moderator was replaced by two who were there before', () => {
    const { entries, fault } = readKeyLog(whole);
    expect(fault).toBeUndefined();
    expect(entries.map(({ keys }) => keys.seq)).toEqual([1, 2, 3]);
  });

  it('passes empty', () => {
    expect(readKeyLog('')).toEqual({ entries: [] });
  });

  it.each<[string, string, number, string]>([
    ['a line changed', whole.replace('"on":"2026-12-01"', '"on":"2026-11-30"'), 2, 'hash of the line before'],
    ['a line taken out of the middle', `${lines[0]}\n${lines[2]}\n`, 2, 'hash of the line before'],
    ['the first line taken out', `${lines[1]}\n${lines[2]}\n`, 1, 'hash of the line before'],
    ['a line twice', `${lines[0]}\n${lines[0]}\n`, 2, 'hash of the line before'],
    ['lines in another order', `${lines[0]}\n${lines[2]}\n${lines[1]}\n`, 2, 'hash of the line before'],
    ['an empty line', `${lines[0]}\n\n${lines[1]}\n`, 2, 'no JSON'],
    ['a space somewhere', whole.replace('{"keys"', '{ "keys"'), 1, 'not written as the desk writes it'],
    ['a bundle that does not follow', logOf(first, third), 2, 'does not follow'],
    [
      'a new signer who lets themself in',
      logOf(first, next(first, [ailsa, stranger], [ailsa, stranger])),
      2,
      'not signed by two',
    ],
    [
      'one who was left out before',
      logOf(first, second, next(second, [ailsa, bryce], [ailsa, bryce])),
      3,
      'not signed by two',
    ],
    [
      'a first bundle by others than it names',
      logOf(next(undefined, [ailsa, bryce], [ailsa, stranger])),
      1,
      'not signed by two',
    ],
    ['a line that holds something else', '{"on":"2026-12-01"}\n', 1, 'no signed keys'],
    ['nothing where a line should be', 'null\n', 1, 'no signed keys'],
  ])('is broken with %s', (_what, text, line, says) => {
    const { entries, fault } = readKeyLog(text);
    expect(fault).toEqual({ line, says: expect.stringContaining(says) });
    expect(entries).toHaveLength(line - 1);
  });
});
