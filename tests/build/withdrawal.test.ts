import {
  appendFileSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Report } from '#domain/review/report.ts';
import { readingGone } from '#domain/shelf/shelved-guide.ts';
import { origins } from '#domain/words/vocabularies.ts';
import { contentText } from '#files/write.ts';
import { readYaml } from '#files/yaml.ts';
import { leftOut } from '../../src/cli/exit-codes.ts';
import { tombstoneSlug } from '../fixtures/built-site.ts';
import { signAsDemonstration } from '../fixtures/demo-signatures.ts';
import { textsOfPdfs } from '../fixtures/pdf-ua.ts';
import { copyProject, type ProjectCopy, testDay } from '../fixtures/project.ts';
import { fragmentsOf, indexedWords, type SearchFragment } from '../fixtures/search-index.ts';
import {
  attributeOf,
  fileOfPage,
  filesIn,
  pagePathsIn,
  parsePage,
  textOfFile,
  wordsOf,
} from '../fixtures/site-files.ts';
import {
  findInSite,
  type KindOfWords,
  kindsOfWords,
  readSiteWords,
  readStory,
  readWords,
  type SiteWords,
  type StoryWords,
  wordsOfStory,
  wordsOnlyIn,
} from '../fixtures/story-words.ts';
import { wholeGuide } from '../fixtures/whole-guide.ts';

/** The story of the home page: what is taken back most visibly. */
const withdrawn = 'just-a-wee-favour';
const held = 'the-third-lift';
/** Signed, but agreed to so lately that its teller may still think again. */
const cooling = 'friday-nights';
const unquoted = 'my-name-on-the-account';
/** Stays published, to prove that the search finds what is there. */
const published = 'the-blue-folder';
/** A guide that reads two stories that are gone, and one that reads a story that stays. */
const guideWithout = 'a-guide-that-read-them';
const guideWith = 'a-guide-that-reads-one';
const stories = [withdrawn, held, cooling, unquoted, published];
/** Somebody to tell, which the site as shipped has not. */
const concernEmail = 'concerns@example.org';
const concernAnsweredBy = 'Robin, who moderates this site';
/** Withdrawn for another reason than the first. */
const withdrawnOtherwise = 'a-story-nobody-here-has-read';
/** Withdrawn, while its file and its sign-offs are broken. */
const withdrawnBroken = 'the-flat-was-mine';
/** Withdrawn by a record that says nothing, after its file was deleted. */
const withdrawnGone = 'ma-brithers-jaiket';
const allWithdrawn = [withdrawn, withdrawnOtherwise, withdrawnBroken, withdrawnGone];
/** Copies under `public/` of what was taken down, each with what a build says of it. */
const leaks = {
  'copy.txt': `its words (${withdrawn})`,
  'for-the-team.zip': `its words (${withdrawn})`,
  'img/old-card.png': `a picture or a file of it (${withdrawn})`,
  'links.json': `its address (${withdrawnGone})`,
};

let project: ProjectCopy;
let dist: string;
let built: ReturnType<ProjectCopy['run']>;
let before: Report;
let after: Report;
let site: SiteWords;
let words: Record<string, StoryWords>;
let ownWords: Record<string, string[]>;
let fragments: SearchFragment[];
let indexed: Set<string>;

