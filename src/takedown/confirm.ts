import { readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cached, deleteOutputsOf, deleteUnusedOutputs } from '#cache/cached.ts';
import { putInPlace } from '#disk/put-in-place.ts';
import type { Reviewed } from '#domain/review/review.ts';
import { fileOf, folderNames } from '#domain/schema/content.ts';
import * as vocabularies from '#domain/words/vocabularies.ts';
import { inARow } from '#domain/words/wording.ts';
import { type Fingerprint, textsIn, textsWithout, wordlessFingerprint } from './fingerprints.ts';
import { type Find, hunt, type Outcome, type Published, type Trace } from './hunt.ts';
import type { OpenedBefore } from './outputs.ts';
import type { Opened } from './reading.ts';
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
  const kept = await slugsKept(root);
  for (const slug of kept) if (!content.withdrawals.has(slug)) await deleteFingerprint(root, slug);
  const filesLeft: string[] = [];
  const fingerprints: Fingerprint[] = [];
  for (const slug of content.withdrawals.keys()) {
    const fromFile = await fingerprintOfFile(root, slug);
    if (fromFile) filesLeft.push(fileOf('stories', slug));
    const words = fromFile ?? (await keptFingerprint(root, slug));
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
  { build, confirming }: Building,
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
    await rm(join(dist, 'stories', slug), { recursive: true, force: true });
  try {
    await build(built);
  } catch (error) {
    const { finds } = await takeOutTraces(root, dist, takedowns);
    throw new Error(
      `The site could not be built. The old one stays, without what had something of a story that was taken down:\n${finds.flatMap(findInWords).join('\n')}`,
      { cause: error },
    );
  }
  confirming();
  try {
    const outcome = await takeOutTraces(root, built, takedowns);
    await putInPlace(built, dist);
    await endConfirmed(root, takedowns, outcome);
    return { isConfirmed: outcome.finds.length === 0, words: outcomeInWords(takedowns, outcome) };
  } catch (error) {
    // A search that fails must not keep the old site up.
    await putInPlace(built, dist);
    throw new Error(
      'The site is in its place, but nobody has looked whether all is gone that was taken down',
      {
        cause: error,
      },
    );
  }
}

/** Opens every file of a built site, and deletes those with something of a story that was taken down. */
async function takeOutTraces(root: string, folder: string, takedowns: Takedowns): Promise<Outcome> {
  const { fingerprints, published } = takedowns;
  const outcome = await hunt(folder, fingerprints, published, await openedBefore(root));
  for (const { file } of outcome.finds) await rm(join(folder, file));
  return outcome;
}

/**
 * Ends what is confirmed, once the site is in its place: nothing is kept of it any more. A takedown of which something was found is
 * looked for again by the next build, because what it came from may still be there.
 */
async function endConfirmed(root: string, { fingerprints }: Takedowns, { finds }: Outcome): Promise<void> {
  for (const { slug } of fingerprints) {
    const isConfirmed = finds.every(({ traces, problem }) => problem === undefined && !traces.has(slug));
    if (isConfirmed) await deleteFingerprint(root, slug);
    await deleteOutputsOf(`stories/${slug}`, root);
  }
  // What these were made into before may have had the story in it.
  for (const folder of ['lesson-packs', 'guides']) await deleteUnusedOutputs(folder, root);
}

const traceNames: Readonly<Record<Trace, string>> = {
  words: 'its words',
  name: 'its title or its teller’s name',
  picture: 'a picture or a file of it',
  address: 'its address',
};

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
      `No words of ${inARow(wordless)} could be looked for, only its address and its pictures: its file was gone before it was withdrawn here.`,
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

/** What earlier searches read in the PDFs of packs and guides lies beside those PDFs in the cache, and goes with them. */
async function openedBefore(root: string): Promise<OpenedBefore> {
  const reader = await readerOfPdfs();
  return {
    known: new Map(),
    async pdf(file, hash, read) {
      const of = dirname(file);
      if (!isOwner(of)) return read();
      const recipe = { of, name: 'words.json', from: { hash, reader } };
      const bytes = await cached(recipe, async () => Buffer.from(JSON.stringify(await read())), root);
      return JSON.parse(Buffer.from(bytes).toString()) as Opened;
    },
  };
}

/** The code that reads PDFs, and the version of PDF.js in it: another may read more. */
async function readerOfPdfs(): Promise<unknown> {
  const sources = ['pdf.ts', 'reading.ts', '../../package.json'].map((file) =>
    readFile(join(import.meta.dirname, file), 'utf8'),
  );
  const [pdf, reading, manifest = ''] = await Promise.all(sources);
  const { dependencies } = JSON.parse(manifest) as { dependencies: Readonly<Record<string, string>> };
  return [pdf, reading, dependencies['unpdf']];
}

function isOwner(folder: string): folder is `${string}/${string}` {
  return folder.includes('/');
}
