import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeEpoch, readIdentities } from '#desk/keys/identities.ts';
import type { KeyBundle } from '#envelope/bundle.ts';
import { sealedBytes } from '#envelope/drop.ts';
import { frameMessage } from '#envelope/message.ts';
import { openMessage } from '#envelope/open.ts';
import { sealMessage } from '#envelope/seal.ts';
import { looksSealed } from '#envelope/shape.ts';
import { countOpened, cutShort, sealedParts, turnedBits } from '../fixtures/damage.ts';
import { openWithOpenssl } from '../fixtures/openssl-age.ts';
import { anyMessage, makeKeys, makeMessage } from '../fixtures/sealing.ts';

/** A step that takes longer ends early and says how far it came. */
const longestStep = 7 * 60_000;
/** Another age, 1.3 or newer: the first on the path, or the one that is named. */
const program = process.env['AGE_PROGRAM'] ?? 'age';
const version = /(\d+)\.(\d+)/.exec(spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout ?? '');
const isNewEnough = version !== null && Number(version[1]) * 1000 + Number(version[2]) >= 1003;

const say = (figure: string) => process.stdout.write(`FIGURE ${figure}\n`);

let secrets: readonly string[];
let bundle: KeyBundle;
beforeAll(async () => {
  ({ secrets, bundle } = await makeKeys());
});

describe('sealing', () => {
  it('has one size and opens to the same message, 10,000 times', async () => {
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(anyMessage, fc.nat(2), async (message, which) => {
        const sealed = await sealMessage(message, bundle);
        expect([sealed.length, looksSealed(sealed)]).toEqual([sealedBytes, true]);
        expect(await openMessage(sealed, [secrets[which] as string])).toEqual(message);
        runs += 1;
      }),
      { numRuns: 10_000, interruptAfterTimeLimit: longestStep, markInterruptAsFailure: false },
    );
    say(`sealed and opened: ${runs} of 10000, all ${sealedBytes} bytes`);
  });

  it('is refused with any bit turned or any end cut off', async () => {
    const sealed = await sealMessage(makeMessage(), bundle);
    const key = [secrets[1] as string];
    const until = Date.now() + longestStep;
    const tally = { tried: 0, opened: 0 };
    for (const [, from, to] of sealedParts) {
      if (Date.now() > until) break;
      const { tried, opened } = await countOpened(turnedBits(sealed, from, to, 4000), key);
      tally.tried += tried;
      tally.opened += opened;
    }
    const cut = await countOpened(cutShort(sealed, 4000), key);
    say(`bits turned: ${tally.opened} of ${tally.tried} opened; cut short: ${cut.opened} of ${cut.tried}`);
    expect([tally.opened, cut.opened]).toEqual([0, 0]);
  });

  it('opens 500 times with an age written apart, on OpenSSL’s ciphers', async () => {
    for (let run = 0; run < 500; run += 1) {
      const message = makeMessage({ text: `Story ${run}` });
      const opened = openWithOpenssl(await sealMessage(message, bundle), secrets[run % 3] as string);
      expect(opened.equals(frameMessage(message))).toBe(true);
    }
    say('opened with the second age, on OpenSSL: 500 of 500');
  });
});

if (!isNewEnough)
  say(`NOT RUN: there is no age 1.3 or newer here (found: ${version?.[0] ?? 'none'}). Name one: AGE_PROGRAM`);
describe.skipIf(!isNewEnough)(`the age program (${program})`, () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'age-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const age = (args: readonly string[], env: Record<string, string> = {}) =>
    spawnSync(program, args, { env: { ...process.env, ...env }, maxBuffer: 2 ** 20 });

  it('opens what we seal, and we open what it seals', async () => {
    const keys = join(folder, 'keys.txt');
    const file = join(folder, 'message');
    for (const [index, secret] of secrets.entries()) {
      const message = makeMessage({ text: `Story ${index}` });
      writeFileSync(keys, `${secret}\n`);
      writeFileSync(file, await sealMessage(message, bundle));
      expect(age(['-d', '-i', keys, file]).stdout.equals(frameMessage(message))).toBe(true);

      writeFileSync(file, frameMessage(message));
      const args = bundle.recipients.flatMap((recipient) => ['-r', recipient]);
      const sealed = Uint8Array.from(age([...args, file]).stdout);
      expect(looksSealed(sealed)).toBe(true);
      expect(await openMessage(sealed, [secret])).toEqual(message);
    }
    say(`the age program ${version?.[0]} opens ours and seals for us: 3 of 3 keys`);
    rmSync(keys);
  });

  it('opens a sealed identity of the desk', async () => {
    const passphrases = ['a long enough one', 'another long one', 'kept in a drawer'] as const;
    const today = '2026-12-01';
    await makeEpoch(folder, ['ailsa', 'bryce', 'recovery'], passphrases, {
      demo: true,
      notAfter: today,
      today,
    });
    const path = join(folder, 'keys', '1', 'recovery.age');
    // The plug-in that age ships for passphrases that nobody types.
    const { stdout, stderr } = age(['-d', '-j', 'batchpass', path], { AGE_PASSPHRASE: passphrases[2] });
    if (String(stderr).includes('age-plugin-batchpass')) {
      say(`NOT RUN: ${stderr}`);
      return;
    }
    const [identity] = await readIdentities(folder, 'recovery', passphrases[2]);
    expect(stdout.toString()).toContain(identity?.secret);
    expect(readFileSync(path, 'latin1')).toMatch(/^age-encryption\.org\/v1\n-> scrypt /);
    say('the age program opens a sealed identity: 1 of 1');
  });
});
