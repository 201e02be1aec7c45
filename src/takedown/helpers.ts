import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { countAsUsed } from '#cache/cached.ts';
import type { Find, Helper, Search } from './hunt.ts';

/** What a helper’s thread is sent: what is looked for, and then one lot of files after another. */
export type Sent = { readonly root: string; readonly search: Search } | { readonly files: readonly string[] };
/** What it answers to each lot. */
export interface Answer {
  readonly finds: readonly Find[];
  /** The outputs of the cache that it asked for. */
  readonly used: readonly string[];
}

/** Threads that help with a search. */
export interface Helpers {
  readonly all: readonly Helper[];
  /** Ends them. */
  dismiss(): Promise<unknown>;
}

/** More do not make a search quicker: the disk and what is alike in all files are done once. */
const mostHelpers = 3;

/**
 * Calls helpers, one for each processor beside this thread’s. Call them early: each takes a moment to load what it needs, and does that
 * beside whatever else is going on.
 *
 * @param root the project’s folder
 */
export function callHelpers(
  root: string,
  count = Math.min(availableParallelism() - 1, mostHelpers),
): Helpers {
  const threads = Array.from(
    { length: count },
    () => new Worker(new URL('./hunt-worker.ts', import.meta.url)),
  );
  return {
    all: threads.map((thread) => helperIn(thread, root)),
    dismiss: () => Promise.all(threads.map((thread) => thread.terminate())),
  };
}

function helperIn(thread: Worker, root: string): Helper {
  let waiting: PromiseWithResolvers<readonly Find[]> | undefined;
  let isOver: Error | undefined;
  const end = (error: Error) => {
    isOver = error;
    waiting?.reject(error);
  };
  thread.on('message', ({ finds, used }: Answer) => {
    countAsUsed(used);
    waiting?.resolve(finds);
  });
  thread.on('error', end);
  thread.on('messageerror', end);
  thread.on('exit', () => end(new Error('it has ended')));
  return {
    begin: (search) => thread.postMessage({ root, search } satisfies Sent),
    search(files) {
      waiting = Promise.withResolvers();
      if (isOver) waiting.reject(isOver);
      else thread.postMessage({ files } satisfies Sent);
      return waiting.promise;
    },
  };
}
