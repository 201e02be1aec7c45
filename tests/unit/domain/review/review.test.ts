import { describe, expect, it } from 'vitest';
import type { RawContent, RawFile } from '#domain/review/raw-content.ts';
import { type Judgements, type Reviewed, review } from '#domain/review/review.ts';
import { type FolderName, folders, type Mistake, reservedSlugs } from '#domain/schema/content.ts';
import { choicesInWords } from '#domain/schema/labels.ts';
import type { Site } from '#domain/schema/site.ts';
import { origins, siteModes, viewpoints } from '#domain/words/vocabularies.ts';
import {
  givenConsent,
  makeConfirmedRoute,
  makeContent,
  makeData,
  makeFile,
  makeFileWith,
  makeFrontMatter,
  makeModerator,
  makeSite,
  makeStory,
  moderatorFile,
  signedBy,
  storyBody,
} from '../../../fixtures/make.ts';

const story = 'content/stories/the-bus-home.md';
const site = 'content/site.yaml';

/** The review of the smallest content with some files changed. */
function reviewWith(...files: readonly RawFile[]): Reviewed {
  return review(makeContent({ files }));
}

/** The mistakes in the smallest story with some fields of its front matter changed. */
function mistakesInStory(change: Record<string, unknown>, body = storyBody): readonly Mistake[] {
  return reviewWith(makeFile('stories', 'the-bus-home', { data: makeData('stories', change), body }))
    .mistakes;
}

function slugsOf(reviewed: Reviewed, folder: FolderName): string[] {
  return [...reviewed.content[folder].keys()];
}

describe('sound content', () => {
  it('has no mistake', () => {
    expect(review(makeContent()).mistakes).toEqual([]);
  });

  it('has every entry of every folder in it', () => {
    const reviewed = review(makeContent());
    expect(
      Object.fromEntries(
        (Object.keys(folders) as FolderName[]).map((folder) => [folder, slugsOf(reviewed, folder).length]),
      ),
    ).toEqual({
      stories: 1,
      myths: 1,
      'lesson-packs': 0,
      guides: 0,
      tell: 0,
      answers: 0,
      law: 0,
      sources: 2,
      support: 4,
      themes: 1,
      'transition-points': 0,
      ways: 0,
      sheets: 0,
      programmes: 0,
      threats: 0,
      priorities: 0,
      contradictions: 0,
      studies: 0,
      corrections: 0,
      pages: 0,
      moderators: 0,
      'sign-offs': 0,
      withdrawals: 0,
    });
  });

  it('has data with the defaults filled in', () => {
    expect(review(makeContent()).content.stories.get('the-bus-home')?.data.language).toBe('en-GB');
  });

  it('keeps the body as it was written', () => {
    expect(review(makeContent()).content.stories.get('the-bus-home')?.body).toBe(storyBody);
  });

  it('may have a sign-off of a registered moderator', () => {
    const signer = makeModerator({}, 'lead');
    const signOffs = makeFile('sign-offs', 'the-bus-home', { data: signedBy(makeStory(), [signer]) });
    expect(reviewWith(moderatorFile(signer), signOffs).mistakes).toEqual([]);
  });
});

describe('a field that the schema refuses', () => {
  it.each<[string, Record<string, unknown>, string, string]>([
    ['too short', { title: 'Bus' }, 'title', 'found "Bus": write at least 4 characters'],
    ['missing', { title: undefined }, 'title', 'found nothing: write 4 to 80 characters of text'],
    ['left empty', { title: null }, 'title', 'found nothing: write 4 to 80 characters of text'],
    [
      'a number where text should be',
      { title: 1984 },
      'title',
      'found 1984, which is a number because it stands without quotes: put it in quotes, and write 4 to 80 characters of text',
    ],
    [
      'true where a name should be',
      { teller: { pseudonym: true, viewpoint: 'family' } },
      'teller.pseudonym',
      'found true, which is no text because it stands without quotes: put it in quotes, and write 2 to 40 characters of text',
    ],
    [
      'a number where a slug should be',
      { themes: [1984] },
      'themes.0',
      'found 1984, which is a number because it stands without quotes: put it in quotes, and name one of the Themes, by the name of its file without the ending',
    ],
    [
      'of another kind',
      { title: { a: 1 } },
      'title',
      'found fields inside it: write 4 to 80 characters of text',
    ],
    ['not in the list', { origin: 'true' }, 'origin', `found "true": ${choicesInWords(origins)}`],
    [
      'inside a record',
      { teller: { pseudonym: 'Sam', viewpoint: 'mother' } },
      'teller.viewpoint',
      `found "mother": ${choicesInWords(viewpoints)}`,
    ],
    [
      'inside a list',
      { themes: ['housing', 'No slug'] },
      'themes.1',
      'found "No slug": use small letters, digits and hyphens only',
    ],
    [
      'inside a list of records',
      { excerpts: [{ text: 'Nobody said a word on the way', format: 'shout' }] },
      'excerpts.0.format',
      'found "shout": choose one; in a file, write the word in brackets: “Quote: a line that stands by itself” [quote], “Turn: the moment it changed” [turn], “Help: the moment or way help came” [help]',
    ],
    ['a whole list', { themes: [] }, 'themes', 'found an empty list: name at least 1'],
    [
      'a date object',
      { consent: { kind: 'notNeeded', givenOn: new Date('2026-01-02') } },
      'consent.givenOn',
      'found the date 2026-01-02: write a day with year, month and day, such as 2026-11-22',
    ],
  ])('is named with what was found and what to write: %s', (_what, change, path, message) => {
    expect(mistakesInStory(change)).toEqual([{ file: story, path, message }]);
  });

  it('is shown cut short when it is long', () => {
    const [mistake] = mistakesInStory({ title: 'x'.repeat(200) });
    expect(mistake?.message).toBe(`found "${'x'.repeat(76)}\u2026: write at most 80 characters`);
  });

  it('is each named, when there are several', () => {
    expect(mistakesInStory({ title: 'Bus', month: '2026' }).map(({ path }) => path)).toEqual([
      'title',
      'month',
    ]);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['at the top', { titel: 'x' }, 'titel'],
    ['in a record', { teller: { pseudonym: 'Sam', viewpoint: 'family', age: 15 } }, 'teller.age'],
    [
      'in a list of records',
      { pauses: [{ after: 'The stop', question: 'Who said it?', answer: 'x' }] },
      'pauses.0.answer',
    ],
  ])('is named when there is no such field: %s', (_where, change, path) => {
    expect(mistakesInStory(change)).toEqual([
      { file: story, path, message: 'there is no such field: take it away, or check its spelling' },
    ]);
  });

  it('keeps the entry out of the content', () => {
    const broken = makeFileWith('stories', 'the-bus-home', { title: 'Bus' });
    expect(slugsOf(reviewWith(broken), 'stories')).toEqual([]);
  });

  it.each(Object.keys(folders) as FolderName[])('is found in content/%s as well', (folder) => {
    const data = folder === 'sign-offs' ? [{}] : { unknown: true };
    const file = makeFile(folder, 'a-slug', { data });
    const inFile = reviewWith(file).mistakes.filter((mistake) => mistake.file === file.file);
    expect(inFile.length > 0).toBe(folder !== 'withdrawals');
  });
});

