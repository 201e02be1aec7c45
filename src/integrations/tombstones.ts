import { readdirSync } from 'node:fs';

/** True for the address of a withdrawn story: it stays out of the site map. */
export function isTombstone(address: string): boolean {
  const [, slug] = /\/stories\/([^/]+)\/$/.exec(new URL(address).pathname) ?? [];
  return slug !== undefined && withdrawnSlugs().has(slug);
}

let slugs: ReadonlySet<string> | undefined;
function withdrawnSlugs(): ReadonlySet<string> {
  slugs ??= new Set(
    namesIn('content/withdrawals')
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => name.slice(0, -'.yaml'.length)),
  );
  return slugs;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
