import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keyLogLine } from '#domain/keys/key-log.ts';
import { hashOfKeys } from '#domain/keys/signed-keys.ts';
import { mistakesInKeys } from '#files/key-log-review.ts';
import { makeSigner, pinsOfAll, signedKeys } from '../../fixtures/signed-keys.ts';

const signers = [makeSigner('ailsa'), makeSigner('bryce')];
const bundle = { epoch: 1, recipients: ['age1pq1a'], notAfter: '2027-01-01', signers: pinsOfAll(signers) };
const first = signedKeys(bundle, signers);
const second = signedKeys({ ...bundle, epoch: 2 }, signers, { seq: 2, previous: hashOfKeys(first) });
const line = keyLogLine('', '2026-12-01', first);
const log = line + keyLogLine(line, '2026-12-02', second);

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'keys-'));
  mkdirSync(join(root, 'content'));
  mkdirSync(join(root, 'public'));
});
afterEach(() => rmSync(root, { recursive: true }));

async function found(logged: string | undefined, keys: unknown): Promise<readonly string[]> {
  if (logged !== undefined) writeFileSync(join(root, 'content', 'key-log.jsonl'), logged);
  if (keys !== undefined) writeFileSync(join(root, 'public', 'keys.json'), JSON.stringify(keys));
  return (await mistakesInKeys(root)).map(({ file, path, message }) => `${file} ${path} ${message}`);
}

describe('npm run check finds nothing wrong with the keys', () => {
  it.each<[string, string | undefined, unknown]>([
    ['where there are none', undefined, undefined],
    ['where they are the last in the log', log, second],
    ['where the log is whole and no keys are up', log, undefined],
    [
      'where they are a demonstration’s, which no log has',
      undefined,
      signedKeys({ ...bundle, demo: true }, signers),
    ],
  ])('%s', async (_what, logged, keys) => {
    expect(await found(logged, keys)).toEqual([]);
  });
});

describe('npm run check refuses', () => {
  it.each<[string, string | undefined, unknown, string]>([
    [
      'a log with a line changed',
      log.replace('2026-12-01', '2026-11-01'),
      second,
      'content/key-log.jsonl line 2',
    ],
    ['a log with its first line taken out', log.slice(line.length), second, 'content/key-log.jsonl line 1'],
    [
      'keys with a recipient swapped',
      log,
      { ...second, bundle: { ...bundle, epoch: 2, recipients: ['age1pq1evil'] } },
      'in no line of',
    ],
    ['keys that are in no log', undefined, first, 'in no line of'],
    ['a log whose last line was taken out', line, second, 'in no line of'],
    ['keys older than the last in the log', log, first, 'holds bundle 1'],
    ['keys that nobody signed', log, bundle, 'nobody has signed'],
  ])('%s', async (_what, logged, keys, says) => {
    expect(await found(logged, keys)).toEqual([expect.stringContaining(says)]);
  });
});
