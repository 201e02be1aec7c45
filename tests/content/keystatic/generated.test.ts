import { fields } from '@keystatic/core';
import fc from 'fast-check';
import { markdownToMdast, mdxToMdast } from 'satteri';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { type Edited, edited } from '#cms/fields.ts';
import * as inBrowser from '#cms/markdown.ts';
import { folders } from '#domain/content.ts';
import { type RawContent, type RawFile, review } from '#domain/review.ts';
import { siteSchema } from '#domain/site.ts';
import { rawFile, readContent } from '#files/read.ts';
import { entryForm, type Form, type State, siteForm } from './form.ts';
import { blocksFor, dataFor, entryData, filled, slugsOf, surePassage, withDocument } from './generate.ts';
import { root } from './shipped.ts';
import { treeOf } from './tree.ts';

/** How many entries are made of each folder. */
const runs: Readonly<Record<Edited, number>> = {
  stories: 260,
  myths: 200,
  sources: 40,
  support: 60,
  themes: 20,
  'transition-points': 20,
  pages: 80,
};

interface Made {
  readonly form: Form;
  readonly state: State;
  readonly file: RawFile;
  readonly bytes: Uint8Array;
  readonly isAccepted: boolean;
}

let shipped: RawContent;
let made: Made[];

beforeAll(async () => {
  // The admin tells the console why it does not save.
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  shipped = await readContent(root);
  made = edited.flatMap(make);
});

function make(folder: Edited): Made[] {
  const { ending } = folders[folder];
  const slugs = slugsOf(shipped.files);
  const blocks = ending === 'yaml' ? fc.constant([]) : blocksFor(ending, slugs);
  const samples = fc.sample(fc.tuple(entryData(folder, slugs), blocks), {
    numRuns: runs[folder],
    seed: 20261122,
  });
  return samples.map(([dataWith, content], index): Made => {
    const slug = `made-${index}`;
    const form = entryForm(folder, slug);
    const { body, ...schema } = form.schema;
    const sure = { type: 'paragraph', content: [{ type: 'text', text: surePassage }] };
    const editor = body && { body: withDocument(body, [...content, sure]) };
    const name = Object.keys(schema).find((key) => namesEntry(form, key)) ?? '';
    const fill = (data: State) => ({
      ...(filled(fields.object(schema), { ...data, [name]: { name: data[name], slug } }) as State),
      ...editor,
    });
    const read = (bytes: Uint8Array) => rawFile(folder, `${slug}.${ending}`, bytes);
    const state = fill(dataWith(read(form.save(fill(dataWith('')))).body));
    const bytes = form.save(state);
    return { form, state, bytes, file: read(bytes), isAccepted: form.accepts(state) };
  });
}

function namesEntry(form: Form, key: string): boolean {
  const field = form.schema[key];
  return (
    field?.kind === 'form' && typeof (field.defaultValue() as { slug?: unknown } | null)?.slug === 'string'
  );
}

describe('an entry made in the form', () => {
  test('is accepted by the build if the form lets it be saved', () => {
    const accepted = made.filter(({ isAccepted }) => isAccepted);
    const { mistakes } = review({
      ...shipped,
      files: [...shipped.files, ...accepted.map(({ file }) => file)],
    });
    expect(mistakes.filter(({ file }) => file.includes('/made-'))).toEqual([]);
    expect(accepted.length).toBeGreaterThanOrEqual(500);
    const most = accepted.filter(({ file }) => file.folder === 'stories' || file.folder === 'myths');
    expect(most.length).toBeGreaterThan(accepted.length / 2);
  });

  test('is refused by the build if the form does not let it be saved', () => {
    const refused = made.filter(({ isAccepted }) => !isAccepted);
    const { mistakes } = review({
      ...shipped,
      files: [...shipped.files, ...refused.map(({ file }) => file)],
    });
    const wrong = new Set(mistakes.map(({ file }) => file));
    expect(
      refused.filter(({ file }) => !wrong.has(file.file)).map(({ bytes }) => new TextDecoder().decode(bytes)),
    ).toEqual([]);
    expect(refused.length).toBeGreaterThan(0);
  });

  test('opens as it was saved, and changes no byte when it is saved again', () => {
    for (const { form, bytes, isAccepted } of made) {
      if (isAccepted)
        expect(new TextDecoder().decode(form.save(form.open(bytes)))).toBe(new TextDecoder().decode(bytes));
    }
  });

  test('has a body that the form in the browser reads as the build does', () => {
    for (const { file } of made) {
      const isMdx = folders[file.folder].ending === 'mdx';
      const built = isMdx
        ? mdxToMdast(file.body)
        : markdownToMdast(file.body, { features: { frontmatter: false } });
      const shown = isMdx ? inBrowser.mdxToMdast(file.body) : inBrowser.markdownToMdast(file.body);
      expect(treeOf(shown as typeof built), file.body).toEqual(treeOf(built));
    }
  });
});

test('a site made in the form is accepted by the build', () => {
  const form = siteForm();
  const settings = dataFor(siteSchema, slugsOf(shipped.files)) as fc.Arbitrary<State>;
  fc.assert(
    fc.property(settings, (data) => {
      // A live site has rules across files.
      const state = filled(fields.object(form.schema), { ...data, mode: 'demo' }) as State;
      expect(form.accepts(state)).toBe(true);
      const { data: stored } = rawFile('sources', 'site.yaml', form.save(state));
      expect(
        review({ ...shipped, site: { data: stored } }).mistakes.filter(
          ({ file }) => file === 'content/site.yaml',
        ),
      ).toEqual([]);
    }),
    { numRuns: 40, seed: 20261122 },
  );
});
