import { parentPort } from 'node:worker_threads';
import { usedOutputs } from '#cache/cached.ts';
import type { Answer, Sent } from './helpers.ts';
import { searcherOf } from './hunt.ts';
import { openedBefore } from './opened-before.ts';

/** A thread that helps with a search. Whatever goes wrong in it ends it, and who called it opens the files. */
let search: Promise<ReturnType<typeof searcherOf>> | undefined;

parentPort?.on('message', async (sent: Sent) => {
  if ('search' in sent) {
    search = openedBefore(sent.root).then((before) => searcherOf(sent.search, before));
    return;
  }
  const searcher = await search;
  if (!searcher) throw new Error('it was not told what to look for');
  const finds = await searcher(sent.files);
  parentPort?.postMessage({ finds, used: [...usedOutputs()] } satisfies Answer);
});
