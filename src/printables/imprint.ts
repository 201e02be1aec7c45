import type { Entry } from '#domain/schema/content.ts';
import {
  canBeLeanedOn,
  hoursOf,
  type SupportRoute,
  stateInWords,
  stateOf,
} from '#domain/schema/support-route.ts';
import type { ShelvedGuide } from '#domain/shelf/shelved-guide.ts';
import type { ShelvedPack } from '#domain/shelf/shelved-pack.ts';
import { demonstrationLine } from '#domain/words/demonstration.ts';
import { origins, type SiteMode } from '#domain/words/vocabularies.ts';
import { dayInWords } from '#domain/words/wording.ts';

/** What a file must know of the site that it is from. */
export interface SiteFacts {
  readonly name: string;
  /** Without a slash at its end. */
  readonly url: string;
  readonly leaveTo: string;
  /** A file from a demonstration says so. */
  readonly mode: SiteMode;
  /** Every route of help, in the order of their page. */
  readonly support: readonly Entry<SupportRoute>[];
}

/** The licence of everything that is written here. The code has another. */
export const licence = {
  name: 'CC BY-NC-SA 4.0',
  inWords: 'Creative Commons Attribution-NonCommercial-ShareAlike 4.0 International',
  url: 'https://creativecommons.org/licenses/by-nc-sa/4.0/',
} as const;

/** What stands at the foot of every page of every file. */
export interface Imprint {
  readonly site: string;
  readonly title: string;
  /** Which state of the text this is: `version of 1 November 2026`. */
  readonly edition: string;
  readonly licence: string;
  readonly licenceUrl: string;
  /** Where to see whether a story in it has been taken back. */
  readonly withdrawals: string;
  /** The address of its own page, which always has the newest version, without what was taken back. */
  readonly page: string;
  /** The labels of the stories that it reads. */
  readonly labels: readonly string[];
  /** What a file from a demonstration says of itself; empty on a live site. */
  readonly demonstration: string;
}

/** What stands at the foot of the files of a pack, which have a version of their own. */
export interface PackImprint extends Imprint {
  /** The day of the version, as `YYYY-MM-DD`. */
  readonly version: string;
  readonly day: string;
}

export function imprintOf(pack: ShelvedPack<'print'>, site: SiteFacts): PackImprint {
  const day = dayInWords(pack.data.version);
  return {
    ...sharedImprint(site),
    title: pack.data.title,
    edition: `version of ${day}`,
    version: pack.data.version,
    day,
    page: `${site.url}/lesson-packs/${pack.slug}/`,
    labels: [...new Set(pack.stories.map(({ data }) => origins[data.origin]))],
  };
}

/** The imprint of a guide. A guide has no version; its imprint says when it is due to be checked again. */
export function guideImprintOf(guide: ShelvedGuide<'print'>, site: SiteFacts): Imprint {
  return {
    ...sharedImprint(site),
    title: guide.data.title,
    edition: `next check due ${dayInWords(guide.data.reviewBy)}`,
    page: `${site.url}/guides/${guide.slug}/`,
    labels: [...new Set(guide.readings.map(({ story }) => origins[story.data.origin]))],
  };
}

function sharedImprint(site: SiteFacts) {
  return {
    site: site.name,
    licence: licence.name,
    licenceUrl: licence.url,
    withdrawals: `${site.url}/withdrawn.json`,
    demonstration: site.mode === 'demo' ? demonstrationLine : '',
  };
}

/** Words with what a demonstration says after them, as a sentence of its own; as they are on a live site. */
export function withDemonstration(words: string, demonstration: string): string {
  return demonstration === '' ? words : `${words.replace(/[.\s]*$/, '.')} ${demonstration}`;
}

/** One way to get help, as it is printed. */
export interface PrintedRoute {
  readonly name: string;
  readonly phone: string;
  readonly forWhom: string;
  readonly details: string;
  readonly about: string;
  /** How far somebody may lean on it. */
  readonly checked: string;
}

/** Whatever names ways to get help: a pack or a guide. */
interface WithSupport {
  readonly support: readonly Entry<SupportRoute>[];
}

export function routesOf({ support }: WithSupport): readonly PrintedRoute[] {
  return support.map(({ data }) => ({
    name: data.name,
    phone: data.phone ?? '',
    forWhom: data.forWhom,
    details: [
      hoursOf(data),
      data.cost,
      data.url ? new URL(data.url).hostname.replace(/^www\./, '') : undefined,
    ]
      .filter((each) => each !== undefined)
      .join('. '),
    about: data.about,
    checked: stateInWords(stateOf(data)),
  }));
}

/** One line of help for the foot of every page: the first two routes that can be rung, those first that can be leaned on. */
export function helpLineOf({ support }: WithSupport): string {
  const rung = support.filter(({ data }) => data.phone !== undefined);
  const leanable = rung.filter(({ data }) => canBeLeanedOn(data));
  const routes = [...leanable, ...rung.filter((route) => !leanable.includes(route))].slice(0, 2);
  return `Get help now: ${routes.map(({ data }) => (data.name.includes(data.phone ?? '') ? data.name : `${data.name} ${data.phone}`)).join(' · ')}`;
}
