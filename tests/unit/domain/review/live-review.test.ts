import { describe, expect, it } from 'vitest';
import { type LiveRule, liveRules } from '#domain/review/live-review.ts';
import type { RawFile } from '#domain/review/raw-content.ts';
import { reportOn } from '#domain/review/report.ts';
import { type Reviewed, review } from '#domain/review/review.ts';
import { fileOf, folderNames } from '#domain/schema/content.ts';
import { readContent } from '#files/read.ts';
import { libraryOf } from '#library/library.ts';
import {
  makeContent,
  makeFile,
  makeFileWith,
  makeModerator,
  makeSite,
  makeStory,
  moderatorFile,
  signedBy,
} from '../../../fixtures/make.ts';
import { testDay } from '../../../fixtures/project.ts';

const signers = [makeModerator({}, 'lead'), makeModerator({}, 'second')];
const ready = {
  mode: 'live',
  concernEmail: 'a@example.org',
  concernAnsweredBy: 'Robin, who moderates',
  concernAnsweredWithin: 2,
};
const routes = ['emergency', 'childline', 'samaritans', 'crimestoppers'];

/** A live site with two stories that real moderators signed, one of which is withdrawn; with something put wrong. */
function liveSite({ settings = {}, files = [] }: Wrong = {}): Reviewed {
  const [kept, gone] = ['the-kept-one', 'the-one-taken-back'].map((slug) => ({ ...makeStory(), slug }));
  const stories = [kept, gone].flatMap((story) =>
    story
      ? [
          makeFile('stories', story.slug, { data: { ...story.data }, body: story.body }),
          makeFile('sign-offs', story.slug, { data: signedBy(story, signers) }),
        ]
      : [],
  );
  const sound = [
    ...signers.map(moderatorFile),
    ...routes.map((slug) => makeFile('support', slug)),
    ...stories,
    makeFileWith('withdrawals', 'the-one-taken-back', {}),
  ];
  const names = new Set(files.map(({ file }) => file));
  return review(
    makeContent({
      site: makeSite({ ...ready, ...settings }),
      without: [fileOf('stories', 'the-bus-home')],
      files: [...sound.filter(({ file }) => !names.has(file)), ...files],
    }),
  );
}

/** What is put wrong on a live site. */
interface Wrong {
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly files?: readonly RawFile[];
}

const page = (body: string) =>
  makeFile('pages', 'about', { data: { title: 'About', lead: 'A lead that is long enough.' }, body });

/** Something wrong for each rule of a live site. A new rule does not compile until it has an entry here. */
/** The source that content for tests has names no address. */
const unlinkedFigure = {
  value: 12,
  unit: 'people',
  says: 'Twelve people said the same',
  source: 'study-one',
  year: 2026,
  place: 'Scotland',
};

const wrongs: Readonly<Record<LiveRule, Wrong>> = {
  publicAddress: { settings: { url: 'http://localhost:4321' } },
  concernAddress: { settings: { concernEmail: undefined } },
  leanableSupport: { files: [makeFileWith('support', 'childline', { sourceKind: 'other' })] },
  linkedFigures: { files: [makeFileWith('myths', 'easy-money', { figures: [unlinkedFigure] })] },
  noDemonstration: {
    settings: { name: 'Another Story (demo)' },
    files: [page('This is a demonstration.')],
  },
};

it('a live site that is ready has no mistake', () => {
  const ready = liveSite();
  expect(ready.mistakes).toEqual([]);
  expect(reportOn(ready, testDay).published).toEqual(['the-kept-one']);
});

