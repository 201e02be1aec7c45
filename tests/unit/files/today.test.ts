import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { asOfVariable, siteToday, throwawayMark } from '#files/today.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-22T12:00:00Z') });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

describe('today', () => {
  it.each(['demo', 'live'] as const)('is the day it is, on a %s site', (mode) => {
    vi.stubEnv('SITE_TODAY', undefined);
    expect(siteToday(mode)).toBe('2026-11-22');
  });

  it('can be set on a demonstration site', () => {
    vi.stubEnv('SITE_TODAY', '2030-01-01');
    expect(siteToday('demo')).toBe('2030-01-01');
  });

  it('cannot be set on a live site: nobody ends a cooling-off early', () => {
    vi.stubEnv('SITE_TODAY', '2030-01-01');
    expect(siteToday('live')).toBe('2026-11-22');
  });

  it('is the day it is when it is set to nothing', () => {
    vi.stubEnv('SITE_TODAY', '');
    expect(siteToday('demo')).toBe('2026-11-22');
  });

  it.each(['tomorrow', '2030-1-1', '20300101', '2030-01-01T00:00:00Z', ' 2030-01-01'])(
    'cannot be set to "%s"',
    (value) => {
      vi.stubEnv('SITE_TODAY', value);
      expect(() => siteToday('demo')).toThrow(`SITE_TODAY is "${value}": write a day as YYYY-MM-DD`);
    },
  );

  it('does not stumble, on a live site, over a day that is none', () => {
    vi.stubEnv('SITE_TODAY', 'tomorrow');
    expect(siteToday('live')).toBe('2026-11-22');
  });

  it.each([
    ['2026-11-22T00:00:00Z', '2026-11-22'],
    ['2026-11-22T23:59:59Z', '2026-11-22'],
  ])('is counted in UTC: at %s it is %s', (now, day) => {
    vi.stubEnv('SITE_TODAY', undefined);
    vi.stubEnv('TZ', 'Pacific/Kiritimati');
    vi.setSystemTime(new Date(now));
    expect(siteToday('live')).toBe(day);
  });
});

describe('a day that has passed, for npm run verify', () => {
  const inFolder = (isMarked: boolean, run: () => void) => {
    const [before, folder] = [process.cwd(), mkdtempSync(join(tmpdir(), 'today-'))];
    if (isMarked) writeFileSync(join(folder, throwawayMark), '');
    process.chdir(folder);
    try {
      run();
    } finally {
      process.chdir(before);
      rmSync(folder, { recursive: true });
    }
  };

  it('holds on a live site too, in a folder to throw away', () => {
    vi.stubEnv(asOfVariable, '2026-11-01');
    inFolder(true, () => expect(siteToday('live')).toBe('2026-11-01'));
  });

  it('holds in no other folder: nothing that is published is made with it', () => {
    vi.stubEnv(asOfVariable, '2026-11-01');
    inFolder(false, () => expect(() => siteToday('live')).toThrow('for npm run verify alone'));
  });

  it.each(['2026-11-23', 'yesterday', '2026-11-1'])('is not "%s"', (day) => {
    vi.stubEnv(asOfVariable, day);
    inFolder(true, () => expect(() => siteToday('live')).toThrow('not one that is yet to come'));
  });
});
