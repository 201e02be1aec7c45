import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cached, type Recipe } from '#cache/cached.ts';
import { folderNames } from '#domain/schema/content.ts';
import { hashOfBytes } from './fingerprints.ts';
import type { OpenedBefore } from './outputs.ts';
import type { Opened } from './reading.ts';

/** What earlier searches read in the PDFs of an entry lies beside those PDFs in the cache, and goes with them. */
export async function openedBefore(root: string): Promise<OpenedBefore> {
  const reader = await readerOfPdfs();
  return {
    known: new Map(),
    async pdf(file, hash, read) {
      const of = ownerOf(file);
      // A copy that somebody put there is read anew: what it says belongs into no cache.
      if (!of) return read();
      const recipe = { of, name: 'words.json', from: { hash, reader } };
      const words = async () => {
        const { hashes, texts, labels } = await read();
        return Buffer.from(
          JSON.stringify({
            hashes,
            texts: [...new Set(texts)],
            labels: [...new Set(labels)],
          } satisfies Opened),
        );
      };
      const bytes = await cached(recipe, words, root);
      return JSON.parse(Buffer.from(bytes).toString()) as Opened;
    },
  };
}

/** The code that reads PDFs, and the version of PDF.js in it: another may read more. */
async function readerOfPdfs(): Promise<unknown> {
  const sources = ['pdf.ts', 'reading.ts', 'opened-before.ts', '../../package.json'].map((file) =>
    readFile(join(import.meta.dirname, file), 'utf8'),
  );
  const [pdf, reading, kept, manifest = ''] = await Promise.all(sources);
  const { dependencies } = JSON.parse(manifest) as { dependencies: Readonly<Record<string, string>> };
  return hashOfBytes(Buffer.from(JSON.stringify([pdf, reading, kept, dependencies['unpdf']])));
}

/** The entry at whose address an output lies, as the cache calls it. */
export function ownerOf(file: string): Recipe['of'] | undefined {
  const [folder = '', slug, ...rest] = file.split('/');
  return slug !== undefined && rest.length > 0 && (folderNames as readonly string[]).includes(folder)
    ? `${folder}/${slug}`
    : undefined;
}
