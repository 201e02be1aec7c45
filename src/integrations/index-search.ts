import { once } from 'node:events';
import * as pagefind from 'pagefind';
import { searchRecords } from '#library/search-records.ts';
import type { IndexingTask } from './search-index.ts';

/** Indexes the library it is sent. Started by the `search-index` integration, as a process beside the build. */
const [{ library, writeTo }] = (await once(process, 'message')) as [IndexingTask];
// The build has failed and let go of this process: nobody waits for the index any more.
process.once('disconnect', () => process.exit());

const { index, errors } = await pagefind.createIndex({ forceLanguage: 'en-gb' });
if (!index) throw new Error(`Pagefind did not start: ${errors.join('; ')}`);
try {
  const waiting: Promise<void>[] = [];
  for (const { url, html } of searchRecords(library)) {
    waiting.push(
      index.addHTMLFile({ url, content: html }).then((answer) => {
        if (answer.errors.length > 0)
          throw new Error(`${url} could not be indexed: ${answer.errors.join('; ')}`);
      }),
    );
    // Not all at once: each waiting record holds its text in memory. Pagefind answers in turn, so that it always
    // has some to work on while the next are made.
    if (waiting.length >= 100) await waiting.shift();
  }
  await Promise.all(waiting);
  const written = await index.writeFiles({ outputPath: writeTo });
  if (written.errors.length > 0)
    throw new Error(`the index could not be written: ${written.errors.join('; ')}`);
} finally {
  await pagefind.close();
}
process.disconnect?.();
