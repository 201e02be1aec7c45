/**
 * The headers of every answer, declared once. The server of `npm start` sends them; `headers-file.ts`, `caddyfile.ts` and
 * `nginx-conf.ts` put the same rules into the words of other hosts.
 */

/** What the rules depend on, beside the address. */
export interface HostedSite {
  /** A demonstration, which search engines should leave alone. */
  readonly isDemo: boolean;
}

/** What every answer carries: pages, files, redirects and refusals. */
export const everyAnswer: Readonly<Record<string, string>> = {
  // Each page's own policy is in its meta tag, with the hashes of its scripts. The two add up.
  'Content-Security-Policy': "frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  // For browsers that do not know frame-ancestors.
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Origin-Agent-Cluster': '?1',
  // Otherwise a browser may ask where a helpline's site is before anybody presses the link.
  'X-DNS-Prefetch-Control': 'off',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), browsing-topics=()',
};

/** What whoever ends TLS adds. On plain http it means nothing, and on localhost it would lock the browser out. */
export const overHttps: Readonly<Record<string, string>> = {
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
};

/** How long copies of some addresses may be kept. */
export interface CachingRule {
  /**
   * Files by their path, and folders, which end with a slash: everything below one, and the folder itself in every form of its
   * address.
   */
  readonly addresses: readonly string[];
  readonly caching: string;
}

/** The caching of what is named in no rule: asked for anew each time, so that a withdrawn story is gone at once. */
export const otherwise = 'no-cache';

/** Rules that say something else. No two of them are about one address. */
export const cachingRules: readonly CachingRule[] = [
  // The form and its keys leave nothing on the device, nor does an answer to a message.
  { addresses: ['/share-your-story/', '/keys.json', '/api/drop'], caching: 'no-store' },
  // The name of each of these files holds its hash: what it names never changes.
  { addresses: ['/_astro/'], caching: 'public, max-age=31536000, immutable' },
  { addresses: ['/fonts/', '/img/'], caching: 'public, max-age=604800' },
];

/** The one address that search engines may read and keep of a demonstration: it says where nothing is to be had. */
export const robotsFile = '/robots.txt';
/** What they are told of every other address of it, files as well as pages. */
export const noindex: Readonly<Record<string, string>> = { 'X-Robots-Tag': 'noindex' };

/**
 * The headers of an answer, without those about its content and those that only https has.
 *
 * @param path the address as it is meant: decoded, with neither query nor dots in it
 * @param status a refusal is never kept: what is missing today may be there tomorrow
 */
export function headersFor(
  path: string,
  status: number,
  { isDemo }: HostedSite,
): Readonly<Record<string, string>> {
  return {
    ...everyAnswer,
    'Cache-Control': cachingOf(path, status),
    ...(isDemo && path !== robotsFile ? noindex : {}),
  };
}

function cachingOf(path: string, status: number): string {
  // Some disks find a file by capitals too.
  const plain = path.toLowerCase();
  const rule = cachingRules.find(({ addresses }) => addresses.some((address) => isAt(plain, address)));
  const caching = rule?.caching ?? otherwise;
  return status >= 400 && caching !== 'no-store' ? otherwise : caching;
}

function isAt(path: string, address: string): boolean {
  if (!address.endsWith('/')) return path === address;
  return path.startsWith(address) || `${path}/` === address;
}
