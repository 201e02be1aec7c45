import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { forgetWaiting, putKept } from '#cache/put-kept.ts';
import { oneForProcess } from '#files/one-for-process.ts';

/** Who is told of each file that is put. */
const listener = oneForProcess('kept-files-told', (): { told?: () => void } => ({}));

/** Has somebody told of each file that {@link keptFiles} puts into the site. */
export function onKeptFile(told: () => void): void {
  listener.told = told;
}

/** Puts into the site what routes noted by `putLater` while they were asked for their paths. */
export function keptFiles(): AstroIntegration {
  return {
    name: 'kept-files',
    hooks: {
      'astro:build:start': forgetWaiting,
      'astro:build:generated': ({ dir }) => putKept(fileURLToPath(dir), () => listener.told?.()),
    },
  };
}
