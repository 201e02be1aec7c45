import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { statusOf, urgency } from '#intake/status.ts';
import { tellerOf } from '#intake/tell.ts';
import { makeKeys } from '../../fixtures/sealing.ts';
import { demoSigners, signedKeys } from '../../fixtures/signed-keys.ts';

const limits = { most: 110, keptForPartners: 10 };
const now = new Date('2026-12-01T12:00:00Z');
const day = 86_400_000;
const hour = day / 24;
const ago = (days: number) => new Date(Date.parse('2026-12-01') - days * day);
const farAway = '2027-05-01';

describe('how an intake is', () => {
  test.for([
    ['nothing waits', { waiting: 0 }, farAway, 'ok', 'No message waits.'],
    [
      'a message of today waits',
      { waiting: 1, oldest: ago(0) },
      farAway,
      'ok',
      '1 message waits, the oldest since today.',
    ],
    [
      'one of three days waits',
      { waiting: 2, oldest: ago(3) },
      farAway,
      'ok',
      '2 messages wait, the oldest for 3 days.',
    ],
    [
      'one of four days waits',
      { waiting: 2, oldest: ago(4) },
      farAway,
      'warning',
      'for 4 days. Each is deleted after 7 days. Fetch them.',
    ],
    ['one goes tomorrow', { waiting: 2, oldest: ago(6) }, farAway, 'critical', 'for 6 days'],
    [
      'three quarters are taken',
      { waiting: 75, oldest: ago(0) },
      farAway,
      'warning',
      '75 % of the 100 places',
    ],
    [
      'all are taken',
      { waiting: 100, oldest: ago(0) },
      farAway,
      'critical',
      '100 % of the 100 places for anybody are taken. The form is closed',
    ],
    [
      'the keys end in three weeks',
      { waiting: 0 },
      '2026-12-22',
      'warning',
      'until 2026-12-22. Make a new epoch',
    ],
    ['the keys end in 22 days', { waiting: 0 }, '2026-12-23', 'ok', 'until 2026-12-23.'],
    ['the keys end today', { waiting: 0 }, '2026-12-01', 'critical', 'until 2026-12-01. Make a new epoch'],
    ['there are no keys', { waiting: 0 }, undefined, 'critical', 'no keys that hold today'],
    [
      'the clock has moved',
      { waiting: 0, holdLeft: 90 * 60_000 },
      farAway,
      'critical',
      'Nothing is deleted for the next 2 hours',
    ],
  ] as const)('is said when %s', ([, standing, keysUntil, expected, line]) => {
    const status = statusOf(standing, limits, keysUntil, now);
    expect(status.urgency).toBe(expected);
    expect(status.lines[0]).toBe(expected.toUpperCase());
    expect(status.lines.join('\n')).toContain(line);
  });

  test('is as urgent as the worst of it', () => {
    expect(statusOf({ waiting: 80, oldest: ago(6) }, limits, '2026-12-22', now).urgency).toBe('critical');
  });
});

describe('the command', () => {
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'status-'));
    const { bundle } = await makeKeys();
    // Signed by the moderators whom the project itself knows, because the command reads its content.
    const signed = signedKeys({ ...bundle, notAfter: '2999-01-01' }, demoSigners());
    writeFileSync(join(folder, 'keys.json'), JSON.stringify(signed));
    mkdirSync(join(folder, 'spool', 'in'), { recursive: true });
    writeFileSync(join(folder, 'spool', 'in', 'one.age'), 'Grimalkin');
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const status = (env: Record<string, string>, ...words: string[]) => {
    const result = spawnSync(process.execPath, ['src/cli/intake.ts', 'status', ...words], {
      encoding: 'utf8',
      env: {
        ...process.env,
        INTAKE_KEYS: join(folder, 'keys.json'),
        INTAKE_SPOOL: join(folder, 'spool'),
        ...env,
      },
    });
    return { code: result.status, said: result.stdout + result.stderr };
  };

  test('ends with a number for a timer, and says nothing of any message', () => {
    const old = new Date(Date.now() - 6.5 * day);
    utimesSync(join(folder, 'spool', 'in', 'one.age'), old, old);
    const { code, said } = status({});
    expect([code, said.split('\n')[0]]).toEqual([urgency.critical, 'CRITICAL']);
    expect(said).toContain('1 message waits, the oldest for 6 days.');
    expect(said).toContain('The keys hold until 2999-01-01.');
    expect(said).not.toMatch(/Grimalkin|one\.age/);
  });

  test('does not take a folder that is not there for an empty one', () => {
    const { code, said } = status({ INTAKE_SPOOL: join(folder, 'mistyped') });
    expect(code).toBe(urgency.unknown);
    expect(said).toContain('There is no spool in');
  });

  test.skipIf(process.platform === 'win32')('tells of servers that cannot be reached', () => {
    expect(status({ SPOOL: 'nats://127.0.0.1:1' }).code).toBe(urgency.unknown);
  });

  test('knows no other words', () => {
    expect(status({}, 'now')).toMatchObject({
      code: 1,
      said: expect.stringContaining('There is no "status now"'),
    });
  });
});

describe.skipIf(process.platform === 'win32')('telling somebody', () => {
  let folder: string;
  let program: string;
  let upFor: number;
  const said: string[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tell-'));
    program = join(folder, 'tell me');
    writeFileSync(program, `#!/bin/sh\necho "$# $*" >> "${folder}/told"\nenv >> "${folder}/env"\n`);
    chmodSync(program, 0o700);
    upFor = 0;
    said.splice(0);
    return () => rmSync(folder, { recursive: true });
  });
  const told = () =>
    existsSync(join(folder, 'told'))
      ? readFileSync(join(folder, 'told'), 'utf8').split('\n').slice(0, -1)
      : [];
  const teller = (path = program) =>
    tellerOf(
      path,
      (words) => said.push(words),
      () => upFor,
    ) as NonNullable<ReturnType<typeof tellerOf>>;

  test('is asked for by nobody, unless a program is named', () => {
    expect(tellerOf(undefined, () => {})).toBeUndefined();
  });

  test('gives the program the number of messages and nothing else', async () => {
    process.env['SECRET_OF_A_TEST'] = 'Grimalkin';
    await teller()(3);
    delete process.env['SECRET_OF_A_TEST'];
    expect(told()).toEqual(['1 3']);
    expect(readFileSync(join(folder, 'env'), 'utf8')).not.toContain('Grimalkin');
  });

  test('happens when there are more than before, and once a day while any wait', async () => {
    const tell = teller();
    for (const waiting of [0, 2, 2, 3, 1, 2]) {
      await tell(waiting);
      upFor += hour;
    }
    expect(told()).toEqual(['1 2', '1 3', '1 2']);
    upFor += day;
    await tell(2);
    await tell(0);
    upFor += day;
    await tell(0);
    expect(told()).toEqual(['1 2', '1 3', '1 2', '1 2']);
  });

  test('is tried again when the program fails, which is said', async () => {
    writeFileSync(program, '#!/bin/sh\nexit 7\n');
    const tell = teller();
    await tell(1);
    expect(said).toEqual(['INTAKE_TELL could not be run: it ended with 7. It is tried again in an hour.']);
    writeFileSync(program, `#!/bin/sh\necho "$# $*" >> "${folder}/told"\n`);
    await tell(1);
    expect(told()).toEqual(['1 1']);
    await teller(join(folder, 'missing'))(1);
    expect(said[1]).toContain('ENOENT');
  });
});
