import type { Step } from './migration.ts';

/**
 * Every change of the shape of content since the first release, oldest first. `npm run migrate` carries them out; how to
 * write one is in `docs/extending-a-field.md`. A step that was shipped stays: somebody may come from any release.
 */
export const steps: readonly Step[] = [];
