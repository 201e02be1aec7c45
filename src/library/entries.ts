import type { Content, DataOf, Entry, FolderName } from '#domain/schema/content.ts';

/** Entries of a folder by their slugs, in the order given. A slug that has no entry any more is left out. */
export function entriesNamed<F extends FolderName>(
  content: Content,
  folder: F,
  slugs: readonly string[],
): Entry<DataOf<F>>[] {
  const entries = content[folder] as ReadonlyMap<string, Entry<DataOf<F>>>;
  return slugs.flatMap((slug) => entries.get(slug) ?? []);
}

/** Puts texts in order by their UTF-16 code units: the same order on every machine, unlike `localeCompare`. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
