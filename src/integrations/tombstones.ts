import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { slugFromFileName } from '#domain/review/withdrawals.ts';

/**
 * True for the address of a withdrawn story, however its withdrawal was saved: it stays out of the site map.
 *
 * @param root the project's folder
 */
export function isTombstone(address: string, root = '.'): boolean {
  const [, slug] = /\/stories\/([^/]+)\/$/.exec(new URL(address).pathname) ?? [];
  return slug !== undefined && withdrawnIn(root).some((name) => slugFromFileName(name) === slug);
}

function withdrawnIn(root: string): readonly string[] {
  try {
    return readdirSync(join(root, 'content', 'withdrawals'));
  } catch {
    // Git keeps no empty folder. One that cannot be read is reported with the content.
    return [];
  }
}