/** The same data with something put into the middle of its first text; where that text stands is noted in `paths`. */
function withFirstText(data: unknown, hidden: string, paths: string[], path = ''): unknown {
  if (paths.length > 0) return data;
  if (typeof data === 'string') {
    paths.push(path);
    return `${data.slice(0, 2)}${hidden}${data.slice(2)}`;
  }
  if (data === null || typeof data !== 'object') return data;
  const entries = Object.entries(data).map(([key, inner]) => [
    key,
    withFirstText(inner, hidden, paths, path === '' ? key : `${path}.${key}`),
  ]);
  return Array.isArray(data) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}

describe('a character that nobody sees', () => {
  const everyFolder = (Object.keys(folders) as FolderName[]).filter((folder) => folder !== 'withdrawals');

  it.each(everyFolder)('is found in any text of content/%s', (folder) => {
    const paths: string[] = [];
    const signOffs = signedBy(makeStory(), [makeModerator({}, 'lead')]);
    const data = withFirstText(folder === 'sign-offs' ? signOffs : makeData(folder), '\u00ad', paths);
    const file = makeFile(folder, 'a-slug', { data });
    const { mistakes, content } = reviewWith(file);
    expect(mistakes).toContainEqual({
      file: file.file,
      path: paths[0],
      message: expect.stringMatching(
        /^a soft hyphen \(U\+00AD\) stands at character 3, after “..”: take it out$/,
      ),
    });
    expect([...content[folder].keys()]).not.toContain('a-slug');
  });

  it('is found deep in the data', () => {
    const pauses = [{ after: 'The stop', question: 'Who said nothing?', prompt: 'Look\u{E0048} again.' }];
    expect(mistakesInStory({ pauses }).map(({ path, message }) => [path, message])).toEqual([
      [
        'pauses.0.prompt',
        'a tag character for “H” (U+E0048) stands at character 5, after “Look”: take it out',
      ],
    ]);
  });

  it('is found in the name of a field, which looks like another', () => {
    expect(mistakesInStory({ 'tit\u200ble': 'The bus home' }).map(({ message }) => message)).toContain(
      'in the name of the field, a zero-width space (U+200B) stands at character 4, after “tit”: take it out',
    );
  });

  it('is found beside what the schema refuses', () => {
    expect(mistakesInStory({ title: 'Bu\u00ad' }).map(({ message }) => message)).toEqual([
      'found "Bu\u00ad": write at least 4 characters',
      'a soft hyphen (U+00AD) stands at character 3, after “Bu”: take it out',
    ]);
  });

  it.each([
    ['site.yaml', { site: makeSite({ name: 'Another\u00ad Story' }) }, 'name'],
    [
      'curriculum.yaml',
      { curriculum: { data: { version: 'one\u00ad', readOn: '2026-01-01', entries: [] } } },
      'version',
    ],
  ])('is found in %s', (name, change, path) => {
    expect(review({ ...makeContent(), ...change }).mistakes).toContainEqual({
      file: `content/${name}`,
      path,
      message: expect.stringContaining('a soft hyphen (U+00AD) stands at character'),
    });
  });

  it('keeps no story up that a withdrawal takes down', () => {
    const withdrawal = makeFile('withdrawals', 'the-bus-home', {
      data: { withdrawnOn: '2026-11-01', reason: 'tel\u00adler' },
    });
    const reviewed = reviewWith(withdrawal);
    expect([slugsOf(reviewed, 'withdrawals'), reviewed.mistakes]).toEqual([['the-bus-home'], []]);
  });
});

describe('a text in another form of Unicode than is stored', () => {
  it('is a mistake that says how it is written and how it should be', () => {
    expect(mistakesInStory({ summary: 'Somebody leaves the cafe\u0301 and does not look back.' })).toEqual([
      {
        file: story,
        path: 'summary',
        message: expect.stringContaining(
          'the “é” at character 24 is written in another way (U+0065 U+0301) than letters are stored here (U+00E9)',
        ),
      },
    ]);
  });
});

describe('a file with a wrong name', () => {
  it('has its wrong fields named as well', () => {
    const file = makeFile('themes', 'The Home', { data: makeData('themes', { order: -1 }) });
    expect(reviewWith(file).mistakes.map(({ path }) => path)).toEqual(['', 'order']);
  });
});

