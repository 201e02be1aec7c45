import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { BuiltFrom } from '#verify/manifest.ts';

const run = promisify(execFile);

/** What a build of the project on this machine is made from. Ask before it begins: git looks through the project beside it. */
export async function builtFrom(root: string, day: string): Promise<BuiltFrom> {
  return {
    revision: await revisionOf(root),
    day,
    tools: { node: process.versions.node, astro: astroOf(root) },
  };
}

/** The commit that the project stands at; null if it is in no git, or a file that git keeps was changed since. */
async function revisionOf(root: string): Promise<string | null> {
  const git = async (...words: readonly string[]) =>
    (await run('git', words, { cwd: root, maxBuffer: 2 ** 26 })).stdout.trim();
  try {
    // A copy of the project within another repository is no revision of that.
    if ((await git('rev-parse', '--show-prefix')) !== '') return null;
    if ((await git('status', '--porcelain')) !== '') return null;
    return (await git('rev-parse', 'HEAD')) || null;
  } catch {
    return null;
  }
}

function astroOf(root: string): string {
  const text = readFileSync(join(root, 'node_modules', 'astro', 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
