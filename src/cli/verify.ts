import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { pinsFor } from '#files/key-pins.ts';
import { readReviewed } from '#files/reviewed.ts';
import { asOfVariable, siteToday, throwawayMark } from '#files/today.ts';
import { compareSite, liveManifest } from '#verify/compare-site.ts';
import { type Manifest, manifestOf, manifestPath, readManifest, withdrawnIn } from '#verify/manifest.ts';
import { probeSite } from '#verify/probe-site.ts';
import { whenAskedToStop } from './when-asked-to-stop.ts';

/**
 * `npm run verify -- <url>`: builds the revision that a live site says it is, as of its day, in a folder that is thrown away, and
 * compares the two. `--dist <folder>` compares with a site that was built before. Says one line of verdict first, then what
 * differs. With `--probe` it sends a test message instead, which the desk recognises and deletes. Ends with 0 if they are alike, 1 if not, and 2 if they could not be compared: made for a timer on another network.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { dist: { type: 'string' }, probe: { type: 'boolean', default: false } },
});
const [url] = positionals;
const root = process.cwd();

/** Something that stands in the way of comparing. The message says what, and what to do. */
class Unable extends Error {}

async function main(): Promise<number> {
  if (url === undefined || !URL.canParse(url))
    throw new Unable('Write: npm run verify -- https://…, or npm run verify -- https://… --probe');
  if (values.probe) return probe(url);
  if (values.dist !== undefined) return compareWith(url, resolve(values.dist));
  const live = await liveManifest(url);
  if ('outcome' in live) throw new Unable(live.says);
  const folder = await mkdtemp(join(tmpdir(), 'another-story-verify-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  whenAskedToStop(() => void remove().then(() => process.exit(2)));
  try {
    return await compareWith(url, await buildAgain(live, join(folder, 'project')));
  } finally {
    await remove();
  }
}

/** Builds what a manifest says it is, in a copy of this repository, with the packages of this one. */
async function buildAgain({ revision, day }: Manifest, folder: string): Promise<string> {
  if (revision === null)
    throw new Unable('The live site was built from files that are no revision, so nobody can build it again');
  const git = (...words: readonly string[]) => spawnSync('git', words, { cwd: root, encoding: 'utf8' });
  const clone = git('clone', '--quiet', '--shared', '--no-checkout', root, folder);
  const checkout = git('-C', folder, 'checkout', '--quiet', revision);
  if (clone.status !== 0 || checkout.status !== 0)
    throw new Unable(`There is no revision ${revision} here: git fetch, and try again`);
  const lock = (at: string) => readFile(join(at, 'package-lock.json'), 'utf8');
  if ((await lock(folder)) !== (await lock(root)))
    throw new Unable(`Revision ${revision} has other packages: check it out, and npm install, first`);
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  // Git keeps no public keys. Where they are here, they are compared with the rest; the key log is in git.
  await cp(join(root, 'public', 'keys.json'), join(folder, 'public', 'keys.json')).catch(() => undefined);
  await writeFile(join(folder, throwawayMark), '');
  // Git does not look at the mark: the copy has to be the revision and nothing else.
  await writeFile(join(folder, '.git', 'info', 'exclude'), `${throwawayMark}\nnode_modules\n`);
  const { status, stderr } = spawnSync(process.execPath, [join('src', 'cli', 'build.ts')], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, [asOfVariable]: day },
  });
  if (status !== 0) throw new Unable(`Revision ${revision} does not build here: ${stderr.trim()}`);
  return join(folder, 'dist');
}

/** Sends a test message the way that stories go. */
async function probe(site: string): Promise<number> {
  const { content } = await readReviewed(root);
  const { mode } = content.site;
  const { isTaken, says } = await probeSite(
    site,
    await pinsFor(root, content),
    siteToday(mode),
    mode === 'live',
  );
  (isTaken ? process.stdout : process.stderr).write(`${isTaken ? '' : 'NOT TAKEN. '}${says}.\n`);
  return isTaken ? 0 : 1;
}

async function compareWith(site: string, folder: string): Promise<number> {
  const said = readManifest(await readFile(join(folder, manifestPath), 'utf8').catch(() => ''));
  if (!said) throw new Unable(`There is no built site in ${folder}: npm run build`);
  // What lies there now, whatever its own list says.
  const own = await manifestOf(folder, said);
  const headers = await readFile(join(folder, '_headers'), 'utf8').catch(() => '');
  const isDemo = headers.includes('X-Robots-Tag');
  const comparison = await compareSite(site, own, { withdrawn: await withdrawnIn(folder), isDemo });
  if (comparison.outcome !== 'compared') throw new Unable(comparison.says);
  const { looked, differences } = comparison;
  if (differences.length === 0) {
    const keys = own.files['keys.json'] === undefined ? ' No keys were compared: there are none here.' : '';
    process.stdout.write(
      `ALIKE: ${looked} of ${looked} files and their headers, revision ${own.revision ?? 'none'}, day ${own.day}.${keys}\n`,
    );
    return 0;
  }
  const files = new Set(differences.map(({ path }) => path)).size;
  process.stdout.write(
    `NOT ALIKE: ${files} of ${looked} files or their headers differ. Whoever changed them may read what is sent. Look from another network, then close the form.\n`,
  );
  for (const { path, says } of differences) process.stdout.write(`  ${path} ${says}\n`);
  return 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`Not compared. ${error instanceof Error ? error.message : String(error)}.\n`);
  process.exitCode = 2;
}
