import { describe, expect, it } from 'vitest';
import type { RawFile } from '#domain/review/raw-content.ts';
import {
  type KnownVerdicts,
  mistakeInWords,
  type Report,
  reportInWords,
  reportOn,
  staleSupport,
  verdictsOn,
} from '#domain/review/report.ts';
import { review } from '#domain/review/review.ts';
import { type Content, type Entry, fileOf } from '#domain/schema/content.ts';
import type { SignOff } from '#domain/schema/sign-off.ts';
import type { Story } from '#domain/schema/story.ts';
import { reasons, uses, valuesOf } from '#domain/words/vocabularies.ts';
import {
  givenConsent,
  makeContent,
  makeFile,
  makeFileWith,
  makeModerator,
  makeSignedContent,
  makeStory,
  makeToldStory,
  moderatorFile,
  signedBy,
  today,
} from '../../../fixtures/make.ts';

const everyUse = valuesOf(uses);
const signers = [makeModerator({}, 'first'), makeModerator({}, 'second')];
/** The files that sign the smallest story as it stands. */
const signed: readonly RawFile[] = [
  ...signers.map(moderatorFile),
  makeFile('sign-offs', 'the-bus-home', { data: signedBy(makeStory(), signers) }),
];

/** The report on the smallest content with some files changed. */
function reportWith(...files: readonly RawFile[]): Report {
  return reportOn(review(makeContent({ files })), today);
}

const nothing: Report = { published: [], held: [], mistakes: [] };

describe('the report for other programs', () => {
  it('has exactly three fields', () => {
    expect(Object.keys(JSON.parse(JSON.stringify(reportWith())))).toEqual(['published', 'held', 'mistakes']);
  });

  it('names the slug, the use and the reasons of what is held, and nothing else', () => {
    const report = JSON.parse(JSON.stringify(reportWith())) as Report;
    expect(report.held).toEqual(
      everyUse.map((use) => ({ slug: 'the-bus-home', use, reasons: ['unsigned'] })),
    );
  });

  it('names the file, the path and the message of a mistake, and nothing else', () => {
    const report = JSON.parse(
      JSON.stringify(reportWith(makeFileWith('themes', 'housing', { order: -1 }))),
    ) as Report;
    expect(report.mistakes).toEqual([
      { file: 'content/themes/housing.yaml', path: 'order', message: 'found -1: write 0 or more' },
    ]);
  });

  it('names the slugs of what is published', () => {
    expect(reportWith(...signed)).toEqual({ published: ['the-bus-home'], held: [], mistakes: [] });
  });

  it('takes published to mean on the site', () => {
    const story = makeToldStory({ uses: ['site'] }, { sources: [] });
    const content = makeSignedContent([story]);
    const report = reportOn({ content, mistakes: [], notes: [] }, today);
    expect([report.published, report.held.map(({ use }) => use)]).toEqual([
      ['the-bus-home'],
      ['lessons', 'quotes', 'print'],
    ]);
  });

  it('says that a withdrawn story is withdrawn, for every use', () => {
    const { published, held } = reportWith(...signed, makeFile('withdrawals', 'the-bus-home'));
    expect([published, held]).toEqual([
      [],
      everyUse.map((use) => ({ slug: 'the-bus-home', use, reasons: ['withdrawn'] })),
    ]);
  });

  it.each<[string, readonly RawFile[], readonly string[]]>([
    ['gone', [], [fileOf('stories', 'the-bus-home')]],
    ['broken', [makeFileWith('stories', 'the-bus-home', { title: 7 })], []],
  ])('says that a withdrawn story is withdrawn when its file is %s', (_what, files, without) => {
    const content = makeContent({ files: [makeFile('withdrawals', 'the-bus-home'), ...files], without });
    expect(reportOn(review(content), today)).toEqual({
      published: [],
      held: [{ slug: 'the-bus-home', use: 'site', reasons: ['withdrawn'] }],
      mistakes: [],
    });
  });

  it('does not name a story that has a mistake as held or published', () => {
    const report = reportWith(...signed, makeFileWith('stories', 'the-bus-home', { title: 'Bus' }));
    expect([report.published, report.held]).toEqual([[], []]);
  });

  it('is in the order of the slugs', () => {
    const stories = ['c', 'a', 'b'].map((slug) => makeStory({}, { slug }));
    const report = reportOn({ content: makeSignedContent(stories), mistakes: [], notes: [] }, today);
    expect(report.published).toEqual(['a', 'b', 'c']);
  });

  it('judges by the day it is given', () => {
    const content = makeSignedContent([makeToldStory({ givenOn: '2026-11-08' })]);
    const on = (day: string) => reportOn({ content, mistakes: [], notes: [] }, day).published;
    expect([on('2026-11-21'), on('2026-11-22')]).toEqual([[], ['the-bus-home']]);
  });

  it('judges by the cooling-off and the policy of the site', () => {
    const content = makeSignedContent([makeStory()]);
    const changed = { ...content, site: { ...content.site, policyVersion: '2' } };
    expect(reportOn({ content: changed, mistakes: [], notes: [] }, today).held[0]?.reasons).toEqual([
      'unsigned',
      'changed-since-sign-off',
    ]);
  });

  it('holds a story whose sign-offs are broken, as unsigned', () => {
    const report = reportWith(...signed.slice(0, 2), makeFile('sign-offs', 'the-bus-home', { data: {} }));
    expect(report.held[0]?.reasons).toEqual(['unsigned']);
  });

  it('holds a story, and does not throw, when one of its moderators has a mistake', () => {
    const [first, ...rest] = signed;
    const broken = { ...(first as RawFile), data: { name: 'x' } };
    expect(reportWith(broken, ...rest).held[0]?.reasons).toContain('bad-signature');
  });
});

