import type { ComponentSchema } from '@keystatic/core';
import { z } from 'astro/zod';
import { describe, expect, test, vi } from 'vitest';
import { config } from '#cms/config.ts';
import { editedFolders } from '#cms/fields.ts';
import { mistakesInTexts } from '#domain/review/text-review.ts';
import { folders } from '#domain/schema/content.ts';
import { inStoredForm } from '#domain/text/characters.ts';
import { mistakesInMdx } from '#domain/text/mdx-text.ts';
import { readStoryText } from '#domain/text/story-text.ts';
import { entryForm, singletonNames, singletons } from './form.ts';
import { withDocument } from './generate.ts';

/** One field of the form, and the law it stands under. */
interface Pair {
  readonly path: string;
  readonly field: ComponentSchema;
  readonly law: z.ZodType;
}

function pairsIn(
  form: Readonly<Record<string, ComponentSchema>>,
  shape: Readonly<Record<string, z.ZodType>>,
  path: string,
): Pair[] {
  return Object.entries(shape).flatMap(([key, law]) =>
    pairsOf(form[key] as ComponentSchema, law, `${path}.${key}`),
  );
}

function pairsOf(field: ComponentSchema, law: z.ZodType, path: string): Pair[] {
  const inner = withoutWrappers(law);
  if (field.kind === 'object')
    return pairsIn(field.fields, (inner as z.ZodObject).shape as Record<string, z.ZodType>, path);
  if (field.kind === 'conditional') {
    const kinds = (inner as z.ZodDiscriminatedUnion).options as unknown as readonly Kind[];
    return kinds.flatMap(({ shape: { discriminant, value } }) =>
      pairsOf(field.values[discriminant.value] as ComponentSchema, value, `${path}(${discriminant.value})`),
    );
  }
  const own = { path, field, law };
  if (field.kind !== 'array') return [own];
  return [own, ...pairsOf(field.element, (inner as z.ZodArray).element as z.ZodType, `${path}[]`)];
}

/** One kind of a union, as `src/cms/fields.ts` takes it. */
type Kind = z.ZodObject<{ discriminant: z.ZodLiteral<string>; value: z.ZodType }>;

function withoutWrappers(law: z.ZodType): z.ZodType {
  if (!(law instanceof z.ZodOptional || law instanceof z.ZodDefault)) return law;
  return withoutWrappers(law.unwrap() as z.ZodType);
}

const pairs = [
  ...editedFolders.flatMap((folder) =>
    pairsIn(config.collections[folder].schema, folders[folder].schema.shape, folder),
  ),
  ...singletonNames.flatMap((name) => pairsIn(config.singletons[name].schema, singletons[name].shape, name)),
];

const texts = [
  '',
  'x',
  'Two words',
  ' with a space',
  'two\nlines',
  'a'.repeat(150),
  'word '.repeat(70).trim(),
  'x'.repeat(5000),
  'Some words that hide\u00ad a thing',
  `Some words that hide\u{E0048} a thing ${'word '.repeat(70)}`.trim(),
  'The cafe\u0301 at the corner',
  'e\u0301'.repeat(60),
];
const shaped = [
  'https://example.org',
  'http://example.org',
  'https://',
  'a@example.org',
  '2026-11',
  '2026-13',
  '2026',
  '12',
  'Not a slug',
  'a-slug',
];
const some = (value: string) => Array.from({ length: 20 }, (_, index) => `${value}-${index}`);

