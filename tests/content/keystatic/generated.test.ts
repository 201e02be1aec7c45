import { fields } from '@keystatic/core';
import fc from 'fast-check';
import { type MdastNode, markdownToMdast, mdxToMdast } from 'satteri';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { type EditedFolder, editedFolders } from '#cms/fields.ts';
import * as inBrowser from '#cms/markdown.ts';
import type { RawContent, RawFile } from '#domain/review/raw-content.ts';
import { type Judgements, review } from '#domain/review/review.ts';
import { folders } from '#domain/schema/content.ts';
import { guideSchema } from '#domain/schema/guide.ts';
import { lessonPackSchema } from '#domain/schema/lesson-pack.ts';
import { inStoredForm } from '#domain/text/characters.ts';
import { readStoryText } from '#domain/text/story-text.ts';
import {
  activityKinds,
  type GuideKind,
  guideKinds,
  questionKinds,
  valuesOf,
} from '#domain/words/vocabularies.ts';
import { rawFile, readContent } from '#files/read.ts';
import { curriculum } from '../../fixtures/make-pack.ts';
import { entryForm, type Form, type State, singletonForm, singletonNames, singletons } from './form.ts';
import { blocksFor, dataFor, entryData, filled, slugsOf, surePassage, withDocument } from './generate.ts';
import type { PackSurroundings } from './generate-pack.ts';
import { root } from './shipped.ts';
import { type Tree, treeOf, wordsOf } from './tree.ts';

/** How many entries are made of each folder. */
const runs: Readonly<Record<EditedFolder, number>> = {
  stories: 220,
  myths: 180,
  tell: 30,
  answers: 30,
  law: 30,
  sources: 30,
  support: 40,
  themes: 20,
  'transition-points': 20,
  ways: 30,
  sheets: 20,
  programmes: 20,
  threats: 30,
  priorities: 20,
  contradictions: 20,
  studies: 20,
  corrections: 20,
  pages: 70,
  'lesson-packs': 80,
  guides: 80,
};
const seed = 20261122;

interface Made {
  readonly form: Form;
  /** What the editor meant, and how the form holds it. */
  readonly data: State;
  readonly state: State;
  readonly bytes: Uint8Array;
  /** What the build reads. */
  readonly file: RawFile;
}

/** What a review found out about each file by itself: the next one need not do it again. */
const judged: Judgements = new WeakMap();

let shipped: RawContent;
let accepted: Made[];
let refused: Made[];

beforeAll(async () => {
  // The admin tells the console why it does not save.
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  shipped = await readContent(root);
  const around = surroundings();
  const made = editedFolders.flatMap((folder) => make(folder, around));
  accepted = made.filter(({ form, state }) => form.accepts(state));
  refused = made.filter((each) => !accepted.includes(each));
});

function surroundings(): PackSurroundings {
  const { content } = review(shipped, { judged });
  return {
    curriculum,
    suitableFrom: (folder, slug) => content[folder].get(slug)?.data.suitableFrom ?? 'adult',
    headings: (slug) =>
      readStoryText(content.stories.get(slug)?.body ?? '').sections.flatMap(({ heading }) => heading ?? []),
  };
}

function make(folder: EditedFolder, around: PackSurroundings): Made[] {
  const slugs = slugsOf(shipped.files);
  const { ending } = folders[folder];
  const blocks = ending === 'yaml' ? fc.constant([]) : blocksFor(ending, slugs);
  return fc
    .sample(fc.tuple(entryData(folder, slugs, around), blocks), { numRuns: runs[folder], seed })
    .map(([data, content], index) => {
      const slug = `made-${index}`;
      const form = entryForm(folder, slug);
      const { body, ...schema } = form.schema;
      const sure = { type: 'paragraph', content: [{ type: 'text', text: surePassage }] };
      const editor = body && { body: withDocument(body, [...content, sure]) };
      const stateOf = (values: State): State => {
        const name = { name: values[form.naming], slug };
        return { ...(filled(fields.object(schema), { ...values, [form.naming]: name }) as State), ...editor };
      };
      const read = (bytes: Uint8Array) => rawFile(folder, `${slug}.${ending}`, bytes);
      // Saved twice: the front matter of a story quotes its body as it is stored.
      const meant = data(editor ? read(form.save(stateOf(data('')))).body : '');
      const state = stateOf(meant);
      const bytes = form.save(state);
      return { form, data: meant, state, bytes, file: read(bytes) };
    });
}

/** The files that the build finds a mistake in, when these entries lie among the shipped ones. */
function mistakenAmong(made: readonly Made[]) {
  const files = [...shipped.files, ...made.map(({ file }) => file)];
  const { mistakes } = review({ ...shipped, files, curriculum: { data: curriculum } }, { judged });
  return mistakes.filter(({ file }) => made.some((each) => each.file.file === file));
}

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

