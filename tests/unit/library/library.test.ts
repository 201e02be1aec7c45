import { describe, expect, it } from 'vitest';
import type { SignableStory } from '#domain/gate/signing.ts';
import type { RawFile } from '#domain/review/raw-content.ts';
import { review } from '#domain/review/review.ts';
import type { Library } from '#domain/shelf/shelf.ts';
import { libraryOf, previewOf, relatedTo, storiesWith } from '#library/library.ts';
import { type SearchRecord, searchRecords } from '#library/search-records.ts';
import {
  makeContent,
  makeFile,
  makeFileWith,
  makeSignedContent,
  makeStory,
  makeToldStory,
  storyBody,
  today,
  words,
} from '../../fixtures/make.ts';

/** The library of some signed stories, with some files added. */
function libraryWith(stories: readonly SignableStory[], ...files: readonly RawFile[]): Library {
  return libraryOf(makeSignedContent(stories, { files }), today);
}

function slugsOf(entries: readonly { readonly slug: string }[]): string[] {
  return entries.map(({ slug }) => slug);
}

function storySlugs(library: Library): string[] {
  return library.stories.map(({ story }) => story.slug);
}

const sentinel = 'Zzyzx';
/** A story in which every field that people read holds a word found nowhere else. */
function makeMarkedStory(change: Parameters<typeof makeToldStory>[0] = {}): SignableStory {
  const body = `I got the bus ${sentinel} that night.\n\n## The stop\n\nNobody said a word on the way up the hill.\n`;
  return {
    ...makeToldStory(change, {
      title: `${sentinel} title`,
      summary: `${sentinel} takes the bus home and does not look back.`,
      opening: { line: `I got the bus ${sentinel} that night.`, voice: 'even' },
      excerpts: [{ text: `I got the bus ${sentinel} that night.`, format: 'quote' }],
    }),
    slug: 'marked',
    body,
  };
}

describe('the library', () => {
  it('holds a story that the gate has let through', () => {
    expect(storySlugs(libraryWith([makeStory()]))).toEqual(['the-bus-home']);
  });

  it('holds a story that may be on the site and nowhere else', () => {
    expect(storySlugs(libraryWith([makeToldStory({ uses: ['site'] })]))).toEqual(['the-bus-home']);
  });

  it('says by which day the gate judged', () => {
    expect(libraryWith([]).today).toBe(today);
  });

  it('hands on the settings of the site', () => {
    expect(libraryWith([]).site.url).toBe('https://example.org');
  });

  it('does not hold a story that nobody signed', () => {
    const { content } = review(makeContent());
    expect(storySlugs(libraryOf(content, today))).toEqual([]);
  });

  it.each<[string, Parameters<typeof makeToldStory>[0]]>([
    ['without consent', { kind: 'missing' }],
    ['whose consent has lapsed', { reviewBy: '2026-01-01' }],
    ['that is cooling off', { givenOn: '2026-11-20' }],
    ['whose consent does not cover the site', { uses: ['quotes'] }],
  ])('has no trace of a story %s', (_what, consent) => {
    expect(JSON.stringify(libraryWith([makeMarkedStory(consent)]))).not.toContain(sentinel);
  });

  it('has no trace of a withdrawn story but its slug', () => {
    const library = libraryWith([makeMarkedStory()], makeFile('withdrawals', 'marked'));
    expect([JSON.stringify(library).includes(sentinel), library.withdrawn]).toEqual([false, ['marked']]);
  });

  it('never says why a story was withdrawn', () => {
    expect(JSON.stringify(libraryWith([], makeFile('withdrawals', 'late')))).not.toContain('teller');
  });

  it('names withdrawn stories in order', () => {
    expect(libraryWith([], makeFile('withdrawals', 'b'), makeFile('withdrawals', 'a')).withdrawn).toEqual([
      'a',
      'b',
    ]);
  });

  it('never holds a consent record', () => {
    expect(JSON.stringify(libraryWith([makeToldStory({ record: 'C-SECRET' })]))).not.toContain('SECRET');
  });

  it('gives no sign-off and no moderator away', () => {
    expect(Object.keys(libraryWith([makeStory()])).filter((key) => /sign|moderator/i.test(key))).toEqual([]);
  });

  it('does not quote a story whose consent does not cover quotes', () => {
    expect(libraryWith([makeMarkedStory({ uses: ['site', 'lessons'] })]).quoted).toEqual([]);
  });

  it('holds no excerpt where a story is for reading', () => {
    expect(libraryWith([makeMarkedStory()]).stories[0]?.story.data).not.toHaveProperty('excerpts');
  });

  it('holds the excerpts of a story that may be quoted', () => {
    const [quoted] = libraryWith([makeMarkedStory()]).quoted;
    expect(quoted?.data.excerpts).toEqual([
      { text: `I got the bus ${sentinel} that night.`, format: 'quote' },
    ]);
  });
});