describe('a file that cannot be right', () => {
  it('says why it could not be read', () => {
    const file = makeFile('themes', 'housing', { data: undefined, problem: 'cannot be read as YAML: why' });
    expect(reviewWith(file).mistakes).toEqual([
      { file: 'content/themes/housing.yaml', path: '', message: 'cannot be read as YAML: why' },
    ]);
  });

  it.each([
    ['The Bus', ', such as the-bus.md'],
    ['the_bus', ', such as the-bus.md'],
    ['the-bus.old', ', such as the-bus.md'],
    ['\u00e0ite', ', such as aite.md'],
    ['', ''],
  ])('has a name that is no slug: "%s"', (slug, better) => {
    const [mistake] = reviewWith(makeFile('stories', slug)).mistakes;
    expect(mistake).toEqual({
      file: `content/stories/${slug}.md`,
      path: '',
      message: `the file’s name may only have small letters, digits and hyphens: rename it${better}`,
    });
  });

  it.each([...reservedSlugs])('has a name that is a page of the site: %s', (slug) => {
    expect(reviewWith(makeFile('stories', slug)).mistakes).toEqual([
      {
        file: `content/stories/${slug}.md`,
        path: '',
        message: `“${slug}” is the address of a page of the site: rename the file`,
      },
    ]);
  });

  it('reserves the names that the design lists', () => {
    expect([...reservedSlugs]).toEqual(
      expect.arrayContaining(['quiz', 'threats', 'research', 'kit', 'present', 'pupil']),
    );
  });

  it('is a myth with the name of a page of the site', () => {
    expect(reviewWith(makeFile('myths', 'quiz')).mistakes.map(({ message }) => message)).toEqual([
      '“quiz” is the address of a page of the site: rename the file',
    ]);
  });

  it.each<[FolderName, string, string]>([
    ['stories', 'content/stories/late.mdx', '.md'],
    ['stories', 'content/stories/late.markdown', '.md'],
    ['stories', 'content/stories/late', '.md'],
    ['myths', 'content/myths/late.md', '.mdx'],
    ['themes', 'content/themes/late.yml', '.yaml'],
    ['moderators', 'content/moderators/late.json', '.yaml'],
    ['sign-offs', 'content/sign-offs/late.yaml', '.json'],
  ])('has the wrong ending for %s: %s', (folder, file, ending) => {
    expect(reviewWith(makeFile(folder, 'late', { file })).mistakes).toEqual([
      { file, path: '', message: `the files of this folder end in ${ending}: rename this one, or move it` },
    ]);
  });

  it('is never content, even when everything in it is right', () => {
    expect(
      slugsOf(reviewWith(makeFile('stories', 'late', { file: 'content/stories/late.mdx' })), 'stories'),
    ).not.toContain('late');
  });
});

describe('a reference to nothing', () => {
  it.each<[string, Record<string, unknown>, string, string]>([
    ['theme', { themes: ['housing', 'gone'] }, 'themes.1', 'content/themes/gone.yaml'],
    [
      'transition point',
      { transitionPoints: ['gone'] },
      'transitionPoints.0',
      'content/transition-points/gone.yaml',
    ],
    ['myth', { myths: ['gone'] }, 'myths.0', 'content/myths/gone.mdx'],
    ['support route', { support: ['gone'] }, 'support.0', 'content/support/gone.yaml'],
    ['source', { sources: ['study-one', 'gone'] }, 'sources.1', 'content/sources/gone.yaml'],
    [
      'myth of a margin note',
      { margins: [{ on: 'Nobody said a word', myth: 'gone' }] },
      'margins.0.myth',
      'content/myths/gone.mdx',
    ],
  ])('is found in a story: a %s', (_what, change, path, file) => {
    expect(mistakesInStory(change)).toEqual([
      {
        file: story,
        path,
        message: expect.stringMatching(
          `^found "gone", but there is no ${file}: name one of the .* that are there`,
        ),
      },
    ]);
  });

  it('is found in the figure of a myth', () => {
    const figure = {
      value: 1,
      unit: 'people',
      says: 'One person said this much',
      source: 'gone',
      year: 2018,
      place: 'Scotland',
    };
    expect(
      reviewWith(makeFileWith('myths', 'easy-money', { figures: [figure] })).mistakes.map(({ path }) => path),
    ).toEqual(['figures.0.source']);
  });

  it.each<[Exclude<FolderName, 'sign-offs'>, Record<string, unknown>, string]>([
    ['myths', { sources: ['gone'] }, 'sources.0'],
    ['themes', { sources: ['gone'] }, 'sources.0'],
    ['transition-points', { sources: ['gone'] }, 'sources.0'],
    [
      'support',
      { confirmedBy: 'gone', confirmedOn: '2026-11-01', confirmedAs: 'no number of its own; Every day' },
      'confirmedBy',
    ],
  ])('is found in content/%s', (folder, change, path) => {
    const file = makeFileWith(folder, 'late', change);
    expect(reviewWith(file).mistakes.map((mistake) => [mistake.file, mistake.path])).toEqual([
      [file.file, path],
    ]);
  });

  it('is found in a sign-off', () => {
    const signOffs = makeFile('sign-offs', 'the-bus-home', {
      data: signedBy(makeStory(), [makeModerator({}, 'gone')]),
    });
    expect(reviewWith(signOffs).mistakes.map(({ file, path }) => [file, path])).toEqual([
      ['content/sign-offs/the-bus-home.json', '0.moderator'],
    ]);
  });

  it.each([
    [{ featuredStory: 'gone' }, 'featuredStory', 'content/stories/gone.md'],
    [{ helpNow: ['emergency', 'childline', 'samaritans', 'gone'] }, 'helpNow.3', 'content/support/gone.yaml'],
  ])('is found in site.yaml: %j', (change, path, file) => {
    expect(review(makeContent({ site: makeSite(change) })).mistakes).toEqual([
      {
        file: site,
        path,
        message: expect.stringMatching(
          `^found "gone", but there is no ${file}: name one of the .* that are there`,
        ),
      },
    ]);
  });

  it('is found in the settings that hold when site.yaml says nothing', () => {
    expect(review(makeContent({ without: ['content/support/crimestoppers.yaml'] })).mistakes).toEqual([
      {
        file: site,
        path: 'helpNow.3',
        message:
          'found "crimestoppers", but there is no content/support/crimestoppers.yaml: name one of the Support routes that are there, by the name of its file without the ending',
      },
    ]);
  });

  it('is not the same as a reference of the same name in another folder', () => {
    expect(mistakesInStory({ themes: ['childline'] }).map(({ path }) => path)).toEqual(['themes.0']);
  });
});

