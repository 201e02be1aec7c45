import { describe, expect, it } from 'vitest';
import {
  day,
  httpsUrl,
  line,
  oneOf,
  partialDay,
  prose,
  reference,
  references,
  slugPattern,
  someOf,
  wholeNumber,
} from '#domain/schema/fields.ts';
import { choicesInWords } from '#domain/schema/labels.ts';
import { moderatorSchema } from '#domain/schema/moderator.ts';
import { siteSchema } from '#domain/schema/site.ts';
import { storySchema } from '#domain/schema/story.ts';
import { countWords } from '#domain/text/count-words.ts';
import { audiences, languages, origins } from '#domain/words/vocabularies.ts';
import { type FrontMatter, makeData, makeFrontMatter, makeSite, words } from '../../../fixtures/make.ts';

interface Outcome {
  readonly success: boolean;
  readonly error?: { readonly issues: readonly { readonly message: string }[] } | undefined;
}

/** What a field says of a value: its complaints, or an empty list. */
function complaints(field: { safeParse: (value: unknown) => Outcome }, value: unknown): readonly string[] {
  return field.safeParse(value).error?.issues.map(({ message }) => message) ?? [];
}

describe('a line', () => {
  const field = line(2, 5, 'Label', 'Help');

  it.each(['ab', 'abcde', 'a b'])('takes %j', (value) => {
    expect(complaints(field, value)).toEqual([]);
  });

  it.each([
    [undefined, 'write 2 to 5 characters of text'],
    [7, 'write 2 to 5 characters of text'],
    ['a', 'write at least 2 characters'],
    ['abcdef', 'write at most 5 characters'],
    [' ab', 'take away the space at the start or end'],
    ['ab ', 'take away the space at the start or end'],
    ['\u00a0ab', 'take away the space at the start or end'],
    ['a\nb', 'write it on one line'],
    ['a\rb', 'write it on one line'],
  ])('says of %j: %s', (value, message) => {
    expect(complaints(field, value)).toEqual([message]);
  });

  it('carries its label and help for the form', () => {
    expect(field.meta()).toEqual({ title: 'Label', description: 'Help' });
  });
});

describe('prose', () => {
  const field = prose(2, 5, 'Label', 'Help');

  it('may run over several lines', () => {
    expect(complaints(field, 'a\nb')).toEqual([]);
  });

  it.each([
    [7, 'write 2 to 5 characters of text'],
    ['a', 'write at least 2 characters'],
    ['abcdef', 'write at most 5 characters'],
    ['ab\n', 'take away the space at the start or end'],
  ])('says of %j: %s', (value, message) => {
    expect(complaints(field, value)).toEqual([message]);
  });

  it('tells the form that it is long', () => {
    expect(field.meta()?.multiline).toBe(true);
  });
});

describe('a closed list', () => {
  const vocabulary = { one: 'One', two: 'Two' };

  it('takes a value that it has', () => {
    expect(complaints(oneOf(vocabulary, 'Label', 'Help'), 'two')).toEqual([]);
  });

  it.each(['three', 'One', '', 1, undefined])('names its values when it is given %j', (value) => {
    expect(complaints(oneOf(vocabulary, 'Label', 'Help'), value)).toEqual([choicesInWords(vocabulary)]);
  });

  it('hands its labels to the form', () => {
    expect(oneOf(vocabulary, 'Label', 'Help').meta()?.vocabulary).toBe(vocabulary);
  });

  it('of several values is empty unless something is written', () => {
    expect(someOf(vocabulary, 'Label', 'Help').parse(undefined)).toEqual([]);
  });

  it('of several values takes each once', () => {
    expect(complaints(someOf(vocabulary, 'Label', 'Help'), ['one', 'one'])).toEqual(['name each one once']);
  });

  it('of several values names its values when one is wrong', () => {
    expect(complaints(someOf(vocabulary, 'Label', 'Help'), ['one', 'three'])).toEqual([
      choicesInWords(vocabulary),
    ]);
  });
});

