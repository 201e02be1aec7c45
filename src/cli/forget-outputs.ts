import { deleteOutputsOf } from '#cache/cached.ts';

/** Deletes what was made of a story and kept. The files of packs and guides quote the stories that are read in them. */
export async function forgetOutputs(slug: string): Promise<void> {
  await deleteOutputsOf(`stories/${slug}`);
  await deleteOutputsOf('lesson-packs');
  await deleteOutputsOf('guides');
}
