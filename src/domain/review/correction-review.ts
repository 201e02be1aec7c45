import type { Correction } from '../schema/correction.ts';
import { type Finding, mistakesFrom } from './findings.ts';

/** What cannot be true of a correction: the rules across its fields. */
export function mistakesInCorrection({ was, is }: Correction): readonly Finding[] {
  return mistakesFrom((wrong) => {
    if (was === is) wrong('is', 'found the same as in “was”: write what is said now');
  });
}
