import { headersFor, otherwise } from '#hosting/header-rules.ts';
import { hashOf, type Manifest, manifestPath, nameInManifest, readManifest } from './manifest.ts';

/** One thing in which a live site is not what it should be. */
export interface Difference {
  /** The file’s path in the site. */
  readonly path: string;
  readonly says: string;
}

/** What came of comparing a live site. */
export type Comparison =
  | { readonly outcome: 'unreachable' | 'no manifest' | 'other build'; readonly says: string }
  | {
      readonly outcome: 'compared';
      readonly looked: number;
      readonly differences: readonly Difference[];
    };

/** How many files are fetched at once. */
const atOnce = 8;
/** How long one answer may take, in milliseconds. */
const patience = 30_000;

/** What has to be known of a site beside what is in its files. */
export interface SiteFacts {
  /** The slugs of withdrawn stories, whose pages a manifest names otherwise. */
  readonly withdrawn: readonly string[];
  readonly isDemo: boolean;
}

/**
 * Compares a live site with one that was built here: every file, byte by byte, what leads to the keys first, the headers of each, and where
 * a page's address leads that is asked for without its slash.
 * Files that the live site says it has and this build has not are named too. What it has and says nothing of, nobody can list.
 *
 * @param url the site’s address
 * @param own what was built here; a path that is missing from it is not compared
 */
export async function compareSite(
  url: string,
  own: Manifest,
  { withdrawn, isDemo }: SiteFacts,
  ask: typeof fetch = fetch,
): Promise<Comparison> {
  const fetched = async (path: string) => {
    const answer = await ask(new URL(addressOf(path), url), {
      redirect: 'manual',
      cache: 'no-store',
      signal: AbortSignal.timeout(patience),
    });
    return { answer, bytes: new Uint8Array(await answer.arrayBuffer()) };
  };
  const live = await liveManifest(url, ask);
  if ('outcome' in live) return live;
  if (live.revision !== own.revision || live.day !== own.day)
    return {
      outcome: 'other build',
      says: `${url} says that it is ${inWords(live)}, and what was built here is ${inWords(own)}. Build that revision for that day, and compare again`,
    };

  const differences: Difference[] = [];
  const lookAt = async (path: string) => {
    try {
      const { answer, bytes } = await fetched(path);
      if (answer.status !== (path === '404.html' && answer.status === 404 ? 404 : 200))
        differences.push({ path, says: `answers ${answer.status}` });
      else if (hashOf(bytes) !== own.files[path]) differences.push({ path, says: 'is another file' });
      differences.push(...wrongHeaders(path, answer, isDemo));
      differences.push(...(await lookWithoutSlash(path)));
    } catch (error) {
      differences.push({
        path,
        says: `does not come (${error instanceof Error ? error.message : error})`,
      });
    }
  };
  /** People type a page's address without its slash. That may lead to the page and nowhere else. */
  const lookWithoutSlash = async (path: string): Promise<readonly Difference[]> => {
    const address = addressOf(path);
    if (address === '/' || !address.endsWith('/')) return [];
    const short = address.slice(0, -1);
    const answer = await ask(new URL(short, url), {
      redirect: 'manual',
      cache: 'no-store',
      signal: AbortSignal.timeout(patience),
    });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const says = (words: string) => [{ path, says: `${words} when it is asked for without its slash` }];
    // Some hosts give the page itself.
    if (answer.status === 200) return hashOf(bytes) === own.files[path] ? [] : says('is another file');
    if (!redirects.includes(answer.status)) return says(`answers ${answer.status}`);
    const to = answer.headers.get('location') ?? 'nowhere';
    if (!URL.canParse(to, url) || new URL(to, url).href !== new URL(address, url).href)
      return says(`leads to ${to}`);
    return wrongHeadersAt(short, answer, isDemo).map(({ says: words }) => ({
      path,
      says: `${words}, when it is asked for without its slash`,
    }));
  };
  const paths = Object.keys(own.files).sort((one, other) => rank(one) - rank(other));
  const waiting = [...paths];
  const worker = async () => {
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) await lookAt(path);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const known = new Set(paths.map((path) => nameInManifest(path, withdrawn)));
  for (const path of Object.keys(live.files))
    if (!known.has(path)) differences.push({ path, says: 'is not in what was built here' });
  const order = new Map(paths.map((path, index) => [path, index]));
  const place = ({ path }: Difference) => order.get(path) ?? paths.length;
  return {
    outcome: 'compared',
    looked: paths.length,
    differences: differences.sort((one, other) => place(one) - place(other)),
  };
}

/** What a live site says of itself, or why that cannot be known. */
export async function liveManifest(
  url: string,
  ask: typeof fetch = fetch,
): Promise<Manifest | Exclude<Comparison, { outcome: 'compared' }>> {
  try {
    const answer = await ask(new URL(`/${manifestPath}`, url), {
      redirect: 'manual',
      cache: 'no-store',
      signal: AbortSignal.timeout(patience),
    });
    const live = answer.ok ? readManifest(await answer.text()) : undefined;
    return live ?? { outcome: 'no manifest', says: `${url} gives no ${manifestPath} that can be read` };
  } catch (error) {
    return {
      outcome: 'unreachable',
      says: `${url} does not answer (${error instanceof Error ? error.message : error})`,
    };
  }
}

/** What leads to the keys comes first: somebody who reads the first lines reads what matters most. */
function rank(path: string): number {
  if (path === 'keys.json') return 0;
  if (/\.m?js$/.test(path)) return 1;
  if (path.startsWith('share-your-story/')) return 2;
  return path.endsWith('.html') ? 3 : 4;
}

/** Statuses with which hosts lead from one address to another. */
const redirects: readonly number[] = [301, 302, 307, 308];

function wrongHeaders(path: string, answer: Response, isDemo: boolean): readonly Difference[] {
  return wrongHeadersAt(addressOf(path), answer, isDemo).map(({ says }) => ({ path, says }));
}

function wrongHeadersAt(
  at: string,
  { headers, status }: Response,
  isDemo: boolean,
): readonly Pick<Difference, 'says'>[] {
  const address = decodeURIComponent(at);
  return Object.entries(headersFor(address, status, { isDemo }))
    .filter(([name, value]) => {
      // Hosts ask anew for whatever they are told nothing of, each in its own words.
      if (name === 'Cache-Control' && value === otherwise) return false;
      return headers.get(name) !== value;
    })
    .map(([name]) => ({ says: `comes with ${name}: ${headers.get(name) ?? 'nothing'}` }));
}

/** The address of a file of the site: a page is asked for as people ask for it. */
function addressOf(path: string): string {
  return `/${path
    .replace(/(^|\/)index\.html$/, '$1')
    .split('/')
    .map(encodeURIComponent)
    .join('/')}`;
}

function inWords({ revision, day }: Manifest): string {
  return `${revision === null ? 'of no revision' : `revision ${revision.slice(0, 12)}`}, built for ${day}`;
}
