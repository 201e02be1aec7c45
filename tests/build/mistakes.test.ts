import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { placeInWords } from '#domain/review/places.ts';
import type { Report } from '#domain/review/report.ts';
import { copyProject, type ProjectCopy } from '../fixtures/project.ts';

/** One thing wrong in one file, and what the refusal must say of it. */
interface Case {
  readonly what: string;
  readonly file: string;
  readonly change: (text: string) => string;
  /** The field that must be named. */
  readonly path: string;
  /** What was found. */
  readonly found: string;
  /** What to write instead. */
  readonly fix: string;
  /** Built by itself as well: one of each kind of mistake. */
  readonly alone?: true;
}

const slug = 'my-name-on-the-account';
const story = `content/stories/${slug}.md`;
const myth = 'content/myths/its-all-drugs.mdx';

const add = (words: string) => (text: string) => `${text}\n${words}\n`;
const swap = (from: string | RegExp, to: string) => (text: string) => text.replace(from, to);

const cases: readonly Case[] = [
  {
    what: 'a field that no story has',
    file: story,
    change: swap('title:', 'colour: red\ntitle:'),
    path: 'colour',
    found: 'there is no such field',
    fix: 'take it away, or check its spelling',
    alone: true,
  },
  {
    what: 'a title that is too short',
    file: story,
    change: swap(/^title: .*$/m, 'title: Me'),
    path: 'title',
    found: 'found "Me"',
    fix: 'write at least 4 characters',
  },
  {
    what: 'a value that is not on the list',
    file: story,
    change: swap('origin: composite', 'origin: invented'),
    path: 'origin',
    found: 'found "invented"',
    fix: 'choose one; in a file, write the word in brackets: “',
  },
  {
    what: 'front matter that is not YAML',
    file: story,
    change: swap('title:', 'title: "'),
    path: '',
    found: 'cannot be read as YAML',
    fix: '',
  },
  {
    what: 'a file without front matter',
    file: story,
    change: () => 'Just words.\n',
    path: '',
    found: 'there are no fields at the top',
    fix: 'begin the file with a line ---',
  },
  {
    what: 'a reference to a theme that is not there',
    file: story,
    change: swap('  - vulnerability', '  - vulnerabilty'),
    path: 'themes.0',
    found: 'found "vulnerabilty"',
    fix: 'is “vulnerability” meant?',
    alone: true,
  },
  {
    what: 'a reference to a source that is not there',
    file: myth,
    change: swap(/^sources:\n {2}- .*$/m, 'sources:\n  - no-such-report'),
    path: 'sources.0',
    found: 'found "no-such-report"',
    fix: 'name one of the Sources that are there',
  },
  {
    what: 'an excerpt that is not word for word',
    file: story,
    change: swap('- text: Everybody in it had a job.', '- text: Everybody in it had a wee job.'),
    path: 'excerpts.0.text',
    found: 'which is not in the story word for word',
    fix: 'the nearest words are “',
    alone: true,
  },
  {
    what: 'an opening line that is not word for word',
    file: story,
    change: swap('  line: Everybody', '  line: Nobody'),
    path: 'opening.line',
    found: 'found "Nobody in it had a job. Mine was having a name."',
    fix: 'the nearest words are',
  },
  {
    what: 'a margin note on a sentence that is not there',
    file: story,
    change: swap("'on': I honestly couldn’t see", "'on': I truly couldn’t see"),
    path: 'margins.0.on',
    found: 'which is not in one paragraph of the story word for word',
    fix: 'the nearest words are “',
  },
  {
    what: 'a pause after no heading',
    file: story,
    change: swap('- after: The glass room', '- after: The glass door'),
    path: 'pauses.1.after',
    found: 'found "The glass door", which is no heading of the story',
    fix: 'write one of “The otter”',
    alone: true,
  },
  {
    what: 'HTML in a story',
    file: story,
    change: add('<script>alert(1)</script>'),
    path: 'body:',
    found: 'HTML, something in < >, is not allowed',
    fix: 'write only paragraphs',
    alone: true,
  },
  {
    what: 'a sentence hidden in tag characters',
    file: story,
    change: add(
      `It was late.${[...'his name is'].map((letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join('')}`,
    ),
    path: 'body:',
    found: 'a tag character for “h” (U+E0068) stands at character 13, after “It was late.”',
    fix: 'take it out',
  },
  {
    what: 'a character that turns words round, written as an entity',
    file: myth,
    change: add('It was &#x202e;late.'),
    path: 'body:',
    found: 'a right-to-left override (U+202E) stands',
    fix: 'take it out',
  },
  {
    what: 'a soft hyphen in a field',
    file: story,
    change: swap('title: ', 'title: So\u00adft '),
    path: 'title',
    found: 'a soft hyphen (U+00AD) stands at character 3, after “So”',
    fix: 'take it out',
  },
  {
    what: 'a comment in the front matter',
    file: story,
    change: swap(/^title: (.*)$/m, 'title: $1 #nights'),
    path: '',
    found: 'what follows a # is a comment',
    fix: 'put the words in quotes',
  },
  {
    what: 'a title that is a number',
    file: story,
    change: swap(/^title: .*$/m, 'title: 1984'),
    path: 'title',
    found: 'found 1984, which is a number',
    fix: 'put it in quotes',
  },
  {
    what: 'a year at the start of a paragraph',
    file: story,
    change: add('1987. That was the year.'),
    path: 'body:',
    found: '“1987.” begins an item of a list here, and readers would see “1.”',
    fix: 'write 1987\\.',
  },
  {
    what: 'a link with a title',
    file: story,
    change: add('[help](/support/ "words")'),
    path: 'body:',
    found: 'the link has a title, "words"',
    fix: 'take it out, or say it in the text',
  },
  {
    what: 'a link to a page that is not there',
    file: myth,
    change: add('[help](/suport/)'),
    path: 'body:',
    found: 'the link "/suport/" leads to no page of this site',
    fix: 'write the address of one',
    alone: true,
  },
  {
    what: 'a support route that is not there',
    file: myth,
    change: add('<SupportRoute slug="nothing" />'),
    path: 'body:',
    found: 'found "nothing"',
    fix: 'name one of the Support routes that are there',
  },
  {
    what: 'an image in a story',
    file: story,
    change: add('![a flat](https://example.org/flat.jpg)'),
    path: 'body:',
    found: 'an image is not allowed',
    fix: 'write only paragraphs',
  },
  ...[
    'javascript:alert(1)',
    ' JaVaScRiPt:alert(1)',
    'data:text/html,hi',
    'http://example.org/',
    '//example.org/',
  ].map(
    (link): Case => ({
      what: `a link to ${link}`,
      file: story,
      change: add(`Read [this](<${link}>) next.`),
      path: 'body:',
      found: `the link ${JSON.stringify(link)} is not allowed`,
      fix: 'write an address that begins with https://, / or #',
    }),
  ),
  ...[
    [
      'an expression',
      'It runs on {process.version}.',
      'something in braces { }, which is code, is not allowed',
      'write only',
    ],
    [
      'an import',
      "import fs from 'node:fs'",
      'a line that begins with import or export, which is code, is not allowed',
      'write only',
    ],
    [
      'an export',
      'export const one = 1',
      'a line that begins with import or export, which is code, is not allowed',
      'write only',
    ],
    ['an unknown component', '<Danger />', '<Danger> is not allowed', 'write only'],
    [
      'a component with a property that is code',
      '<Gap known={process.version} told="x" />',
      '<Gap> may only have plain text in quotes',
      'write <Gap known="…" told="…" />',
    ],
    [
      'a component with spread properties',
      '<Gap {...process.env} />',
      '<Gap> may only have plain text in quotes',
      'write <Gap known="…" told="…" />',
    ],
    ['HTML with a handler', '<b onclick="go()">x</b>', '<b> is not allowed', 'write only'],
    [
      'a brace that is never closed',
      'A lone { brace.',
      'the text cannot be read from here on',
      'Write the words without it',
    ],
  ].map(
    ([what = '', words = '', found = '', fix = '']): Case => ({
      what: `${what} in a myth`,
      file: myth,
      change: add(words),
      path: 'body:',
      found,
      fix,
      ...(what === 'an expression' && { alone: true }),
    }),
  ),
  {
    what: 'a setting of the site that will not do',
    file: 'content/site.yaml',
    change: swap(/^leaveTo: .*$/m, 'leaveTo: http://example.org/'),
    path: 'leaveTo',
    found: 'found "http://example.org/"',
    fix: 'write an address that begins with https://',
    alone: true,
  },
  {
    what: 'a support route without its source',
    file: 'content/support/childline.yaml',
    change: swap(/^sourceUrl: .*\n(?: .*\n)*/m, ''),
    path: 'sourceUrl',
    found: 'found nothing',
    fix: 'write an address that begins with https://',
  },
];

