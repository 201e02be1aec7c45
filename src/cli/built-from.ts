import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BuiltFrom } from '#verify/manifest.ts';

/** What a build of the project on this machine is made from. */
export function builtFrom(root: string, day: string): BuiltFrom {
  return { revision: revisionOf(root), day, tools: { node: process.versions.node, astro: astroOf(root) } };
}

/** The commit that the project stands at; null if it is in no git, or a file that git keeps was changed since. */
function revisionOf(root: string): string | null {
  const git = (...words: readonly string[]) => spawnSync('git', words, { cwd: root, encoding: 'utf8' });
  const top = git('rev-parse', '--show-prefix');
  // A copy of the project within another repository is no revision of that.
  if (top.status !== 0 || top.stdout.trim() !== '') return null;
  if (git('status', '--porcelain').stdout.trim() !== '') return null;
  return git('rev-parse', 'HEAD').stdout.trim() || null;
}

function astroOf(root: string): string {
  const text = readFileSync(join(root, 'node_modules', 'astro', 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
