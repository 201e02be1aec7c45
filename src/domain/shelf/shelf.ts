import type { PublishedStory } from '../gate/published.ts';
import type { Answer } from '../schema/answer.ts';
import type { Entry } from '../schema/content.ts';
import type { Contradiction } from '../schema/contradiction.ts';
import type { Correction } from '../schema/correction.ts';
import type { Law } from '../schema/law.ts';
import type { Myth } from '../schema/myth.ts';
import type { Priority } from '../schema/priority.ts';
import type { Programme } from '../schema/programme.ts';
import type { Sheet } from '../schema/sheet.ts';
import type { Site } from '../schema/site.ts';
import type { Source } from '../schema/source.ts';
import type { Study } from '../schema/study.ts';
import type { SupportRoute } from '../schema/support-route.ts';
import type { Tell } from '../schema/tell.ts';
import type { Threat } from '../schema/threat.ts';
import type { Theme, TransitionPoint } from '../schema/topic.ts';
import type { Way } from '../schema/way.ts';
import type { ShelvedGuide } from './shelved-guide.ts';
import type { ShelvedPack } from './shelved-pack.ts';

/** A published story with everything that its page draws, resolved. */
export interface ShelvedStory {
  readonly story: PublishedStory;
  readonly minutes: number;
  readonly themes: readonly Entry<Theme>[];
  readonly transitionPoints: readonly Entry<TransitionPoint>[];
  /** Only myths that suit the story's own readers. */
  readonly myths: readonly Entry<Myth>[];
  readonly support: readonly Entry<SupportRoute>[];
  readonly sources: readonly Entry<Source>[];
}

/** A myth with what it rests on. */
export interface ShelvedMyth extends Entry<Myth> {
  readonly sources: readonly Entry<Source>[];
  readonly themes: readonly Entry<Theme>[];
  /** The rules of law that it rests on. */
  readonly rules: readonly Entry<Law>[];
}

/** A way in with what serves its group, resolved: nothing held is named in it. */
export interface ShelvedWay extends Entry<Way> {
  readonly stories: readonly ShelvedStory[];
  readonly myths: readonly ShelvedMyth[];
  readonly packs: readonly ShelvedPack<'lessons'>[];
  readonly guides: readonly ShelvedGuide<'lessons'>[];
  readonly support: readonly Entry<SupportRoute>[];
  /** The rules of law that it rests on. */
  readonly rules: readonly Entry<Law>[];
}

/** A page for a young person in one situation, with what it names, resolved: nothing held is named in it. */
export interface ShelvedTell extends Entry<Tell> {
  readonly stories: readonly ShelvedStory[];
  readonly support: readonly Entry<SupportRoute>[];
  /** The rules of law that it rests on. */
  readonly rules: readonly Entry<Law>[];
}

/** An answer for somebody who thinks of telling; or only its question, while what it says waits for a lawyer. */
export interface ShelvedAnswer {
  readonly slug: string;
  readonly title: string;
  /** Undefined where all of it rests on rules that wait. */
  readonly data: Answer | undefined;
  readonly rules: readonly Entry<Law>[];
}

/** A sheet to print, with the rules of law that it rests on. */
export interface ShelvedSheet extends Entry<Sheet> {
  readonly rules: readonly Entry<Law>[];
}

/** One of the threats that were put first, with what it names, resolved: nothing held is named in it. */
export interface ShelvedPriority extends Entry<Priority> {
  readonly tells: readonly ShelvedTell[];
  readonly stories: readonly ShelvedStory[];
  readonly myths: readonly ShelvedMyth[];
  readonly guides: readonly ShelvedGuide<'lessons'>[];
  readonly sources: readonly Entry<Source>[];
  /** The rules of law that it rests on. */
  readonly rules: readonly Entry<Law>[];
}

/** A page of the site on which a fact stands that was corrected. */
export interface CorrectedPage {
  readonly path: string;
  readonly name: string;
}

/** A correction with the pages that it is about. */
export interface ShelvedCorrection extends Entry<Correction> {
  readonly pages: readonly CorrectedPage[];
}

/**
 * Everything that may be shown, after the gate. Lists are in reading order: stories newest first, myths by
 * name, topics and support routes by their own order.
 */
export interface Library {
  readonly site: Site;
  /** The day the gate judged by. */
  readonly today: string;
  readonly stories: readonly ShelvedStory[];
  /** Stories whose consent covers quotes, with their excerpts. */
  readonly quoted: readonly PublishedStory<'quotes'>[];
  /** Stories that may be read in lessons, with the minutes they take. */
  readonly taught: readonly { readonly story: PublishedStory<'lessons'>; readonly minutes: number }[];
  readonly myths: readonly ShelvedMyth[];
  /** Lesson packs as the web may show them. */
  readonly packs: readonly ShelvedPack<'lessons'>[];
  /** The same packs, in the same order, as their files may hold them. */
  readonly printedPacks: readonly ShelvedPack<'print'>[];
  /** Guides as the web may show them. */
  readonly guides: readonly ShelvedGuide<'lessons'>[];
  /** The same guides, in the same order, as their files may hold them. */
  readonly printedGuides: readonly ShelvedGuide<'print'>[];
  readonly ways: readonly ShelvedWay[];
  /** Pages for young people, by situation. */
  readonly tells: readonly ShelvedTell[];
  /** The parts of the page for somebody who thinks of telling. */
  readonly answers: readonly ShelvedAnswer[];
  /** Every rule of law that the site uses, by area. */
  readonly law: readonly Entry<Law>[];
  /** Sheets to print. */
  readonly sheets: readonly ShelvedSheet[];
  /** What others in Scotland do, by kind. */
  readonly programmes: readonly Entry<Programme>[];
  /** The threats that were put first. */
  readonly priorities: readonly ShelvedPriority[];
  readonly sources: readonly Entry<Source>[];
  /** What was said about how organised crime changed, earliest first. */
  readonly threats: readonly Entry<Threat>[];
  readonly contradictions: readonly Entry<Contradiction>[];
  readonly studies: readonly Entry<Study>[];
  /** Facts that were wrong and were changed, the latest first. */
  readonly corrections: readonly ShelvedCorrection[];
  readonly support: readonly Entry<SupportRoute>[];
  readonly themes: readonly Entry<Theme>[];
  readonly transitionPoints: readonly Entry<TransitionPoint>[];
  /** The four routes of "Get help now". */
  readonly helpNow: readonly Entry<SupportRoute>[];
  /** Slugs of withdrawn stories. */
  readonly withdrawn: readonly string[];
}
