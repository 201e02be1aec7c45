import { deleteOutputsOf } from '#cache/cached.ts';

/**
 * Deletes the cards and other files that were made of a story and kept, and those of packs and guides, which quote
 * the stories that are read in them.
 */
export async function forgetOutputs(slug: string): Promise<void> {
  await deleteOutputsOf(`stories/${slug}`);
  await deleteOutputsOf('lesson-packs');
  await deleteOutputsOf('guides');
}
