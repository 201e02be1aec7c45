import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mutants } from '../mutants.ts';

describe('the list of mutants', () => {
  it('has at least forty', () => {
    expect(mutants.length).toBeGreaterThanOrEqual(40);
  });

  it.each(mutants)('fits the code: $breaks', ({ file, from, to, tests }) => {
    expect(readFileSync(file, 'utf8').split(from)).toHaveLength(2);
    expect(to).not.toBe(from);
    expect(tests.filter((test) => !existsSync(test))).toEqual([]);
  });
});