describe('words that do not stand in the story', () => {
  it.each<[string, Record<string, unknown>, string]>([
    [
      'an opening line',
      { opening: { line: 'I got the bus home one night.', voice: 'even' } },
      'opening.line',
    ],
    [
      'an excerpt',
      { excerpts: [{ text: 'Nobody said a thing on the way', format: 'quote' }] },
      'excerpts.0.text',
    ],
    [
      'a second excerpt',
      {
        excerpts: [
          { text: 'Nobody said a word on the way', format: 'quote' },
          { text: 'Nobody said a thing on the way', format: 'turn' },
        ],
      },
      'excerpts.1.text',
    ],
    ['a margin note', { margins: [{ on: 'Nobody said a thing', myth: 'easy-money' }] }, 'margins.0.on'],
    [
      'an excerpt that reaches across a heading',
      { excerpts: [{ text: 'home that night. Nobody said a word', format: 'quote' }] },
      'excerpts.0.text',
    ],
    [
      'an excerpt that ends inside a word',
      { excerpts: [{ text: 'Nobody said a word on the wa', format: 'quote' }] },
      'excerpts.0.text',
    ],
    ['a heading', { margins: [{ on: 'The stop', myth: 'easy-money' }] }, 'margins.0.on'],
  ])('are a mistake: %s', (_what, change, path) => {
    expect(mistakesInStory(change).map((mistake) => [mistake.file, mistake.path])).toEqual([[story, path]]);
  });

  it('are shown with the nearest words that do', () => {
    expect(
      mistakesInStory({ excerpts: [{ text: 'Nobody said a thing on the way', format: 'quote' }] })[0]
        ?.message,
    ).toBe(
      'found "Nobody said a thing on the way", which is not in the story word for word: ' +
        'the nearest words are \u201cNobody said a word on the way\u201d',
    );
  });

  it('are shown with the nearest words of a paragraph where a margin note wants them', () => {
    expect(
      mistakesInStory({ margins: [{ on: 'Nobody said a thing on the way', myth: 'easy-money' }] })[0]
        ?.message,
    ).toBe(
      'found "Nobody said a thing on the way", which is not in one paragraph of the story word for word: ' +
        'the nearest words are \u201cNobody said a word on the way\u201d',
    );
  });

  it('are shown without the mark that parts the sections', () => {
    const [mistake] = mistakesInStory({
      excerpts: [{ text: 'home that night. Nobody said a word', format: 'quote' }],
    });
    expect(mistake?.message).not.toContain('\u0000');
  });

  it('cannot be a margin note that runs from one paragraph to the next', () => {
    const body = 'I got the bus home that night.\n\nNobody said a word.\n';
    const mistakes = mistakesInStory(
      { margins: [{ on: 'home that night. Nobody', myth: 'easy-money' }] },
      body,
    );
    expect(mistakes.map(({ path }) => path)).toEqual(['margins.0.on']);
  });

  it.each<[string, Record<string, unknown>]>([
    ['an excerpt', { excerpts: [{ text: 'Nobody said a word on the way', format: 'quote' }] }],
    ['a margin note', { margins: [{ on: 'Nobody said a word', myth: 'easy-money' }] }],
    [
      'an excerpt with other white space',
      { excerpts: [{ text: 'Nobody said\na word on the way', format: 'quote' }] },
    ],
  ])('are no mistake when they do: %s', (_what, change) => {
    expect(mistakesInStory(change)).toEqual([]);
  });

  const parted =
    'I got the bus home that night.\n\nNobody said a word.\n\n- I saw the van.\n- It was white.\n';

  it.each<[string, Record<string, unknown>, string]>([
    [
      'an opening line, out of two paragraphs',
      { opening: { line: 'home that night. Nobody said a word.', voice: 'even' } },
      'opening.line',
    ],
    [
      'an excerpt, out of two paragraphs',
      { excerpts: [{ text: 'home that night. Nobody said a word.', format: 'quote' }] },
      'excerpts.0.text',
    ],
    [
      'an excerpt, out of two items of a list',
      { excerpts: [{ text: 'I saw the van. It was white.', format: 'quote' }] },
      'excerpts.0.text',
    ],
    [
      'an excerpt, out of a paragraph and an item of a list',
      { excerpts: [{ text: 'said a word. I saw the van.', format: 'quote' }] },
      'excerpts.0.text',
    ],
  ])('may not be joined: %s', (_what, change, path) => {
    expect(mistakesInStory(change, parted).map((mistake) => [mistake.path, mistake.message])).toEqual([
      [
        path,
        expect.stringMatching(/, which joins two paragraphs or items of a list: take the words of one$/),
      ],
    ]);
  });

  it.each<[string, string, string]>([
    ['an item of a list', '- I saw the van outside.', 'I saw the van outside.'],
    ['a line that was said', '> I saw the van outside.', 'I saw the van outside.'],
    ['a paragraph of a quote', '> I saw the van.\n>\n> It was white and long.', 'It was white and long.'],
    ['a paragraph with a line break', 'I saw the van,\\\nand it was white.', 'the van, and it was white.'],
    ['an ellipsis for three dots', 'I saw the van... It was white.', 'I saw the van… It was white.'],
    [
      'a plain hyphen for one that does not break',
      'The van was half\u2011white then.',
      'The van was half-white',
    ],
  ])('are no mistake out of %s', (_what, more, text) => {
    const excerpts = [{ text, format: 'quote' }];
    expect(mistakesInStory({ excerpts }, `${storyBody}\n${more}\n`)).toEqual([]);
  });

  it.each<[string, Record<string, unknown>]>([
    ['an excerpt', { excerpts: [{ text: 'The cafe\u0301 was shut by then.', format: 'quote' }] }],
    ['a margin note', { margins: [{ on: 'The cafe\u0301 was shut', myth: 'easy-money' }] }],
    ['a heading', { pauses: [{ after: 'The cafe\u0301', question: 'Who had shut it?' }] }],
  ])('are complained of once where only their form of Unicode is another: %s', (_what, change) => {
    const body = `${storyBody}\n## The caf\u00e9\n\nThe caf\u00e9 was shut by then.\n`;
    expect(mistakesInStory(change, body).map(({ message }) => message)).toEqual([
      expect.stringContaining('is written in another way (U+0065 U+0301)'),
    ]);
  });

  it('keep the story out of the content', () => {
    const file = makeFileWith('stories', 'the-bus-home', {
      opening: { line: 'Not in the story.', voice: 'even' },
    });
    expect(slugsOf(reviewWith(file), 'stories')).toEqual([]);
  });
});

