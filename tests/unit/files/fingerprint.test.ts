import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fingerprint } from '#files/fingerprint.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'fingerprint-'));
  for (const file of [
    'astro.config.mjs',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'content/site.yaml',
    'public/a.svg',
    'src/pages/.well-known/security.txt.ts',
  ])
    write(file, 'before');
});
afterEach(() => rmSync(root, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

describe('the fingerprint of what a site is made of', () => {
  it.each([
    ['content', 'content/site.yaml'],
    ['a public file', 'public/a.svg'],
    ['a page whose folder begins with a dot', 'src/pages/.well-known/security.txt.ts'],
    ['the packages', 'package-lock.json'],
    ['a setting of the build', 'astro.config.mjs'],
    ['a file that is new', 'content/stories/new.md'],
  ])('changes with %s', async (_, file) => {
    const before = await fingerprint(root);
    write(file, 'after!');
    expect(await fingerprint(root)).not.toBe(before);
  });

  it('changes with the day', async () => {
    expect(await fingerprint(root, '2026-12-01')).not.toBe(await fingerprint(root, '2026-12-02'));
  });

  it('changes neither with when a file was written nor with what is not built from', async () => {
    const before = await fingerprint(root);
    utimesSync(join(root, 'content/site.yaml'), new Date(0), new Date(0));
    write('dist/index.html', 'built');
    write('docs/notes.md', 'notes');
    expect(await fingerprint(root)).toBe(before);
  });
});