let project: ProjectCopy;
beforeAll(() => {
  project = copyProject();
});
afterAll(() => project.remove());

const originals = new Map<string, string | undefined>();
afterEach(restore);

/** Writes a file of the copied project, until the test is over. */
function write(file: string, text: string): void {
  const path = join(project.folder, file);
  if (!originals.has(path)) originals.set(path, existsSync(path) ? readFileSync(path, 'utf8') : undefined);
  writeFileSync(path, text);
}

/** A file of the copied project with something wrong in it. */
function spoilt(file: string, change: (text: string) => string): string {
  const text = readFileSync(join(project.folder, file), 'utf8');
  const changed = change(text);
  if (changed === text) throw new Error(`the test’s change to ${file} changed nothing`);
  return changed;
}

function spoil(file: string, change: (text: string) => string): void {
  write(file, spoilt(file, change));
}

function restore(): void {
  for (const [path, text] of originals) {
    if (text === undefined) rmSync(path);
    else writeFileSync(path, text);
  }
  originals.clear();
  rmSync(join(project.folder, 'dist'), { recursive: true, force: true });
}

/** A place in a file as a command names it: by the labels of the form. */
function placeOf(file: string, path: string): string {
  return path === 'body:' ? 'line ' : placeInWords({ file, path });
}

