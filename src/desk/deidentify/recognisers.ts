import type { Candidate } from './candidates.ts';
import { lookupRecognisers } from './lookups.ts';
import { tellingRecognisers } from './tellings.ts';

/** What the recognisers see in a text, the weightiest first. */
export function recognisedIn(text: string): Candidate[] {
  return [...lookupRecognisers, ...tellingRecognisers].flatMap(({ kind, pattern, why, surely }) =>
    Array.from(text.matchAll(pattern), (match) => {
      const [start, end] = match.indices?.groups?.['flag'] ?? match.indices?.[0] ?? [0, 0];
      const isSure = surely?.passes(text.slice(start, end)) ?? false;
      return { start, end, kind, why: isSure && surely ? surely.why : why };
    }),
  );
}
