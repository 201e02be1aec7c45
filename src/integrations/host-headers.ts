import { writeFile } from 'node:fs/promises';
import type { AstroIntegration } from 'astro';
import { headersFile } from '#hosting/headers-file.ts';
import { siteMode } from './site-address.ts';

/** Writes `_headers` into a built site. */
export async function writeHostHeaders(dir: URL): Promise<void> {
  await writeFile(new URL('_headers', dir), headersFile({ isDemo: siteMode() === 'demo' }));
}

/** Writes `_headers` into the built site, for hosts that read their headers from it. */
export function hostHeaders(): AstroIntegration {
  return {
    name: 'host-headers',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        await writeHostHeaders(dir);
      },
    },
  };
}
