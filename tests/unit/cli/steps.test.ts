import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runOf, runSteps, type Step } from '../../../src/cli/steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'steps-'));
const script = join(folder, 'end.mjs');
writeFileSync(script, 'setTimeout(() => process.exit(Number(process.argv[2])), Number(process.argv[3]));');
afterAll(() => rmSync(folder, { recursive: true }));

/** A step that ends with a status after some milliseconds. */
function step(name: string, status: number, after = 0, more: Partial<Step> = {}): Step {
  return { name, script, words: () => [String(status), String(after)], ...more };
}

describe('a run of steps', () => {
  it('says of each what it took', async () => {
    const { failed, took } = await runSteps([step('lint', 0), step('unit', 0)]);
    expect(failed).toBeUndefined();
    expect(took).toEqual([expect.stringMatching(/^lint \d+ s$/), expect.stringMatching(/^unit \d+ s$/)]);
  });

  it('ends with the first that fails', async () => {
    const { failed, took } = await runSteps([step('lint', 0), step('types', 1), step('unit', 0)]);
    expect([failed, took.length]).toEqual(['types', 1]);
  });

  it('ends at once where one fails that ran beside another', async () => {
    const from = Date.now();
    const { failed } = await runSteps([step('types', 1, 0, { isBeside: true }), step('unit', 0, 20_000)]);
    expect(failed).toBe('types');
    expect(Date.now() - from).toBeLessThan(15_000);
  });

  it('fails at a step that cannot run for want of a program', async () => {
    const { failed } = await runSteps([{ ...step('browser', 0), words: () => undefined }]);
    expect(failed).toBe('browser');
  });

  it('goes on without a step that may be left out', async () => {
    const { failed, took } = await runSteps([
      { ...step('spool on NATS', 0), words: () => 'leave out' },
      step('unit', 0),
    ]);
    expect(failed).toBeUndefined();
    expect(took).toEqual([expect.stringMatching(/^unit \d+ s$/)]);
  });

  it('is one run of Vitest for several projects, with the tests that were chosen', () => {
    expect(runOf(['build', 'browser'], ['!long', '!java']).slice(0, 7)).toEqual([
      'run',
      '--project',
      'build',
      '--project',
      'browser',
      '--tagsFilter',
      '!long && !java',
    ]);
  });
});
