import { randomBytes } from 'node:crypto';
import { cp, mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { privateKeyFrom, publicKeyOf, signStory } from '#domain/gate/signing.ts';
import { checklists, currentOn } from '#domain/gate/versions.ts';
import { mistakeInWords, reportOn } from '#domain/review/report.ts';
import { type Content, fileOf } from '#domain/schema/content.ts';
import { readReviewed } from '#files/reviewed.ts';
import { siteToday } from '#files/today.ts';
import { contentText } from '#files/write.ts';
import { benchStories } from './stories.ts';

/**
 * Cards and printables are not what is measured: their routes, pages that show them, and what refers to them are left
 * out of the copy.
 */
const notMeasured =
  /\.(png|webp|pdf|pptx|docx|zip)\.ts$|[/\\]kit\.astro$|[/\\]pages[/\\](share|lesson-packs|guides|for)([/\\]|$)|content[/\\](lesson-packs|guides|ways)([/\\]|$)/;

/** What a copy of the project needs, beside its packages. */
export const projectFiles = [
  'src',
  'public',
  'content',
  'package.json',
  'astro.config.mjs',
  'tsconfig.json',
  'keystatic.config.tsx',
] as const;

/** A copy of the project that publishes a given number of stories. */
export interface BenchProject {
  readonly folder: string;
  /** Its reviewed content, from which the sites of the other generators are made too. */
  readonly content: Content;
  /** The slugs of the stories that it publishes. */
  readonly published: readonly string[];
}

/**
 * Copies the project into a new folder and adds generated stories until it has `size`, each signed by two
 * moderators made for the purpose, so that the gate has everything to do.
 *
 * @throws if `size` is less than what the project ships, or if a generated story breaks a rule
 */
export async function benchProject(root: string, size: number): Promise<BenchProject> {
  const { content: shipped } = await readReviewed(root);
  if (size <= shipped.stories.size) {
    throw new Error(`The project ships ${shipped.stories.size} stories: measure with more than that.`);
  }
  const stories = benchStories(shipped, size - shipped.stories.size);
  const folder = await mkdtemp(join(tmpdir(), 'another-story-bench-'));
  for (const name of projectFiles) {
    await cp(join(root, name), join(folder, name), {
      recursive: true,
      filter: (path) => !notMeasured.test(path),
    });
  }
  // Nor may a page's link preview draw one.
  await writeFile(
    join(folder, 'src/cards/link-preview.ts'),
    'export const linkPreview = async (..._: unknown[]) => undefined;\n',
  );
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');

  const signers = ['bench-one', 'bench-two'].map((moderator) => ({
    moderator,
    privateKey: privateKeyFrom(randomBytes(32)),
  }));
  const signedOn = '2026-03-01';
  const checks = [...currentOn(checklists, signedOn).lines];
  for (const { moderator, privateKey } of signers) {
    await write(
      folder,
      fileOf('moderators', moderator),
      contentText('moderators', {
        name: moderator,
        publicKey: publicKeyOf(privateKey),
        roles: ['safeguarding', 'editor'],
        since: signedOn,
      }),
    );
  }
  for (const { slug, file } of stories) await write(folder, fileOf('stories', slug), file);
  const { content, mistakes } = await readReviewed(folder);
  if (mistakes.length > 0)
    throw new Error(`The generated project has mistakes:\n${mistakes.map(mistakeInWords).join('\n')}`);
  for (const { slug } of stories) {
    const story = content.stories.get(slug);
    if (!story) continue;
    const signOffs = signers.map((signer) =>
      signStory(story, content.site.policyVersion, { ...signer, signedOn, checks }),
    );
    await write(folder, fileOf('sign-offs', slug), contentText('sign-offs', signOffs));
  }
  const signed = await readReviewed(folder);
  const { published } = reportOn(signed, siteToday(signed.content.site.mode));
  return { folder, content: signed.content, published };
}

async function write(folder: string, file: string, text: string): Promise<void> {
  const path = join(folder, file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
