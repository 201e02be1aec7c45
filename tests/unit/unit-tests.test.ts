import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';

const files = globSync('tests/{unit,peers}/**/*.test.ts').filter(
  (path) => basename(path) !== basename(import.meta.filename),
);
const filesWith = (pattern: RegExp) => files.filter((path) => pattern.test(readFileSync(path, 'utf8')));

describe('the unit tests', () => {
  it('are all looked at here', () => {
    expect(files.length).toBeGreaterThan(60);
    expect(filesWith(/from 'vitest'/)).toEqual(files);
  });

  it('put no module in place of another: they share what they have loaded', () => {
    expect(filesWith(/\bvi\.(?:doMock|mock|resetModules)\(/)).toEqual([]);
  });

  it('wait for what they wait for, and for no fixed time', () => {
    expect(filesWith(/new Promise[^;]*\bsetTimeout\(|from 'node:timers\/promises'/)).toEqual([]);
  });
});
