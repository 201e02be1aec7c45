import type { Story } from '../schema/story.ts';
import type { Use } from '../words/vocabularies.ts';

declare const passedTheGate: unique symbol;

/** A story as one use may see it: without its consent, and with its excerpts only where quotes are allowed. */
export interface StoryFor<U extends Use> {
  readonly slug: string;
  readonly body: string;
  readonly data: Omit<Story, 'consent' | 'excerpts'> &
    (U extends 'quotes' ? Pick<Story, 'excerpts'> : unknown);
  /** Every use that the consent covers: `print`, for instance, decides whether a page may be printed. */
  readonly uses: readonly Use[];
}

/**
 * A story that the gate has let through for the use `U`. Pages, cards and feeds take this type, so that
 * forgetting the gate is a type error. Only `publish` makes it, and only `library` may call `publish`.
 */
export type Published<T, U extends Use = 'site'> = T & { readonly [passedTheGate]: U };

/** A published story as the use `U` may see it. */
export type PublishedStory<U extends Use = 'site'> = Published<StoryFor<U>, U>;
