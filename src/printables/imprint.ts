import type { ShelvedPack } from '#domain/shelved-pack.ts';
import { origins } from '#domain/vocabularies.ts';
import { dayInWords } from '#domain/wording.ts';

/** What a file must know of the site that it is from. */
export interface SiteFacts {
  readonly name: string;
  /** Without a slash at its end. */
  readonly url: string;
  readonly leaveTo: string;
}

/** The licence of every text; code is under another. */
export const licence = {
  name: 'CC BY-NC-SA 4.0',
  inWords: 'Creative Commons Attribution-NonCommercial-ShareAlike 4.0 International',
  url: 'https://creativecommons.org/licenses/by-nc-sa/4.0/',
} as const;

/** What stands at the foot of every page of every file. */
export interface Imprint {
  readonly site: string;
  readonly title: string;
  /** The day of the version, as `YYYY-MM-DD`. */
  readonly version: string;
  readonly day: string;
  readonly licence: string;
  readonly licenceUrl: string;
  /** Where to see whether a story in it has been taken back. */
  readonly withdrawals: string;
  /** The pack's own page: the newest version, without what was taken back. */
  readonly page: string;
  /** The labels of the stories that the pack reads. */
  readonly labels: readonly string[];
}

export function imprintOf(pack: ShelvedPack<'print'>, site: SiteFacts): Imprint {
  return {
    site: site.name,
    title: pack.data.title,
    version: pack.data.version,
    day: dayInWords(pack.data.version),
    licence: licence.name,
    licenceUrl: licence.url,
    withdrawals: `${site.url}/withdrawn.json`,
    page: `${site.url}/lesson-packs/${pack.slug}/`,
    labels: [...new Set(pack.stories.map(({ data }) => origins[data.origin]))],
  };
}

/** One way to get help, as it is printed. */
export interface PrintedRoute {
  readonly name: string;
  readonly phone: string;
  readonly forWhom: string;
  readonly details: string;
  readonly about: string;
  readonly checked: string;
}

export function routesOf(pack: ShelvedPack<'print'>): readonly PrintedRoute[] {
  return pack.support.map(({ data }) => ({
    name: data.name,
    phone: data.phone ?? '',
    forWhom: data.forWhom,
    details: [data.hours, data.cost, data.url ? new URL(data.url).hostname.replace(/^www\./, '') : undefined]
      .filter((each) => each !== undefined)
      .join('. '),
    about: data.about,
    checked: `Checked ${dayInWords(data.checkedOn)}`,
  }));
}

/** One line of help for the foot of every page: the first two routes that can be rung. */
export function helpLineOf(pack: ShelvedPack<'print'>): string {
  const routes = pack.support.filter(({ data }) => data.phone !== undefined).slice(0, 2);
  return `Get help now: ${routes.map(({ data }) => (data.name.includes(data.phone ?? '') ? data.name : `${data.name} ${data.phone}`)).join(' · ')}`;
}
