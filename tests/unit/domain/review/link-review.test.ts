import { describe, expect, it } from 'vitest';
import type { RawFile } from '#domain/review/raw-content.ts';
import { review } from '#domain/review/review.ts';
import { makeContent, makeFile, makeFileWith, makeSite, storyBody } from '../../../fixtures/make.ts';

const about = 'content/pages/about.mdx';

const files: readonly RawFile[] = [
  makeFile('transition-points', 'falling-into-debt'),
  makeFile('lesson-packs', 'a-pack'),
  makeFile('guides', 'a-guide'),
  makeFile('threats', 'a-threat'),
  makeFile('contradictions', 'two-counts'),
  makeFile('pages', 'privacy', {
    body: '## What the site doesn’t do\n\nNothing.\n\n## Twice\n\n### Twice\n',
  }),
];

/** What is said of a page with this body, path and message. */
function saidOf(body: string, others: readonly RawFile[] = [], site = makeSite()) {
  const page = makeFile('pages', 'about', { body });
  const { mistakes, content } = review(makeContent({ files: [...files, page, ...others], site }));
  return {
    found: mistakes.filter(({ file }) => file === about).map(({ path, message }) => [path, message]),
    isKept: content.pages.has('about'),
  };
}

describe('a link in a body', () => {
  it.each([
    '/',
    '/stories/',
    '/stories/#audience=1',
    '/stories/the-bus-home/',
    '/stories/the-bus-home/#p-the-stop',
    '/stories/the-bus-home/#short',
    '/stories/the-bus-home/#help',
    '/stories/the-bus-home/kit/',
    '/myths/easy-money/',
    '/myths/easy-money/#br-h',
    '/myths/easy-money/kit/',
    '/myths/quiz/',
    '/lesson-packs/a-pack/',
    '/lesson-packs/a-pack/#files',
    '/lesson-packs/a-pack/present/',
    '/lesson-packs/a-pack/plan.pdf',
    '/guides/a-guide/#told',
    '/guides/a-guide/guide.pdf',
    '/evidence/study-one/',
    '/evidence/research/',
    '/evidence/threats/#a-threat',
    '/evidence/threats/#two-counts',
    '/themes/housing/',
    '/support/#childline',
    '/about/five-ds/#deter',
    '/privacy/#what-the-site-doesnt-do',
    '/privacy/#twice-1',
    '/plan/class/',
    '/withdrawn.json',
    '#main',
    '#here',
    'https://example.net/stories/nothing/',
  ])('may lead to what is there: %s', (url) => {
    expect(saidOf(`## Here\n\n[words](${url})\n`).found).toEqual([]);
  });

  it.each([
    [
      '/stories/no-such/',
      'leads nowhere, because there is no content/stories/no-such.md: write the address of a page that is there',
    ],
    [
      '/stories/the-bus-hame/',
      'leads nowhere, because there is no content/stories/the-bus-hame.md: write /stories/the-bus-home/',
    ],
    [
      '/evidence/no-such/',
      'leads nowhere, because there is no content/sources/no-such.yaml: write the address of a page that is there',
    ],
    [
      '/themes/no-such/',
      'leads nowhere, because there is no content/themes/no-such.yaml: write the address of a page that is there',
    ],
    ['/no-such/', 'leads to no page of this site: write the address of one'],
    ['/support', 'needs a slash at the end of the path: write /support/'],
    ['/stories/the-bus-home', 'needs a slash at the end of the path: write /stories/the-bus-home/'],
    ['/support/#nobody', 'leads to no part of that page: write /support/'],
    ['/support/#childlin', 'leads to no part of that page: write /support/#childline'],
    [
      '/stories/the-bus-home/#p-the-top',
      'leads to no part of that page: write /stories/the-bus-home/#p-the-stop',
    ],
    [
      '/stories/the-bus-home/kit/#p-the-stop',
      'leads to no part of that page: write /stories/the-bus-home/kit/',
    ],
    ['/themes/housing/#here', 'leads to no part of that page: write /themes/housing/'],
    ['/themes/housing/kit/', 'leads to no page and to no file that is always there: write /themes/housing/'],
    [
      '/myths/easy-money/kit.zip',
      'leads to no page and to no file that is always there: write /myths/easy-money/kit/',
    ],
    [
      '/myths/easy-money/cards/reality-wide.png',
      'leads to no page and to no file that is always there: write /myths/easy-money/kit/',
    ],
    [
      '/lesson-packs/a-pack/cards.pdf',
      'leads to no page and to no file that is always there: write /lesson-packs/a-pack/',
    ],
    ['/support/#q=1', 'leads to no part of that page: write /support/'],
    ['#nowhere', 'leads to no part of that page: write /about/'],
    [
      'https://example.org/stories/the-bus-home/?a#b',
      'leads into this site: write /stories/the-bus-home/?a#b',
    ],
  ])('may not lead to what is not there: %s', (url, message) => {
    expect(saidOf(`Words.\n\nMore [words](${url}).\n`).found).toEqual([
      ['body:7', `the link ${JSON.stringify(url)} ${message}`],
    ]);
  });

  it('that leads nowhere leaves its page standing, because it is drawn as words', () => {
    expect(saidOf('[words](/no-such/)').isKept).toBe(true);
  });

  it.each([
    '/stories/the-bus-home/',
    '/stories/the-bus-home/kit/',
    '/stories/the-bus-home/kit.zip',
    '/stories/the-bus-home/cards/quote-1-wide.png',
    '/stories/the-bus-home/#p-no-longer-there',
  ])('may lead to a withdrawn story, whether or not its file is there: %s', (url) => {
    const withdrawal = makeFile('withdrawals', 'the-bus-home');
    expect(saidOf(`[words](${url})`, [withdrawal]).found).toEqual([]);
    const { mistakes } = review(
      makeContent({
        files: [...files, withdrawal, makeFile('pages', 'about', { body: `[words](${url})` })],
        without: ['content/stories/the-bus-home.md'],
      }),
    );
    expect(mistakes).toEqual([]);
  });

  it.each(['kit/', 'kit.zip', 'cards/quote-1-wide.png', '#p-the-stop'])(
    'may lead to a story that is held, as every story here is: %s',
    (output) => {
      expect(saidOf(`[words](/stories/the-bus-home/${output})`).found).toEqual([]);
    },
  );

  it('may lead to what has a mistake of its own: that is said once', () => {
    const broken = makeFileWith('themes', 'housing', { name: '' });
    expect(saidOf('[words](/themes/housing/#anything)', [broken]).found).toEqual([]);
  });

  it.each([
    ['stories', `${storyBody}\n[words](/no-such/)\n`],
    ['myths', 'Words.\n\n\n\n\n\n[words](/no-such/)\n'],
    ['lesson-packs', 'Words.\n\n\n\n\n\n[words](/no-such/)\n'],
    ['guides', 'Words.\n\n\n\n\n\n[words](/no-such/)\n'],
  ] as const)('is followed in content/%s', (folder, body) => {
    const file = makeFile(folder, 'late', {
      body,
      ...(folder === 'stories' && {
        data: {
          ...(makeFile('stories', 'x').data as object),
          teller: { pseudonym: 'Ash', viewpoint: 'family' },
        },
      }),
    });
    const { mistakes } = review(makeContent({ files: [...files, file] }));
    expect(mistakes).toEqual([
      {
        file: file.file,
        path: 'body:11',
        message: 'the link "/no-such/" leads to no page of this site: write the address of one',
      },
    ]);
  });

  it('within a story leads to a section of it', () => {
    const linked = (url: string) =>
      review(
        makeContent({
          files: [makeFile('stories', 'the-bus-home', { body: `${storyBody}\n[up](${url})\n` })],
        }),
      ).mistakes.map(({ message }) => message);
    for (const url of ['#p-the-stop', '#p-start', '#short', '#help', '#']) expect(linked(url)).toEqual([]);
    expect(linked('#p-the-step')).toEqual([
      'the link "#p-the-step" leads to no part of that page: write /stories/the-bus-home/#p-the-stop',
    ]);
  });
});

describe('a component that names an entry', () => {
  it('may name what is there', () => {
    expect(saidOf('<SupportRoute slug="childline" />').found).toEqual([]);
  });

  it('may not name what is not there', () => {
    expect(saidOf('Words.\n\n<SupportRoute slug="nothing" />')).toEqual({
      found: [
        [
          'body:7',
          'found "nothing", but there is no content/support/nothing.yaml: name one of the Support routes that are there, by the name of its file without the ending',
        ],
      ],
      isKept: false,
    });
  });
});
