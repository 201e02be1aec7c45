import type { PublishedStory } from '../gate/published.ts';
import type { Entry } from '../schema/content.ts';
import type { Guide } from '../schema/guide.ts';
import type { Law } from '../schema/law.ts';
import type { Myth } from '../schema/myth.ts';
import type { Source } from '../schema/source.ts';
import type { SupportRoute } from '../schema/support-route.ts';
import type { Theme, TransitionPoint } from '../schema/topic.ts';
import type { PackUse } from './shelved-pack.ts';

/** A guide with everything that its page and its file draw, resolved and narrowed to one use. */
export interface ShelvedGuide<U extends PackUse = PackUse> {
  readonly slug: string;
  readonly data: Omit<Guide, 'readings' | 'myths'>;
  /** The words before it, as they are read aloud: one text for each paragraph. */
  readonly opening: readonly string[];
  readonly use: U;
  /** The stories that may be read together today; where there is none, `data.instead` stands in. */
  readonly readings: readonly { readonly story: PublishedStory<U>; readonly why: string }[];
  /** How many of its stories are no longer available for this use. */
  readonly missing: number;
  readonly transitionPoint: Entry<TransitionPoint> | undefined;
  readonly myths: readonly { readonly myth: Entry<Myth>; readonly when: string }[];
  readonly themes: readonly Entry<Theme>[];
  readonly support: readonly Entry<SupportRoute>[];
  readonly sources: readonly Entry<Source>[];
  /** The rules of law that it rests on. */
  readonly rules: readonly Entry<Law>[];
}

/** What a guide says where one of its stories may no longer be read. Never why. */
export const readingGone = 'A story that this guide read is no longer available.';

/** The three sorts of question that a guide asks, in their order, as they are headed. */
export const questionSorts = {
  push: 'What pushes',
  pull: 'What pulls',
  next: 'What next',
} as const satisfies Record<keyof Guide['questions'], string>;
