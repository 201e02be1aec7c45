import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contactOf, supportRouteSchema } from '#domain/schema/support-route.ts';
import { demonstrationInShort, demonstrationLine } from '#domain/words/demonstration.ts';
import { contentText } from '#files/write.ts';
import { readYaml } from '#files/yaml.ts';
import { copyProject, type ProjectCopy } from '../fixtures/project.ts';
import {
  fileOfPage,
  filesIn,
  pagePathsIn,
  parsePage,
  saidBy,
  takenAway,
  textOfFile,
  wordsOf,
} from '../fixtures/site-files.ts';

/** A live site: it says nothing of a demonstration, and nothing that it refuses stops a removal. */

/** A copy of the project as it would go live: the moderators are real ones, and have confirmed every support route. */
function makeLive(
  project: ProjectCopy,
  wrong: Partial<Readonly<Record<'email' | 'url', string>>> = {},
): void {
  const at = (name: string) => join(project.folder, 'content', name);
  const change = (name: string, to: (text: string) => string) =>
    writeFileSync(at(name), to(readFileSync(at(name), 'utf8')));
  change('site.yaml', (text) =>
    text
      .replace('mode: demo', 'mode: live')
      .replace(/^url: .*$/m, `url: ${wrong.url ?? 'https://another-story.example'}`)
      .concat(wrong.email ?? 'concernEmail: concerns@another-story.example\n')
      .concat('concernAnsweredBy: Robin, who moderates\nconcernAnsweredWithin: 2\n'),
  );
  for (const name of readdirSync(at('moderators')))
    change(`moderators/${name}`, (text) => text.replace(/^demo: true\n/m, ''));
  for (const name of readdirSync(at('support'))) {
    const route = supportRouteSchema.parse(readYaml(readFileSync(at(`support/${name}`), 'utf8')));
    writeFileSync(
      at(`support/${name}`),
      contentText('support', {
        ...route,
        confirmedBy: 'demo-one',
        confirmedOn: '2026-11-30',
        confirmedAs: contactOf(route),
      }),
    );
  }
}

describe('a live site', { tags: ['long'] }, () => {
  let project: ProjectCopy;
  let dist: string;
  let outcome: ReturnType<ProjectCopy['run']>;
  beforeAll(() => {
    project = copyProject();
    dist = join(project.folder, 'dist');
    makeLive(project);
    outcome = project.run('build');
  });
  afterAll(() => project.remove());

  it('is built, with its stories', () => {
    expect(outcome).toMatchObject({ status: 0 });
    expect(outcome.output).toMatch(/12 stories published/);
  });

  it('speaks of a demonstration on no page', () => {
    const speaking = pagePathsIn(dist).filter((path) => {
      const html = textOfFile(dist, fileOfPage(path)).replaceAll(/<(script|style)\b[\s\S]*?<\/\1>/g, '');
      return /demo-line|\bdemonstration\b|made-up moderators|live site/i.test(
        html.replaceAll(spokenByTheForm, ''),
      );
    });
    expect(speaking).toEqual([]);
  });

  it('lets search engines in, but for the pages that no site lists', () => {
    const keptOut = pagePathsIn(dist).filter((path) =>
      textOfFile(dist, fileOfPage(path)).includes('noindex'),
    );
    expect(keptOut.filter((path) => !/^\/404\.html$|\/present\/$/.test(path))).toEqual([]);
  });

  it('speaks of a demonstration in no file to take away', () => {
    const files = filesIn(dist).filter((file) => takenAway.test(file));
    expect(files.length).toBeGreaterThan(50);
    const speaking = files.filter((file) => {
      const said = saidBy(file, readFileSync(join(dist, file)));
      return said.includes(demonstrationLine) || said.includes(demonstrationInShort);
    });
    expect(speaking).toEqual([]);
  });
});

/** The form’s own warning, which its script shows where the keys that it finds are a demonstration’s. */
const spokenByTheForm = /<p class="demo" id="tell-demo"[\s\S]*?<\/p>/g;

describe('npm run build -- --removals, on a live site with everything wrong that a live site refuses', {
  tags: ['long'],
}, () => {
  let project: ProjectCopy;
  let dist: string;
  let outcome: ReturnType<ProjectCopy['run']>;
  const withdrawn = 'ma-brithers-jaiket';
  beforeAll(() => {
    project = copyProject({ ownOutputs: true });
    dist = join(project.folder, 'dist');
    makeLive(project, { url: 'http://localhost:4321', email: '' });
    const at = (name: string) => join(project.folder, 'content', name);
    writeFileSync(
      at('support/childline.yaml'),
      readFileSync(join(process.cwd(), 'content/support/childline.yaml'), 'utf8').replace(
        'sourceKind: own',
        'sourceKind: other',
      ),
    );
    const about = at('pages/about.mdx');
    writeFileSync(about, `${readFileSync(about, 'utf8')}\nThis is a demonstration.\n`);
    // One moderator is a made-up one after all, so that no story has two signatures left, and the keys are a demonstration’s.
    const moderator = at('moderators/demo-two.yaml');
    writeFileSync(moderator, `${readFileSync(moderator, 'utf8')}demo: true\n`);
    mkdirSync(at('withdrawals'), { recursive: true });
    writeFileSync(at(`withdrawals/${withdrawn}.yaml`), 'withdrawnOn: 2026-11-30\nreason: teller\n');
    outcome = project.run('build', ['--removals']);
  });
  afterAll(() => project.remove());
  const page = (path: string) => parsePage(textOfFile(dist, fileOfPage(path)));

  it('goes on', () => {
    expect(outcome).toMatchObject({ status: 0 });
  });

  it.each([
    'content/site.yaml › Address (in the file: url): ',
    'content/site.yaml › Concerns (in the file: concernEmail): ',
    'content/support/childline.yaml › Read where (in the file: sourceKind): ',
    'content/pages/about.mdx › line ',
  ])('reports %s', (place) => {
    expect(outcome.output).toContain(`  ${place}`);
  });

  it('takes the withdrawn story down', () => {
    expect(wordsOf(page(`/stories/${withdrawn}/`).querySelector('h1'))).toBe('This story is no longer here');
  });

  it('holds what a made-up moderator signed', () => {
    expect(pagePathsIn(dist).filter((path) => /^\/stories\/[^/]+\/$/.test(path))).toEqual([
      `/stories/${withdrawn}/`,
    ]);
  });

  it('shows nothing of a page that speaks of a demonstration', () => {
    expect(wordsOf(page('/about/').querySelector('main'))).toBe(
      'About This page is being mended. Please come back soon.',
    );
  });

  it('does not call itself a demonstration where its address for concerns is missing', () => {
    expect(wordsOf(page('/concern/').querySelector('main'))).toContain('The address is missing just now.');
    expect(wordsOf(page('/concern/').querySelector('main'))).not.toMatch(/demonstration/i);
  });

  it('keeps every way to get help', () => {
    expect(page('/').querySelectorAll('#help li strong')).toHaveLength(4);
  });
});