/** Values that an editor could bring about in this field, sound ones among them. */
function valuesFor(field: ComponentSchema): unknown[] {
  if (field.kind !== 'form') return [];
  const empty: unknown = field.defaultValue();
  const options = (field as { options?: readonly { value: string }[] }).options?.map(({ value }) => value);
  if (options && Array.isArray(empty)) return [[], options.slice(0, 1), [options[0], options[0]], options];
  if (options) return options;
  if (Array.isArray(empty))
    return [
      [],
      ['a'],
      ['a', 'a'],
      ['Not a slug'],
      ...[2, 4, 5, 13].map((count) => some('a').slice(0, count)),
    ];
  if (typeof empty === 'boolean') return [true, false];
  if (typeof empty === 'string') return [...texts, ...shaped];
  if (typeof empty === 'number') return numbers;
  if (empty === null) return [null, ...numbers, '2026-11-22', '2026-02-30', 'a-slug', 'Not a slug'];
  return [...texts, ...shaped].map((name) => ({ name, slug: 'a-slug' }));
}

const numbers = [null, Number.NaN, -1, 0, 0.5, 7, 1900, 2050, 9999];

/** What Keystatic writes for a value: nothing where it is empty or not chosen. */
function stored(value: unknown): unknown {
  const isNamed = typeof value === 'object' && value !== null && 'name' in value;
  const plain = isNamed ? value.name : value;
  return (plain === '' && !isNamed) || plain === null || plain === '-' ? undefined : inStoredForm(plain);
}

/** What the law says of a value: the schema, and the rule on the characters of every text. */
function verdictOf(law: z.ZodType, value: unknown): string | undefined {
  const refused = law.safeParse(value).error?.issues ?? [];
  const all = (refused.length > 0 ? refused : mistakesInTexts(value)).map(({ message }) => message);
  return all.length === 0 ? undefined : [...new Set(all)].join('; ');
}

