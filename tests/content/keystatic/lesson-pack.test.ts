import { createGetPreviewProps } from 'keystatic:admin';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ArrayField, ComponentSchema } from '@keystatic/core';
import { dump } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { lessonPackSchema } from '#domain/schema/lesson-pack.ts';
import { activityKinds, questionKinds } from '#domain/words/vocabularies.ts';
import { rawFile } from '#files/read.ts';
import { activityMatter, curriculum, makePackMatter, type PackMatter } from '../../fixtures/make-pack.ts';
import { entryForm, type State, singletonForm } from './form.ts';
import { bytesOf, shippedForms } from './shipped.ts';

const form = entryForm('lesson-packs', 'the-bus-stop');
const body = 'A word to the teacher.\n';

/** A pack as somebody might write it by hand. */
function packFile(matter: object): Uint8Array {
  return new TextEncoder().encode(`---\n${dump(matter)}---\n${body}`);
}

const stored = (bytes: Uint8Array) => rawFile('lesson-packs', 'the-bus-stop.mdx', bytes);

/** The state of a pack in the form. */
function opened(change: Partial<PackMatter> = {}): State {
  return form.open(packFile(makePackMatter(change)));
}

/** A pack with one thing changed in its first activity. */
function withActivity(change: object): Uint8Array {
  const [first, ...others] = makePackMatter().activities;
  return packFile({ ...makePackMatter(), activities: [{ ...first, ...change }, ...others] });
}

beforeAll(() => {
  // The admin tells the console why it does not save.
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});

describe('a pack with an activity and a question of every kind', () => {
  const saved = form.save(opened());

  test('may be saved', () => {
    expect(form.accepts(opened())).toBe(true);
  });

  test('is stored with what it says: what is left out stays out', () => {
    expect(stored(saved).data).toStrictEqual(lessonPackSchema.parse(makePackMatter()));
    expect(stored(saved).body).toBe(body);
  });

  test('is stored in the order of its schema', () => {
    const keys = Object.keys(lessonPackSchema.shape);
    expect(Object.keys(stored(saved).data as object)).toEqual(keys);
  });

  test('is saved again without a change', () => {
    expect(new TextDecoder().decode(form.save(form.open(saved)))).toBe(new TextDecoder().decode(saved));
  });
});

describe('a pack that says less or more than the schema', () => {
  test.each([
    ['an activity with no kind', { discriminant: undefined }, '“Starter” [starter]'],
    ['an activity of an unknown kind', { discriminant: 'dance' }, 'Must be a valid option'],
    ['an activity with a key that no activity has', { minutes: 5 }, 'minutes'],
    [
      'an activity with a key of another kind',
      { value: { ...activityMatter.starter.value, brief: 'Write the other ending.' } },
      'brief',
    ],
  ])('is not opened: %s', (_what, change, reason) => {
    expect(() => form.open(withActivity(change))).toThrow(reason);
  });

  test.each<[string, Partial<PackMatter>]>([
    ['five activities', { activities: makePackMatter().activities.slice(0, 5) }],
    ['fifteen activities', { activities: Array.from({ length: 15 }, () => activityMatter.discuss) }],
    [
      'two statements to ask before and after',
      { evaluation: ['I can say no.', 'I know who could help me.'] },
    ],
    [
      'four statements',
      { evaluation: ['one', 'two', 'three', 'four'].map((one) => `Statement number ${one}.`) },
    ],
    ['no subject', { subjects: [] }],
    ['no content note', { care: { ...makePackMatter().care, notes: [] } }],
  ])('is not saved: %s', (_what, change) => {
    expect(form.accepts(opened(change))).toBe(false);
  });

  test.each([
    ['nothing in a quiz question', { ask: '' }],
    ['too much in a quiz question', { ask: 'a'.repeat(201) }],
  ])('is not saved: %s', (_what, change) => {
    const state = opened() as { activities: { discriminant: string; value: { questions: Value[] } }[] };
    type Value = { value: object };
    const quiz = state.activities.find(({ discriminant }) => discriminant === 'quiz');
    const [first, ...others] = quiz?.value.questions ?? [];
    if (quiz && first)
      quiz.value = {
        ...quiz.value,
        questions: [{ ...first, value: { ...first.value, ...change } }, ...others],
      };
    expect(form.accepts(state)).toBe(false);
  });
});

/** A list of the form, and one of its items as the admin hands it over to be named. */
type Blocks = ArrayField<ComponentSchema>;
function labelOf(list: Blocks, item: unknown): string | undefined {
  const props = createGetPreviewProps(
    list.element,
    () => {},
    () => undefined,
  )(item);
  return list.itemLabel?.(props);
}

