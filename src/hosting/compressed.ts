import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { isCompressible } from './media-types.ts';

const inBrotli = promisify(brotliCompress);
const inGzip = promisify(gzip);

/** The ending of a compressed copy, by the name that browsers have for its way of compressing. The first is the smallest. */
export const copyEndings = { br: '.br', gzip: '.gz' } as const;

/** A way of compressing that a copy is there in. */
export type Coding = keyof typeof copyEndings;

/** Files below this many bytes travel in one packet either way. */
const leastBytes = 1000;

/**
 * Puts a copy in brotli and one in gzip beside each file of a built site that gets smaller by it, for servers that send such copies as
 * they are. A build empties the folder first, so that no copy outlives its file.
 *
 * The best that brotli can do takes fifty times as long for a tenth fewer bytes. It is done for files that browsers keep for a
 * year, whose names hold their hash, and not for pages, of which there may be thousands at every build.
 *
 * @param folder the built site
 */
export async function compressSite(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && isCompressible(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name));
  const next = paths.values();
  // As many at once as Node has threads to compress in, and no more: each holds a file open.
  const lane = async () => {
    for (const path of next) await compressFile(path, path.startsWith(join(folder, '_astro')));
  };
  await Promise.all([lane(), lane(), lane(), lane()]);
}

async function compressFile(path: string, isKept: boolean): Promise<void> {
  const bytes = await readFile(path);
  if (bytes.length < leastBytes) return;
  const params = {
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_QUALITY]: isKept ? constants.BROTLI_MAX_QUALITY : 5,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  await writeFile(`${path}${copyEndings.br}`, await inBrotli(bytes, { params }));
  await writeFile(`${path}${copyEndings.gzip}`, await inGzip(bytes, { level: constants.Z_BEST_COMPRESSION }));
}
