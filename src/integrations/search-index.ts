import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

/**
 * Builds the search index into `dist/pagefind/`. It works from the library and not from the pages, in a process
 * of its own that runs beside the rendering, so that on two cores the index costs little time of its own. The
 * process writes when the pages are done, because Astro empties `dist/` before.
 */
export function searchIndex(): AstroIntegration {
  let indexer: ChildProcess | undefined;
  return {
    name: 'search-index',
    hooks: {
      'astro:build:start': ({ logger }) => {
        const program = fileURLToPath(new URL('./index-search.ts', import.meta.url));
        indexer = spawn(process.execPath, [program], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
        indexer.on('error', (error) => logger.error(error.message));
      },
      'astro:build:done': async ({ dir, logger }) => {
        if (!indexer) return;
        const ended = once(indexer, 'exit');
        if (indexer.exitCode === null) indexer.send({ writeTo: fileURLToPath(new URL('pagefind', dir)) });
        const [code] = indexer.exitCode === null ? await ended : [indexer.exitCode];
        if (code !== 0) throw new Error('the search index could not be built; the reason stands above');
        logger.info('The search index is in /pagefind/.');
      },
    },
  };
}