beforeAll(() => {
  project = copyProject({ ownOutputs: true });
  const { folder } = project;
  dist = join(folder, 'dist');
  appendFileSync(
    join(folder, 'content', 'site.yaml'),
    `concernEmail: ${concernEmail}\nconcernAnsweredBy: ${concernAnsweredBy}\nconcernAnsweredWithin: 2\n`,
  );
  tell(unquoted, { record: 'record-0001', uses: ['site', 'lessons', 'print'], givenOn: '2026-11-01' });
  plantLinks();
  const signed = check().published;
  for (const slug of stories) if (!signed.includes(slug)) signAsDemonstration(project, slug);
  words = Object.fromEntries(stories.map((slug) => [slug, wordsOfStory(folder, slug)]));
  ownWords = Object.fromEntries(stories.map((slug) => [slug, wordsOnlyIn(folder, slug)]));
  plantGuide(guideWithout, [withdrawn, held]);
  plantGuide(guideWith, [published]);
  plantCorrection('of-one-that-is-gone', withdrawn);
  plantCorrection('of-one-that-is-held', held);
  plantCorrection('of-one-that-stays', published);
  before = check();

  tell(cooling, {
    record: 'record-0002',
    uses: ['site', 'lessons', 'print', 'quotes'],
    givenOn: testDay,
  });
  signAsDemonstration(project, cooling);
  // The site from before, with pictures of what is going to be taken down.
  for (const slug of [withdrawn, withdrawnGone])
    cpSync(join(inject('dist'), 'stories', slug), join(dist, 'stories', slug), { recursive: true });
  plantLeaks();
  project.run('withdraw', [withdrawn, '--reason', 'safeguarding']);
  withdraw(withdrawnOtherwise, 'legal');
  rmSync(fileOf('sign-offs', held, 'json'));
  withdraw(withdrawnBroken, 'teller');
  writeFileSync(fileOf('stories', withdrawnBroken, 'md'), '---\ntitle: "\n---\n<script>{');
  writeFileSync(fileOf('sign-offs', withdrawnBroken, 'json'), '{');
  writeFileSync(fileOf('withdrawals', withdrawnGone, 'yaml'), '');
  rmSync(fileOf('stories', withdrawnGone, 'md'));
  rmSync(fileOf('sign-offs', withdrawnGone, 'json'));
  after = check();
  built = project.run('build');
  // What was planted is found; then the site is built and ends like this.
  if (built.status !== leftOut) throw new Error(built.output);

  site = readSiteWords(dist);
  fragments = fragmentsOf(dist);
  indexed = indexedWords(dist);
});
afterAll(() => project.remove());

function check(): Report {
  return JSON.parse(project.run('check', ['--json']).output);
}

function fileOf(folder: string, slug: string, ending: string): string {
  return join(project.folder, 'content', folder, `${slug}.${ending}`);
}

/** Adds a withdrawal and does nothing else: the story's file and its sign-offs stay. */
function withdraw(slug: string, reason: string): void {
  mkdirSync(join(project.folder, 'content', 'withdrawals'), { recursive: true });
  writeFileSync(fileOf('withdrawals', slug, 'yaml'), `withdrawnOn: ${testDay}\nreason: ${reason}\n`);
}

/** Puts copies of what is going to be taken down where a build takes them along. */
function plantLeaks(): void {
  const { body } = readStory(project.folder, withdrawn);
  const paragraph = body.split('\n\n').find((each) => each.split(' ').length > 30) ?? '';
  const folder = join(project.folder, 'public');
  const cards = join(dist, 'stories', withdrawn, 'cards');
  const [card = ''] = filesIn(cards).filter((file) => file.endsWith('.png'));
  writeFileSync(join(folder, 'copy.txt'), `For the newsletter:\n${paragraph}\n`);
  writeFileSync(join(folder, 'for-the-team.zip'), zipSync({ 'notes.md': strToU8(paragraph) }));
  copyFileSync(join(cards, card), join(folder, 'img', 'old-card.png'));
  writeFileSync(join(folder, 'links.json'), JSON.stringify({ read: [`/stories/${withdrawnGone}/`] }));
}

/** Links to stories, in a page’s text and in a story’s own: to their pages, their kits, a picture, a part of a page. */
function plantLinks(): void {
  appendFileSync(
    fileOf('pages', 'about', 'mdx'),
    `\nRead [the *first* one](/stories/${withdrawn}/), [its cards](/stories/${withdrawn}/kit/), [the second one](/stories/${held}/#telling), [a picture](/stories/${cooling}/cards/quote-1-wide.png), [another](/stories/${unquoted}/), [its cards](/stories/${unquoted}/kit/), [the last one](/stories/${published}/).\n`,
  );
  appendFileSync(
    fileOf('stories', published, 'md'),
    `\nAsk about [the first one](/stories/${withdrawn}/) and [the second one](/stories/${held}/), or [get help](/support/).\n`,
  );
}