/** Why the form does not let the value be saved, or undefined. */
function complaint(field: ComponentSchema, value: unknown): string | undefined {
  try {
    (field as { validate(value: unknown, extra: undefined): unknown }).validate(value, undefined);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

describe.each(pairs.filter(({ field }) => field.kind === 'form'))('$path', ({ field, law }) => {
  test('says of every value what the law says, in the same words', () => {
    const values = valuesFor(field).filter((value) => isOfItsKind(field, value));
    expect(values.length).toBeGreaterThan(1);
    for (const value of values) {
      expect(complaint(field, value), JSON.stringify(value)?.slice(0, 80)).toBe(
        verdictOf(law, stored(value)),
      );
    }
  });
});

/** Keystatic keeps a number field from ever holding a text, and the other way round. */
function isOfItsKind(field: ComponentSchema, value: unknown): boolean {
  try {
    (field as { parse(value: unknown, extra?: unknown): unknown }).parse(stored(value), { slug: 'a-slug' });
    return true;
  } catch {
    return false;
  }
}

describe.each(pairs.filter(({ field }) => field.kind === 'array'))('$path', ({ field, law }) => {
  test('may hold as many items as the law allows, and no more', () => {
    const list = withoutWrappers(law);
    const { minItems, maxItems } = z.toJSONSchema(list, { io: 'input' });
    const length = field.kind === 'array' ? field.validation?.length : undefined;
    expect([length?.min, length?.max]).toEqual([minItems, maxItems]);
  });
});

test('every kind of field has been refused something', () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  const refused = pairs.filter(({ field }) =>
    valuesFor(field).some((value) => complaint(field, value) !== undefined),
  );
  expect(refused.length).toBeGreaterThan(60);
});

describe('a body', () => {
  const story = entryForm('stories', 'a-story').schema['body'] as ComponentSchema;
  const myth = entryForm('myths', 'a-myth').schema['body'] as ComponentSchema;
  const linked = (href: string) => [
    {
      type: 'paragraph',
      content: [{ type: 'text', text: 'here', marks: [{ type: 'link', attrs: { href } }] }],
    },
  ];
  const gap = (value: object) => [{ type: 'Gap', attrs: { props: { value, extraFiles: [] } } }];

  test.each(['http://example.org', 'javascript:alert(1)', '//example.org', 'mailto:a@example.org'])(
    'may not link to %s',
    (href) => {
      const [mistake] = readStoryText(`[here](${href})\n`).mistakes;
      expect(mistake?.message).toContain('is not allowed');
      expect(complaint(story, withDocument(story, linked(href)))).toBe(mistake?.message);
      expect(complaint(myth, withDocument(myth, linked(href)))).toBe(mistake?.message);
    },
  );

  test('of a story may not lead to a part that it has not', () => {
    expect(complaint(story, withDocument(story, linked('#p-nowhere')))).toBe(
      'the link "#p-nowhere" leads to no part of the story: write one of #p-start',
    );
    expect(complaint(story, withDocument(story, linked('#p-start')))).toBeUndefined();
  });

  const said = (text: string) => [{ type: 'paragraph', content: [{ type: 'text', text }] }];

  test.each(['a\u202Eb', 'Fri\u00adday', 'a\u{E0048}b', 'no\u200dbody', '1\ufe0f'])(
    'may not hide characters: %j',
    (text) => {
      const [mistake] = readStoryText(text).mistakes;
      expect(mistake?.message).toContain('stands at character');
      expect(complaint(story, withDocument(story, said(text)))).toBe(mistake?.message);
      expect(complaint(myth, withDocument(myth, said(text)))).toBe(mistake?.message);
    },
  );

  test('may not hide characters in a component', () => {
    expect(complaint(myth, withDocument(myth, gap({ known: 'Two\u00ad', told: 'One' })))).toContain(
      'a soft hyphen (U+00AD) stands at character',
    );
  });

  test.each(['👩‍👧 ❤️ 1️⃣', 'می\u200cخواهم', 'cafe\u0301'])(
    'may hold what needs more than letters: %j',
    (text) => {
      expect(complaint(story, withDocument(story, said(text)))).toBeUndefined();
    },
  );

  test('of a story may not be empty', () => {
    expect(complaint(story, withDocument(story, [{ type: 'paragraph' }]))).toMatch('the story has no words');
  });

  test('may not hold a component that lacks a property', () => {
    const body = '<Gap told="One" />';
    expect(complaint(myth, withDocument(myth, gap({ told: 'One' })))).toBe(mistakesInMdx(body)[0]?.message);
    expect(complaint(myth, withDocument(myth, gap({ known: 'Two', told: 'One' })))).toBeUndefined();
  });

  test('may hold what is allowed', () => {
    expect(complaint(story, withDocument(story, linked('https://example.org/')))).toBeUndefined();
  });
});

describe('what is typed in another form of Unicode', () => {
  test('is stored in the one that content is stored in', () => {
    const form = entryForm('pages', 'a-page');
    const page = (word: string) =>
      `---\ntitle: A ${word}\nlead: A lead about a ${word}.\n---\nThe ${word}.\n`;
    const opened = form.open(new TextEncoder().encode(page('cafe\u0301')));
    expect(form.accepts(opened)).toBe(true);
    expect(new TextDecoder().decode(form.save(opened))).toBe(page('café'));
  });
});

describe('a file name', () => {
  const naming = (folder: 'stories' | 'lesson-packs' | 'pages') =>
    entryForm(folder, 'a').schema['title'] as ComponentSchema;
  const named = (slug: string) => ({ name: 'A long enough title', slug });

  test.each(['A Slug', 'a_b', 'é', 'a/b', '..', ''])('may not be “%s”', (slug) => {
    expect(complaint(naming('stories'), named(slug))).toBe('use small letters, digits and hyphens only');
  });

  test('may not be that of a page of the site', () => {
    expect(complaint(naming('stories'), named('kit'))).toMatch('is a page of the site');
    expect(complaint(naming('lesson-packs'), named('kit'))).toMatch('is a page of the site');
    expect(complaint(naming('pages'), named('kit'))).toBeUndefined();
  });

  test('may be a slug', () => {
    expect(complaint(naming('stories'), named('just-a-wee-favour'))).toBeUndefined();
  });
});
