import type { Use } from '../words/vocabularies.ts';
import type { Verdict } from './gate.ts';
import type { PublishedStory } from './published.ts';
import type { SignableStory } from './signing.ts';

/**
 * Hands out a story for one use, narrowed to what that use may see, or undefined if the gate holds it.
 * Called by `library` alone: a lint rule sees to that.
 */
export function publish<U extends Use>(
  story: SignableStory,
  verdict: Verdict,
  use: U,
): PublishedStory<U> | undefined {
  if (!verdict.uses.includes(use)) return undefined;
  const { consent: _consent, excerpts, ...data } = story.data;
  return {
    slug: story.slug,
    body: story.body,
    data: use === 'quotes' ? { ...data, excerpts } : data,
    uses: verdict.uses,
  } as unknown as PublishedStory<U>;
}
