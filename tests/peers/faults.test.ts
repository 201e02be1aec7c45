import { describe, expect, it } from 'vitest';
import { reportOn } from '#domain/review/report.ts';
import { review } from '#domain/review/review.ts';
import type { FolderName } from '#domain/schema/content.ts';
import type { Reason } from '#domain/words/vocabularies.ts';
import { rawFile } from '#files/read.ts';
import { contentText } from '#files/write.ts';
import {
  givenConsent,
  type HowSigned,
  makeContent,
  makeData,
  makeFile,
  makeFrontMatter,
  makeModerator,
  makeSite,
  makeToldStory,
  moderatorFile,
  signedBy,
  storyBody,
  today,
} from '../fixtures/make.ts';

/**
 * Each fault that was once found in how content is read, as one file with the right answer: an index, so that none comes back
 * unseen. Every rule has its own tests beside these.
 */
const story = 'content/stories/the-bus-home.md';
const page = 'content/pages/about.mdx';

/** A file as it lies on the disk. */
function onDisk(folder: FolderName, name: string, text: string) {
  return rawFile(folder, name, new TextEncoder().encode(text));
}

/** The smallest story’s file, with some words put in the place of others. */
function storyWith(from: string, to: string) {
  const text = contentText('stories', makeFrontMatter(), storyBody);
  if (!text.includes(from)) throw new Error(`the story does not hold ${from}`);
  return onDisk('stories', 'the-bus-home.md', text.replace(from, to));
}

/** The smallest story’s file with a paragraph added. */
const storySaying = (words: string) => storyWith(storyBody, `${storyBody}\n${words}\n`);
/** The smallest page’s file with a body. */
const pageSaying = (words: string) =>
  onDisk('pages', 'about.mdx', contentText('pages', makeData('pages'), words));
const storyData = (change: Parameters<typeof makeFrontMatter>[0]) =>
  onDisk('stories', 'the-bus-home.md', contentText('stories', makeFrontMatter(change), storyBody));

describe('a fault in a file is a mistake with its place', () => {
  it('and a file without one is none', () => {
    const files = [
      storySaying('Words, and [help](/support/).'),
      pageSaying('<SupportRoute slug="childline" />'),
    ];
    expect(review(makeContent({ files })).mistakes).toEqual([]);
  });

  const inTitle = 'title: The bus home';
  const inBody = /^body:\d+$/;
  it.each([
    // Nothing breaks the reader.
    ['quotes 3,000 deep', storySaying(`${'>'.repeat(3000)} deep`), story, inBody],
    ['lists 3,000 deep', storySaying(`${'- '.repeat(3000)}deep`), story, inBody],
    ['conflict markers', onDisk('stories', 'the-bus-home.md', '<<<<<<< HEAD\n---\n'), story, /^$/],
    ['half a file', onDisk('stories', 'the-bus-home.md', '---\ntitle: The bus'), story, /^$/],
    // Characters that nobody sees.
    ['a vertical tab from a slide', storyWith('on the way', 'on\u000Bthe way'), story, inBody],
    ['words in tag characters', storySaying(`Words.\u{E0053}\u{E0061}\u{E006D}`), story, inBody],
    ['a right-to-left override', storyWith(inTitle, `${inTitle}\u202E`), story, /^title$/],
    ['a zero-width space', storyWith(inTitle, 'title: The bus\u200Bhome'), story, /^title$/],
    ['a soft hyphen', storyWith(inTitle, 'title: The bus\u00ADhome'), story, /^title$/],
    ['a private-use character', storyWith(inTitle, 'title: The bus \uE000home'), story, /^title$/],
    ['a Hangul filler', storyWith(inTitle, 'title: The bus \u3164home'), story, /^title$/],
    ['half of a surrogate pair', storyWith(inTitle, 'title: "The bus \\uD800home"'), story, /^title$/],
    ['an override as an entity', storySaying('Words&#x202e; words.'), story, inBody],
    ['a tag character as an entity', storySaying('Words&#xE0048; words.'), story, inBody],
    ['a soft hyphen as an entity', storySaying('Words&shy;words.'), story, inBody],
    ['an entity in a page', pageSaying('Words&#x202e; words.'), page, inBody],
    ['a letter that is not in NFC', storyWith(inTitle, 'title: The cafe\u0301 bus'), story, /^title$/],
    // What was written is what is read.
    ['a year that a list would swallow', storySaying('1987. That was the year.'), story, inBody],
    ['a list with brackets', storySaying('1) One\n2) Two'), story, inBody],
    ['a title that loses its end to a comment', storyWith(inTitle, 'title: Friday #nights'), story, /^$/],
    ['a comment that holds a name', storyWith(inTitle, `${inTitle}\n# Ask Sam`), story, /^$/],
    ['a title that is a year', storyWith(inTitle, 'title: 1984'), story, /^title$/],
    ['a teller called True', storyWith('pseudonym: Sam', 'pseudonym: True'), story, /^teller\.pseudonym$/],
    [
      'dashes before a word',
      onDisk('themes', 'housing.yaml', '---word'),
      'content/themes/housing.yaml',
      /^$/,
    ],
    ['a list for the name of a field', storyWith(inTitle, `${inTitle}\n[a, b]: c`), story, /^$/],
    ['a title on a link', storySaying('See [help](/support/ "words").'), story, inBody],
    [
      'an opening out of two paragraphs',
      storyWith('line: I got the bus home that night.', 'line: that night. Nobody said'),
      story,
      /^opening\.line$/,
    ],
    ['a component that names nothing', pageSaying('<SupportRoute slug="nobody" />'), page, inBody],
    [
      'a property that is given twice',
      pageSaying('<SupportRoute slug="childline" slug="childline" />'),
      page,
      inBody,
    ],
    ['a link in a story that leads nowhere', storySaying('See [it](/no-such-page/).'), story, inBody],
    ['a link in a page that leads nowhere', pageSaying('See [it](/no-such-page/).'), page, inBody],
    // Consent.
    [
      'consent that ends before it begins',
      storyData({
        origin: 'firstPerson',
        consent: givenConsent({ givenOn: '2026-05-01', reviewBy: '2026-04-01' }),
      }),
      story,
      /^consent/,
    ],
  ] as const)('%s', (_fault, file, place, path) => {
    const { mistakes } = review(makeContent({ files: [file] }));
    expect(mistakes.map((each) => each.file)).toContain(place);
    expect(mistakes.filter((each) => each.file === place).map((each) => each.path)).toContainEqual(
      expect.stringMatching(path),
    );
  });
});