describe('in the lists of the form', () => {
  const activities = form.schema['activities'] as Blocks;
  const state = opened() as { activities: { discriminant: string; value: Record<string, unknown> }[] };
  const quiz = state.activities.find(({ discriminant }) => discriminant === 'quiz');
  const kindsOf = (list: Blocks) =>
    (list.element as unknown as { discriminant: { options: { value: string; label: string }[] } })
      .discriminant.options;
  const quizForm = (
    activities.element as unknown as { values: Record<string, { fields: Record<string, Blocks> }> }
  ).values['quiz'];
  const questions = quizForm?.fields['questions'] as Blocks;
  const asOptions = (kinds: object) => Object.entries(kinds).map(([value, label]) => ({ value, label }));

  test('every kind of activity and of question is offered, by its name', () => {
    expect(kindsOf(activities)).toEqual(asOptions(activityKinds));
    expect(kindsOf(questions)).toEqual(asOptions(questionKinds));
  });

  test('an activity is called by its kind and its title', () => {
    expect(state.activities.map((item) => labelOf(activities, item))).toEqual([
      'Starter: The start',
      'Ground rules: The rules',
      'Read a story: The read',
      'Card sort: The sort',
      'Discuss: The talk',
      'Decide: The choose',
      'Work it out: The sum',
      'Quiz: The quiz',
      'Reflect: The close',
      'Make a counter-story: The make',
    ]);
  });

  test('an activity with no title is called by its kind', () => {
    const [first] = state.activities;
    expect(labelOf(activities, { ...first, value: { ...first?.value, title: '' } })).toMatch(/^Starter – /);
  });

  test('a question is called by its kind and what it asks', () => {
    const asked = quiz?.value['questions'] as unknown[];
    expect(asked.map((item) => labelOf(questions, item))).toEqual([
      'Multiple choice: Who can you tell?',
      'Match: What goes with what?',
      'Put in order: What comes first?',
      'Short answer: What would you say to a pal?',
    ]);
  });

  test('an activity says that something deep inside it is wrong, which the admin does not show', () => {
    const asked = quiz?.value['questions'] as { value: object }[];
    const wrong = asked.map((item, index) =>
      index === 1 ? { ...item, value: { ...item.value, pairs: [] } } : item,
    );
    expect(labelOf(questions, wrong[1])).toBe('Match: What goes with what? – has a mistake');
    expect(labelOf(activities, { ...quiz, value: { ...quiz?.value, questions: wrong } })).toBe(
      'Quiz: The quiz – has a mistake',
    );
  });
});

describe('among the files of a project', () => {
  let project: string;
  beforeAll(async () => {
    project = await mkdtemp(join(tmpdir(), 'another-story-'));
    const all = {
      'content/lesson-packs/the-bus-stop.mdx': packFile(makePackMatter()),
      'content/site.yaml': new TextEncoder().encode('url: https://example.org\n'),
      'content/curriculum.yaml': new TextEncoder().encode(dump(curriculum)),
    };
    for (const [file, bytes] of Object.entries(all)) {
      await mkdir(join(project, dirname(file)), { recursive: true });
      await writeFile(join(project, file), bytes);
    }
  });

  afterAll(() => rm(project, { recursive: true }));

  test('packs and the curriculum are found, opened and saved with the others', () => {
    const forms = shippedForms(project);
    expect(forms.map(({ file }) => file).sort()).toEqual([
      'content/curriculum.yaml',
      'content/lesson-packs/the-bus-stop.mdx',
      'content/site.yaml',
    ]);
    for (const each of forms) {
      const state = each.open(bytesOf(each, project));
      expect(each.accepts(state)).toBe(true);
      const saved = new TextDecoder().decode(each.save(state));
      expect(new TextDecoder().decode(each.save(each.open(each.save(state))))).toBe(saved);
    }
  });

  test('a project without a curriculum has none to edit', async () => {
    await rm(join(project, 'content/curriculum.yaml'));
    expect(shippedForms(project).map(({ file }) => file)).not.toContain('content/curriculum.yaml');
  });
});

test('a curriculum is stored with every entry that it has', () => {
  const alone = singletonForm('curriculum');
  const saved = alone.save(alone.open(new TextEncoder().encode(dump(curriculum))));
  expect(rawFile('sources', 'curriculum.yaml', saved).data).toStrictEqual(curriculum);
});