describe('a reference', () => {
  const field = reference('themes', 'Label', 'Help');

  it.each(['housing', 'a', '24-7', '-'])('takes the slug %j', (slug) => {
    expect(complaints(field, slug)).toEqual([]);
  });

  it.each(['Housing', 'a b', 'a/b', '../a', 'a.b', '\u00e0', '', 'a\n', '__proto__'])(
    'refuses %j',
    (slug) => {
      expect(complaints(field, slug)).toEqual(['use small letters, digits and hyphens only']);
    },
  );

  it('says which folder it points into', () => {
    expect(complaints(field, undefined)).toEqual([
      'name one of the Themes, by the name of its file without the ending',
    ]);
  });

  it('says the same to the form', () => {
    expect(field.meta()?.reference).toBe('themes');
  });
});

describe('several references', () => {
  const field = references('themes', 1, 2, 'Label', 'Help');

  it.each([
    [[], 'name at least 1'],
    [['a', 'b', 'c'], 'name at most 2'],
    [['a', 'a'], 'name each one once'],
    ['a', 'name some of the Themes, each on a line of its own after “- ”'],
    [undefined, 'name some of the Themes, each on a line of its own after “- ”'],
    [['A'], 'use small letters, digits and hyphens only'],
  ])('says of %j: %s', (value, message) => {
    expect(complaints(field, value)).toEqual([message]);
  });

  it('may be none where none is needed', () => {
    expect(complaints(references('themes', 0, 2, 'Label', 'Help'), [])).toEqual([]);
  });
});

describe('a slug', () => {
  it.each(['a', 'the-bus-home', '2', '--'])('may be %j', (slug) => {
    expect(slugPattern.test(slug)).toBe(true);
  });

  it.each(['', 'A', 'a_b', 'a b', 'a.b', 'a/b', '\u00e9', 'a\n'])('may not be %j', (slug) => {
    expect(slugPattern.test(slug)).toBe(false);
  });
});

describe('a day', () => {
  const field = day('Label', 'Help');

  it.each(['2026-11-22', '2024-02-29'])('may be %s', (value) => {
    expect(complaints(field, value)).toEqual([]);
  });

  it.each([
    '2026-02-29',
    '2026-11-31',
    '2026-13-01',
    '2026-1-1',
    '22/11/2026',
    '2026-11',
    '2026-11-22T00:00:00Z',
    '',
    20261122,
    new Date(0),
  ])('may not be %s', (value) => {
    expect(complaints(field, value)).toEqual(['write a day with year, month and day, such as 2026-11-22']);
  });
});

describe('a date as far as it is known', () => {
  const field = partialDay('Label', 'Help');

  it.each(['2023', '2023-05', '2023-05-01'])('may be %s', (value) => {
    expect(complaints(field, value)).toEqual([]);
  });

  it.each(['23', '2023-5', '2023-13', '2023-00', '2023-05-32', '2023-05-00', 'May 2023', ''])(
    'may not be %j',
    (value) => {
      expect(complaints(field, value)).toEqual(["write '2023', '2023-05' or '2023-05-01'"]);
    },
  );

  it('shows in quotes how to write a bare year, which YAML reads as a number', () => {
    expect(complaints(field, 2023)).toEqual([
      "write the date as far as it is known: '2023', '2023-05' or '2023-05-01'",
    ]);
  });
});

describe('an https address', () => {
  const field = httpsUrl('Label', 'Help');

  it.each(['https://example.org', 'https://www.example.org/a?b=c#d', 'https://example.org:8443/'])(
    'may be %s',
    (value) => {
      expect(complaints(field, value)).toEqual([]);
    },
  );

  it.each([
    'http://example.org',
    'javascript:alert(1)',
    'data:text/html,x',
    '//example.org',
    'example.org',
    'https://',
    'https://localhost',
    'https://127.0.0.1',
    'https://[::1]',
    'https://example.org"><script>',
    '',
    7,
  ])('may not be %s', (value) => {
    expect(complaints(field, value)).toContain('write an address that begins with https://');
  });
});