describe('the verdicts', () => {
  it('are one for each sound story', () => {
    const stories = ['a', 'b'].map((slug) => makeStory({}, { slug }));
    expect([...verdictsOn(makeSignedContent(stories), today).keys()]).toEqual(['a', 'b']);
  });

  it('do not look at the sign-offs of the story beside it', () => {
    const report = reportWith(...signed, makeFile('stories', 'late'));
    expect(report.held[0]).toEqual({ slug: 'late', use: 'site', reasons: ['unsigned'] });
  });

  it('do not take the sign-offs of one story for another', () => {
    const data = signedBy(makeStory({}, { slug: 'other' }), signers);
    const report = reportWith(...signers.map(moderatorFile), makeFile('sign-offs', 'the-bus-home', { data }));
    expect(report.held[0]?.reasons).toEqual(['unsigned', 'changed-since-sign-off']);
  });
});

describe('verdicts that are remembered', () => {
  const story = makeToldStory({ givenOn: '2026-11-08' });
  const content = makeSignedContent([story]);
  const entry = content.stories.get(story.slug) as Entry<Story>;
  const signOffs = content['sign-offs'].get(story.slug) as Entry<SignOff[]>;

  /** What is said of changed content after the unchanged content was judged, with and without memory. */
  function afterwards(changed: Content, day: string = today): [unknown, unknown] {
    const known: KnownVerdicts = new WeakMap();
    verdictsOn(content, today, known);
    return [[...verdictsOn(changed, day, known)], [...verdictsOn(changed, day)]];
  }

  it('are the very same while nothing changes', () => {
    const known: KnownVerdicts = new WeakMap();
    const before = verdictsOn(content, today, known).get(story.slug);
    expect(verdictsOn(content, today, known).get(story.slug)).toBe(before);
  });

  it.each<[string, Content]>([
    ['the body', { ...content, stories: new Map([[story.slug, { ...entry, body: 'Other words.' }]]) }],
    ['the slug', { ...content, stories: new Map([['other', { ...entry, slug: 'other' }]]) }],
    [
      'the sign-offs',
      { ...content, 'sign-offs': new Map([[story.slug, { ...signOffs, data: signOffs.data.slice(1) }]]) },
    ],
    ['the sign-offs, which are gone', { ...content, 'sign-offs': new Map() }],
    ['the moderators', { ...content, moderators: new Map() }],
    [
      'one moderator, who is revoked',
      {
        ...content,
        moderators: new Map(
          [...content.moderators].map(([slug, each]) => [
            slug,
            { ...each, data: { ...each.data, revoked: true } },
          ]),
        ),
      },
    ],
    [
      'a withdrawal',
      {
        ...content,
        withdrawals: new Map([
          [
            story.slug,
            { slug: story.slug, data: { withdrawnOn: today, reason: 'teller' as const }, body: '' },
          ],
        ]),
      },
    ],
    ['the policy', { ...content, site: { ...content.site, policyVersion: '2' } }],
    ['the cooling-off', { ...content, site: { ...content.site, coolingOffDays: 90 } }],
  ])('are given anew when something changes: %s', (_what, changed) => {
    const [remembered, fresh] = afterwards(changed);
    expect(remembered).toEqual(fresh);
  });

  it('are given anew on another day', () => {
    const [remembered, fresh] = afterwards(content, '2026-11-21');
    expect(remembered).toEqual(fresh);
  });

  it('do change, in what this test changes', () => {
    expect(verdictsOn(content, '2026-11-21').get(story.slug)?.uses).not.toEqual(
      verdictsOn(content, today).get(story.slug)?.uses,
    );
  });
});

