import { readFileSync } from 'node:fs';
import { NotYaml, readYaml } from '#files/yaml.ts';

/** The site's address: `SITE_URL`, or the `url` of `content/site.yaml`. `npm run check` judges whether it is a good one. */
export function siteAddress(): string {
  if (process.env['SITE_URL']) return process.env['SITE_URL'];
  try {
    const { url } = settings() as { url: string };
    return new URL(url).href;
  } catch {
    return 'http://localhost:4321';
  }
}

/** The site's mode as its settings have it: whatever is not plainly a demonstration is live. */
export function siteMode(): 'demo' | 'live' {
  try {
    return (settings() as { mode?: unknown }).mode === 'demo' ? 'demo' : 'live';
  } catch {
    return 'live';
  }
}

/** What the file says, a comment beside it or not: a removal goes on without one, and must know where the site stands. */
function settings(): unknown {
  try {
    return readYaml(readFileSync('content/site.yaml', 'utf8'));
  } catch (error) {
    if (error instanceof NotYaml) return error.data;
    throw error;
  }
}