describe('the order of things', () => {
  it('puts the newest stories first, and those of one month by name', () => {
    const stories = [
      makeStory({ month: '2026-10' }, { slug: 'b' }),
      makeStory({ month: '2026-11' }, { slug: 'd' }),
      makeStory({ month: '2026-11' }, { slug: 'c' }),
      makeStory({ month: '2025-12' }, { slug: 'a' }),
    ];
    expect(storySlugs(libraryWith(stories))).toEqual(['c', 'd', 'b', 'a']);
  });

  it('puts quoted stories in the same order', () => {
    const stories = [
      makeStory({ month: '2026-10' }, { slug: 'a' }),
      makeStory({ month: '2026-11' }, { slug: 'b' }),
    ];
    expect(slugsOf(libraryWith(stories).quoted)).toEqual(['b', 'a']);
  });

  it('puts myths in the order of their realities', () => {
    const files = [
      makeFileWith('myths', 'a', { reality: 'Zebras are seldom rich' }),
      makeFileWith('myths', 'b', { reality: 'Aardvarks are seldom rich' }),
    ];
    expect(slugsOf(libraryWith([], ...files).myths)).toEqual(['b', 'easy-money', 'a']);
  });

  it('puts myths for adults last', () => {
    const file = makeFileWith('myths', 'a', { reality: 'Aardvarks are seldom rich', suitableFrom: 'adult' });
    expect(slugsOf(libraryWith([], file).myths)).toEqual(['easy-money', 'a']);
  });

  it('puts the newest sources first, and those of one year by title', () => {
    const files = [
      makeFileWith('sources', 'study-one', { year: 2018, title: 'B study' }),
      makeFileWith('sources', 'study-two', { year: 2018, title: 'A study' }),
      makeFileWith('sources', 'study-three', { year: 2020 }),
    ];
    expect(slugsOf(libraryWith([], ...files).sources)).toEqual(['study-three', 'study-two', 'study-one']);
  });

  it('puts themes in their own order, and those of one order by name', () => {
    const files = [
      makeFileWith('themes', 'housing', { order: 2 }),
      makeFileWith('themes', 'b', { order: 1 }),
      makeFileWith('themes', 'a', { order: 2 }),
    ];
    expect(slugsOf(libraryWith([], ...files).themes)).toEqual(['b', 'a', 'housing']);
  });

  it('puts transition points in their own order', () => {
    const files = [
      makeFileWith('transition-points', 'a', { order: 2 }),
      makeFileWith('transition-points', 'b', { order: 1 }),
    ];
    expect(slugsOf(libraryWith([], ...files).transitionPoints)).toEqual(['b', 'a']);
  });

  it('puts support routes in their own order', () => {
    const library = libraryWith([], makeFileWith('support', 'samaritans', { order: 0 }));
    expect(slugsOf(library.support)).toEqual(['samaritans', 'childline', 'crimestoppers', 'emergency']);
  });

  it('keeps the four routes of Get help now in the order of the site', () => {
    expect(slugsOf(libraryWith([]).helpNow)).toEqual([
      'emergency',
      'childline',
      'samaritans',
      'crimestoppers',
    ]);
  });

  it('keeps what a story names in the order of the story', () => {
    const [shelved] = libraryWith([makeStory({ sources: ['study-two', 'study-one'] })]).stories;
    expect(slugsOf(shelved?.sources ?? [])).toEqual(['study-two', 'study-one']);
  });
});