describe('a pause', () => {
  const pauseAfter = (after: string) => ({ pauses: [{ after, question: 'Who said nothing?' }] });

  it('stands after a heading', () => {
    expect(mistakesInStory(pauseAfter('The stop'))).toEqual([]);
  });

  it('names the headings there are when it follows none', () => {
    const body = `${storyBody}\n## The top\n\nNobody came.\n`;
    expect(mistakesInStory(pauseAfter('The bottom'), body)).toEqual([
      {
        file: story,
        path: 'pauses.0.after',
        message:
          'found "The bottom", which is no heading of the story: write one of \u201cThe stop\u201d, \u201cThe top\u201d',
      },
    ]);
  });

  it('cannot follow a subheading', () => {
    expect(
      mistakesInStory(pauseAfter('The shelter'), `${storyBody}\n### The shelter\n`).map(({ path }) => path),
    ).toEqual(['pauses.0.after']);
  });

  it('cannot follow words that are no heading', () => {
    expect(mistakesInStory(pauseAfter('I got the bus home that night.')).map(({ path }) => path)).toEqual([
      'pauses.0.after',
    ]);
  });
});

describe('the body of a story', () => {
  it('that may not be drawn is reported on its line in the file', () => {
    expect(mistakesInStory({}, `${storyBody}\n<b>bold</b>\n`).map(({ file, path }) => [file, path])).toEqual([
      [story, 'body:11'],
    ]);
  });

  it('has every mistake named at once: in its fields, in its words and in its links', () => {
    const body = `${storyBody}\n<b>bold</b>\n\n[a](/nowhere/) and [b](http://example.org/ "a title")\n`;
    const consent = { kind: 'notNeeded' };
    expect(
      mistakesInStory({ title: 'Bus', origin: 'composit', consent }, body).map(({ path, message }) => [
        path,
        message.slice(0, 34),
      ]),
    ).toEqual([
      ['title', 'found "Bus": write at least 4 char'],
      ['origin', 'found "composit": choose one; in a'],
      ['body:11', 'HTML, something in < >, is not all'],
      ['body:13', 'the link "http://example.org/" is '],
      ['body:13', 'the link has a title, "a title", w'],
      ['body:13', 'the link "/nowhere/" leads to no p'],
    ]);
  });

  it('that may not be drawn does not hide what is wrong with the consent', () => {
    expect(mistakesInStory({ origin: 'firstPerson' }, '`code`\n').map(({ path }) => path)).toEqual([
      'body:5',
      'consent.kind',
    ]);
  });

  it('that may not be drawn is reported before its words are looked at', () => {
    const opening = { line: 'Not in the story.', voice: 'even' };
    expect(mistakesInStory({ opening }, '`code`\n').map(({ path }) => path)).toEqual(['body:5']);
  });

  it('needs words', () => {
    expect(mistakesInStory({}, '\n').map(({ path, message }) => [path, message])).toContainEqual([
      'body',
      'the story has no words: write it below the fields',
    ]);
  });
});

describe('consent', () => {
  it.each(['firstPerson', 'asToldTo'])('that is not needed is a mistake in a %s story', (origin) => {
    expect(mistakesInStory({ origin })).toEqual([
      {
        file: story,
        path: 'consent.kind',
        message:
          'found “Not needed: a composite, nobody’s own account” [notNeeded] on a story that somebody told: choose “Given: for the uses listed” [given] or “Missing: nothing may be published” [missing]',
      },
    ]);
  });

  it('that is missing is no mistake: the gate holds the story instead', () => {
    expect(mistakesInStory({ consent: { kind: 'missing' } })).toEqual([]);
  });

  it('that has lapsed is no mistake', () => {
    expect(
      mistakesInStory({
        origin: 'asToldTo',
        consent: givenConsent({ givenOn: '2019-01-01', reviewBy: '2020-01-01' }),
      }),
    ).toEqual([]);
  });

  it('that is to be reviewed before it was given is a mistake', () => {
    expect(
      mistakesInStory({
        origin: 'asToldTo',
        consent: givenConsent({ givenOn: '2026-01-02', reviewBy: '2026-01-01' }),
      }),
    ).toEqual([
      {
        file: story,
        path: 'consent.reviewBy',
        message: 'found 2026-01-01, which is before the consent was given: write a day after 2026-01-02',
      },
    ]);
  });

  it.each(['C-0001', 'c-0001'])('of one record (%s) on two told stories is a mistake in both', (record) => {
    const told = { origin: 'firstPerson', consent: givenConsent() };
    const { mistakes } = reviewWith(
      makeFileWith('stories', 'the-bus-home', told),
      makeFileWith('stories', 'another-bus', {
        ...told,
        teller: { pseudonym: 'Ash', viewpoint: 'family' },
        consent: givenConsent({ record }),
      }),
    );
    expect(mistakes.map(({ file, path }) => [file, path])).toEqual([
      [story, 'consent.record'],
      ['content/stories/another-bus.md', 'consent.record'],
    ]);
    expect(mistakes[0]?.message).toContain('the same record stands in “another-bus”');
  });

  it('of a story that was withdrawn may be told again', () => {
    const told = { origin: 'firstPerson', consent: givenConsent() };
    const { mistakes } = reviewWith(
      makeFileWith('stories', 'the-bus-home', told),
      makeFileWith('stories', 'another-bus', told),
      makeFile('withdrawals', 'another-bus', { data: { withdrawnOn: '2026-01-01', reason: 'teller' } }),
    );
    expect(mistakes).toEqual([]);
  });

  it('is the gate\u2019s matter where a composite has too few sources', () => {
    expect(mistakesInStory({ sources: ['study-one'] })).toEqual([]);
  });
});

describe('a pseudonym', () => {
  it('that another story uses is pointed out, whatever its capitals', () => {
    const { mistakes, notes } = reviewWith(
      makeFileWith('stories', 'the-bus-home', {}),
      makeFileWith('stories', 'another-bus', { teller: { pseudonym: 'SAM', viewpoint: 'worker' } }),
    );
    expect(mistakes).toEqual([]);
    expect(notes.map(({ file, path, message }) => [file, path, message])).toEqual([
      [story, 'teller.pseudonym', '“Sam” tells “another-bus” too: choose a name that no other story has'],
      [
        'content/stories/another-bus.md',
        'teller.pseudonym',
        '“SAM” tells “the-bus-home” too: choose a name that no other story has',
      ],
    ]);
  });

  it('of a withdrawn story is free again', () => {
    const { notes } = reviewWith(
      makeFileWith('stories', 'the-bus-home', {}),
      makeFileWith('stories', 'another-bus', {}),
      makeFile('withdrawals', 'another-bus', { data: { withdrawnOn: '2026-01-01', reason: 'teller' } }),
    );
    expect(notes).toEqual([]);
  });
});