describe('a whole number', () => {
  const field = wholeNumber(1, 9, 'Label', 'Help');

  it.each([1, 9])('may be %i', (value) => {
    expect(complaints(field, value)).toEqual([]);
  });

  it.each([
    [0, 'write 1 or more'],
    [10, 'write 9 or less'],
    [1.5, 'write a whole number'],
    ['1', 'write a whole number'],
    [Number.NaN, 'write a whole number'],
  ])('says of %s: %s', (value, message) => {
    expect(complaints(field, value)).toEqual([message]);
  });
});

describe('counting words', () => {
  it.each([
    ['', 0],
    ['one', 1],
    ['one two', 2],
    ['don\u2019t', 1],
    ["don't", 1],
    ['half-past', 1],
    ['a \u2013 b', 2],
    ['5 per cent', 3],
    ['\u201cQuoted,\u201d she said.', 3],
    ['Tha\u0300inig i', 2],
    ['\u043f\u0440\u0438\u0432\u0456\u0442', 1],
    ['... !!! ***', 0],
  ])('in %j gives %i', (text, count) => {
    expect(countWords(text)).toBe(count);
  });
});

/** The path and message of what the story schema refuses. */
function refusals(change: Partial<FrontMatter> | Record<string, unknown>): string[] {
  const result = storySchema.safeParse({ ...makeFrontMatter(), ...change });
  return result.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
}

describe('the story schema', () => {
  it('takes the smallest story', () => {
    expect(refusals({})).toEqual([]);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['a short title', { title: 'Bus' }, 'title: write at least 4 characters'],
    ['a long title', { title: 'x'.repeat(81) }, 'title: write at most 80 characters'],
    ['a short summary', { summary: 'x'.repeat(39) }, 'summary: write at least 40 characters'],
    ['a long summary', { summary: 'x'.repeat(221) }, 'summary: write at most 220 characters'],
    ['an unknown origin', { origin: 'true' }, `origin: ${choicesInWords(origins)}`],
    ['five themes', { themes: ['a', 'b', 'c', 'd', 'e'] }, 'themes: name at most 4'],
    ['no theme', { themes: [] }, 'themes: name at least 1'],
    [
      'four transition points',
      { transitionPoints: ['a', 'b', 'c', 'd'] },
      'transitionPoints: name at most 3',
    ],
    ['no myth', { myths: [] }, 'myths: name at least 1'],
    ['five myths', { myths: ['a', 'b', 'c', 'd', 'e'] }, 'myths: name at most 4'],
    ['no support route', { support: [] }, 'support: name at least 1'],
    ['five support routes', { support: ['a', 'b', 'c', 'd', 'e'] }, 'support: name at most 4'],
    ['an unknown audience', { suitableFrom: 'first' }, `suitableFrom: ${choicesInWords(audiences)}`],
    ['a short version of 59 words', { shortVersion: words(59) }, 'shortVersion: write at least 60 words'],
    ['a short version of 161 words', { shortVersion: words(161) }, 'shortVersion: write at most 160 words'],
    [
      'nine pauses',
      { pauses: Array.from({ length: 9 }, () => ({ after: 'The stop', question: 'Who said it?' })) },
      'pauses: write at most 8',
    ],
    [
      'five margin notes',
      { margins: Array.from({ length: 5 }, () => ({ on: 'Nobody said', myth: 'a' })) },
      'margins: write at most 4',
    ],
    [
      'seven excerpts',
      { excerpts: Array.from({ length: 7 }, () => ({ text: 'x'.repeat(20), format: 'quote' })) },
      'excerpts: write at most 6',
    ],
    [
      'a name as consent record',
      { consent: { kind: 'given', record: 'Jamie Smith' } },
      'consent.record: write the number that the desk gave the record: letters, digits and hyphens, never a name',
    ],
    [
      'a number as consent record',
      { consent: { kind: 'given', record: 1234 } },
      'consent.record: write the number of the consent record',
    ],
    [
      'consent for the same use twice',
      { consent: { uses: ['site', 'site'] } },
      'consent.uses: name each one once',
    ],
    [
      'a month with a day',
      { month: '2026-11-22' },
      'month: write a month with year and month, such as 2026-11',
    ],
    ['a thirteenth month', { month: '2026-13' }, 'month: write a month with year and month, such as 2026-11'],
    ['an unknown language', { language: 'en' }, `language: ${choicesInWords(languages)}`],
  ])('refuses %s', (_what, change, refusal) => {
    expect(refusals(change)).toEqual([refusal]);
  });

  it.each([60, 160])('takes a short version of %i words', (count) => {
    expect(refusals({ shortVersion: words(count) })).toEqual([]);
  });

  it.each(['', 'teller', 'opening', 'consent'])('refuses a key that it does not know in "%s"', (record) => {
    const front = makeFrontMatter();
    const change =
      record === ''
        ? { titel: 'x' }
        : { [record]: { ...(front[record as keyof FrontMatter] as object), titel: 'x' } };
    const result = storySchema.safeParse({ ...front, ...change });
    expect(result.error?.issues[0]).toMatchObject({
      code: 'unrecognized_keys',
      keys: ['titel'],
      path: record === '' ? [] : [record],
    });
  });

  it('takes consent as missing unless something is written', () => {
    const { consent: _consent, ...front } = makeFrontMatter();
    expect(storySchema.parse(front).consent).toEqual({ kind: 'missing', uses: [] });
  });

  it.each([
    'transitionPoints',
    'crimeTypes',
    'contentNotes',
    'pauses',
    'margins',
    'excerpts',
    'sources',
  ] as const)('takes %s as none when it is left out', (field) => {
    const { [field]: _gone, ...front } = makeFrontMatter();
    expect(storySchema.parse(front)[field]).toEqual([]);
  });

  it('takes a story as told in English unless something is written', () => {
    expect(storySchema.parse(makeFrontMatter()).language).toBe('en-GB');
  });
});