/** The line about a file in what a command said. */
function lineAbout(output: string, file: string): string {
  return output.split('\n').find((line) => line.includes(file)) ?? `nothing about ${file} in:\n${output}`;
}

describe('npm run build', () => {
  it.each(cases.filter(({ alone }) => alone))('stops on $what, names it and says what to write', (each) => {
    spoil(each.file, each.change);
    const { status, output } = project.run('build');
    const line = lineAbout(output, each.file);
    expect({ status, line }).toEqual({
      status: 1,
      line: expect.stringContaining(`${each.file} › ${placeOf(each.file, each.path)}`),
    });
    expect(line).toContain(each.found);
    expect(line).toContain(each.fix);
  });

  it('writes nothing when it stops', () => {
    spoil(story, add('<script>alert(1)</script>'));
    project.run('build');
    expect(existsSync(join(project.folder, 'dist'))).toBe(false);
  });

  it('leaves the last good site as it was when it stops', () => {
    const page = join(project.folder, 'dist', 'index.html');
    mkdirSync(join(project.folder, 'dist'));
    writeFileSync(page, 'the last good site');
    spoil(story, add('<script>alert(1)</script>'));
    project.run('build');
    expect(readFileSync(page, 'utf8')).toBe('the last good site');
  });

  it('says how to publish without what is broken', () => {
    spoil(story, add('<script>alert(1)</script>'));
    expect(project.run('build').output).toContain('npm run build -- --removals');
  });
});