describe('the body of a myth or a page', () => {
  it.each<[FolderName, string]>([
    ['myths', 'easy-money'],
    ['pages', 'about'],
  ])('is looked at for code: %s', (folder, slug) => {
    const file = makeFile(folder, slug, { body: 'Words.\n\n{process.exit(1)}\n' });
    expect(reviewWith(file).mistakes.map((mistake) => [mistake.file, mistake.path])).toEqual([
      [file.file, 'body:7'],
    ]);
  });

  it('keeps the entry out of the content when there is code in it', () => {
    expect(slugsOf(reviewWith(makeFile('pages', 'about', { body: "import x from 'y'" })), 'pages')).toEqual(
      [],
    );
  });
});

describe('a figure of a myth', () => {
  const figure = {
    value: 12,
    unit: 'people',
    says: 'Twelve people said the same',
    source: 'study-one',
    year: 2018,
    place: 'Scotland',
  };

  function mistakesInFigure(change: Record<string, unknown>): (readonly [string, string])[] {
    const file = makeFileWith('myths', 'easy-money', { figures: [{ ...figure, ...change }] });
    return reviewWith(file).mistakes.map(({ path, message }) => [path, message]);
  }

  it.each<[string, Record<string, unknown>]>([
    ['a hundred', { value: 100 }],
    ['a hundred per cent', { value: 100, unit: 'percent' }],
    [
      'any number that is compared',
      { value: 9999, valueLabel: 'Here', compare: [{ label: 'There', value: 1 }] },
    ],
    ['several years', { untilYear: 2019 }],
  ])('may be %s', (_what, change) => {
    expect(mistakesInFigure(change)).toEqual([]);
  });

  it.each<[string, Record<string, unknown>, string, string]>([
    [
      'above a hundred by itself',
      { value: 101 },
      'figures.0.compare',
      'a value above 100 cannot be drawn by itself: name a number to compare it with',
    ],
    [
      'compared without a label',
      { compare: [{ label: 'There', value: 1 }] },
      'figures.0.valueLabel',
      'found nothing: a number that is compared with others needs a label of its own',
    ],
    [
      'more than the whole',
      { value: 101, unit: 'percent', valueLabel: 'Here', compare: [{ label: 'There', value: 1 }] },
      'figures.0.value',
      'found 101 per cent: write 100 or less',
    ],
    [
      'over before it began',
      { untilYear: 2017 },
      'figures.0.untilYear',
      'found 2017: write a year after 2018, or leave it out',
    ],
    [
      'over, and never have begun',
      { year: undefined, untilYear: 2018 },
      'figures.0.year',
      'found nothing: write the year in which the counting began, or leave out 2018',
    ],
    [
      'over in the year it began',
      { untilYear: 2018 },
      'figures.0.untilYear',
      'found 2018: write a year after 2018, or leave it out',
    ],
  ])('may not be %s', (_what, change, path, message) => {
    expect(mistakesInFigure(change)).toEqual([[path, message]]);
  });
});

describe('a withdrawn story', () => {
  const withdrawal = makeFile('withdrawals', 'the-bus-home');

  it.each<[string, Partial<RawFile>]>([
    ['a field is broken', { data: { title: 'Bus' } }],
    ['it cannot be read', { data: undefined, problem: 'cannot be read as YAML: why' }],
    ['its body has code', { body: '<script>x</script>' }],
    ['a reference leads nowhere', { data: makeFrontMatter({ themes: ['gone'] }) }],
    [
      'its words are not verbatim',
      { data: makeFrontMatter({ opening: { line: 'Not in the story.', voice: 'even' } }) },
    ],
    ['its ending is wrong', { file: 'content/stories/the-bus-home.mdx' }],
  ])('is no mistake when %s', (_what, change) => {
    expect(reviewWith(makeFile('stories', 'the-bus-home', change), withdrawal).mistakes).toEqual([]);
  });

  it('is no mistake when its sign-offs are broken', () => {
    const signOffs = makeFile('sign-offs', 'the-bus-home', { data: 'not a list' });
    expect(reviewWith(signOffs, withdrawal).mistakes).toEqual([]);
  });

  it('is no mistake when its file is gone', () => {
    expect(review(makeContent({ files: [withdrawal], without: [story] })).mistakes).toEqual([]);
  });

  it('may still be named by the site', () => {
    const content = makeContent({
      files: [withdrawal],
      without: [story],
      site: makeSite({ featuredStory: 'the-bus-home' }),
    });
    expect(review(content).mistakes).toEqual([]);
  });

  it('does not excuse a myth of the same name', () => {
    const content = makeContent({
      files: [
        makeFile('withdrawals', 'gone'),
        makeFile('stories', 'late', { data: makeFrontMatter({ myths: ['gone'] }) }),
      ],
    });
    expect(review(content).mistakes.map(({ path }) => path)).toEqual(['myths.0']);
  });

  it('does not excuse a broken theme of the same name', () => {
    const theme = makeFileWith('themes', 'the-bus-home', { order: -1 });
    expect(reviewWith(withdrawal, theme).mistakes.map(({ file }) => file)).toEqual([
      'content/themes/the-bus-home.yaml',
    ]);
  });

  it('does not excuse another story', () => {
    const other = makeFileWith('stories', 'late', { title: 'Bus' });
    expect(reviewWith(withdrawal, other).mistakes.map(({ file }) => file)).toEqual([
      'content/stories/late.md',
    ]);
  });

  it.each<[string, Partial<RawFile>]>([
    ['is empty', { data: null }],
    ['cannot be read', { data: undefined, problem: 'cannot be read as YAML: why' }],
    ['gives an unknown reason', { data: { withdrawnOn: '2026-11-01', reason: 'bored' } }],
    ['has another ending', { file: 'content/withdrawals/the-bus-home.yml' }],
    ['is only a name', { file: 'content/withdrawals/the-bus-home', data: undefined }],
  ])('is withdrawn even if the file that says so %s', (_what, change) => {
    const reviewed = reviewWith(makeFile('withdrawals', 'the-bus-home', change));
    expect([slugsOf(reviewed, 'withdrawals'), reviewed.mistakes]).toEqual([['the-bus-home'], []]);
  });
});

