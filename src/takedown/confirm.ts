import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { deleteOutputsOf, deleteUnusedOutputs } from '#cache/cached.ts';
import { deleteBundle, deleteCompiledCode } from '#cache/compiled-code.ts';
import { unlessItFails } from '#disk/if-there.ts';
import { putInPlace } from '#disk/put-in-place.ts';
import type { Reviewed } from '#domain/review/review.ts';
import { fileOf, folderNames } from '#domain/schema/content.ts';
import * as vocabularies from '#domain/words/vocabularies.ts';
import { inARow } from '#domain/words/wording.ts';
import { type Fingerprint, textsIn, textsWithout, wordlessFingerprint } from './fingerprints.ts';
import { callHelpers } from './helpers.ts';
import { type Find, type Helper, hunt, type Outcome, type Published, type Trace } from './hunt.ts';
import { openedBefore, ownerOf } from './opened-before.ts';
import { deleteFingerprint, keptFingerprint, slugsKept } from './records.ts';
import { fingerprintOfFile, hashesOfOutputs } from './take-down.ts';

/** The takedowns that the next build has to confirm. */
export interface Takedowns {
  readonly fingerprints: readonly Fingerprint[];
  readonly published: Published;
  /** Withdrawn stories whose file is still there. */
  readonly filesLeft: readonly string[];
}

/**
 * What has to be confirmed: what was taken down since a build last found nothing, and withdrawn stories of which this machine still
 * has something. Undefined if there is nothing.
 *
 * @param publishedStories slugs of the stories that may be on the site
 */
export async function pendingTakedowns(
  root: string,
  { content }: Pick<Reviewed, 'content'>,
  publishedStories: readonly string[],
): Promise<Takedowns | undefined> {
  // Whatever cannot be read is passed over: the build that takes a story down must not wait for it.
  const kept = (await unlessItFails(slugsKept(root))) ?? [];
  const isBack = (slug: string) =>
    !content.withdrawals.has(slug) && (content.stories.has(slug) || publishedStories.includes(slug));
  for (const slug of kept.filter(isBack)) await unlessItFails(deleteFingerprint(root, slug));
  const filesLeft: string[] = [];
  const fingerprints: Fingerprint[] = [];
  // What was taken down here is looked for even if its withdrawal cannot be read or was deleted, until its story is back.
  for (const slug of new Set([...content.withdrawals.keys(), ...kept.filter((each) => !isBack(each))])) {
    const fromFile = await fingerprintOfFile(root, slug);
    if (fromFile) filesLeft.push(fileOf('stories', slug));
    const before = await unlessItFails(keptFingerprint(root, slug));
    const words = fromFile?.isWordless ? (before ?? fromFile) : (fromFile ?? before);
    const outputs = await hashesOfOutputs(root, slug);
    if (!words && !kept.includes(slug) && outputs.length === 0) continue;
    const { files: hashes, ...rest } = words ?? wordlessFingerprint(slug);
    fingerprints.push({ ...rest, files: [...new Set([...hashes, ...outputs])] });
  }
  if (fingerprints.length === 0) return undefined;
  const gone = new Set(fingerprints.map(({ slug }) => slug));
  return { fingerprints, published: publishedIn(content, publishedStories, gone), filesLeft };
}

/** What the site says by right. A held story is not among it: its words may be those of a withdrawn one. */
function publishedIn(
  content: Reviewed['content'],
  stories: readonly string[],
  gone: ReadonlySet<string>,
): Published {
  const isShown = new Set(stories);
  const entries = folderNames
    .filter((folder) => folder !== 'sign-offs' && folder !== 'withdrawals')
    .flatMap((folder) =>
      [...content[folder].values()]
        .filter(({ slug }) => folder !== 'stories' || isShown.has(slug))
        .map(({ slug, data, body }) => ({
          file: fileOf(folder, slug),
          slug,
          texts: [...textsWithout(data, gone), body],
        })),
    );
  const alone = [
    { file: 'content/site.yaml', texts: textsIn(content.site) },
    { file: 'content/curriculum.yaml', texts: textsIn(content.curriculum) },
  ];
  const texts = [...entries, ...alone].flatMap(({ file, texts: each }) =>
    each.map((text) => ({ file, text })),
  );
  return {
    texts,
    names: [...texts.map(({ text }) => text), ...textsIn(vocabularies)].filter(
      (text) => text.length < longestName,
    ),
    slugs: entries.map(({ slug }) => slug),
  };
}

/** Longer than any title. */
const longestName = 200;

/** How a build is made, so that what was taken down is in it no more. */
export interface Building {
  /** Builds the whole site into a folder, from the project’s folder. */
  readonly build: (folder: string) => Promise<unknown>;
  /** Told when every file is about to be opened. */
  readonly confirming: () => void;
  /** How the site is searched; tests give one that fails. */
  readonly search?: typeof hunt;
}

/** What a build has to say of takedowns. */
export interface Confirmation {
  readonly isConfirmed: boolean;
  readonly words: string;
}

/** Where the site is built, from the project’s folder. Never in git; may be deleted at any time. */
const beside = '.cache/site';

/**
 * Builds the site beside `dist/` and puts it in its place. After a takedown every file is opened first, and what still has something
 * of the story is left out: whatever is found, the new site takes the place of the old one. If there is no new one, the old one is
 * searched, and loses what has something of the story.
 *
 * @throws what the build failed with
 */
