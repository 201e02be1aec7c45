import { groupKinds, valuesOf } from '../words/vocabularies.ts';
import type { FolderName } from './content.ts';

/**
 * The addresses of the site, as far as they follow from its content: what a link in a body can lead to. Pictures of cards,
 * ZIPs of kits and the files of a pack that not every pack has are known only when they are drawn, and so nothing can be linked
 * to them but their own pages.
 */

/** Where the entries of a folder have their pages, and what goes with each page. */
const entryPages = {
  stories: { at: '/stories/', outputs: ['', 'kit/'] },
  myths: { at: '/myths/', outputs: ['', 'kit/'] },
  'lesson-packs': {
    at: '/lesson-packs/',
    outputs: [
      '',
      'present/',
      'pupil/',
      'plan.pdf',
      'slides.pptx',
      'worksheets.pdf',
      'worksheets.docx',
      'everything.zip',
    ],
  },
  guides: { at: '/guides/', outputs: ['', 'guide.pdf'] },
  sources: { at: '/evidence/', outputs: [''] },
  themes: { at: '/themes/', outputs: [''] },
  'transition-points': { at: '/transition-points/', outputs: [''] },
  ways: { at: '/for/', outputs: [''] },
  tell: { at: '/tell/', outputs: [''] },
  sheets: { at: '/sheets/', outputs: [''] },
} as const satisfies Partial<
  Record<FolderName, { readonly at: string; readonly outputs: readonly string[] }>
>;

/** A folder whose entries have pages. */
export type PagedFolder = keyof typeof entryPages;

/** The addresses at which `content/pages/` is shown, by slug. */
export const textPages: Readonly<Record<string, string>> = {
  about: '/about/',
  accessibility: '/accessibility/',
  concern: '/concern/',
  corrections: '/about/corrections/',
  'five-ds': '/about/five-ds/',
  moderation: '/about/moderation/',
  privacy: '/privacy/',
  threats: '/evidence/threats/',
  transparency: '/about/transparency/',
};

/** Pages on which the fragment says what is chosen, as in `/stories/#audience=1`. */
const choosingPages: ReadonlySet<string> = new Set([
  '/stories/',
  '/myths/',
  '/lesson-packs/',
  '/guides/',
  '/share/',
  '/search/',
  '/plan/',
]);

/** Pages and files that are there whatever the content is. */
export const fixedAddresses: ReadonlySet<string> = new Set([
  ...choosingPages,
  ...Object.values(textPages),
  ...valuesOf(groupKinds).map((group) => `/plan/${group}/`),
  '/',
  '/myths/quiz/',
  '/for/',
  // Its own page, whether there is a way in of that name or not.
  '/for/young-people/',
  '/if-you-tell/',
  '/about/law/',
  '/about/others/',
  '/sheets/',
  '/evidence/',
  '/evidence/research/',
  '/evidence/how-a-debt-grows/',
  '/evidence/who-gets-paid/',
  '/evidence/priorities/',
  '/support/',
  '/share-your-story/',
  '/share-your-story/withdraw/',
  '/share-your-story/hand-over/',
  '/feed.xml',
  '/feed.json',
  '/withdrawn.json',
  '/api/stories.json',
  '/api/myths.json',
  '/plan/pieces.json',
  '/robots.txt',
]);

/** What a link leads to. */
export type LinkTarget =
  /** Another site. */
  | { readonly kind: 'elsewhere' }
  /** A page or a file that is there whatever the content is. */
  | { readonly kind: 'fixed'; readonly path: string; readonly part: string }
  /** An entry’s page (`output` is empty) or what goes with it. */
  | {
      readonly kind: 'entry';
      readonly folder: PagedFolder;
      readonly slug: string;
      readonly output: string;
      readonly path: string;
      readonly part: string;
    }
  | { readonly kind: 'nowhere'; readonly path: string };

/**
 * What a link in a body leads to, as far as its address says.
 *
 * @param url an address that a body may contain: of another site, from the root, or a fragment
 * @param from the address of the page on which it stands; undefined where the body is on no page
 */
export function targetOf(url: string, from: string | undefined): LinkTarget {
  if (!/^[/#]/.test(url)) return { kind: 'elsewhere' };
  const { pathname, hash } = new URL(url, `https://site.invalid${from ?? '/'}`);
  const path = decoded(pathname);
  const part = decoded(hash.slice(1));
  if (fixedAddresses.has(path)) {
    // What is chosen on a page is no part of it.
    const isChoice = choosingPages.has(path) && part.includes('=');
    return { kind: 'fixed', path, part: isChoice ? '' : part };
  }
  for (const [folder, { at }] of Object.entries(entryPages)) {
    const [, slug, output] = path.startsWith(at)
      ? (/^([a-z0-9-]+)\/(.*)$/.exec(path.slice(at.length)) ?? [])
      : [];
    if (slug !== undefined && output !== undefined)
      return { kind: 'entry', folder: folder as PagedFolder, slug, output, path, part };
  }
  return { kind: 'nowhere', path };
}

/** True for what goes with the page of every entry of a folder. A pack has slides; a theme has nothing but its page. */
export function hasOutput(folder: PagedFolder, output: string): boolean {
  return (entryPages[folder].outputs as readonly string[]).includes(output);
}

/** The address of the page on which an entry is shown; undefined for what has no page. */
export function pageOf(folder: FolderName, slug: string): string | undefined {
  if (folder === 'pages') return textPages[slug];
  return folder in entryPages ? `${entryPages[folder as PagedFolder].at}${slug}/` : undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A % that begins no code stands for itself.
    return text;
  }
}
