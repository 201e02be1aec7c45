import type { PublishedStory } from '../gate/published.ts';
import type { Activity, ActivityOf } from '../schema/activity.ts';
import type { Entry } from '../schema/content.ts';
import type { CurriculumEntry } from '../schema/curriculum.ts';
import type { LessonPack } from '../schema/lesson-pack.ts';
import { cuts } from '../schema/lesson-pack.ts';
import type { Myth } from '../schema/myth.ts';
import type { Source } from '../schema/source.ts';
import type { SupportRoute } from '../schema/support-route.ts';
import type { Theme } from '../schema/topic.ts';
import { type Cut, cutMinutes } from '../words/vocabularies.ts';

/** What a pack is taken for: `lessons` on the web, `print` in the files. A story may be cleared for one and not the other. */
export type PackUse = 'lessons' | 'print';

/** An activity as it is taught today: the story that it reads, or the activity that takes the story's place. */
export type TaughtActivity<U extends PackUse = PackUse> =
  | { readonly kind: Exclude<Activity['discriminant'], 'readStory'>; readonly activity: OtherActivity }
  | {
      readonly kind: 'readStory';
      readonly activity: ActivityOf<'readStory'>;
      readonly story: PublishedStory<U>;
    }
  | { readonly kind: 'instead'; readonly activity: ActivityOf<'readStory'> };
type OtherActivity = Exclude<Activity, { discriminant: 'readStory' }>;

/** A lesson pack with everything that its page and its files draw, resolved and narrowed to one use. */
export interface ShelvedPack<U extends PackUse = PackUse> {
  readonly slug: string;
  /** Without its activities: those are below, as they are taught today. */
  readonly data: Omit<LessonPack, 'activities'>;
  readonly use: U;
  /** In the order of the file. */
  readonly activities: readonly TaughtActivity<U>[];
  readonly curriculum: readonly (CurriculumEntry & { readonly why: string })[];
  readonly myths: readonly Entry<Myth>[];
  /** The stories that may be read in it. */
  readonly stories: readonly PublishedStory<U>[];
  /** How many of its stories are no longer available for this use. */
  readonly missing: number;
  readonly themes: readonly Entry<Theme>[];
  readonly support: readonly Entry<SupportRoute>[];
  /** Everything that its cards, sums and questions rest on, by slug. */
  readonly sources: readonly Entry<Source>[];
}

/** One step of a lesson: an activity and the minutes that this cut gives it. */
export interface PlannedActivity<U extends PackUse = PackUse> {
  readonly taught: TaughtActivity<U>;
  readonly minutes: number;
  /** The minute of the lesson at which it begins. */
  readonly from: number;
}

/** A lesson of one length, in running order. */
export function planOf<U extends PackUse>(pack: ShelvedPack<U>, cut: Cut): readonly PlannedActivity<U>[] {
  const byId = new Map(pack.activities.map((taught) => [taught.activity.value.id, taught]));
  let from = 0;
  return pack.data.cuts[cut].flatMap(({ activity, minutes: given }) => {
    const taught = byId.get(activity);
    if (!taught) return [];
    const minutes = given ?? taught.activity.value.minutes;
    const planned = { taught, minutes, from };
    from += minutes;
    return [planned];
  });
}

/** The cuts that an activity is in, shortest first; empty for one that is extra. */
export function cutsWith(pack: Pick<LessonPack, 'cuts'>, id: string): readonly Cut[] {
  return cuts.filter((cut) => pack.cuts[cut].some(({ activity }) => activity === id));
}

/** The title of an activity as it is taught today. */
export function titleOf(taught: TaughtActivity): string {
  return taught.kind === 'instead' ? taught.activity.value.instead.title : taught.activity.value.title;
}

/** What an activity is about in a sentence, as it is taught today. */
export function inShortOf(taught: TaughtActivity): string {
  return taught.kind === 'instead' ? taught.activity.value.instead.inShort : taught.activity.value.inShort;
}

/** What the teacher does in an activity, as it is taught today. */
export function stepsOf(taught: TaughtActivity): readonly string[] {
  return taught.kind === 'instead' ? taught.activity.value.instead.steps : taught.activity.value.steps;
}

/** What a pack says where one of its stories may no longer be read. Never why. */
export const storyGone = 'A story that this pack was written around is no longer available.';

/** The lengths of a lesson with their minutes. */
export const lessonLengths = cuts.map((cut) => ({ cut, minutes: cutMinutes[cut] }));