export async function putUp(
  root: string,
  takedowns: Takedowns | undefined,
  { build, confirming, search = hunt }: Building,
): Promise<Confirmation | undefined> {
  const dist = join(root, 'dist');
  const built = join(root, beside);
  if (!takedowns) {
    await build(built);
    await putInPlace(built, dist);
    return undefined;
  }
  // At once: a build takes a while, and may be cut off.
  for (const { slug } of takedowns.fingerprints)
    await unlessItFails(rm(join(dist, 'stories', slug), { recursive: true, force: true }));
  // Now, so that they are ready when the site is.
  const helpers = callHelpers(root);
  let outcome: Outcome | undefined;
  let problem = '';
  try {
    try {
      await build(built);
    } catch (error) {
      throw new Error(await oldSiteInWords(root, dist, takedowns), { cause: error });
    }
    confirming();
    try {
      outcome = await takeOutTraces(root, built, takedowns, search, helpers.all);
    } catch (error) {
      problem = messageOf(error);
    }
  } finally {
    await helpers.dismiss();
  }
  // Whatever the search came to, and if it failed: the old site has the story for certain.
  await putInPlace(built, dist);
  if (!outcome) return { isConfirmed: false, words: unsearchedInWords(takedowns, problem) };
  const words = outcomeInWords(takedowns, outcome);
  try {
    await endConfirmed(root, takedowns, outcome);
  } catch (error) {
    return {
      isConfirmed: false,
      words: `${words}\nWhat was kept of it in .cache could not be deleted (${messageOf(error)}): delete .cache.`,
    };
  }
  return { isConfirmed: outcome.finds.length === 0, words };
}

/** What is said when there is no new site, after the old one was searched. */
async function oldSiteInWords(root: string, dist: string, takedowns: Takedowns): Promise<string> {
  const notBuilt = 'The site could not be built. The old one stays,';
  try {
    const { finds } = await takeOutTraces(root, dist, takedowns);
    return `${notBuilt} without what had something of a story that was taken down:\n${finds.flatMap(findInWords).join('\n')}`;
  } catch (error) {
    return `${notBuilt} without the page of the story that was taken down. The rest could not be searched (${messageOf(error)}): take the site down by hand.`;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Opens every file of a built site, and deletes those with something of a story that was taken down. */
async function takeOutTraces(
  root: string,
  folder: string,
  takedowns: Takedowns,
  search = hunt,
  helpers: readonly Helper[] = [],
): Promise<Outcome> {
  const { fingerprints, published } = takedowns;
  const outcome = await search(folder, fingerprints, published, await openedBefore(root), helpers);
  for (const { file } of outcome.finds) await rm(join(folder, file));
  return outcome;
}

/**
 * Ends what is confirmed, once the site is in its place: nothing is kept of it any more. A takedown of which something was found is
 * looked for again by the next build, because what it came from may still be there.
 */
async function endConfirmed(root: string, { fingerprints }: Takedowns, { finds }: Outcome): Promise<void> {
  // What a find was taken from may be kept too, and would only bring it back.
  for (const { file } of finds) {
    const of = ownerOf(file);
    if (of) await deleteOutputsOf(of, root);
  }
  if (finds.length > 0) await deleteBundle(root);
  for (const { slug } of fingerprints) {
    const isConfirmed = finds.every(({ traces, problem }) => problem === undefined && !traces.has(slug));
    if (isConfirmed) await deleteFingerprint(root, slug);
    await deleteOutputsOf(`stories/${slug}`, root);
  }
  // What these were made into before may have had the story in it.
  for (const folder of ['lesson-packs', 'guides']) await deleteUnusedOutputs(folder, root);
  await deleteCompiledCode(root);
}

const traceNames: Readonly<Record<Trace, string>> = {
  words: 'its words',
  name: 'its title or its teller’s name',
  picture: 'a picture or a file of it',
  address: 'its address',
};

/** What is said when the search itself failed. */
function unsearchedInWords({ fingerprints }: Takedowns, problem: string): string {
  return `NOBODY KNOWS WHETHER ALL IS GONE of ${inARow(fingerprints.map(({ slug }) => slug))}: the site is built and in its place, but it could not be searched (${problem}). Build again.`;
}

/** What is said at the end of a build. It names outputs and stories, and never a word of what was found. */
function outcomeInWords({ fingerprints, filesLeft }: Takedowns, { opened, finds, shared }: Outcome): string {
  const slugs = inARow(fingerprints.map(({ slug }) => slug));
  const wordless = fingerprints.filter(({ isWordless }) => isWordless).map(({ slug }) => slug);
  const lines =
    finds.length === 0
      ? [
          `Taken down: ${slugs}. All ${opened} files of the site were opened, and none has anything left of it.`,
        ]
      : [
          `NOT ALL WAS GONE of ${slugs}. All ${opened} files of the site were opened. These were left out, and the rest is in its place:`,
          ...finds.flatMap(findInWords),
          'Find out where they come from, such as a copy under public/, and build again.',
        ];
  if (wordless.length > 0)
    lines.push(
      `No words of ${inARow(wordless)} could be looked for, only its address and its pictures: its file was gone, or could not be read, when it was withdrawn here.`,
    );
  for (const { file, slug } of shared)
    lines.push(`${file} is published and has words in common with ${slug}: see whether it quotes the story.`);
  for (const file of filesLeft) lines.push(`${file} is still there. Delete it: npm run withdraw does.`);
  return lines.join('\n');
}

function findInWords({ file, traces, problem }: Find): readonly string[] {
  if (problem !== undefined) return [`  ${file}: could not be opened (${problem})`];
  return [...traces].map(
    ([slug, kinds]) => `  ${file}: ${inARow([...kinds].map((kind) => traceNames[kind]))} (${slug})`,
  );
}
