import type { ComponentSchema } from '@keystatic/core';
import { describe, expect, test } from 'vitest';
import { config } from '#cms/config.ts';
import { editedFolders } from '#cms/fields.ts';
import { slugFrom } from '#cms/slug.ts';
import { fileOf, folders } from '#domain/schema/content.ts';
import { siteSchema } from '#domain/schema/site.ts';
import { bodyComponents, demoOnly } from '#domain/text/body-rules.ts';
import { entryForm, singletonForm, singletonNames, singletons } from './form.ts';

/** Every field of the form, at any depth. */
function fieldsIn(schema: ComponentSchema): ComponentSchema[] {
  if (schema.kind === 'object') return [schema, ...Object.values(schema.fields).flatMap(fieldsIn)];
  if (schema.kind === 'conditional')
    return [schema.discriminant, ...Object.values(schema.values).flatMap(fieldsIn)];
  return schema.kind === 'array' ? [schema, ...fieldsIn(schema.element)] : [schema];
}

const forms = [
  ...editedFolders.map((folder) => entryForm(folder, 'an-entry')),
  ...singletonNames.map(singletonForm),
];
const all = forms.flatMap(({ schema }) => Object.values(schema).flatMap(fieldsIn));

test('the form edits what people write, and nothing that the desk writes', () => {
  expect(Object.keys(config.collections)).toEqual([
    'stories',
    'myths',
    'lesson-packs',
    'guides',
    'tell',
    'answers',
    'law',
    'sources',
    'support',
    'themes',
    'transition-points',
    'ways',
    'sheets',
    'programmes',
    'threats',
    'priorities',
    'contradictions',
    'studies',
    'corrections',
    'pages',
  ]);
  expect(Object.keys(config.singletons)).toEqual(['site', 'curriculum']);
});

describe.each(editedFolders)('%s', (folder) => {
  const form = entryForm(folder, 'an-entry');

  test('are stored where the build reads them', () => {
    expect(form.file).toBe(fileOf(folder, 'an-entry'));
  });

  test('have every field of the schema, in its order', () => {
    expect(Object.keys(form.schema).filter((key) => key !== 'body')).toEqual(
      Object.keys(folders[folder].schema.shape),
    );
  });

  test('stand in the navigation once', () => {
    const named = Object.values(config.ui?.navigation ?? {}).flat();
    expect(named.filter((name) => name === folder)).toEqual([folder]);
  });
});

describe.each(singletonNames)('%s', (name) => {
  const form = singletonForm(name);

  test('is stored where the build reads it', () => {
    expect(form.file).toBe(`content/${name}.yaml`);
  });

  test('has every field of its schema, in its order', () => {
    expect(Object.keys(form.schema)).toEqual(Object.keys(singletons[name].shape));
  });

  test('stands in the navigation once', () => {
    const named = Object.values(config.ui?.navigation ?? {}).flat();
    expect(named.filter((each) => each === name)).toEqual([name]);
  });
});

test('every field has a label', () => {
  const labels = all
    .filter((field) => field.kind === 'array' || (field.kind === 'form' && field.formKind !== 'content'))
    .map((field) => (field as { label?: string }).label);
  expect(labels.filter((label) => !label)).toEqual([]);
});

test('what the site leaves out is opened as the build takes it', () => {
  const left = singletonForm('site').open(new TextEncoder().encode('url: https://example.org\n'));
  expect(left).toMatchObject(siteSchema.parse({ url: 'https://example.org' }));
});

describe('what is not chosen', () => {
  const at = (schema: Readonly<Record<string, ComponentSchema>>, ...path: string[]): ComponentSchema => {
    const [key = '', ...rest] = path;
    const field = schema[key] as ComponentSchema;
    return rest.length > 0 && field.kind === 'object' ? at(field.fields, ...rest) : field;
  };
  const story = entryForm('stories', 'a-story').schema;
  const opened = (field: ComponentSchema) => (field as { parse(value: unknown): unknown }).parse(undefined);
  const validate = (field: ComponentSchema, value: unknown) =>
    (field as { validate(value: unknown): unknown }).validate(value);

  test('stays what the schema makes of it, the most restrictive value', () => {
    expect(opened(at(story, 'consent', 'kind'))).toBe('missing');
    expect(opened(at(story, 'consent', 'uses'))).toEqual([]);
    expect(opened(at(singletonForm('site').schema, 'mode'))).toBe('live');
  });

  test.each(['origin', 'areaType', 'suitableFrom'])(
    '%s must be chosen before the story can be saved',
    (key) => {
      const field = at(story, key);
      expect(() => validate(field, opened(field))).toThrow('choose one; ');
    },
  );

  test('no select takes a value by itself that the schema does not give it', () => {
    const selects = all.filter(
      (field) => field.kind === 'form' && 'options' in field && typeof field.defaultValue() === 'string',
    );
    expect(selects.length).toBeGreaterThan(10);
    const silent = selects.filter((field) => {
      try {
        validate(field, opened(field));
        return true;
      } catch {
        return false;
      }
    });
    expect(silent.map((field) => (field as { label?: string }).label).sort()).toEqual([
      'Consent',
      'For whom',
      'Language',
      'Mode',
      'Phone bill',
      'Read by a lawyer',
      'Read where',
    ]);
  });
});

test.each(Object.entries(bodyComponents))(
  'a body with <%s> opens and is saved as it was',
  (name, properties) => {
    const form = entryForm('pages', 'a-page');
    const attributes = properties.map((property) => `${property}="some-words"`).join(' ');
    const tag =
      name === demoOnly
        ? `<${name}>\n  ## A heading\n\n  Some [words](/support/).\n</${name}>`
        : `<${name} ${attributes} />`;
    const page = `---\ntitle: A page\nlead: A lead that is long enough.\n---\nBefore.\n\n${tag}\n\nAfter.\n`;
    expect(new TextDecoder().decode(form.save(form.open(new TextEncoder().encode(page))))).toBe(page);
  },
);

test.each([
  ['Ma brither’s jaiket', 'ma-brithers-jaiket'],
  ['It’s all drugs.', 'its-all-drugs'],
  ['  Café — “Là”, 2 × 3!', 'cafe-la-2-3'],
  ['…', ''],
])('a file name is made of “%s”', (title, slug) => {
  expect(slugFrom(title)).toBe(slug);
});