describe('removals', () => {
  const broken = makeFileWith('themes', 'housing', { name: '' });

  it('leave out the entry that is broken', () => {
    expect(slugsOf(reviewWith(broken), 'themes')).toEqual([]);
  });

  it('keep what refers to it', () => {
    expect(slugsOf(reviewWith(broken), 'stories')).toEqual(['the-bus-home']);
  });

  it('report the broken entry, and not what refers to it', () => {
    expect(reviewWith(broken).mistakes.map(({ file }) => file)).toEqual(['content/themes/housing.yaml']);
  });

  it('keep everything else when one story is broken', () => {
    const reviewed = reviewWith(makeFileWith('stories', 'late', { title: 'Bus' }));
    expect(slugsOf(reviewed, 'stories')).toEqual(['the-bus-home']);
  });

  it('go on when every file is broken', () => {
    const raw = makeContent();
    const files = raw.files.map((file) => ({ ...file, data: undefined, problem: 'cannot be read' }));
    expect(review({ ...raw, files }).mistakes.length).toBe(files.length);
  });

  it('go on when there is nothing at all', () => {
    const nothing: RawContent = { files: [], site: { data: undefined, problem: 'there is no such file' } };
    expect(review(nothing).mistakes[0]).toEqual({ file: site, path: '', message: 'there is no such file' });
  });
});

describe('site.yaml when a field is broken', () => {
  /** What holds when one setting of an otherwise lenient site is broken. */
  function settingsWith(change: Record<string, unknown>): Site {
    const lenient = {
      name: 'A name',
      coolingOffDays: 3,
      policyVersion: '7',
      leaveTo: 'https://example.org/out',
      concernEmail: 'a@example.org',
    };
    return review(makeContent({ site: makeSite({ ...lenient, ...change }) })).content.site;
  }

  it('keeps the fields that are sound', () => {
    expect(settingsWith({ mode: 'test' })).toMatchObject({
      name: 'A name',
      url: 'https://example.org',
      coolingOffDays: 3,
      policyVersion: '7',
      leaveTo: 'https://example.org/out',
      concernEmail: 'a@example.org',
    });
  });

  it.each(['test', 'Demo', 7, null, ['demo']])('is live when the mode is %j', (mode) => {
    expect(settingsWith({ mode }).mode).toBe('live');
  });

  it.each([-1, 'none', 1.5, null])('cools off for 14 days when that is %j', (coolingOffDays) => {
    expect(settingsWith({ coolingOffDays }).coolingOffDays).toBe(14);
  });

  it('leaves to an ordinary page when that address is broken', () => {
    expect(settingsWith({ leaveTo: 'javascript:alert(1)' }).leaveTo).toBe('https://www.bbc.co.uk/weather');
  });

  it('shows the usual routes when the four are not four', () => {
    expect(settingsWith({ helpNow: ['childline'] }).helpNow).toEqual([
      'emergency',
      'childline',
      'samaritans',
      'crimestoppers',
    ]);
  });

  it('stands at localhost when its address is broken', () => {
    expect(settingsWith({ url: 'nowhere' }).url).toBe('http://localhost:4321');
  });

  it('has no address for concerns when that is broken', () => {
    expect(settingsWith({ concernEmail: 'nobody' }).concernEmail).toBeUndefined();
  });

  it('keeps the rest when there is a field that does not exist', () => {
    expect(settingsWith({ colour: 'red' }).coolingOffDays).toBe(3);
  });

  it.each([
    [{ mode: 'test' }, 'mode', `found "test": ${choicesInWords(siteModes)}`],
    [{ coolingOffDays: -1 }, 'coolingOffDays', 'found -1: write 0 or more'],
    [{ colour: 'red' }, 'colour', 'there is no such field: take it away, or check its spelling'],
    [
      { policyVersion: 2 },
      'policyVersion',
      'found 2, which is a number because it stands without quotes: put it in quotes, and write 1 to 20 characters of text',
    ],
  ])('reports the field: %j', (change, path, message) => {
    expect(review(makeContent({ site: makeSite(change) })).mistakes).toContainEqual({
      file: site,
      path,
      message,
    });
  });

  it.each([undefined, null, 'text', 7, []])('is the strictest site when there is only %j in it', (data) => {
    expect(review({ ...makeContent(), site: { data } }).content.site).toMatchObject({
      mode: 'live',
      coolingOffDays: 14,
    });
  });

  it('says why it could not be read', () => {
    const { mistakes } = review({
      ...makeContent(),
      site: { data: undefined, problem: 'cannot be read as YAML: why' },
    });
    expect(mistakes).toContainEqual({ file: site, path: '', message: 'cannot be read as YAML: why' });
  });

  it('keeps what was read where only a comment is wrong, so that a removal can go on', () => {
    const { data } = makeSite({ name: 'A name' });
    const { mistakes, content } = review({
      ...makeContent(),
      site: { data, problem: 'cannot be read as YAML: a comment' },
    });
    expect(mistakes).toEqual([{ file: site, path: '', message: 'cannot be read as YAML: a comment' }]);
    expect(content.site).toMatchObject({ name: 'A name', mode: 'demo' });
  });
});

describe('the address of the site', () => {
  it('is what the caller says, when it says one', () => {
    const { content } = review(makeContent(), { siteUrl: 'https://other.example' });
    expect(content.site.url).toBe('https://other.example');
  });

  it.each([undefined, ''])('is what site.yaml says when the caller says %j', (siteUrl) => {
    expect(review(makeContent(), { siteUrl }).content.site.url).toBe('https://example.org');
  });

  it('may stand outside site.yaml altogether', () => {
    const content = makeContent({ site: makeSite({ url: undefined }) });
    expect(review(content, { siteUrl: 'https://other.example' }).mistakes).toEqual([]);
  });
});

