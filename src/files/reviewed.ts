import type { KnownVerdicts } from '#domain/review/report.ts';
import { type Judgements, type Reviewed, review } from '#domain/review/review.ts';
import { mistakesInKeys } from './key-log-review.ts';
import { oneForProcess } from './one-for-process.ts';
import { readContent } from './read.ts';

const judged = oneForProcess('judged', (): Judgements => new WeakMap());

/**
 * The verdicts of the gate in this process, so that a build, and each look while editing, need not ask for all of
 * them again.
 */
export const knownVerdicts = oneForProcess('verdicts', (): KnownVerdicts => new WeakMap());

/** Reads and reviews all content, and the log of published keys. `SITE_URL` takes the place of the address in `site.yaml`. */
export async function readReviewed(root: string): Promise<Reviewed> {
  const [content, keys] = await Promise.all([readContent(root), mistakesInKeys(root)]);
  const reviewed = review(content, { siteUrl: process.env['SITE_URL'], judged });
  return keys.length === 0 ? reviewed : { ...reviewed, mistakes: [...reviewed.mistakes, ...keys] };
}