describe.each(Object.keys(liveRules) as LiveRule[])('the rule %s of a live site', (rule) => {
  const site = liveSite(wrongs[rule]);

  it('finds what is wrong, so that a build without --removals stops', () => {
    expect(site.mistakes.length).toBeGreaterThan(0);
    for (const { file, message } of site.mistakes) {
      expect(file).toMatch(/^content\//);
      expect(message).toMatch(/live site/);
    }
  });

  it('lets a removal go on: the library opens, the sound story is shown, and the withdrawn one is gone', () => {
    const { stories, withdrawn } = libraryOf(site.content, testDay);
    expect(stories.map(({ story }) => story.slug)).toEqual(['the-kept-one']);
    expect([...withdrawn]).toContain('the-one-taken-back');
  });

  it('takes no way to get help away', () => {
    expect(libraryOf(site.content, testDay).helpNow.map(({ slug }) => slug)).toEqual(routes);
  });

  it('says nothing on a demonstration that stops a build', () => {
    const { settings = {}, files = [] } = wrongs[rule];
    expect(liveSite({ settings: { ...settings, mode: 'demo' }, files }).mistakes).toEqual([]);
  });
});

describe('words of a demonstration', () => {
  const about = fileOf('pages', 'about');
  const refusal = '“demonstration” speaks of a demonstration, which a live site refuses';

  it('are a mistake on a live site, with the line of the file and what to write', () => {
    expect(liveSite({ files: [page('One.\n\nThis is a demonstration.')] }).mistakes).toEqual([
      {
        file: about,
        path: 'body:7',
        message: `${refusal}: take it out, or put the paragraph between <DemoOnly> and </DemoOnly>, each on a line of its own`,
      },
    ]);
  });

  it('leave the page out, so that a removal shows none of it', () => {
    const { content } = liveSite({ files: [page('This is a demonstration.')] });
    expect(content.pages.has('about')).toBe(false);
  });

  it('are no mistake where they are marked', () => {
    const { content, mistakes } = liveSite({
      files: [page('<DemoOnly>\n  This is a demonstration.\n</DemoOnly>')],
    });
    expect(mistakes).toEqual([]);
    expect(content.pages.has('about')).toBe(true);
  });

  it('are worth a look on a demonstration, so that they are marked before it goes live', () => {
    const { content, mistakes, notes } = liveSite({
      settings: { mode: 'demo' },
      files: [page('This is a demonstration.')],
    });
    expect(mistakes).toEqual([]);
    expect(content.pages.has('about')).toBe(true);
    expect(notes).toContainEqual(expect.objectContaining({ file: about, path: 'body:5' }));
  });

  it('are refused in a field, which cannot be marked', () => {
    const data = { title: 'About this demonstration', lead: 'A lead that is long enough.' };
    expect(liveSite({ files: [makeFile('pages', 'about', { data })] }).mistakes).toEqual([
      { file: about, path: 'title', message: `${refusal}: take it out` },
    ]);
  });

  it.each(['name', 'promise'])('are refused in the %s of the site', (setting) => {
    const { mistakes } = liveSite({ settings: { [setting]: 'Another Story, a demo' } });
    expect(mistakes).toEqual([
      {
        file: 'content/site.yaml',
        path: setting,
        message: '“demo” speaks of a demonstration, which a live site refuses: take it out',
      },
    ]);
  });

  it('are refused in a story only where they can be about nothing but the site', () => {
    const labelled = makeFileWith('stories', 'the-kept-one', {
      teller: { pseudonym: 'Sam', viewpoint: 'family', about: 'Demonstration: for trying the desk.' },
    });
    expect(liveSite({ files: [labelled] }).mistakes.map(({ path }) => path)).toContain('teller.about');
    const march = makeStory({ summary: 'A bus, a demonstration in the square, and what was said after it.' });
    const marched = makeFile('stories', 'the-kept-one', { data: { ...march.data }, body: march.body });
    expect(liveSite({ files: [marched] }).mistakes).toEqual([]);
  });

  it('are in no file of the repository outside of what only a demonstration shows', async () => {
    const raw = await readContent(process.cwd());
    const data = { ...(raw.site.data as object), mode: 'live' };
    const { mistakes } = review({ ...raw, site: { data } });
    expect(folderNames.length).toBeGreaterThan(10);
    expect(mistakes.filter(({ message }) => message.includes('speaks of a demonstration'))).toEqual([]);
    // The same content with the marks taken away, so that this test is known to see anything.
    const unmarked = raw.files.map((file) => ({ ...file, body: file.body.replaceAll(/<\/?DemoOnly>/g, '') }));
    const files = review({ ...raw, files: unmarked, site: { data } })
      .mistakes.filter(({ message }) => message.includes('speaks of a demonstration'))
      .map(({ file }) => file);
    expect([...new Set(files)].sort()).toEqual(
      ['about', 'moderation', 'privacy', 'transparency'].map((slug) => fileOf('pages', slug)),
    );
  });
});
