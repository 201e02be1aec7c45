import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
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

/** An index that is being made. */
export interface Indexing {
  /**
   * Waits for the index and puts it into a site, as `pagefind/`.
   *
   * @throws if it could not be made
   */
  putInto(folder: string): Promise<void>;
  /** Ends it: there will be no site to put it into. */
  giveUp(): void;
}

/**
 * Begins to make the search index. It works from the library and not from the pages, in a process of its own that runs beside all the
 * rest of the build: on two cores the index costs little time of its own. It is written elsewhere and moved, because Astro empties the
 * site’s folder late.
 *
 * @param root the project’s folder
 * @param work a folder that it may write to
 * @param say is told why the process did not start
 */
export async function beginSearchIndex(
  root: string,
  work: string,
  say: (problem: string) => void,
): Promise<Indexing> {
  const writeTo = join(work, 'search-index');
  await rm(writeTo, { recursive: true, force: true });
  const library = await libraryOfBuild(root);
  const program = fileURLToPath(new URL('./index-search.ts', import.meta.url));
  const indexer: ChildProcess = spawn(process.execPath, [program], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    serialization: 'advanced',
  });
  indexer.on('error', (error) => say(error.message));
  // These are stories that are in the library's `stories` as well, and are found there.
  indexer.send({ library: { ...library, quoted: [], taught: [] }, writeTo } satisfies IndexingTask);
  return {
    async putInto(folder) {
      const [code] = indexer.exitCode === null ? await once(indexer, 'exit') : [indexer.exitCode];
      if (code !== 0) throw new Error('the search index could not be built; the reason stands above');
      const place = join(folder, 'pagefind');
      await rm(place, { recursive: true, force: true });
      await moveFolder(writeTo, place);
    },
    giveUp: () => void indexer.kill(),
  };
}

/** Builds the search index into `dist/pagefind/`. */
export function searchIndex(): AstroIntegration {
  let indexing: Indexing | undefined;
  return {
    name: 'search-index',
    hooks: {
      'astro:config:setup': async ({ command, config, logger }) => {
        if (command !== 'build') return;
        indexing = await beginSearchIndex(process.cwd(), fileURLToPath(config.cacheDir), (problem) =>
          logger.error(problem),
        );
      },
      'astro:build:done': async ({ dir, logger }) => {
        if (!indexing) return;
        await indexing.putInto(fileURLToPath(dir));
        logger.info('The search index is in /pagefind/.');
      },
    },
  };
}
