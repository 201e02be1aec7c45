import { countWaiting } from '#cache/put-kept.ts';
import type { Drawing } from './drawing.ts';
import { onKeptFile } from './kept-files.ts';

/** How many files of one kind a build has made, and how many it will. */
export interface Count {
  readonly kind: 'pages' | 'cards' | 'other files';
  readonly done: number;
  readonly all: number;
}

/** Told how far a build has got each time that a file is made. */
export type TellCount = (counts: readonly Count[]) => void;

/**
 * Counts what a build makes while it makes it. How many there will be is known and not guessed: every route is asked for its
 * paths before the first file is made. Changes nothing of what is built.
 */
export function counted<D extends Drawing>(usual: D, tell: TellCount): D {
  const counts = (['pages', 'cards', 'other files'] as const).map((kind) => ({ kind, done: 0, all: 0 }));
  const countOf = (path: string) => counts.find(({ kind }) => kind === kindOf(path));
  return {
    ...usual,
    async getStaticPaths() {
      const paths = await usual.getStaticPaths();
      for (const { pathname } of paths) {
        const count = countOf(pathname);
        if (count) count.all += 1;
      }
      const cards = counts.find(({ kind }) => kind === 'cards');
      if (cards) {
        cards.all += countWaiting();
        onKeptFile(() => {
          cards.done += 1;
          tell(counts);
        });
      }
      return paths;
    },
    async render(request, options) {
      const answer = await usual.render(request, options);
      const count = countOf(new URL(request.url).pathname);
      if (count) count.done += 1;
      tell(counts);
      return answer;
    },
  };
}

function kindOf(path: string): Count['kind'] {
  if (/\/cards\/[^/]+$/.test(path)) return 'cards';
  return /\.\w+$/.test(path) && !path.endsWith('.html') ? 'other files' : 'pages';
}