describe('the moderator schema', () => {
  it('takes nobody as revoked, as a demonstration or with a role unless that is written', () => {
    expect(moderatorSchema.parse(makeData('moderators'))).toMatchObject({
      revoked: false,
      demo: false,
      roles: [],
    });
  });

  it.each(['', 'AAAA', `${'A'.repeat(44)}`, `${'A'.repeat(42)}==`, `${'_'.repeat(43)}=`])(
    'refuses the public key %j',
    (publicKey) => {
      expect(complaints(moderatorSchema, makeData('moderators', { publicKey }))).toEqual([
        'this is no public key: make the moderator with npm run sign -- --new-moderator, which writes it',
      ]);
    },
  );
});

describe('the site schema', () => {
  it('is live, and cools off for 14 days, unless something else is written', () => {
    expect(siteSchema.parse({ url: 'https://example.org' })).toMatchObject({
      mode: 'live',
      coolingOffDays: 14,
    });
  });

  it('needs an address', () => {
    expect(complaints(siteSchema, {})).toEqual([
      'write the site\u2019s address, such as https://example.org',
    ]);
  });

  it.each(['ftp://example.org', 'javascript:alert(1)', 'example.org'])('refuses the address %s', (url) => {
    expect(complaints(siteSchema, makeSite({ url }).data)).toEqual([
      'write the site\u2019s address, such as https://example.org',
    ]);
  });

  it.each([3, 5])('refuses %i routes under Get help now: there are four', (count) => {
    const helpNow = Array.from({ length: count }, (_each, index) => `route-${index}`);
    expect(complaints(siteSchema, makeSite({ helpNow }).data)).toEqual([
      count < 4 ? 'name at least 4' : 'name at most 4',
    ]);
  });
});