describe('a live site', () => {
  const moderator = moderatorFile(makeModerator({}, 'lead'));
  const live = {
    mode: 'live',
    concernEmail: 'a@example.org',
    concernAnsweredBy: 'Robin, who moderates',
    concernAnsweredWithin: 2,
  };

  /** Content that may go live, with one thing changed. */
  function makeLive({
    settings = {},
    files = [],
  }: {
    settings?: Record<string, unknown>;
    files?: readonly RawFile[];
  } = {}): Reviewed {
    const names = new Set(files.map(({ file }) => file));
    const kept = [moderator].filter(({ file }) => !names.has(file));
    return review(makeContent({ site: makeSite({ ...live, ...settings }), files: [...kept, ...files] }));
  }

  it('has no mistake when it is ready', () => {
    expect(makeLive().mistakes).toEqual([]);
  });

  it.each([
    'http://localhost',
    'http://localhost:4321',
    'https://LOCALHOST/',
    'http://another-story.localhost',
    'http://127.0.0.1:4321',
    'http://127.1',
    'http://2130706433',
    'http://[::1]:4321',
  ])('refuses to stand at %s', (url) => {
    expect(makeLive({ settings: { url } }).mistakes).toEqual([
      { file: site, path: 'url', message: `found "${url}": a live site needs its public address` },
    ]);
  });

  it.each([
    'https://localhost.example.org',
    'https://example.org/localhost',
    'https://mylocalhost.org',
    'https://example.mylocalhost',
  ])('may stand at %s', (url) => {
    expect(makeLive({ settings: { url } }).mistakes).toEqual([]);
  });

  it('refuses localhost from the environment as well', () => {
    const { mistakes } = review(makeContent({ site: makeSite(live) }), { siteUrl: 'http://localhost:4321' });
    expect(mistakes.map(({ path }) => path)).toContain('url');
  });

  it('needs an address for concerns', () => {
    expect(makeLive({ settings: { concernEmail: undefined } }).mistakes).toEqual([
      {
        file: site,
        path: 'concernEmail',
        message: 'found nothing: a live site needs an address for concerns',
      },
    ]);
  });

  it.each([
    ['concernAnsweredBy', 'found nothing: a live site says who answers concerns'],
    ['concernAnsweredWithin', 'found nothing: a live site says within how many days a concern is answered'],
  ])('says who answers concerns and by when: %s', (path, message) => {
    expect(makeLive({ settings: { [path]: undefined } }).mistakes).toEqual([{ file: site, path, message }]);
  });

  const copied = {
    file: 'content/support/childline.yaml',
    path: 'sourceKind',
    message:
      'was only copied from another page: a live site needs it read on the service’s own page, or confirmed by a real moderator',
  };

  it('refuses a support route that was only copied from another page', () => {
    expect(
      makeLive({ files: [makeFileWith('support', 'childline', { sourceKind: 'other' })] }).mistakes,
    ).toEqual([copied]);
  });

  it('takes one that was read on the service’s own page, or that a moderator has confirmed', () => {
    expect(makeLive({ files: [makeFile('support', 'childline')] }).mistakes).toEqual([]);
    expect(makeLive({ files: [makeConfirmedRoute('childline', { sourceKind: 'other' })] }).mistakes).toEqual(
      [],
    );
  });

  it.each([
    ['a demonstration moderator', { demo: true }],
    ['a revoked moderator', { revoked: true }],
  ])('refuses a copied support route that only %s has confirmed', (_what, change) => {
    const other = moderatorFile(makeModerator(change, 'other'));
    const route = makeConfirmedRoute('childline', { sourceKind: 'other', confirmedBy: 'other' });
    expect(makeLive({ files: [other, route] }).mistakes).toEqual([copied]);
  });

  it('takes the word of a moderator who has since retired', () => {
    const retired = moderatorFile(makeModerator({ retiredOn: '2026-01-01' }, 'lead'));
    const route = makeConfirmedRoute('childline', { sourceKind: 'other' });
    expect(makeLive({ files: [retired, route] }).mistakes).toEqual([]);
  });

  it('asks all that of no demonstration', () => {
    expect(review(makeContent({ site: makeSite({ url: 'http://localhost:4321' }) })).mistakes).toEqual([]);
  });

  it('is asked for all of it when site.yaml does not say what it is', () => {
    const { mistakes } = review(makeContent({ site: makeSite({ mode: undefined }) }));
    expect(new Set(mistakes.map(({ path }) => path))).toEqual(
      new Set(['concernEmail', 'concernAnsweredBy', 'concernAnsweredWithin']),
    );
  });
});

describe('judgements that are remembered', () => {
  const broken = makeFileWith('stories', 'late', { opening: { line: 'Not in the story.', voice: 'even' } });
  const raw = makeContent({ files: [broken] });

  it.each<[string, RawContent]>([
    ['nothing', raw],
    ['the broken file', makeContent({ files: [makeFile('stories', 'late')] })],
    ['a file that it refers to', { ...raw, files: raw.files.filter(({ folder }) => folder !== 'themes') }],
    ['a withdrawal', { ...raw, files: [...raw.files, makeFile('withdrawals', 'late')] }],
    ['the settings', { ...raw, site: makeSite({ mode: 'live' }) }],
  ])('leave the review as it would be without them when what changes is %s', (_what, changed) => {
    const judged: Judgements = new WeakMap();
    review(raw, { judged });
    expect(review(changed, { judged })).toEqual(review(changed));
  });
});

describe('what is worth a look', () => {
  const older = makeFileWith('myths', 'easy-money', { suitableFrom: 'adult' });

  it('is a myth for older readers than the story has', () => {
    expect(reviewWith(older).notes).toEqual([
      {
        file: story,
        path: 'myths',
        message:
          '\u201ceasy-money\u201d is for Adults, the story for S4 to S6: the story\u2019s page leaves it out',
      },
    ]);
  });

  it('is no mistake', () => {
    expect(reviewWith(older).mistakes).toEqual([]);
  });

  it('is nothing when the myth suits the story', () => {
    expect(reviewWith(makeFileWith('myths', 'easy-money', { suitableFrom: 'senior' })).notes).toEqual([]);
  });

  it.each(['con', 'nul', 'com1', 'lpt9'])('is a name that Windows keeps for itself: %s', (slug) => {
    const { mistakes, notes } = reviewWith(makeFile('themes', slug));
    expect(mistakes).toEqual([]);
    expect(notes.map(({ file }) => file)).toContain(`content/themes/${slug}.yaml`);
  });

  it.each(['convoy', 'com10', 'the-con', 'null'])(
    'is no name that only begins or ends like one: %s',
    (slug) => {
      expect(reviewWith(makeFile('themes', slug)).notes).toEqual([]);
    },
  );

  it('is nothing once the story is withdrawn', () => {
    expect(reviewWith(older, makeFile('withdrawals', 'the-bus-home')).notes).toEqual([]);
  });
});