describe('what a story names', () => {
  it('is resolved', () => {
    const [shelved] = libraryWith(
      [makeStory({ transitionPoints: ['debt'] })],
      makeFile('transition-points', 'debt'),
    ).stories;
    expect(
      [shelved?.themes, shelved?.transitionPoints, shelved?.myths, shelved?.support].map((entries) =>
        slugsOf(entries ?? []),
      ),
    ).toEqual([['housing'], ['debt'], ['easy-money'], ['childline']]);
  });

  it.each([
    ['theme', 'themes'],
    ['myth', 'myths'],
    ['support route', 'support'],
    ['source', 'sources'],
  ] as const)('drops out when it is gone: a %s', (_what, field) => {
    const content = { ...makeSignedContent([makeStory()]), [field]: new Map() };
    expect(libraryOf(content, today).stories[0]?.[field]).toEqual([]);
  });

  it('drops out when its file is broken', () => {
    const { content } = review(makeContent({ files: [makeFileWith('themes', 'housing', { name: '' })] }));
    expect(previewOf(content, 'the-bus-home')?.themes).toEqual([]);
  });

  it('leaves out a myth for older readers', () => {
    const older = makeFileWith('myths', 'easy-money', { suitableFrom: 'adult' });
    expect(libraryWith([makeStory()], older).stories[0]?.myths).toEqual([]);
  });

  it('keeps a myth for readers of the same age', () => {
    const same = makeFileWith('myths', 'easy-money', { suitableFrom: 'senior' });
    expect(slugsOf(libraryWith([makeStory()], same).stories[0]?.myths ?? [])).toEqual(['easy-money']);
  });

  it('is resolved for a myth as well', () => {
    const [myth] = libraryWith([]).myths;
    expect([slugsOf(myth?.sources ?? []), slugsOf(myth?.themes ?? [])]).toEqual([['study-one'], ['housing']]);
  });
});

describe('the minutes of a story', () => {
  it('are at least one', () => {
    expect(libraryWith([makeStory()]).stories[0]?.minutes).toBe(1);
  });

  it('are counted at 200 words a minute', () => {
    const story = makeStory({}, { body: `${storyBody}\n${words(980)}\n` });
    expect(libraryWith([story]).stories[0]?.minutes).toBe(5);
  });
});

describe('a preview', () => {
  it('shows a story that is held', () => {
    const { content } = review(makeContent());
    expect(previewOf(content, 'the-bus-home')?.story.slug).toBe('the-bus-home');
  });

  it('shows no consent', () => {
    const { content } = review(makeContent());
    expect(previewOf(content, 'the-bus-home')?.story.data).not.toHaveProperty('consent');
  });

  it('is none where there is no such story', () => {
    expect(previewOf(review(makeContent()).content, 'gone')).toBeUndefined();
  });
});

describe('stories to read next', () => {
  const themes = ['a', 'b', 'c'].map((slug) => makeFile('themes', slug));
  const by = (pseudonym: string) => ({ pseudonym, viewpoint: 'family' as const });

  /** The slugs of what to read after the story called `this`. */
  function next(
    others: readonly SignableStory[],
    change: Parameters<typeof makeStory>[0] = {},
    most?: number,
  ): string[] {
    const library = libraryWith(
      [makeStory({ themes: ['a', 'b'], teller: by('Sam'), ...change }, { slug: 'this' }), ...others],
      ...themes,
    );
    const shelved = library.stories.find(({ story }) => story.slug === 'this');
    return shelved
      ? relatedTo(library, shelved, most).map(({ story }) => story.slug)
      : ['not in the library'];
  }

  it('share most themes', () => {
    const one = makeStory({ themes: ['a'], teller: by('Pam'), month: '2026-11' }, { slug: 'one' });
    const both = makeStory({ themes: ['a', 'b'], teller: by('Tom'), month: '2026-10' }, { slug: 'both' });
    expect(next([one, both])).toEqual(['both', 'one']);
  });

  it('share at least one theme', () => {
    expect(next([makeStory({ themes: ['c'], teller: by('Pam') }, { slug: 'other' })])).toEqual([]);
  });

  it('are never by the same teller', () => {
    expect(next([makeStory({ themes: ['a'], teller: by('Sam') }, { slug: 'other' })])).toEqual([]);
  });

  it('are never two by one teller', () => {
    const twice = ['one', 'two'].map((slug) => makeStory({ themes: ['a'], teller: by('Pam') }, { slug }));
    expect(next(twice)).toEqual(['one']);
  });

  it('are never for older readers', () => {
    const older = makeStory({ themes: ['a'], teller: by('Pam'), suitableFrom: 'senior' }, { slug: 'other' });
    expect(next([older], { suitableFrom: 'second' })).toEqual([]);
  });

  it('may be for younger readers', () => {
    const younger = makeStory(
      { themes: ['a'], teller: by('Pam'), suitableFrom: 'second' },
      { slug: 'other' },
    );
    expect(next([younger])).toEqual(['other']);
  });

  const many = ['one', 'two', 'three'].map((slug) =>
    makeStory({ themes: ['a'], teller: by(`By ${slug}`) }, { slug }),
  );

  it('are two', () => {
    expect(next(many)).toEqual(['one', 'three']);
  });

  it('are as many as asked for', () => {
    expect(next(many, {}, 3)).toEqual(['one', 'three', 'two']);
  });

  it('are none that the gate holds', () => {
    const held = makeToldStory({ kind: 'missing' }, { themes: ['a'], teller: by('Pam') });
    expect(next([{ ...held, slug: 'held' }])).toEqual([]);
  });
});

