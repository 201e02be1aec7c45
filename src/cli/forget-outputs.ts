import { forget } from '#cache/cached.ts';

/** Deletes what was made of a story and kept. A pack’s files quote the stories that are read in it. */
export async function forgetOutputs(slug: string): Promise<void> {
  await forget(`stories/${slug}`);
  await forget('lesson-packs');
}
