import { type Content, type FolderName, fileOf, folders, type Mistake } from '../schema/content.ts';
import type { Site } from '../schema/site.ts';
import { canBeLeanedOn } from '../schema/support-route.ts';
import { type About, demonstrationIn, demonstrationsInMdx } from '../text/demonstration.ts';
import type { Body } from './around.ts';
import { withGoodConfirmations } from './confirmations.ts';
import type { Finding } from './findings.ts';
import { textsIn } from './text-review.ts';

/**
 * What a live site refuses. All of it is mistakes, and a removal stops at none: it leaves out an entry that speaks of a
 * demonstration, and reports the rest.
 */

const siteFile = 'content/site.yaml';

/** What the rules of a live site look at. */
type Looked = Pick<Content, 'support' | 'moderators' | 'myths' | 'studies' | 'sources'>;

/** The rules of a live site, but for those that look at one entry by itself. */
export const liveRules = {
  publicAddress: mistakesInAddress,
  concernAddress: mistakesInConcernAddress,
  leanableSupport: mistakesInSupport,
  linkedFigures: mistakesInFiguresOfLive,
  noDemonstration: mistakesInSettings,
} as const satisfies Readonly<Record<string, (site: Site, looked: Looked) => readonly Mistake[]>>;
export type LiveRule = keyof typeof liveRules;

/** What a live site may not do without, and what its settings may not say. */
export function mistakesOfLive(site: Site, looked: Looked): readonly Mistake[] {
  return site.mode === 'live' ? Object.values(liveRules).flatMap((rule) => rule(site, looked)) : [];
}

function mistakesInAddress({ url }: Site): readonly Mistake[] {
  const { hostname } = new URL(url);
  const isOwnMachine =
    hostname === 'localhost' || hostname.endsWith('.localhost') || /^127\.|^\[::1\]$/.test(hostname);
  return isOwnMachine
    ? [{ file: siteFile, path: 'url', message: `found "${url}": a live site needs its public address` }]
    : [];
}

/** Where somebody can say that a story is about them, who answers, and by when. */
function mistakesInConcernAddress(site: Site): readonly Mistake[] {
  const needed = {
    concernEmail: 'a live site needs an address for concerns',
    concernAnsweredBy: 'a live site says who answers concerns',
    concernAnsweredWithin: 'a live site says within how many days a concern is answered',
  } as const;
  return Object.entries(needed)
    .filter(([path]) => site[path as keyof typeof needed] === undefined)
    .map(([path, why]) => ({ file: siteFile, path, message: `found nothing: ${why}` }));
}

/** A route that was only copied from another page is reported and stays: a removal must not take help away. */
function mistakesInSupport(site: Site, looked: Looked): readonly Mistake[] {
  const { support } = withGoodConfirmations({ ...looked, site });
  return [...support.values()].flatMap(({ slug, data }) =>
    canBeLeanedOn(data)
      ? []
      : [
          {
            file: fileOf('support', slug),
            path: 'sourceKind',
            message:
              'was only copied from another page: a live site needs it read on the service’s own page, or confirmed by a real moderator',
          },
        ],
  );
}

/** A number that nobody can look up is reported. Its page stays: a removal takes away only what must go. */
function mistakesInFiguresOfLive(_: Site, { myths, studies, sources }: Looked): readonly Mistake[] {
  const unlinked = (folder: 'myths' | 'studies', entries: Looked['myths'] | Looked['studies']) =>
    [...entries.values()].flatMap(({ slug, data }) =>
      data.figures.flatMap(({ source }, index): Mistake[] =>
        sources.get(source)?.data.url === undefined
          ? [
              {
                file: fileOf(folder, slug),
                path: `figures.${index}.source`,
                message: `“${source}” has no address: a live site needs a place where each figure can be read`,
              },
            ]
          : [],
      ),
    );
  return [...unlinked('myths', myths), ...unlinked('studies', studies)];
}

function mistakesInSettings(site: Site): readonly Mistake[] {
  return spokenIn(site, 'site').map((finding) => ({ file: siteFile, ...finding }));
}

/** Who signed and what was withdrawn are no words of a page. A made-up moderator is refused by the gate. */
const unseen: ReadonlySet<FolderName> = new Set(['moderators', 'sign-offs', 'withdrawals']);

/** Where an entry speaks of a demonstration without being marked: for each place the words, and what to do with them. */
export function demonstrationsIn(folder: FolderName, data: unknown, body: Body): readonly Finding[] {
  if (unseen.has(folder)) return [];
  const about: About = folder === 'pages' ? 'site' : 'anythingElse';
  const inData = spokenIn(data, about);
  if (folders[folder].ending === 'mdx') return [...inData, ...inMdx(body, about)];
  return folders[folder].ending === 'md' ? [...inData, ...inStory(body, about)] : inData;
}

function spokenIn(data: unknown, about: About): readonly Finding[] {
  return textsIn(data).flatMap(({ path, text, isName }) => {
    const words = isName ? undefined : demonstrationIn(text, about);
    return words === undefined ? [] : [{ path, message: `${refused(words)}: take it out` }];
  });
}

function inMdx({ text, firstLine }: Body, about: About): readonly Finding[] {
  return demonstrationsInMdx(text, about).map(({ line, words }) => ({
    path: `body:${firstLine + line - 1}`,
    message: `${refused(words)}: take it out, or put the paragraph between <DemoOnly> and </DemoOnly>, each on a line of its own`,
  }));
}

/** A story is Markdown and has no components: nothing in it can be marked. */
function inStory({ text, firstLine }: Body, about: About): readonly Finding[] {
  return text.split(/\r\n?|\n/).flatMap((line, index) => {
    const words = demonstrationIn(line, about);
    return words === undefined
      ? []
      : [{ path: `body:${firstLine + index}`, message: `${refused(words)}: take it out` }];
  });
}

function refused(words: string): string {
  return `“${words}” speaks of a demonstration, which a live site refuses`;
}
