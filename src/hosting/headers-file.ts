import { cachingRules, everyAnswer, type HostedSite, noindex, overHttps } from './header-rules.ts';

/**
 * The rules as the file `_headers`, which Netlify and Cloudflare Pages read from the folder of a site. Where two of its rules name one
 * header, those hosts send both values; so nothing is said there of what is to be asked for anew, which is what they do unless they
 * are told otherwise, and a demonstration's robots.txt carries what all its other files carry. A folder needs two rules: its own
 * address without the slash leads on to it.
 */
export function headersFile({ isDemo }: HostedSite): string {
  const everywhere = { ...everyAnswer, ...overHttps, ...(isDemo ? noindex : {}) };
  const kept = cachingRules.flatMap(({ addresses, caching }) =>
    addresses
      .flatMap((address) => (address.endsWith('/') ? [address.slice(0, -1), `${address}*`] : [address]))
      .map((address) => ruleFor(address, { 'Cache-Control': caching })),
  );
  return [ruleFor('/*', everywhere), ...kept].join('\n');
}

function ruleFor(address: string, headers: Readonly<Record<string, string>>): string {
  const lines = Object.entries(headers).map(([name, value]) => `  ${name}: ${value}\n`);
  return `${address}\n${lines.join('')}`;
}
