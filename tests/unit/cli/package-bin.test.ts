import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { packageBin } from '../../../src/cli/package-bin.ts';

/** A project with other packages, in a folder that a shell would have to quote. */
const root = mkdtempSync(join(tmpdir(), 'Another Story ő 故事 & co '));
afterAll(() => rmSync(root, { recursive: true }));

function install(name: string, bin: unknown): string {
  const folder = join(root, 'node_modules', name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, bin, exports: './index.js' }));
  return folder;
}

describe('a command of a package', () => {
  it.each(['vitest', '@biomejs/biome', 'astro', 'playwright-core'])(
    'of %s runs under this Node, without a shell',
    (name) => {
      const { status, stderr } = spawnSync(process.execPath, [packageBin(name), '--version'], {
        encoding: 'utf8',
      });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    },
  );

  it('is found where its name is not that of the package', () => {
    expect(packageBin('typescript', 'tsc')).toBe(join(process.cwd(), 'node_modules/typescript/bin/tsc'));
  });

  it('is found in a package that keeps its package.json to itself, whatever its folder is called', () => {
    const folder = install('@shy/one', { one: './run.mjs' });
    expect(packageBin('@shy/one', undefined, root)).toBe(join(folder, 'run.mjs'));
  });

  it('is found where the package names one file', () => {
    const folder = install('@shy/two', 'two.js');
    expect(packageBin('@shy/two', 'two', root)).toBe(join(folder, 'two.js'));
    expect(() => packageBin('@shy/two', 'three', root)).toThrow('has no command called three');
  });

  it('is found from a folder inside the project, as Node finds packages', () => {
    const folder = install('three', { three: 'three.js' });
    const inside = join(root, 'src', 'cli');
    mkdirSync(inside, { recursive: true });
    expect(packageBin('three', undefined, inside)).toBe(join(folder, 'three.js'));
  });

  it('that is not there is named', () => {
    install('four', { four: 'four.js' });
    expect(() => packageBin('four', 'five', root)).toThrow('the package four has no command called five');
    expect(() => packageBin('six', undefined, root)).toThrow('the package six is not installed');
  });
});
