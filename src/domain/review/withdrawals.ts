import { type FolderName, fileOf, type Mistake } from '../schema/content.ts';
import { slugPattern } from '../schema/fields.ts';
import { nearestSlugs } from '../text/nearest.ts';
import type { RawFile } from './raw-content.ts';

/** What stands in `content/withdrawals/`: which stories are down, and what a person has to look at. */
export interface Withdrawals {
  /** Slug → the file that takes it down. */
  readonly files: ReadonlyMap<string, RawFile>;
  readonly mistakes: readonly Mistake[];
  readonly notes: readonly Mistake[];
}

/**
 * Finds what is withdrawn. A takedown must not fail because of how a file was saved: a name that is no slug is brought to
 * one, and takes the story of that slug down. A name that is no slug and names no story is a mistake. A slug without a
 * story is a story that was withdrawn before; if it is very like the slug of a story that is up, it may be a typing slip,
 * and somebody is asked.
 */
export function withdrawalsAmong(files: readonly RawFile[]): Withdrawals {
  const stories = new Set(files.filter(({ folder }) => isOfStory(folder)).map(({ slug }) => slug));
  const found = new Map<string, RawFile>();
  const mistakes: Mistake[] = [];
  const notes: Mistake[] = [];
  const ours = files.filter(({ folder }) => folder === 'withdrawals');
  for (const file of ours) {
    const slug = withdrawnBy(file);
    // Well named files first: a copy of one says nothing new.
    if (!found.has(slug) || file.file === fileOf('withdrawals', slug)) found.set(slug, file);
    if (file.file === fileOf('withdrawals', slug) && slugPattern.test(slug)) continue;
    const isKnown = stories.has(slug) || ours.some((each) => each.file === fileOf('withdrawals', slug));
    if (isKnown)
      notes.push({
        file: file.file,
        path: '',
        message: `withdraws “${slug}”: rename it ${slug}.yaml, so that everybody sees which story it is`,
      });
    else
      mistakes.push({
        file: file.file,
        path: '',
        message: `WHICH STORY IS WITHDRAWN? No story is called “${slug}”: name the file after the story’s address, such as just-a-wee-favour.yaml${suggestion(slug, stories, new Map())}`,
      });
  }
  for (const [slug, { file }] of found) {
    if (stories.has(slug) || file !== fileOf('withdrawals', slug)) continue;
    const near = suggestion(slug, stories, found);
    if (near !== '')
      notes.push({
        file,
        path: '',
        message: `WHICH STORY IS WITHDRAWN? No story is called “${slug}”. If it was taken down before, all is well${near}`,
      });
  }
  return { files: found, mistakes, notes };
}

function isOfStory(folder: FolderName): boolean {
  return folder === 'stories' || folder === 'sign-offs';
}

/** Slugs of stories that are up and within two typing slips, as a question; empty where there is none. */
function suggestion(
  slug: string,
  stories: ReadonlySet<string>,
  withdrawn: ReadonlyMap<string, unknown>,
): string {
  const near = nearestSlugs(
    slug,
    [...stories].filter((each) => !withdrawn.has(each)),
  );
  return near.length === 0
    ? ''
    : `. Or is ${near.map((each) => `“${each}”`).join(' or ')} meant, which is still up?`;
}

/** The slug that the name of a withdrawal's file stands for. */
export function withdrawnBy({ file, slug }: Pick<RawFile, 'file' | 'slug'>): string {
  if (file === fileOf('withdrawals', slug) && slugPattern.test(slug)) return slug;
  return slugFromFileName(file.slice(file.lastIndexOf('/') + 1));
}

/**
 * A file's name brought to a slug, as people and programs vary them: capitals, white space, `free-gems.yaml.txt`,
 * `free-gems (1).yaml`, `free-gems - Copy.yaml`, letters in another Unicode form, what an interrupted save leaves behind.
 */
export function slugFromFileName(name: string): string {
  let bare = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().trim();
  for (let before = ''; before !== bare; ) {
    before = bare;
    bare = bare
      .replace(/\.(?:ya?ml|txt|text|mdx?|json|bak|orig|old|tmp|download|part|\d+)$/, '')
      .replace(/\s*\(\d+\)$/, '')
      .replace(/(?:\s+-\s*|\s+)copy(?:\s+\d+)?$/, '')
      .replace(/^copy\s+(?:\(\d+\)\s+)?of\s+/, '')
      .replace(/~\d*$/, '')
      .trim();
  }
  return bare.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '');
}
