import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { cp, glob, mkdir, mkdtemp, readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Content, FolderName } from '#domain/schema/content.ts';
import { audiences, contentNotes, origins } from '#domain/words/vocabularies.ts';
import type { BenchProject } from './project.ts';
import type { Command } from './timed.ts';

/** One of the sites that are built beside each other from the same texts. */
export interface BenchSite {
  readonly folder: string;
  /** The folders that a build writes. They are deleted before a build is measured, so that it is a first one. */
  readonly written: readonly string[];
  /** Where the pages are, from `folder`. */
  readonly pages: string;
  /** Where the stories are, from `folder`. */
  readonly stories: string;
  /** The whole build, search included. */
  readonly build: readonly Command[];
  /** Serves the site while it is edited. */
  edit(port: number): Command;
  /** The path at which an editor looks at a story. */
  preview(slug: string): string;
}

/** Something that makes a site of stories. */
export interface SiteGenerator {
  readonly name: string;
  readonly version: string;
  site(project: BenchProject): Promise<BenchSite>;
}

/** The version that `docs/benchmarks.md` names. It is fetched when it is needed, and is no dependency. */
const eleventyVersion = '3.1.8';

/** This project, and what it is measured against: Eleventy, and Hugo where it is installed. */
export async function siteGenerators(root: string): Promise<SiteGenerator[]> {
  const pagefind: Command = [
    process.execPath,
    join(root, 'node_modules/pagefind/lib/runner/bin.cjs'),
    '--quiet',
    '--site',
  ];
  const ours: SiteGenerator = {
    name: 'Another Story',
    version: `Astro ${await versionOf(root, 'astro')}`,
    site: async ({ folder }) => ({
      folder,
      written: ['dist', '.cache'],
      pages: 'dist',
      stories: 'content/stories',
      build: [[process.execPath, 'src/cli/build.ts']],
      edit: (port) => [process.execPath, 'src/cli/edit.ts', '--port', String(port)],
      preview: (slug) => `/preview/stories/${slug}/`,
    }),
  };
  return [ours, eleventy(root, pagefind), ...hugo(pagefind)];
}

/** The version of one of the project's packages. */
export async function versionOf(root: string, name: string): Promise<string> {
  const text = await readFile(join(root, 'node_modules', name, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

function eleventy(root: string, pagefind: Command): SiteGenerator {
  const packages = join(root, '.cache/bench');
  mkdirSync(packages, { recursive: true });
  const { status } = spawnSync(
    'npm',
    ['install', '--prefix=.', '--loglevel=error', `@11ty/eleventy@${eleventyVersion}`],
    {
      // In the folder, and not named: where a shell starts npm, it would take a folder with a space in its name apart.
      cwd: packages,
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    },
  );
  if (status !== 0)
    throw new Error('npm could not fetch Eleventy to measure against. Is this machine online?');
  const program: Command = [
    process.execPath,
    join(packages, 'node_modules/@11ty/eleventy/cmd.cjs'),
    '--quiet',
  ];
  return {
    name: 'Eleventy + Pagefind',
    version: `Eleventy ${eleventyVersion}`,
    async site(project) {
      const folder = await copyOf('eleventy', project, 'stories', '_data');
      await writeFile(join(folder, 'stories/stories.json'), '{ "layout": "story.njk", "tags": "stories" }\n');
      return {
        folder,
        written: ['_site'],
        pages: '_site',
        stories: 'stories',
        build: [program, [...pagefind, '_site']],
        edit: (port) => [...program, '--serve', `--port=${port}`],
        preview: (slug) => `/stories/${slug}/`,
      };
    },
  };
}

function hugo(pagefind: Command): SiteGenerator[] {
  const { stdout } = spawnSync('hugo', ['version'], { encoding: 'utf8' });
  const [, version] = /v(\d+\.\d+\.\d+)/.exec(stdout ?? '') ?? [];
  if (version === undefined) return [];
  return [
    {
      name: 'Hugo + Pagefind',
      version: `Hugo ${version}`,
      async site(project) {
        const folder = await copyOf('hugo', project, 'content/stories', 'data');
        // Templates have an ending of their own in this repository, because they are not HTML yet.
        for await (const template of glob(join(folder, 'layouts/**/*.gohtml'))) {
          await rename(template, template.replace(/gohtml$/, 'html'));
        }
        return {
          folder,
          written: ['public', 'resources'],
          pages: 'public',
          stories: 'content/stories',
          build: [
            ['hugo', '--quiet'],
            [...pagefind, 'public'],
          ],
          edit: (port) => ['hugo', 'server', '--quiet', '--port', String(port)],
          preview: (slug) => `/stories/${slug}/`,
        };
      },
    },
  ];
}

/** A new folder with the templates of a generator, the published stories as they are, and the words around them. */
async function copyOf(
  generator: string,
  project: BenchProject,
  stories: string,
  data: string,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `another-story-bench-${generator}-`));
  await cp(fileURLToPath(new URL(`./${generator}`, import.meta.url)), folder, { recursive: true });
  await mkdir(join(folder, stories), { recursive: true });
  for (const slug of project.published) {
    await cp(join(project.folder, `content/stories/${slug}.md`), join(folder, stories, `${slug}.md`));
  }
  await mkdir(join(folder, data), { recursive: true });
  await writeFile(join(folder, data, 'words.json'), JSON.stringify(wordsOf(project.content)));
  return folder;
}

/** Names and labels by slug, for templates that have no library. */
function wordsOf(content: Content) {
  const bySlug = (folder: FolderName) =>
    Object.fromEntries([...content[folder].values()].map(({ slug, data }) => [slug, data]));
  return {
    themes: bySlug('themes'),
    points: bySlug('transition-points'),
    myths: bySlug('myths'),
    sources: bySlug('sources'),
    support: bySlug('support'),
    helpNow: content.site.helpNow,
    notes: contentNotes,
    audiences,
    origins,
  };
}