describe('all mistakes at once', () => {
  /** Each case in a file of its own, but for the one site.yaml. */
  const fileOf = ({ file }: Case, index: number) =>
    file.replace(/[^/]+(?=\.mdx?$|(?<=support\/.+)\.yaml$)/, `case-${index}`);
  let built: ReturnType<ProjectCopy['run']>;
  let checked: ReturnType<ProjectCopy['run']>;
  let report: Report;

  beforeAll(() => {
    cases.forEach((each, index) => {
      write(fileOf(each, index), spoilt(each.file, each.change));
    });
    built = project.run('build');
    checked = project.run('check');
    report = JSON.parse(project.run('check', ['--json']).output);
    restore();
  });

  const numbered = cases.map((each, index) => ({ ...each, own: fileOf(each, index) }));

  it.each(numbered)('npm run build names $what and says what to write', ({ own, path, found, fix }) => {
    const line = lineAbout(built.output, own);
    expect(line).toContain(path === '' ? `${own}: ` : `${own} › ${placeOf(own, path)}`);
    expect(line).toContain(found);
    expect(line).toContain(fix);
  });

  it.each(numbered)('npm run check says the same of $what', ({ own }) => {
    expect(checked.output).toContain(lineAbout(built.output, own));
  });

  it.each(numbered)('npm run check -- --json gives the file and field of $what', ({ own, path }) => {
    const about = report.mistakes.filter(({ file }) => file === own);
    expect(about).toEqual([
      { file: own, path: expect.stringMatching(new RegExp(`^${path}`)), message: expect.any(String) },
    ]);
  });
});

describe('npm run check', () => {
  const signOffs = 'content/sign-offs/my-name-on-the-account.json';

  it('ends well where there is no mistake', () => {
    expect(project.run('check').status).toBe(0);
  });

  it('ends badly where there is a mistake', () => {
    spoil(story, add('<script>alert(1)</script>'));
    expect(project.run('check').status).toBe(1);
  });

  it('ends well where a story is only held, and says in words what holds it', () => {
    write(signOffs, '[]\n');
    const { status, output } = project.run('check');
    expect(status).toBe(0);
    expect(output).toMatch(/my-name-on-the-account, wholly: Fewer than two moderators have signed it/);
  });

  it('with --json prints exactly what is published, held and mistaken', () => {
    const before: Report = JSON.parse(project.run('check', ['--json']).output);
    write(signOffs, '[]\n');
    spoil('content/stories/the-third-lift.md', swap('title:', 'colour: red\ntitle:'));
    const { status, output } = project.run('check', ['--json']);
    const gone = [slug, 'the-third-lift'];
    expect(status).toBe(1);
    expect(JSON.parse(output)).toEqual({
      published: before.published.filter((each) => !gone.includes(each)),
      held: [
        ...before.held.filter((each) => !gone.includes(each.slug)),
        ...['site', 'lessons', 'quotes', 'print'].map((use) => ({ slug, use, reasons: ['unsigned'] })),
      ].sort((a, b) => (a.slug < b.slug ? -1 : a.slug > b.slug ? 1 : 0)),
      mistakes: [
        {
          file: 'content/stories/the-third-lift.md',
          path: 'colour',
          message: 'there is no such field: take it away, or check its spelling',
        },
      ],
    });
  });

  it('with --json prints the story of a withdrawal whose file is gone as held', () => {
    mkdirSync(join(project.folder, 'content', 'withdrawals'), { recursive: true });
    write('content/withdrawals/long-gone.yaml', 'withdrawnOn: 2026-11-30\nreason: teller\n');
    const report: Report = JSON.parse(project.run('check', ['--json']).output);
    expect(report.held).toContainEqual({ slug: 'long-gone', use: 'site', reasons: ['withdrawn'] });
  });
});