/** A guide that reads some stories together, and says of each what only may be said while it is there. */
function plantGuide(slug: string, read: readonly string[]): void {
  const readings = read.map((story) => {
    const { data } = readStory(project.folder, story);
    return { story, why: `In “${data.title}” it is ${data.teller.pseudonym} who says it first.` };
  });
  const folder = join(project.folder, 'content', 'guides');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${slug}.mdx`), wholeGuide({ suitableFrom: 'adult', readings }));
}

/** A correction of a fact in a story, which says what stood there. */
function plantCorrection(slug: string, story: string): void {
  const { data } = readStory(project.folder, story);
  const correction = {
    title: `A month in “${data.title}”`,
    changedOn: '2026-11-01',
    was: `${data.opening.line} It said March.`,
    is: `${data.opening.line} It says May.`,
    because: 'A reader wrote to us.',
    story,
  };
  mkdirSync(join(project.folder, 'content', 'corrections'), { recursive: true });
  writeFileSync(fileOf('corrections', slug, 'yaml'), contentText('corrections', correction, ''));
}

/** Makes a story one that somebody told, the newest of all, with consent for some uses. */
function tell(
  slug: string,
  consent: { readonly record: string; readonly uses: readonly string[]; readonly givenOn: string },
): void {
  const file = fileOf('stories', slug, 'md');
  const [, front = '', body = ''] =
    /^---\n([\s\S]*?)^---\n([\s\S]*)$/m.exec(readFileSync(file, 'utf8')) ?? [];
  const data = {
    ...(readYaml(front) as object),
    origin: 'firstPerson',
    consent: { kind: 'given', ...consent, reviewBy: '2027-11-01' },
    month: '2026-12',
  };
  writeFileSync(file, contentText('stories', data, body));
}

function page(path: string) {
  return parsePage(textOfFile(dist, fileOfPage(path)));
}

function filesThatName(slug: string): string[] {
  return filesIn(dist).filter((file) => file.includes(slug) || readFileSync(join(dist, file)).includes(slug));
}

describe('before anything is taken down', () => {
  it.each(stories)('%s is published', (slug) => {
    expect(before.published).toContain(slug);
  });
});

describe('a build after a takedown', () => {
  it('opens every file, and ends so that nobody takes it for done', () => {
    const [, opened] = /All (\d+) files of the site were opened/.exec(built.output) ?? [];
    // The list of all files is written after the last of them was opened, and holds hashes.
    const others = filesIn(dist).filter((file) => file !== '.well-known/manifest.json');
    expect(Number(opened)).toBe(others.length + Object.keys(leaks).length);
    expect(built.status).toBe(leftOut);
  });

  it.each(Object.entries(leaks))('finds public/%s, names it and leaves it out', (file, what) => {
    expect(built.output).toContain(`  ${file}: ${what}\n`);
    expect(existsSync(join(dist, file))).toBe(false);
    expect(existsSync(join(project.folder, 'public', file))).toBe(true);
  });

  it('leaves out nothing else', () => {
    expect(built.output.match(/^ {2}\S+: (?:its|a picture|could) .*$/gm)).toHaveLength(
      Object.keys(leaks).length,
    );
  });

  it('says of which story it could look for no words', () => {
    expect(built.output).toContain(`No words of ${withdrawnGone} could be looked for`);
  });

  it('says nothing of what was told', () => {
    for (const kind of kindsOfWords.slice(2))
      expect(findInSite(readWords('output', built.output), words[withdrawn]?.[kind] ?? [])).toEqual([]);
  });

  it('keeps what it has to look for until the next build', () => {
    expect(filesIn(join(project.folder, '.cache', 'takedowns'))).toEqual([`${withdrawn}.json`]);
  });
});

describe('the search for words', () => {
  it.each(kindsOfWords)('finds the %s of a published story on its page', (kind) => {
    const onPage = site.filter(({ file }) => file === `stories/${published}/index.html`);
    const passages = words[published]?.[kind] ?? [];
    // A story’s excerpts are for cards and the API; everything else is on its page or in its lists.
    expect(passages.length).toBeGreaterThan(0);
    expect(findInSite(kind === 'excerpts' ? site : onPage, passages)).not.toEqual([]);
  });

  it.each([
    ['the API', 'api/stories.json', 'excerpts'],
    ['the news feed', 'feed.xml', 'summary'],
    ['the JSON feed', 'feed.json', 'opening line'],
    ['the list of stories', 'stories/index.html', 'opening line'],
    ['the search index', 'fragment', 'eight words in a row'],
  ] as const)('finds a published story in %s', (_, place, kind) => {
    const there = site.filter(({ file }) => file.includes(place));
    expect(findInSite(there, words[published]?.[kind] ?? [])).not.toEqual([]);
  });

  it('finds words that only a published story has in the index', () => {
    // The index keeps stems, so not every word stands there as it is written; and the more the site says, the fewer
    // words are one story’s alone.
    expect(ownWords[published]?.filter((word) => indexed.has(word)).length).toBeGreaterThan(5);
  });
});

describe.each([
  ['withdrawn', withdrawn],
  ['held', held],
  ['lately told', cooling],
])('a %s story', (_, slug) => {
  it('is not published', () => {
    expect(after.published).not.toContain(slug);
  });

  it.each(kindsOfWords)('leaves nothing of its %s in any file', (kind) => {
    expect(words[slug]?.[kind]).not.toEqual([]);
    expect(findInSite(site, words[slug]?.[kind] ?? [])).toEqual([]);
  });

  it('has no record in the search index', () => {
    expect(fragments.map(({ url }) => url)).not.toContain(`/stories/${slug}/`);
  });

  it('leaves no word in the search index that only it had', () => {
    expect(ownWords[slug]?.length).toBeGreaterThan(10);
    expect(ownWords[slug]?.filter((word) => indexed.has(word))).toEqual([]);
  });
});

describe('a link to a story that is gone or held', () => {
  it('is no mistake', () => {
    expect([before.mistakes, after.mistakes]).toEqual([[], []]);
  });

  it.each([
    [
      'a page',
      '/about/',
      'Read the first one, its cards, the second one, a picture, another, its cards, the last one.',
      [`/stories/${unquoted}/`, `/stories/${published}/`],
    ],
    [
      'a story',
      `/stories/${published}/`,
      'Ask about the first one and the second one, or get help.',
      ['/support/'],
    ],
  ] as const)('keeps its words and loses its address, in the text of %s', (_, path, said, addresses) => {
    const paragraph = page(path)
      .querySelectorAll('p')
      .find((each) => wordsOf(each) === said);
    expect(paragraph?.querySelectorAll('a').map((link) => attributeOf(link, 'href'))).toEqual(addresses);
  });
});

describe('a share kit', () => {
  const kitOf = (slug: string) => filesIn(dist).filter((file) => file.startsWith(`stories/${slug}/`));

  it('of a published story is there, with its cards, its ZIP and its link preview', () => {
    const files = kitOf(published);
    expect(files).toContain(`stories/${published}/kit/index.html`);
    expect(files).toContain(`stories/${published}/kit.zip`);
    expect(files.filter((file) => file.endsWith('.png')).length).toBeGreaterThan(3);
    expect(textOfFile(dist, `stories/${published}/index.html`)).toContain('og:image');
  });

  it.each([
    ['withdrawn', withdrawn],
    ['held', held],
    ['not to be quoted', unquoted],
  ])('of a story that is %s is not there, nor any card, ZIP or link preview', (_, slug) => {
    expect(kitOf(slug).filter((file) => file !== `stories/${slug}/index.html`)).toEqual([]);
    const html = existsSync(join(dist, `stories/${slug}/index.html`))
      ? textOfFile(dist, `stories/${slug}/index.html`)
      : '';
    expect(html).not.toContain('og:image');
  });

  it('has in no ZIP a word of a story that may not be quoted', () => {
    const zips = filesIn(dist).filter((file) => file.endsWith('.zip'));
    expect(zips.length).toBeGreaterThan(10);
    const unpacked = zips.flatMap((zip) =>
      Object.entries(unzipSync(readFileSync(join(dist, zip))))
        .filter(([name]) => !name.endsWith('.png'))
        .flatMap(([name, bytes]) => readWords(`${zip}/${name}`, new TextDecoder().decode(bytes))),
    );
    const theirs = (slug: string) => [
      ...(words[slug]?.excerpts ?? []),
      ...(words[slug]?.title ?? []),
      ...(words[slug]?.['opening line'] ?? []),
    ];
    expect(findInSite(unpacked, theirs(published))).not.toEqual([]);
    for (const slug of [withdrawn, held]) expect(findInSite(unpacked, theirs(slug))).toEqual([]);
    // A lesson pack may still read it: that is another use.
    const ofKits = unpacked.filter(({ file }) => !file.startsWith('lesson-packs/'));
    expect(findInSite(ofKits, theirs(unquoted))).toEqual([]);
  });

  it('is listed for no story that may not be quoted', () => {
    const share = textOfFile(dist, 'share/index.html');
    expect(share).toContain(`/stories/${published}/kit/`);
    for (const slug of [withdrawn, held, unquoted]) expect(share).not.toContain(slug);
  });
});

describe('a guide', { tags: ['java'] }, () => {
  const pageOf = (slug: string) => wordsOf(page(`/guides/${slug}/`));
  const recordOf = (slug: string) => fragments.filter(({ url }) => url === `/guides/${slug}/`);
  let onPaper: ReadonlyMap<string, string>;

  beforeAll(() => {
    // A file is named for its guide where all are read together.
    const folder = join(project.folder, 'guides-on-paper');
    mkdirSync(folder);
    const copies = [guideWith, guideWithout].map((slug) => {
      const copy = join(folder, `${slug}.pdf`);
      copyFileSync(join(dist, 'guides', slug, 'guide.pdf'), copy);
      return copy;
    });
    onPaper = textsOfPdfs(copies, folder);
  });

  it('that reads a published story names it, on its page and on paper', () => {
    const [title = ''] = words[published]?.title ?? [];
    expect(pageOf(guideWith)).toContain(title);
    expect(onPaper.get(guideWith)).toContain(title);
    expect(filesThatName(published)).toContain(`guides/${guideWith}/index.html`);
  });

  it('whose stories are gone says so, and what to do instead, on its page and on paper', () => {
    expect(recordOf(guideWithout)).toHaveLength(1);
    for (const text of [pageOf(guideWithout), onPaper.get(guideWithout)?.replaceAll(/\s+/g, ' ')]) {
      expect(text).toContain('Together, without a story');
      expect(text).toContain(readingGone);
      expect(text).toContain('Make somebody up together.');
    }
  });

  it.each([withdrawn, held])('has nothing of %s on paper', (slug) => {
    const text = readWords(guideWithout, onPaper.get(guideWithout) ?? '');
    expect(text).not.toEqual([]);
    for (const kind of kindsOfWords) expect(findInSite(text, words[slug]?.[kind] ?? [])).toEqual([]);
  });
});

describe('a held story', () => {
  it('is held because nobody signed it', () => {
    expect(after.held.find((each) => each.slug === held && each.use === 'site')?.reasons).toEqual([
      'unsigned',
    ]);
  });

  it('may be held because its teller can still think again', () => {
    expect(after.held.find((each) => each.slug === cooling && each.use === 'site')?.reasons).toEqual([
      'cooling-off',
    ]);
  });

  it.each([held, cooling])('has its slug nowhere: %s', (slug) => {
    expect(filesThatName(slug)).toEqual([]);
  });
});

describe('a withdrawn story', () => {
  const tombstone = `/stories/${withdrawn}/`;

  it('has its slug on its tombstone and in the list of what was withdrawn, and nowhere else', () => {
    expect(filesThatName(withdrawn)).toEqual([`stories/${withdrawn}/index.html`, 'withdrawn.json']);
  });

  it('is listed in /withdrawn.json', () => {
    expect(JSON.parse(textOfFile(dist, 'withdrawn.json'))).toEqual({
      withdrawn: allWithdrawn.toSorted(),
    });
  });

  it('leaves a page that search engines are told to leave out', () => {
    expect(page(tombstone).querySelector('meta[name="robots"]')?.getAttributeValue('content')).toBe(
      'noindex',
    );
  });

  it('leaves a page that no link preview can quote', () => {
    expect(
      page(tombstone)
        .querySelectorAll('meta[name="description"], meta[property], link[rel="canonical"], script[type]')
        .map((each) => each.getAttributeValue('type') ?? each.tagName),
    ).toEqual(['module']);
  });

  it.each(allWithdrawn)(
    'leaves a page that says so in its heading, whatever became of its file: %s',
    (slug) => {
      expect(wordsOf(page(`/stories/${slug}/`).querySelector('h1'))).toBe('This story is no longer here');
    },
  );

  it('is no mistake, whatever became of its file: the site is built', () => {
    expect(after.mistakes).toEqual([]);
  });

  it('leaves out no page but its kit, and the home page has another story', () => {
    const gone = [
      ...[...allWithdrawn, unquoted].map((slug) => `/stories/${slug}/kit/`),
      ...[held, cooling].flatMap((slug) => [`/stories/${slug}/`, `/stories/${slug}/kit/`]),
    ];
    const added = [guideWith, guideWithout].map((slug) => `/guides/${slug}/`);
    const usual = pagePathsIn(inject('dist')).filter((path) => path !== `/stories/${tombstoneSlug}/`);
    expect(pagePathsIn(dist)).toEqual(
      [...usual.filter((path) => !gone.includes(path)), ...added, `/stories/${withdrawnOtherwise}/`].sort(),
    );
    expect(page('/').querySelectorAll('.feature a.go')).toHaveLength(1);
  });

  it('leaves a page with four routes to help', () => {
    expect(page(tombstone).querySelectorAll('#help li strong')).toHaveLength(4);
  });

  it('leaves a page with the way to more help', () => {
    expect(page(tombstone).querySelectorAll('#help a[href="/support/"]')).toHaveLength(1);
  });

  it('never says why: whatever the reason, the page is the same', () => {
    const other = textOfFile(dist, `stories/${withdrawnOtherwise}/index.html`);
    expect(textOfFile(dist, `stories/${withdrawn}/index.html`)).toBe(other);
  });

  it('is linked from no page', () => {
    const linking = pagePathsIn(dist).filter((path) =>
      textOfFile(dist, fileOfPage(path)).includes(`href="${tombstone}`),
    );
    expect(linking).toEqual([]);
  });
});