describe('stories that name something', () => {
  it.each([
    ['themes', 'housing'],
    ['myths', 'easy-money'],
    ['sources', 'study-two'],
  ] as const)('are found by its place in %s', (field, slug) => {
    expect(storiesWith(libraryWith([makeStory()]), field, slug).map(({ story }) => story.slug)).toEqual([
      'the-bus-home',
    ]);
  });

  it('are none where none names it', () => {
    expect(storiesWith(libraryWith([makeStory()]), 'themes', 'gone')).toEqual([]);
  });

  it('are none of those that the gate holds', () => {
    expect(storiesWith(libraryWith([makeToldStory({ kind: 'missing' })]), 'themes', 'housing')).toEqual([]);
  });
});

describe('search records', () => {
  function recordAt(library: Library, url: string): SearchRecord {
    return (
      [...searchRecords(library)].find((record) => record.url === url) ?? {
        url,
        html: 'there is no such record',
      }
    );
  }

  it('are one for each thing that has a page or a place on one', () => {
    const library = libraryWith([makeStory()], makeFile('transition-points', 'debt'));
    expect([...searchRecords(library)].map(({ url }) => url)).toEqual([
      '/stories/the-bus-home/',
      '/myths/easy-money/',
      '/evidence/study-one/',
      '/evidence/study-two/',
      '/support/#childline',
      '/support/#crimestoppers',
      '/support/#emergency',
      '/support/#samaritans',
      '/themes/housing/',
      '/transition-points/debt/',
    ]);
  });

  it.each<[string, Parameters<typeof makeToldStory>[0]]>([
    ['without consent', { kind: 'missing' }],
    ['that may be quoted but not shown', { uses: ['quotes'] }],
    ['that is cooling off', { givenOn: '2026-11-20' }],
  ])('have no trace of a story %s', (_what, consent) => {
    const html = [...searchRecords(libraryWith([makeMarkedStory(consent)]))]
      .map((record) => record.html)
      .join('');
    expect(html).not.toContain(sentinel);
  });

  it('have no trace of a withdrawn story', () => {
    const library = libraryWith([makeMarkedStory()], makeFile('withdrawals', 'marked'));
    expect(JSON.stringify([...searchRecords(library)])).not.toMatch(/Zzyzx|marked/);
  });

  it('hold the words of a story', () => {
    expect(recordAt(libraryWith([makeStory()]), '/stories/the-bus-home/').html).toContain(
      'Nobody said a word on the way up the hill.',
    );
  });

  it('lead to the headings of a story', () => {
    expect(recordAt(libraryWith([makeStory()]), '/stories/the-bus-home/').html).toContain(
      '<h2 id="p-the-stop">The stop</h2>',
    );
  });

  it('say how a story was made, in the words of its label', () => {
    expect(recordAt(libraryWith([makeStory()]), '/stories/the-bus-home/').html).toContain(
      'data-pagefind-meta="about:Composite, written from published research"',
    );
  });

  it('say in which language a story is, when it is not English', () => {
    expect(recordAt(libraryWith([makeStory({ language: 'sco' })]), '/stories/the-bus-home/').html).toContain(
      'research. Scots"',
    );
  });

  it.each([
    ['kind', 'kind:Stories'],
    ['theme', 'theme:Housing'],
    ['audience', 'audience:S4 to S6'],
    ['content note', 'note:debt'],
    ['time', 'time:Up to 3 minutes'],
    ['moment', 'moment:Falling into debt'],
  ])('can be narrowed by %s', (_what, filter) => {
    const story = makeStory({ contentNotes: ['debt'], transitionPoints: ['debt'] });
    const { html } = recordAt(
      libraryWith([story], makeFile('transition-points', 'debt')),
      '/stories/the-bus-home/',
    );
    expect(html).toContain(`data-pagefind-filter="${filter}"`);
  });

  it.each([
    [600, 'Up to 3 minutes'],
    [800, '4 or 5 minutes'],
    [1000, '4 or 5 minutes'],
    [1200, 'Longer'],
  ])('put a story of about %i words under "%s"', (count, time) => {
    const story = makeStory({}, { body: `${storyBody}\n${words(count - 20)}\n` });
    expect(recordAt(libraryWith([story]), '/stories/the-bus-home/').html).toContain(`"time:${time}"`);
  });

  it.each<[string, string, readonly SignableStory[], RawFile]>([
    ['a story', '/stories/the-bus-home/', [makeStory({ title: '<b>&"\' title' })], makeFile('themes', 'x')],
    ['a myth', '/myths/x/', [], makeFileWith('myths', 'x', { reality: '<b>&"\' reality' })],
    ['a source', '/evidence/x/', [], makeFileWith('sources', 'x', { title: '<b>&"\' title' })],
    ['a support route', '/support/#x', [], makeFileWith('support', 'x', { name: '<b>&"\' name' })],
    ['a theme', '/themes/x/', [], makeFileWith('themes', 'x', { name: '<b>&"\' name' })],
    [
      'a transition point',
      '/transition-points/x/',
      [],
      makeFileWith('transition-points', 'x', { name: '<b>&"\' name' }),
    ],
  ])('escape what people write: %s', (_what, url, stories, file) => {
    const { html } = recordAt(libraryWith(stories, file), url);
    expect([html.includes('<b>'), html.includes('&#60;b&#62;&#38;&#34;&#39; ')]).toEqual([false, true]);
  });

  const marked = `A <b>&"' sentence that is long enough to be the summary of anything at all in here, and it goes on.`;
  it.each<[string, string, RawFile]>([
    ['the kernel of a myth', '/myths/x/', makeFileWith('myths', 'x', { kernel: marked })],
    ['the reply to a myth', '/myths/x/', makeFileWith('myths', 'x', { reply: marked })],
    ['what a source is used for', '/evidence/x/', makeFileWith('sources', 'x', { summary: marked })],
    ['what a service does', '/support/#x', makeFileWith('support', 'x', { about: marked })],
    ['a finding', '/themes/x/', makeFileWith('themes', 'x', { findings: [marked] })],
    [
      'what changes',
      '/transition-points/x/',
      makeFileWith('transition-points', 'x', { whatChanges: marked }),
    ],
  ])('escape what people write: %s', (_what, url, file) => {
    const { html } = recordAt(libraryWith([], file), url);
    expect([html.includes('<b>'), html.includes('A &#60;b&#62;&#38;&#34;&#39; sentence')]).toEqual([
      false,
      true,
    ]);
  });

  it('escape the summary of a story', () => {
    const { html } = recordAt(libraryWith([makeStory({ summary: marked })]), '/stories/the-bus-home/');
    expect([html.includes('<b>'), html.includes('A &#60;b&#62;&#38;&#34;&#39; sentence')]).toEqual([
      false,
      true,
    ]);
  });

  it('escape a theme in the attribute of a filter', () => {
    const { html } = recordAt(
      libraryWith([makeStory()], makeFileWith('themes', 'housing', { name: '"><b>' })),
      '/stories/the-bus-home/',
    );
    expect(html).toContain('data-pagefind-filter="theme:&#34;&#62;&#60;b&#62;"');
  });

  it('hold the running text of a myth without its marks', () => {
    const body = '\n## A *heading*\n\n<Gap known="a" told="b" />\n\nPlain words.\n';
    const { html } = recordAt(
      libraryWith([], makeFile('myths', 'easy-money', { body })),
      '/myths/easy-money/',
    );
    expect([html.includes('Plain words.'), html.includes('Gap'), html.includes('*')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('give a myth\u2019s reality as its title, never its claim', () => {
    const { html } = recordAt(libraryWith([]), '/myths/easy-money/');
    expect(html).toMatch(/<h1[^>]*>Most people lose money<\/h1>/);
  });

  it('lead to the figures of a myth', () => {
    const figure = {
      value: 12,
      unit: 'people',
      says: 'Twelve people said the same',
      source: 'study-one',
      year: 2018,
      place: 'Scotland',
    };
    const { html } = recordAt(
      libraryWith([], makeFileWith('myths', 'easy-money', { figures: [figure] })),
      '/myths/easy-money/',
    );
    expect(html).toContain('<h2 id="f1">Twelve people said the same</h2><p>12 people. Scotland.</p>');
  });

  it('are all in one language, so that one search finds everything', () => {
    const library = libraryWith([makeStory({ language: 'gd' })]);
    expect(
      [...searchRecords(library)].every(({ html }) => html.startsWith('<!doctype html><html lang="en-GB">')),
    ).toBe(true);
  });
});
