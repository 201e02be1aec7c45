import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { isTombstone } from '../../../src/integrations/tombstones.ts';

const scratch = mkdtempSync(join(tmpdir(), 'tombstones-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** A project in which one file withdraws a story. */
function projectWith(name: string): string {
  const root = mkdtempSync(join(scratch, 'project-'));
  mkdirSync(join(root, 'content', 'withdrawals'), { recursive: true });
  writeFileSync(join(root, 'content', 'withdrawals', name), 'withdrawnOn: 2026-11-01\nreason: teller\n');
  return root;
}

describe('the address of a withdrawn story', () => {
  it.each([
    'the-bus-home.yaml',
    'The-Bus-Home.yaml',
    'the-bus-home (1).yaml',
    ' the-bus-home.yml',
    'the-bus-home.yaml.txt',
    'the bus home.yaml',
  ])('is a tombstone’s, whatever the name of its withdrawal: %j', (name) => {
    expect(isTombstone('https://example.org/stories/the-bus-home/', projectWith(name))).toBe(true);
  });

  it.each([
    'https://example.org/stories/the-bus-back/',
    'https://example.org/stories/',
    'https://example.org/myths/the-bus-home/',
    'https://example.org/stories/the-bus-home/kit/',
  ])('is no other: %s', (address) => {
    expect(isTombstone(address, projectWith('the-bus-home.yaml'))).toBe(false);
  });

  it('is none where nothing was ever withdrawn', () => {
    expect(isTombstone('https://example.org/stories/the-bus-home/', scratch)).toBe(false);
  });
});