describe('support routes that nobody has read or tried for too long', () => {
  it.each([
    ['2025-11-22', false],
    ['2025-11-21', true],
    ['2026-11-22', false],
    ['2027-01-01', false],
  ])('read on %s: %s', (readOn, isStale) => {
    const { content } = review(makeContent({ files: [makeFileWith('support', 'childline', { readOn })] }));
    expect(staleSupport(content, today)).toEqual(isStale ? ['childline'] : []);
  });

  it('are no mistake and hold nothing', () => {
    const report = reportWith(...signed, makeFileWith('support', 'childline', { readOn: '2020-01-01' }));
    expect(report).toEqual({ published: ['the-bus-home'], held: [], mistakes: [] });
  });
});

describe('the report in words', () => {
  it('says how many stories are published', () => {
    expect(reportInWords({ ...nothing, published: ['a', 'b'] }, [], [])).toBe('2 stories published.\n');
  });

  it.each([
    ['content/stories/a.md', 'title', 'content/stories/a.md › Title: why'],
    [
      'content/stories/a.md',
      'pauses.0.after',
      'content/stories/a.md › Pauses, no. 1 › After the heading (in the file: pauses › after): why',
    ],
    ['content/stories/a.md', 'body:12', 'content/stories/a.md › line 12: why'],
    ['content/stories/a.md', 'body', 'content/stories/a.md › the text: why'],
    ['content/stories/a.md', '', 'content/stories/a.md: why'],
    [
      'content/site.yaml',
      'coolingOffDays',
      'content/site.yaml › Cooling-off days (in the file: coolingOffDays): why',
    ],
    ['content/curriculum.yaml', 'entries.2.code', 'content/curriculum.yaml › Entries, no. 3 › Code: why'],
    ['content/themes', 'x', 'content/themes › x: why'],
    ['public/keys.json', 'x', 'public/keys.json › x: why'],
  ])('names the place of a mistake in %s at “%s” by the labels of the form', (file, path, line) => {
    expect(mistakeInWords({ file, path, message: 'why' })).toBe(`  ${line}`);
  });

  it('counts one story as one', () => {
    expect(reportInWords({ ...nothing, published: ['a'] }, [], [])).toBe('1 story published.\n');
  });

  it('says once why a story is held for several uses', () => {
    const words = reportInWords(reportWith(), [], []);
    expect(words).toContain(`\n  the-bus-home, wholly: ${reasons.unsigned}\n`);
  });

  it('says each reason, and the uses that it is for, in words', () => {
    const story = makeToldStory({ uses: ['site'], reviewBy: '2026-01-01' });
    const report = reportOn({ content: makeSignedContent([story]), mistakes: [], notes: [] }, today);
    const words = reportInWords(report, [], []);
    expect(words).toContain(
      `  the-bus-home, in lessons, quoted and on paper: ${reasons['consent-use']} ${reasons['consent-lapsed']}\n`,
    );
  });

  it('counts a story that is held for several uses once', () => {
    expect(reportInWords(reportWith(), [], [])).toContain('1 story held, wholly or for some uses:');
  });

  it('is loud about an old telephone number', () => {
    expect(reportInWords(nothing, [], ['childline'])).toContain(
      'TRY THIS NUMBER: nobody has read or tried content/support/childline.yaml for more than a year.',
    );
  });

  it('names what is worth a look', () => {
    const note = { file: 'a.md', path: 'myths', message: 'look' };
    expect(reportInWords(nothing, [note], [])).toBe(
      '0 stories published.\n\nWorth a look:\n  a.md \u203a myths: look\n',
    );
  });

  it('names every mistake', () => {
    const mistakes = [
      { file: 'a.md', path: 'title', message: 'mend it' },
      { file: 'b.md', path: '', message: 'mend that' },
    ];
    expect(reportInWords({ ...nothing, mistakes }, [], [])).toBe(
      '0 stories published.\n\n2 mistakes to mend:\n  a.md \u203a title: mend it\n  b.md: mend that\n',
    );
  });

  it('counts one mistake as one', () => {
    expect(
      reportInWords({ ...nothing, mistakes: [{ file: 'a', path: '', message: 'b' }] }, [], []),
    ).toContain('1 mistake to mend:');
  });

  it('never shows a consent record', () => {
    const content = makeSignedContent([
      makeToldStory({ record: 'C-SECRET', uses: ['site'] }),
      makeStory({ consent: givenConsent({ record: 'C-SECRET' }) }, { slug: 'b' }),
    ]);
    expect(reportInWords(reportOn({ content, mistakes: [], notes: [] }, today), [], [])).not.toContain(
      'SECRET',
    );
  });
});

describe('a mistake in words', () => {
  it('names the file, the field and what to do', () => {
    expect(mistakeInWords({ file: 'a.md', path: 'title', message: 'mend it' })).toBe(
      '  a.md \u203a title: mend it',
    );
  });

  it('names the file alone when no field is to blame', () => {
    expect(mistakeInWords({ file: 'a.md', path: '', message: 'mend it' })).toBe('  a.md: mend it');
  });
});
