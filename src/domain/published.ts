import type { SignableStory } from './sign-off.ts';
import type { Story } from './story.ts';
import type { Use } from './vocabularies.ts';

declare const passedTheGate: unique symbol;

/** The fields of a story that leave the house only with a certain use. */
interface OnlyWith {
  readonly excerpts: 'quotes';
}

/** A story as one use may see it: without its consent, and without what belongs to another use. */
export type StoryFor<U extends Use> = Omit<SignableStory, 'data'> & {
  readonly data: Omit<Story, 'consent' | { [K in keyof OnlyWith]: U extends OnlyWith[K] ? never : K }[keyof OnlyWith]>;
  /** Every use that the consent covers: `print`, for instance, decides whether a page may be printed. */
  readonly uses: readonly Use[];
};

/**
 * A story that the gate has let through for the use `U`. Pages, cards and feeds take this type, so that
 * forgetting the gate is a type error. Only `publish` makes it, and only `library` may call `publish`.
 */
export type Published<T, U extends Use = 'site'> = T & { readonly [passedTheGate]: U };

/** A published story as the use `U` may see it. */
export type PublishedStory<U extends Use = 'site'> = Published<StoryFor<U>, U>;
