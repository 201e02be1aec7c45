import { readFileSync } from 'node:fs';
import { readYaml } from '#files/yaml.ts';

/** The site's address: `SITE_URL`, or the `url` of `content/site.yaml`. `npm run check` judges whether it is a good one. */
export function siteAddress(): string {
  if (process.env['SITE_URL']) return process.env['SITE_URL'];
  try {
    const { url } = readYaml(readFileSync('content/site.yaml', 'utf8')) as { url: string };
    return new URL(url).href;
  } catch {
    return 'http://localhost:4321';
  }
}
