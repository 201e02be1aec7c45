import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { tombstoneSlug } from '../fixtures/built-site.ts';
import { copyProject, type ProjectCopy } from '../fixtures/project.ts';
import { fragmentsOf } from '../fixtures/search-index.ts';
import { fileOfPage, pagePathsIn, parsePage, textOfFile, wordsOf } from '../fixtures/site-files.ts';

/** Taking something down must always work: whatever else is broken, and however little is left. */

type Outcome = ReturnType<ProjectCopy['run']>;

/** A copy of the project that is changed, built once, and looked at by many tests. */
function builtCopy(change: (project: ProjectCopy) => void, args: readonly string[] = []) {
  const copy = {} as { project: ProjectCopy; dist: string; outcome: Outcome; paths: string[] };
  beforeAll(() => {
    copy.project = copyProject({ ownOutputs: true });
    copy.dist = join(copy.project.folder, 'dist');
    change(copy.project);
    copy.outcome = copy.project.run('build', args);
    if (copy.outcome.status === 0) copy.paths = pagePathsIn(copy.dist);
  });
  afterAll(() => copy.project.remove());
  return copy;
}

function rewrite(project: ProjectCopy, file: string, to: (text: string) => string): void {
  const path = join(project.folder, file);
  const text = readFileSync(path, 'utf8');
  if (to(text) === text) throw new Error(`the test’s change to ${file} changed nothing`);
  writeFileSync(path, to(text));
}

