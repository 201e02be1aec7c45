import { existsSync } from 'node:fs';

/** True for the address of a withdrawn story: it stays out of the site map. */
export function isTombstone(address: string): boolean {
  const [, slug] = /\/stories\/([^/]+)\/$/.exec(new URL(address).pathname) ?? [];
  return slug !== undefined && existsSync(`content/withdrawals/${slug}.yaml`);
}
