import { hasOutput, type LinkTarget, type PagedFolder, pageOf, targetOf } from '../schema/addresses.ts';
import { type DataOf, type Entry, type FolderName, fileOf } from '../schema/content.ts';
import type { BodyLink } from '../text/body-links.ts';
import { placesInMdx } from '../text/mdx-text.ts';
import { nearestSlugs } from '../text/nearest.ts';
import { partsOfStory, readStoryText } from '../text/story-text.ts';
import { fiveDs } from '../words/aims.ts';
import type { Finding } from './findings.ts';
import type { Exists } from './references.ts';

/** What the content has that a link may lead to. */
export interface LinkTargets {
  /** Entries that could be parsed, by folder and slug. */
  readonly entries: { readonly [F in FolderName]: ReadonlyMap<string, Entry<DataOf<F>>> };
  /** A story that is held or withdrawn is there as well: its link is drawn as words, and that is nobody's mistake. */
  readonly exists: Exists;
  /** Whether a story was withdrawn, so that nobody can say what was on its page. */
  readonly isWithdrawn: (slug: string) => boolean;
  /** The site's own address. */
  readonly siteUrl: string;
}

/** The links of an entry's body that lead nowhere. */
export function mistakesInLinks(
  links: readonly BodyLink[],
  { folder, slug }: { readonly folder: FolderName; readonly slug: string },
  targets: LinkTargets,
): readonly Finding[] {
  const from = pageOf(folder, slug);
  return links.flatMap(({ line, url }) => {
    const message = whyDead(url, from, targets);
    return message === undefined
      ? []
      : [{ path: `body:${line}`, message: `the link ${JSON.stringify(url)} ${message}` }];
  });
}

function whyDead(url: string, from: string | undefined, targets: LinkTargets): string | undefined {
  const ownPath = pathOnSite(url, targets.siteUrl);
  if (ownPath !== undefined) return `leads into this site: write ${ownPath}`;
  const target = targetOf(url, from);
  switch (target.kind) {
    case 'elsewhere':
      return undefined;
    case 'nowhere':
      return whyNoPage(target, targets);
    case 'entry':
      return whyNoEntry(target, targets) ?? whyNoPart(target, targets);
    case 'fixed':
      return whyNoPart(target, targets);
  }
}

/** The path of an address of the site itself, which a body writes without the site's name. */
function pathOnSite(url: string, siteUrl: string): string | undefined {
  if (!URL.canParse(url) || !URL.canParse(siteUrl)) return undefined;
  const { origin, pathname, search, hash } = new URL(url);
  return origin === new URL(siteUrl).origin ? `${pathname}${search}${hash}` : undefined;
}

function whyNoPage({ path }: Extract<LinkTarget, { kind: 'nowhere' }>, targets: LinkTargets): string {
  const withSlash = `${path}/`;
  const target = targetOf(withSlash, undefined);
  const isPage =
    target.kind === 'fixed' || (target.kind === 'entry' && whyNoEntry(target, targets) === undefined);
  return isPage
    ? `needs a slash at the end of the path: write ${withSlash}`
    : 'leads to no page of this site: write the address of one';
}

function whyNoEntry(
  { folder, slug, output }: Extract<LinkTarget, { kind: 'entry' }>,
  { exists, entries }: LinkTargets,
): string | undefined {
  if (!exists(folder, slug)) {
    const [near] = nearestSlugs(slug, [...entries[folder].keys()]);
    const instead =
      near === undefined ? 'write the address of a page that is there' : `write ${pageOf(folder, near)}`;
    return `leads nowhere, because there is no ${fileOf(folder, slug)}: ${instead}`;
  }
  if (hasOutput(folder, output)) return undefined;
  // Which pictures a story has depends on its consent, and a hold is no mistake. So they are let stand, and never drawn as links.
  if (folder === 'stories' && /^(?:kit\.zip|cards\/[a-z0-9-]+\.(?:png|webp))$/.test(output)) return undefined;
  const page = pageOf(folder, slug);
  return `leads to no page and to no file that is always there: write ${folder === 'myths' ? `${page}kit/` : page}`;
}