function withdraw(project: ProjectCopy, slug: string): void {
  const folder = join(project.folder, 'content', 'withdrawals');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${slug}.yaml`), 'withdrawnOn: 2026-11-30\nreason: teller\n');
}

/** The pages of the site as it stands, without the tombstone of the tests. */
const allPaths = pagePathsIn(inject('dist')).filter((path) => path !== `/stories/${tombstoneSlug}/`);

describe('npm run build -- --removals, with one broken file of each kind', () => {
  /** Each broken entry, and the page that goes with it. */
  const broken = [
    [
      'content/stories/my-name-on-the-account.md',
      '/stories/my-name-on-the-account/',
      'title:',
      'colour: red\ntitle:',
    ],
    [
      'content/stories/the-blue-folder.md',
      '/stories/the-blue-folder/',
      /^themes:\n {2}- .*$/m,
      'themes:\n  - no-such-theme',
    ],
    [
      'content/stories/the-flat-was-mine.md',
      '/stories/the-flat-was-mine/',
      /^( {2}line: ).*$/m,
      '$1No such words anywhere.',
    ],
    ['content/myths/its-all-drugs.mdx', '/myths/its-all-drugs/', /$/, '\n{process.version}\n'],
    [
      'content/sources/community-experiences-2018.yaml',
      '/evidence/community-experiences-2018/',
      /^kind: .*$/m,
      'kind: gossip',
    ],
    ['content/themes/housing.yaml', '/themes/housing/', /^order: .*$/m, 'order: first'],
    ['content/pages/about.mdx', undefined, /$/, '\n<Danger />\n'],
    ['content/support/childline.yaml', undefined, /^hours: .*$/m, 'hours: 9'],
    ['content/site.yaml', undefined, /^leaveTo: .*$/m, 'leaveTo: nowhere'],
  ] as const;

  const copy = builtCopy(
    (project) => {
      for (const [file, , from, to] of broken) rewrite(project, file, (text) => text.replace(from, to));
      rewrite(
        project,
        'content/pages/concern.mdx',
        (text) => `${text}\nSee [nothing](/no-such-page/), [a theme](/themes/housing/).\n`,
      );
      withdraw(project, 'ma-brithers-jaiket');
    },
    ['--removals'],
  );
  const page = (path: string) => parsePage(textOfFile(copy.dist, fileOfPage(path)));

  it('succeeds', () => {
    expect(copy.outcome).toMatchObject({ status: 0 });
  });

  it.each(broken.map(([file]) => file))('reports %s', (file) => {
    expect(copy.outcome.output).toContain(`  ${file} › `);
  });

  it('leaves out exactly the pages of what is broken', () => {
    const gone: readonly (string | undefined)[] = broken.map(([, path]) => path);
    expect(gone.filter((path) => path !== undefined && !allPaths.includes(path))).toEqual([]);
    // The page of a kit goes with the page that it is about, and with a story that was taken back.
    const isGone = (path: string) =>
      gone.includes(path) ||
      gone.includes(path.replace(/kit\/$/, '')) ||
      path === '/stories/ma-brithers-jaiket/kit/';
    expect(copy.paths).toEqual(allPaths.filter((path) => !isGone(path)));
  });

  it('carries out the removal that it was run for', () => {
    expect(wordsOf(page('/stories/ma-brithers-jaiket/').querySelector('h1'))).toBe(
      'This story is no longer here',
    );
  });

  it.each(['my-name-on-the-account', 'its-all-drugs', 'community-experiences-2018', 'themes/housing'])(
    'leaves no link to %s on any page',
    (slug) => {
      const linking = copy.paths.filter((path) =>
        new RegExp(`href="[^"]*/${slug}/`).test(textOfFile(copy.dist, fileOfPage(path))),
      );
      expect(linking).toEqual([]);
    },
  );

  it.each(broken.flatMap(([, path]) => path ?? []))('has no search record of %s', (path) => {
    expect(fragmentsOf(copy.dist).map(({ url }) => url)).not.toContain(path);
  });

  it('says on a broken page of text that it is being mended, and shows none of it', () => {
    expect(wordsOf(page('/about/').querySelector('main'))).toBe(
      'About This page is being mended. Please come back soon.',
    );
  });

  it('keeps a page with a link that leads nowhere, and draws what cannot be followed as its words', () => {
    expect(copy.outcome.output).toContain('  content/pages/concern.mdx › line ');
    expect(copy.outcome.output).toContain('the link "/no-such-page/" leads to no page of this site');
    const paragraph = page('/concern/')
      .querySelectorAll('p')
      .find((each) => wordsOf(each) === 'See nothing, a theme.');
    expect(paragraph?.querySelectorAll('a')).toEqual([]);
  });

  it('keeps the stories that cite what was left out', () => {
    const citing = readdirSync(join(copy.project.folder, 'content', 'stories'))
      .filter((name) =>
        readFileSync(join(copy.project.folder, 'content', 'stories', name), 'utf8').includes(
          '- community-experiences-2018',
        ),
      )
      .map((name) => `/stories/${name.replace('.md', '')}/`)
      .filter((path) => copy.paths.includes(path));
    expect(citing.length).toBeGreaterThan(2);
  });

  it('leaves by the usual way out where the configured one is broken', () => {
    expect(page('/').querySelector('#leave')?.getAttributeValue('href')).toBe(
      'https://www.bbc.co.uk/weather',
    );
  });

  it('keeps the other routes to help where one is broken', () => {
    expect(page('/').querySelectorAll('#help li strong')).toHaveLength(3);
  });
});

describe('npm run build -- --removals, with a site.yaml that cannot be read', { tags: ['long'] }, () => {
  const copy = builtCopy(
    (project) => {
      writeFileSync(join(project.folder, 'content', 'site.yaml'), 'name: "\n  mode: [');
      withdraw(project, 'ma-brithers-jaiket');
    },
    ['--removals'],
  );

  it('succeeds', () => {
    expect(copy.outcome).toMatchObject({ status: 0 });
  });

  it('reports the file', () => {
    expect(copy.outcome.output).toContain('  content/site.yaml: cannot be read as YAML');
  });

  it('judges by the strictest rules: demonstration moderators do not count', () => {
    expect(copy.paths.filter((path) => path.startsWith('/stories/'))).toEqual([
      '/stories/',
      '/stories/ma-brithers-jaiket/',
    ]);
  });
});

describe('npm run build, with every story held', { tags: ['long'] }, () => {
  const copy = builtCopy((project) => {
    rmSync(join(project.folder, 'content', 'sign-offs'), { recursive: true });
  });

  it('succeeds: a hold is no mistake', () => {
    expect(copy.outcome).toMatchObject({ status: 0 });
  });

  it('says how many are held', () => {
    expect(copy.outcome.output).toMatch(/0 stories published, \d+ held/);
  });

  it('leaves out exactly the pages of the stories', () => {
    expect(copy.paths).toEqual(allPaths.filter((path) => !/^\/stories\/.+/.test(path)));
  });

  it('keeps every myth that a held story speaks to', () => {
    expect(copy.paths.filter((path) => path.startsWith('/myths/'))).toEqual(
      allPaths.filter((path) => path.startsWith('/myths/')),
    );
  });

  it('has no story on the home page', () => {
    expect(textOfFile(copy.dist, 'index.html')).not.toMatch(/href="\/stories\/[a-z]/);
  });

  it.each([
    ['feed.json', 'items'],
    ['api/stories.json', 'stories'],
  ])('has an empty %s', (file, list) => {
    expect(JSON.parse(textOfFile(copy.dist, file))).toMatchObject({ [list]: [] });
  });

  it('has a feed.xml without an item', () => {
    expect(textOfFile(copy.dist, 'feed.xml')).not.toContain('<item>');
  });

  it('writes the site all the same', () => {
    expect(existsSync(join(copy.dist, 'stories', 'index.html'))).toBe(true);
  });
});