describe('a story that may not be quoted', () => {
  const path = `/stories/${unquoted}/`;
  const wordsOfUnquoted = (...kinds: KindOfWords[]) => kinds.flatMap((kind) => words[unquoted]?.[kind] ?? []);

  it('may be on the site and in print, and is held for quotes alone', () => {
    expect(after.held.filter(({ slug }) => slug === unquoted)).toEqual([
      { slug: unquoted, use: 'quotes', reasons: ['consent-use'] },
    ]);
  });

  it('is on its page, word for word', () => {
    const onPage = site.filter(({ file }) => file === `stories/${unquoted}/index.html`);
    const runs = words[unquoted]?.['eight words in a row'] ?? [];
    const found = new Set(findInSite(onPage, runs).map((trace) => trace.split(': ')[1]));
    expect(found.size / new Set(runs).size).toBeGreaterThan(0.9);
  });

  it('carries the label of a told story on its page', () => {
    expect(wordsOf(page(path).querySelector('.s-head .teller'))).toBe(origins.firstPerson);
  });

  it('is in the search index', () => {
    expect(fragments.map(({ url }) => url)).toContain(path);
  });

  it('is in the site map', () => {
    expect(textOfFile(dist, 'sitemap-0.xml')).toContain(`${path}</loc>`);
  });

  it.each(['index.html', 'feed.xml', 'feed.json', 'api/stories.json', 'api/myths.json'])(
    'is not named in %s',
    (file) => {
      expect(filesThatName(unquoted)).not.toContain(file);
    },
  );

  it.each(['index.html', 'feed.xml', 'feed.json', 'api/stories.json', 'api/myths.json'])(
    'has no words in %s',
    (file) => {
      const there = site.filter((each) => each.file === file);
      expect(there).not.toEqual([]);
      expect(findInSite(there, wordsOfUnquoted(...kindsOfWords))).toEqual([]);
    },
  );

  it('gives link previews nothing to quote', () => {
    expect(page(path).querySelectorAll('meta[name="description"], meta[property]')).toHaveLength(0);
  });

  it('has no words in what its page says to programs, but its title', () => {
    const [data] = page(path)
      .querySelectorAll('script[type="application/ld+json"]')
      .map((each) => JSON.parse(each.textContent));
    const { headline, ...rest } = data;
    expect(wordsOfUnquoted('title')).toEqual([headline]);
    expect(findInSite(readWords('JSON-LD', JSON.stringify(rest)), wordsOfUnquoted(...kindsOfWords))).toEqual(
      [],
    );
  });

  it('has no words in the meta elements of any page', () => {
    const metas = pagePathsIn(dist).flatMap((each) =>
      parsePage(textOfFile(dist, fileOfPage(each)))
        .querySelectorAll('meta[content]')
        .flatMap((meta) => readWords(each, attributeOf(meta, 'content') ?? '')),
    );
    expect(metas.length).toBeGreaterThan(500);
    expect(findInSite(metas, wordsOfUnquoted(...kindsOfWords))).toEqual([]);
  });
});

describe('a correction', () => {
  it('is told of a story that stays, and gone with one that is gone', () => {
    const text = wordsOf(page('/about/corrections/'));
    expect(text).toContain('It says May.');
    const ids = page('/about/corrections/')
      .querySelectorAll('section[id]')
      .map(({ id }) => id);
    expect(ids.filter((id) => id?.startsWith('of-one'))).toEqual(['of-one-that-stays']);
  });
});

describe('a site that says whom to tell of a concern', () => {
  it('says who answers and by when', () => {
    expect(wordsOf(page('/concern/'))).toContain(
      `Write to ${concernEmail}. Who answers within 2 days: ${concernAnsweredBy}.`,
    );
  });

  it('says it to those who find a weakness as well, until half a year after the build', () => {
    const text = textOfFile(dist, '.well-known/security.txt');
    expect(text).toContain(`Contact: mailto:${concernEmail}\n`);
    const [, expires = ''] = /^Expires: (.+)$/m.exec(text) ?? [];
    expect(expires > testDay && expires < '2027-12-01').toBe(true);
  });
});
