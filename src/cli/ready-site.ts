import { spawnSync } from 'node:child_process';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { KeyPins } from '#domain/keys/signed-keys.ts';
import type { SiteMode } from '#domain/words/vocabularies.ts';
import { fingerprint } from '#files/fingerprint.ts';
import { pinsFor } from '#files/key-pins.ts';
import { readReviewed } from '#files/reviewed.ts';
import { siteToday } from '#files/today.ts';
import { compressSite } from '#hosting/compressed.ts';
import { leftOut } from './exit-codes.ts';

/** What `npm start` is told of a site that is ready to be served. */
export interface ReadySite {
  readonly mode: SiteMode;
  /** The keys whose signatures under the public keys count. */
  readonly pins: KeyPins;
}

/**
 * Gets the site ready for `npm start`: builds it if anything that it is made of has changed, and sees that it has compressed copies.
 * A process of its own, because it reads all content, and what it read for that would stay in the memory of whoever serves.
 */
const stampFile = '.cache/built';
const { content } = await readReviewed(process.cwd());
const { mode } = content.site;
const wanted = await fingerprint(process.cwd(), siteToday(mode));
const built = await readFile(stampFile, 'utf8').catch(() => '');
if (built !== wanted || !(await isThere('dist/index.html'))) {
  process.stdout.write('Building the site…\n');
  const program = fileURLToPath(new URL('./build.ts', import.meta.url));
  const { status } = spawnSync(process.execPath, [program, '--compressed'], { stdio: 'inherit' });
  // What was left out was named. The rest is there, and may be served until somebody has found out where it came from.
  if (status !== 0 && status !== leftOut) process.exit(status ?? 1);
  await mkdir('.cache', { recursive: true });
  if (status === 0) await writeFile(stampFile, wanted);
}
// `npm run build` alone makes none.
if (!(await isThere('dist/index.html.br'))) await compressSite('dist');
const pins = await pinsFor(process.cwd(), content);
process.send?.({ mode, pins } satisfies ReadySite, () => process.disconnect());

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