describe('a withdrawal takes its story down, however it was saved', () => {
  it.each([
    'The-Bus-Home.yaml',
    'the-bus-home (1).yaml',
    'the-bus-home - Copy.yaml',
    'the-bus-home.yaml.txt',
    'the-bus-home.yml',
    ' the-bus-home.yaml',
    'the bus home.yaml',
    'the-bus-home',
  ])('%j', (name) => {
    const file = onDisk('withdrawals', name, contentText('withdrawals', makeData('withdrawals')));
    const { content } = review(makeContent({ files: [file] }));
    expect([...content.withdrawals.keys()]).toEqual(['the-bus-home']);
  });

  it('and is a mistake where its name can be no story’s', () => {
    const file = onDisk('withdrawals', 'Neu (1).yaml', contentText('withdrawals', makeData('withdrawals')));
    expect(review(makeContent({ files: [file] })).mistakes).toHaveLength(1);
  });
});

describe('a story whose consent or signatures are short of the rule is held', () => {
  interface Shortfall {
    readonly consent?: Parameters<typeof givenConsent>[0];
    readonly how?: HowSigned;
    readonly site?: Readonly<Record<string, unknown>>;
  }

  /** Why a told story is held, by its consent, how it was signed, and what the site’s settings say. */
  function reasons({ consent = {}, how = {}, site = {} }: Shortfall): readonly Reason[] {
    const told = makeToldStory(consent);
    const signers = [makeModerator({}, 'first'), makeModerator({}, 'second')];
    const files = [
      ...signers.map(moderatorFile),
      makeFile('stories', told.slug, { data: { ...told.data }, body: told.body }),
      makeFile('sign-offs', told.slug, { data: signedBy(told, signers, how) }),
    ];
    const { held } = reportOn(review(makeContent({ files, site: makeSite(site) })), today);
    return held.find(({ use }) => use === 'site')?.reasons ?? [];
  }

  it('but for one that keeps to it', () => {
    expect(reasons({})).toEqual([]);
  });

  it.each<readonly [string, Shortfall, Reason]>([
    [
      'on the day of its consent, whatever the settings',
      { consent: { givenOn: today }, site: { coolingOffDays: 0 } },
      'cooling-off',
    ],
    [
      'longer than 730 days after its consent',
      { consent: { givenOn: '2024-01-01', reviewBy: '2099-12-31' } },
      'consent-lapsed',
    ],
    ['without a line of the checklist', { how: { checks: [] } }, 'checklist-incomplete'],
    [
      'with a signature from before its consent',
      { consent: { givenOn: '2026-05-01' }, how: { signedOn: '2026-04-01' } },
      'signed-before-consent',
    ],
    [
      'with consent from a day to come',
      { consent: { givenOn: '2026-11-30' }, how: { signedOn: today } },
      'dated-ahead',
    ],
  ])('%s', (_fault, shortfall, reason) => {
    expect(reasons(shortfall)).toContain(reason);
  });

  it('and one record of consent for two stories is a mistake', () => {
    const consent = givenConsent();
    const twice = ['the-bus-home', 'the-bus-back'].map((slug) =>
      onDisk(
        'stories',
        `${slug}.md`,
        contentText('stories', makeFrontMatter({ origin: 'firstPerson', consent }), storyBody),
      ),
    );
    const { mistakes } = review(makeContent({ files: twice }));
    expect(mistakes.map(({ path }) => path)).toContain('consent.record');
  });
});