function builtTree({ folder, body }: RawFile): Tree {
  return treeOf(
    folders[folder].ending === 'mdx'
      ? mdxToMdast(body)
      : markdownToMdast(body, { features: { frontmatter: false } }),
  );
}

describe('an entry made in the form', () => {
  test('is accepted by the build if the form lets it be saved', () => {
    expect(mistakenAmong(accepted)).toEqual([]);
    expect(accepted.length).toBeGreaterThanOrEqual(500);
    const told = accepted.filter(({ file }) => file.folder === 'stories' || file.folder === 'myths');
    expect(told.length).toBeGreaterThan(300);
  });

  test('is often enough a lesson pack, with activities and questions of every kind', () => {
    const packs = accepted.flatMap(({ file }) =>
      file.folder === 'lesson-packs' ? [lessonPackSchema.parse(file.data)] : [],
    );
    expect(packs.length).toBeGreaterThanOrEqual(60);
    const activities = packs.flatMap((pack) => pack.activities);
    const questions = activities.flatMap((activity) =>
      activity.discriminant === 'quiz' ? activity.value.questions : [],
    );
    const counted = (kinds: object, made: readonly { readonly discriminant: string }[]) =>
      Object.keys(kinds).map((kind) => made.filter(({ discriminant }) => discriminant === kind).length);
    expect(Math.min(...counted(activityKinds, activities))).toBeGreaterThanOrEqual(20);
    expect(Math.min(...counted(questionKinds, questions))).toBeGreaterThanOrEqual(20);
  });

  test('is often enough a guide, of every kind', () => {
    const guides = accepted.flatMap(({ file }) =>
      file.folder === 'guides' ? [guideSchema.parse(file.data)] : [],
    );
    const ofKind = (kind: GuideKind) => guides.filter((guide) => guide.kind === kind).length;
    expect(Math.min(...valuesOf(guideKinds).map(ofKind))).toBeGreaterThanOrEqual(20);
  });

  test('is refused by the build if the form does not let it be saved', () => {
    const mistaken = new Set(mistakenAmong(refused).map(({ file }) => file));
    expect(refused.filter(({ file }) => !mistaken.has(file.file)).map(({ bytes }) => text(bytes))).toEqual(
      [],
    );
    expect(refused.length).toBeGreaterThan(0);
  });

  test('is opened as it was saved: saving it again changes no byte', () => {
    for (const { form, bytes } of accepted) expect(text(form.save(form.open(bytes)))).toBe(text(bytes));
  });

  test('is stored with everything that was meant, and nothing else', () => {
    for (const { data, file } of accepted) {
      const { schema } = folders[file.folder];
      const meant = inStoredForm(onlyWhatIsThere(data));
      expect(schema.parse(file.data), file.file).toStrictEqual(schema.parse(meant));
    }
  });

  test('loses no word of its body', () => {
    for (const { state, file } of accepted) {
      const editor = state['body'] as { doc: { textContent: string } } | undefined;
      if (editor)
        expect(wordsOf(builtTree(file)), file.body).toBe(wordsOf(inStoredForm(editor.doc.textContent)));
    }
  });

  test('has a body that the form in the browser reads as the build does', () => {
    const alike = (tree: Tree) => JSON.stringify(tree).replaceAll(/[\u{10000}-\u{10FFFF}☺ℵ]/gu, '☺');
    for (const { file } of [...accepted, ...refused]) {
      const isMdx = folders[file.folder].ending === 'mdx';
      const shown = isMdx ? inBrowser.mdxToMdast(file.body) : inBrowser.markdownToMdast(file.body);
      expect(alike(treeOf(shown as MdastNode)), file.body).toBe(alike(builtTree(file)));
    }
  });
});

/** Without the keys of what is left out. */
function onlyWhatIsThere(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(onlyWhatIsThere);
  if (data === null || typeof data !== 'object') return data;
  return Object.fromEntries(
    Object.entries(data).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, onlyWhatIsThere(value)]],
    ),
  );
}

test.each(singletonNames)('a file made in the form is accepted by the build: %s', (name) => {
  const form = singletonForm(name);
  const settings = dataFor(singletons[name], slugsOf(shipped.files)) as fc.Arbitrary<State>;
  for (const data of fc.sample(settings, { numRuns: 40, seed })) {
    // A live site has rules across files.
    const values = name === 'site' ? { ...data, mode: 'demo' } : data;
    const state = filled(fields.object(form.schema), values) as State;
    expect(form.accepts(state)).toBe(true);
    const bytes = form.save(state);
    const one = rawFile('sources', `${name}.yaml`, bytes);
    const { mistakes } = review({ ...shipped, [name]: one }, { judged });
    expect(mistakes.filter(({ file }) => file === form.file)).toEqual([]);
    expect(text(form.save(form.open(bytes)))).toBe(text(bytes));
  }
});
