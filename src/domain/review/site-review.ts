import type { Mistake } from '../schema/content.ts';
import { type Curriculum, curriculumSchema } from '../schema/curriculum.ts';
import { type Site, siteSchema } from '../schema/site.ts';
import type { RawContent } from './raw-content.ts';
import { reviewBySchema } from './schema-review.ts';
import { mistakesInTexts } from './text-review.ts';

const siteFile = 'content/site.yaml';
const curriculumFile = 'content/curriculum.yaml';

/** A file that stands by itself: what is in it as far as it is sound, and what must be mended. */
export interface Judged<Data> {
  readonly data: Data;
  readonly mistakes: readonly Mistake[];
}

/**
 * The site's settings. Where they have mistakes each setting that is sound is kept, and the strictest value stands for
 * the rest, because a removal must still be possible.
 *
 * @param siteUrl takes the place of the file's `url`
 */
export function reviewSite(raw: RawContent['site'], siteUrl: string | undefined): Judged<Site> {
  const given =
    raw.data !== null && typeof raw.data === 'object'
      ? { ...raw.data, ...(siteUrl ? { url: siteUrl } : {}) }
      : raw.data;
  const inTexts = mistakesInTexts(raw.data).map((finding) => ({ file: siteFile, ...finding }));
  const result = reviewBySchema(siteSchema, siteFile, given);
  const unread = raw.problem ? [{ file: siteFile, path: '', message: raw.problem }] : [];
  if ('data' in result) return { data: result.data, mistakes: [...unread, ...inTexts] };
  const kept = Object.entries(siteSchema.shape).flatMap(([key, schema]) => {
    const one = schema.safeParse((given as Record<string, unknown> | undefined)?.[key]);
    return one.success && one.data !== undefined ? [[key, one.data] as const] : [];
  });
  return {
    data: siteSchema.parse({ url: siteUrl ?? 'http://localhost:4321', ...Object.fromEntries(kept) }),
    // Where nothing could be read, every setting would be called missing.
    mistakes: raw.data === undefined ? unread : [...unread, ...result.mistakes, ...inTexts],
  };
}

/** The curriculum's codes; none where there is no file, or where it has a mistake. */
export function reviewCurriculum(raw: RawContent['curriculum']): Judged<Curriculum> {
  const none: Curriculum = { version: 'none yet', readOn: '0001-01-01', entries: [] };
  if (!raw) return { data: none, mistakes: [] };
  if (raw.problem)
    return { data: none, mistakes: [{ file: curriculumFile, path: '', message: raw.problem }] };
  const inTexts = mistakesInTexts(raw.data).map((finding) => ({ file: curriculumFile, ...finding }));
  const result = reviewBySchema(curriculumSchema, curriculumFile, raw.data);
  return 'data' in result
    ? { data: result.data, mistakes: inTexts }
    : { data: none, mistakes: [...result.mistakes, ...inTexts] };
}
