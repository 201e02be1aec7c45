import { z } from 'astro/zod';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signedFields } from '#domain/gate/signed-form.ts';
import { propertyRuns } from '../../../fixtures/property-runs.ts';

/** What is said of data as they come out of a schema. */
function said(schema: z.ZodType, data: unknown): unknown {
  return signedFields(schema, schema.parse(data));
}

describe('a field', () => {
  const record = z.strictObject({
    title: z.string(),
    voice: z.enum(['quiet', 'even']).default('even'),
    about: z.string().optional(),
  });

  it('is left out when it equals its default', () => {
    expect(said(record, { title: 'Late', voice: 'even' })).toEqual({ title: 'Late' });
  });

  it('is left out when it was never written', () => {
    expect(said(record, { title: 'Late' })).toEqual({ title: 'Late' });
  });

  it('is said when it differs from its default', () => {
    expect(said(record, { title: 'Late', voice: 'quiet' })).toEqual({ title: 'Late', voice: 'quiet' });
  });

  it.each([undefined, ''])('is left out when it is empty: %j', (about) => {
    expect(said(record, { title: 'Late', about })).toEqual({ title: 'Late' });
  });

  it.each([0, false])('is said when it is %j, which is a value', (value) => {
    const schema = z.strictObject({ value: z.union([z.number(), z.boolean()]).optional() });
    const plain = typeof value === 'number' ? z.number() : z.boolean();
    expect(said(schema.extend({ value: plain.optional() }), { value })).toEqual({ value });
  });

  it('that the schema does not know is said as it is', () => {
    expect(signedFields(record, { title: 'Late', other: 1 })).toEqual({ title: 'Late', other: 1 });
  });
});

describe('at every depth', () => {
  const inner = z.strictObject({ on: z.string(), voice: z.string().default('even') });

  it('a default is left out of a record in a record', () => {
    const schema = z.strictObject({ opening: inner });
    expect(said(schema, { opening: { on: 'a', voice: 'even' } })).toEqual({ opening: { on: 'a' } });
  });

  it('a default is left out of the records of a list', () => {
    const schema = z.strictObject({ margins: z.array(inner).default([]) });
    expect(said(schema, { margins: [{ on: 'a' }, { on: 'b', voice: 'firm' }] })).toEqual({
      margins: [{ on: 'a' }, { on: 'b', voice: 'firm' }],
    });
  });

  it('a record that equals its default is left out whole', () => {
    const schema = z.strictObject({ title: z.string(), margin: inner.default({ on: 'a', voice: 'even' }) });
    expect(said(schema, { title: 'Late', margin: { on: 'a' } })).toEqual({ title: 'Late' });
  });

  it('a record in which nothing is left is left out', () => {
    const schema = z.strictObject({
      title: z.string(),
      about: z.strictObject({ who: z.string().optional() }),
    });
    expect(said(schema, { title: 'Late', about: { who: '' } })).toEqual({ title: 'Late' });
  });

  it('no item of a list is left out, because the others would move up', () => {
    const schema = z.strictObject({ words: z.array(z.string().default('a')) });
    expect(said(schema, { words: ['a', 'b', 'a'] })).toEqual({ words: ['a', 'b', 'a'] });
  });
});

describe('what is left out can be told from everything that is not', () => {
  it('an empty list is not a default that is full', () => {
    const schema = z.strictObject({ uses: z.array(z.string()).default(['site']) });
    expect(said(schema, { uses: ['site'] })).toBeUndefined();
    expect(said(schema, { uses: [] })).toEqual({ uses: null });
  });

  it('an empty text is not a default that has words', () => {
    const schema = z.strictObject({ form: z.string().default('prose') });
    expect(said(schema, { form: '' })).toEqual({ form: null });
  });

  it('a record whose fields all have their defaults is not one that is not there', () => {
    const schema = z.strictObject({
      recording: z.strictObject({ by: z.string().default('actor') }).optional(),
    });
    expect(said(schema, {})).toBeUndefined();
    expect(said(schema, { recording: { by: 'actor' } })).toEqual({ recording: null });
  });

  it('an empty record is no more than none, as the editor writes it', () => {
    const schema = z.strictObject({ recording: z.strictObject({ by: z.string().optional() }).optional() });
    expect(said(schema, { recording: {} })).toBeUndefined();
  });

  it('a default that lies inside what may be left out counts', () => {
    const schema = z.strictObject({ form: z.string().default('prose').optional() });
    expect(said(schema, { form: 'prose' })).toBeUndefined();
    expect(said(schema, { form: '' })).toEqual({ form: null });
  });

  it('whatever the defaults are, two records are said alike only if they are alike', () => {
    const consent = z.strictObject({
      kind: z.enum(['missing', 'given']).default('missing'),
      uses: z.array(z.enum(['site', 'print'])).default(['site']),
    });
    const schema = z.strictObject({
      text: z.string().default('x'),
      flag: z.boolean().default(true),
      count: z.number().default(0),
      consent: consent.default({ kind: 'given', uses: [] }),
      items: z.array(consent).default([{ kind: 'missing', uses: ['site'] }]),
    });
    const anyConsent = fc.record(
      {
        kind: fc.constantFrom('missing', 'given'),
        uses: fc.constantFrom([], ['site'], ['print'], ['site', 'print']),
      },
      { requiredKeys: [] },
    );
    const anything = fc.record(
      {
        text: fc.constantFrom('', 'x', 'y'),
        flag: fc.boolean(),
        count: fc.constantFrom(0, 1),
        consent: anyConsent,
        items: fc.array(anyConsent, { maxLength: 2 }),
      },
      { requiredKeys: [] },
    );
    const inWords = (data: unknown) => JSON.stringify(said(schema, data));
    const parsed = (data: unknown) => JSON.stringify(schema.parse(data));
    fc.assert(
      fc.property(anything, anything, (one, other) => {
        expect(inWords(one) === inWords(other)).toBe(parsed(one) === parsed(other));
      }),
      { numRuns: propertyRuns(2000) },
    );
  });
});

it('a kind of schema whose defaults nobody has thought of is refused', () => {
  const schema = z.strictObject({ any: z.record(z.string(), z.string()) });
  expect(() => said(schema, { any: { a: 'b' } })).toThrow(
    new TypeError('the signed form does not know a record: add it to signed-form.ts'),
  );
});
