import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { moveFolder } from '#disk/move-folder.ts';
import type { Library } from '#domain/shelf/shelf.ts';
import { libraryOfBuild } from '#library/open.ts';

/** What the indexing process is told. */
export interface IndexingTask {
  readonly library: Library;
  /** The folder that the index is written to. It must not exist yet. */
  readonly writeTo: string;
}

/**
 * Builds the search index into `dist/pagefind/`. It works from the library and not from the pages, in a process
 * of its own that runs beside all the rest of the build: on two cores the index costs little time of its own.
 * It is written elsewhere and moved, because Astro empties `dist/` late.
 */
export function searchIndex(): AstroIntegration {
  let indexer: ChildProcess | undefined;
  let written: URL;
  return {
    name: 'search-index',
    hooks: {
      'astro:config:setup': async ({ command, config, logger }) => {
        if (command !== 'build') return;
        written = new URL('search-index/', config.cacheDir);
        await rm(written, { recursive: true, force: true });
        const library = await libraryOfBuild(process.cwd());
        const program = fileURLToPath(new URL('./index-search.ts', import.meta.url));
        indexer = spawn(process.execPath, [program], {
          stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
          serialization: 'advanced',
        });
        indexer.on('error', (error) => logger.error(error.message));
        // These are stories that are in the library's `stories` as well, and are found there.
        indexer.send({
          library: { ...library, quoted: [], taught: [] },
          writeTo: fileURLToPath(written),
        } satisfies IndexingTask);
      },
      'astro:build:done': async ({ dir, logger }) => {
        if (!indexer) return;
        const [code] = indexer.exitCode === null ? await once(indexer, 'exit') : [indexer.exitCode];
        if (code !== 0) throw new Error('the search index could not be built; the reason stands above');
        const place = new URL('pagefind/', dir);
        await rm(place, { recursive: true, force: true });
        await moveFolder(fileURLToPath(written), fileURLToPath(place));
        logger.info('The search index is in /pagefind/.');
      },
    },
  };
}
