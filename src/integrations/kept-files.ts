import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { forgetWaiting, putKept } from '#cache/put-kept.ts';
import { oneForProcess } from '#files/one-for-process.ts';

/** Who is told of each file that is put, and what is being put. Astro loads its configuration’s modules beside those of the command. */
const state = oneForProcess('kept-files', (): { told?: () => void; underWay?: Promise<void> } => ({}));

/** Has somebody told of each file that is put into the site as it is kept. */
export function onKeptFile(told: () => void): void {
  state.told = told;
}

/** Forgets what was noted for a build that was given up, and waits until what has begun is put: the next may have the same folder. */
export async function forgetKeptFiles(): Promise<void> {
  forgetWaiting();
  await state.underWay?.catch(() => undefined);
  delete state.underWay;
}

/**
 * Begins to put into a site what its routes noted by `putLater` while they were asked for their paths: the disk copies while pages are
 * drawn. {@link endKeptFiles} says when it is done, and what it failed with.
 */
export function beginKeptFiles(folder: string): void {
  const underWay = putKept(folder, () => state.told?.());
  // Told where it is waited for. Until then a failure must not end the process.
  underWay.catch(() => undefined);
  state.underWay = underWay;
}

/**
 * Waits until all that was noted is in the site.
 *
 * @throws what making one of the files throws
 */
export async function endKeptFiles(folder: string): Promise<void> {
  if (!state.underWay) beginKeptFiles(folder);
  await state.underWay;
  delete state.underWay;
}

/** Puts into the site what routes noted by `putLater` while they were asked for their paths. */
export function keptFiles(): AstroIntegration {
  return {
    name: 'kept-files',
    hooks: {
      'astro:build:start': forgetKeptFiles,
      'astro:build:generated': ({ dir }) => endKeptFiles(fileURLToPath(dir)),
    },
  };
}