function whyNoPart(
  target: Extract<LinkTarget, { kind: 'entry' | 'fixed' }>,
  targets: LinkTargets,
): string | undefined {
  const { part, path } = target;
  const parts = partsAt(target, targets);
  if (part === '' || parts === undefined || parts.includes(part)) return undefined;
  const own = parts.filter((each) => !partsOfEveryPage.includes(each));
  const [near] = nearestSlugs(part, own);
  return `leads to no part of that page: write ${near === undefined ? path : `${path}#${near}`}`;
}

/** The parts of a page that a link may lead to, by their ids; undefined where nobody can say, because a story is gone or broken. */
export function partsAt(
  target: Extract<LinkTarget, { kind: 'entry' | 'fixed' }>,
  targets: LinkTargets,
): readonly string[] | undefined {
  const parts = target.kind === 'fixed' ? partsOfPage(target.path, targets) : partsOfEntry(target, targets);
  return parts && [...partsOfEveryPage, ...parts];
}

/** The main part of a page, and where to get help. */
const partsOfEveryPage: readonly string[] = ['main', 'help'];

/** The parts of a page that is always there. A part that depends on what may be shown today is none to link to. */
function partsOfPage(path: string, { entries }: LinkTargets): readonly string[] {
  const disagreeing = (page: string) =>
    [...entries.contradictions.values()].filter(({ data }) => data.page === page).map(({ slug }) => slug);
  const text = [...entries.pages.values()].find(({ slug }) => pageOf('pages', slug) === path);
  switch (path) {
    case '/support/':
      return [...entries.support.keys()];
    case '/if-you-tell/':
      return [...entries.answers.keys()];
    case '/about/law/':
      return [...entries.law.keys()];
    case '/about/others/':
      return [...entries.programmes.keys()];
    case '/evidence/priorities/':
      return [...entries.priorities.keys()];
    case '/evidence/threats/':
      return [...entries.threats.keys(), ...disagreeing('threats')];
    // A correction of a story goes with the story.
    case '/about/corrections/':
      return [...entries.corrections.values()].flatMap(({ slug, data }) => (data.story ? [] : [slug]));
    case '/evidence/research/':
      return disagreeing('research');
    case '/about/five-ds/':
      return [...fiveDs.map(({ aim }) => aim), 'to-you', ...(text ? placesInMdx(text.body).headingIds : [])];
    default:
      return text ? placesInMdx(text.body).headingIds : [];
  }
}

/** The parts of an entry's page; undefined where nobody can say. */
function partsOfEntry(
  { folder, slug, output }: { readonly folder: PagedFolder; readonly slug: string; readonly output: string },
  { entries, isWithdrawn }: LinkTargets,
): readonly string[] | undefined {
  if (!entries[folder].has(slug) || (folder === 'stories' && isWithdrawn(slug))) return undefined;
  if (output !== '') return [];
  switch (folder) {
    case 'stories': {
      const { sections } = readStoryText(entries.stories.get(slug)?.body ?? '');
      return partsOfStory(sections);
    }
    case 'myths': {
      const figures = entries.myths.get(slug)?.data.figures ?? [];
      return [...figures.map((_, index) => `f${index + 1}`), 't-h', 'w-h', 'b-h', 'br-h', 'h-h', 's-h'];
    }
    case 'lesson-packs': {
      const activities = entries['lesson-packs'].get(slug)?.data.activities ?? [];
      return ['codes', 'files', ...activities.map(({ value }) => `a-${value.id}`)];
    }
    case 'guides': {
      const isCircle = entries.guides.get(slug)?.data.kind === 'circle';
      return [...partsOfGuide, ...(isCircle ? ['meetings'] : [])];
    }
    default:
      return [];
  }
}

const partsOfGuide = [
  'notice',
  'open',
  'read',
  'questions',
  'myths',
  'helps',
  'avoid',
  'told',
  'after',
  'routes',
];
