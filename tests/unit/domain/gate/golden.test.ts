import { join } from 'node:path';
import { z } from 'astro/zod';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gate } from '#domain/gate/gate.ts';
import { signedFields } from '#domain/gate/signed-form.ts';
import { contentHash, type SignableStory, verifySignOff } from '#domain/gate/signing.ts';
import { moderatorSchema } from '#domain/schema/moderator.ts';
import { type SignOff, signOffsSchema } from '#domain/schema/sign-off.ts';
import { type Story, storySchema } from '#domain/schema/story.ts';
import { uses, valuesOf } from '#domain/words/vocabularies.ts';
import { readContent } from '#files/read.ts';
import { makeFrontMatter } from '../../../fixtures/make.ts';

/** Stories as they were signed in November 2026; see the README beside them. */
const { files } = await readContent(join(import.meta.dirname, '../../../fixtures/golden'));
const inFolder = (folder: string) => files.filter((file) => file.folder === folder);
const moderators = new Map(
  inFolder('moderators').map(({ slug, data }) => [slug, moderatorSchema.parse(data)]),
);
const signOffsOf = (slug: string): readonly SignOff[] =>
  signOffsSchema.parse(inFolder('sign-offs').find((file) => file.slug === slug)?.data);
const golden = inFolder('stories').map(({ slug, data, body }) => ({ slug, data, body }));

describe.each(golden)('$slug, as it was signed', ({ slug, data, body }) => {
  const story: SignableStory = { slug, data: storySchema.parse(data), body };
  const [first, second] = signOffsOf(slug) as [SignOff, SignOff];

  it('hashes to what was signed', () => {
    expect([first.contentHash, second.contentHash]).toEqual(Array(2).fill(contentHash(story, '1')));
  });

  it('has two signatures that verify', () => {
    for (const signOff of [first, second]) {
      expect(verifySignOff(signOff, moderators.get(signOff.moderator) ?? { publicKey: '' })).toBe(true);
    }
  });

  it('passes the gate in every use', () => {
    const policy = { mode: 'demo', coolingOffDays: 14, policyVersion: '1' } as const;
    expect(gate(story, [first, second], moderators, new Set(), policy, '2026-11-22')).toEqual({
      uses: valuesOf(uses),
      held: [],
    });
  });

  it.each<[string, z.ZodType<unknown>]>([
    ['text with a default', storySchema.extend({ form: z.string().default('prose') })],
    ['list with a default', storySchema.extend({ forms: z.array(z.string()).default(['prose', 'verse']) })],
    ['number with a default', storySchema.extend({ stops: z.number().default(3) })],
    ['text that may be left out', storySchema.extend({ drawing: z.string().optional() })],
    [
      'record with a default',
      storySchema.extend({
        recording: z.strictObject({ by: z.string().default('actor') }).default({ by: 'actor' }),
      }),
    ],
    [
      'default in the teller',
      storySchema.extend({ teller: storySchema.shape.teller.extend({ age: z.string().default('adult') }) }),
    ],
    [
      'default in every pause',
      storySchema.extend({
        pauses: z
          .array(storySchema.shape.pauses.unwrap().element.extend({ minutes: z.number().default(2) }))
          .default([]),
      }),
    ],
  ])('stays signed when stories get a new field: a %s', (_what, schema) => {
    const later = { slug, data: schema.parse(data) as Story, body };
    const form = { version: 1, from: '0001-01-01', dataOf: (of: Story) => signedFields(schema, of) };
    expect(contentHash(later, '1', form)).toBe(first.contentHash);
  });

  it('is signed no more when such a field says something else', () => {
    const schema = storySchema.extend({ form: z.string().default('prose') });
    const later = { slug, data: schema.parse({ ...(data as object), form: 'verse' }) as Story, body };
    const form = { version: 1, from: '0001-01-01', dataOf: (of: Story) => signedFields(schema, of) };
    expect(contentHash(later, '1', form)).not.toBe(first.contentHash);
  });
});

it('the golden stories are the twelve of the first release', () => {
  expect(golden).toHaveLength(12);
});

/** A story as it was when the first ones were signed: fields that came later are not in it. */
const firstSchema = storySchema.pick({
  title: true,
  summary: true,
  origin: true,
  teller: true,
  areaType: true,
  themes: true,
  transitionPoints: true,
  myths: true,
  support: true,
  crimeTypes: true,
  contentNotes: true,
  suitableFrom: true,
  opening: true,
  shortVersion: true,
  pauses: true,
  margins: true,
  excerpts: true,
  sources: true,
  consent: true,
  month: true,
  language: true,
});

/** How the data of a story were written out when the first stories were signed: two defaults named, whatever is empty left out. */
function asFirstWritten({ consent, language, ...data }: z.output<typeof firstSchema>): unknown {
  const withoutEmpty = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(withoutEmpty);
    if (value === null || typeof value !== 'object')
      return value === null || value === '' ? undefined : value;
    const kept = Object.entries(value)
      .map(([key, inner]) => [key, withoutEmpty(inner)] as const)
      .filter(([, inner]) => inner !== undefined);
    return kept.length === 0 ? undefined : Object.fromEntries(kept);
  };
  return withoutEmpty({
    ...data,
    language: language === 'en-GB' ? undefined : language,
    consent: { ...consent, kind: consent.kind === 'missing' ? undefined : consent.kind },
  });
}

it('deriving the signed form from the schema changed it for no story that could be written before', () => {
  const list = <T>(item: T) => fc.constantFrom<T[]>([], [item]);
  const consent = fc.record(
    {
      kind: fc.constantFrom('missing', 'given', 'notNeeded'),
      record: fc.constant('C-0001'),
      uses: list('site'),
      givenOn: fc.constant('2026-01-01'),
    },
    { requiredKeys: [] },
  );
  const change = fc.record(
    {
      language: fc.constantFrom('en-GB', 'sco'),
      transitionPoints: list('leaving-school'),
      contentNotes: list('debt'),
      pauses: list({ after: 'The stop', question: 'Who said nothing?', prompt: 'Look at the driver.' }),
      excerpts: list({ text: 'Nobody said a word on the way up.', format: 'quote' }),
      sources: list('study-one'),
      consent,
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(change, (changed) => {
      const data = firstSchema.parse({ ...makeFrontMatter(), ...changed });
      expect(signedFields(firstSchema, data)).toEqual(asFirstWritten(data));
    }),
  );
});

/** Where a schema has a default, and which: `consent.kind` → `missing`. */
function defaultsIn(schema: z.ZodType, path: readonly string[] = []): [string, unknown][] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) {
    const own = schema instanceof z.ZodDefault ? [[path.join('.'), schema.parse(undefined)] as const] : [];
    return [
      ...own.map(([at, value]): [string, unknown] => [at, value]),
      ...defaultsIn(schema.unwrap() as z.ZodType, path),
    ];
  }
  if (schema instanceof z.ZodArray) return defaultsIn(schema.element as z.ZodType, [...path, '*']);
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape).flatMap(([key, field]) =>
    defaultsIn(field as z.ZodType, [...path, key]),
  );
}

it('a default of a story, once shipped, never changes: what was left out under it would mean something else', () => {
  // A new field's default is added here in the commit that brings it. A line that stands is never edited.
  expect(Object.fromEntries(defaultsIn(storySchema))).toEqual({
    transitionPoints: [],
    crimeTypes: [],
    contentNotes: [],
    pauses: [],
    margins: [],
    excerpts: [],
    sources: [],
    consent: { kind: 'missing', uses: [] },
    'consent.kind': 'missing',
    'consent.uses': [],
    language: 'en-GB',
  });
});
