import { type Reviewed, review } from '#domain/review.ts';
import { readContent } from './read.ts';

/** Reads and reviews all content. `SITE_URL` takes the place of the address in `site.yaml`. */
export async function readReviewed(root: string): Promise<Reviewed> {
  return review(await readContent(root), { siteUrl: process.env['SITE_URL'] });
}
