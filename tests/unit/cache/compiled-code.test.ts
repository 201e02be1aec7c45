import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deleteCompiledCode, limitCompiledCode } from '#cache/compiled-code.ts';

let root: string;
const folder = () => join(root, '.cache', 'node');
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'compiled-'));
  mkdirSync(join(folder(), 'v24'), { recursive: true });
  for (const name of ['a', 'b', 'c']) writeFileSync(join(folder(), 'v24', name), 'code');
});
afterEach(() => rmSync(root, { recursive: true }));

describe('code that Node has compiled', () => {
  it('can be deleted, also when there is none', async () => {
    await deleteCompiledCode(root);
    await deleteCompiledCode(root);
    expect(existsSync(folder())).toBe(false);
  });

  it('stays while it is little, and goes once it is much', async () => {
    await limitCompiledCode(root);
    expect(existsSync(folder())).toBe(true);
    await limitCompiledCode(root, 3);
    expect(existsSync(folder())).toBe(false);
    await limitCompiledCode(root, 3);
  });
});
