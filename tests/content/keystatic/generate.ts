import { getInitialPropsValue } from 'keystatic:admin';
import type { ComponentSchema } from '@keystatic/core';
import { z } from 'astro/zod';
import fc from 'fast-check';
import type { EditedFolder } from '#cms/fields.ts';
import { activitySchema } from '#domain/schema/activity.ts';
import { type FolderName, folders } from '#domain/schema/content.ts';
import type { Law } from '#domain/schema/law.ts';
import type { Figure } from '#domain/schema/myth.ts';
import type { sheetSchema } from '#domain/schema/sheet.ts';
import type { SupportRoute } from '#domain/schema/support-route.ts';
import type { Action, Way } from '#domain/schema/way.ts';
import { complaintAboutText, inStoredForm } from '#domain/text/characters.ts';
import { countWords } from '#domain/text/count-words.ts';
import { type Block, readStoryText, textOf } from '#domain/text/story-text.ts';
import type { ActivityKind } from '#domain/words/vocabularies.ts';
import type { GuideMatter } from '../../fixtures/make-guide.ts';
import type { PackMatter } from '../../fixtures/make-pack.ts';
import type { State } from './form.ts';
import { guideFrom, type MeetingMatter } from './generate-guide.ts';
import { citing, lawFrom, youngFrom } from './generate-law.ts';
import { type ActivityMatter, type PackSurroundings, packFrom } from './generate-pack.ts';
import { routeFrom } from './generate-route.ts';

/** Entries as an editor might make them: every value the schemas allow, in awkward words, with awkward bodies. */

const plain =
  'the stair was quiet and nobody asked what he was due them before Friday came round again'.split(' ');
const awkward = [
  ...[
    'it’s',
    '“quote”',
    "'",
    '"',
    '-',
    '- x',
    '—',
    '#',
    '# x',
    ': ',
    'a: b',
    'x #y',
    '&',
    '&amp;',
    '&copy',
    '*',
    '*a*',
    '**b**',
  ],
  ...[
    '_',
    '_c_',
    '`',
    '`d`',
    '~',
    '~~s~~',
    '<',
    '<b>',
    '<!-- c -->',
    '>',
    '> q',
    '{',
    '{a}',
    '}',
    '[',
    ']',
    '[x](y)',
    '![x](y)',
  ],
  ...[
    '[^1]',
    '[ ]',
    '|',
    '| a |',
    '!',
    '!x',
    '%',
    '@x',
    '=',
    '===',
    '---',
    '***',
    '+',
    '+ x',
    '1.',
    '2)',
    '1. x',
    '\\',
    '\\*',
    '\\{',
  ],
  ...[
    'null',
    'true',
    'yes',
    'no',
    '0012',
    '0x1F',
    '0o17',
    '1e3',
    '+.5',
    '-.5',
    '.5',
    '1_000',
    '.inf',
    '2026-01-01',
    '12:30',
    '<<',
    '?',
  ],
  ...['$x$', '$$', ':x:', ':::', '==m==', '^2^', '{{y}}', 'https://example.org'],
  ...['\u00A0', '🙂', '👩‍👧', '❤️', 'می\u200cخواهم', 'é', 'e\u0301', 'مرحبا', 'Gàidhlig', 'ß', 'İ', '\t'],
];

const word = fc.oneof(
  { weight: 800, arbitrary: fc.constantFrom(...plain) },
  { weight: 300, arbitrary: fc.constantFrom(...awkward) },
  { weight: 100, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }) },
  // What no body may link to.
  {
    weight: 1,
    arbitrary: fc.constantFrom('http://example.org', 'www.example.org', 'a@b.org', '🙂www.example.org'),
  },
  // What no text may hold.
  {
    weight: 1,
    arbitrary: fc.constantFrom('\u200B', '\u00AD', 'Fri\u00ADday', '\u{E0048}', '\u2028', '1\uFE0F'),
  },
);

/** True for a text that a schema and the rule on characters allow, once it is stored. */
function isAllowed(law: z.ZodType, text: string): boolean {
  const stored = inStoredForm(text);
  return law.safeParse(stored).success && complaintAboutText(stored) === undefined;
}

/** Text that `law` allows, of about `min` to `max` characters; on one line unless it may have more. */
function words(law: z.ZodType, min: number, max: number, multiline: boolean): fc.Arbitrary<string> {
  const between = multiline
    ? fc.constantFrom(' ', ' ', ' ', ' ', '  ', '\n', '\n\n', '\n  ')
    : fc.constantFrom(' ', ' ', ' ', '  ');
  return fc
    .tuple(fc.integer({ min, max: Math.min(max, min + 160) }), fc.infiniteStream(fc.tuple(word, between)))
    .map(([length, stream]) => {
      let text = '';
      for (const [next, space] of stream) {
        if (text.length + next.length > max) break;
        text += next;
        if (text.trim().length >= length) break;
        text += space;
      }
      return text.trim();
    })
    .filter((text) => isAllowed(law, text));
}

type Slugs = Readonly<Record<string, readonly string[]>>;

/** Data that a schema allows; `slugs` are those that a reference may point to. */
export function dataFor(law: z.ZodType, slugs: Slugs): fc.Arbitrary<unknown> {
  const meta = law.meta();
  if (law instanceof z.ZodOptional || law instanceof z.ZodDefault) {
    const inner = law.unwrap() as z.ZodType;
    const aim = meta?.reference ?? inner.meta()?.reference;
    if (aim && slugs[aim]?.length === 0) return fc.constant(undefined);
    const takesNothing = law.safeParse(undefined).success;
    const data = dataFor(inner, slugs).filter((value) => law.safeParse(value).success);
    return takesNothing ? fc.option(data, { nil: undefined }) : data;
  }
  if (law instanceof z.ZodObject) {
    const shape: Readonly<Record<string, z.ZodType>> = law.shape;
    return fc.record(
      Object.fromEntries(Object.entries(shape).map(([key, inner]) => [key, dataFor(inner, slugs)])),
    );
  }
  if (law instanceof z.ZodArray) {
    const { minItems = 0, maxItems = 6 } = z.toJSONSchema(law, { io: 'input' });
    const element = dataFor(law.element as z.ZodType, slugs);
    return fc.uniqueArray(element, {
      minLength: minItems,
      maxLength: maxItems,
      selector: (item) => JSON.stringify(item),
    });
  }
  if (law instanceof z.ZodDiscriminatedUnion)
    return fc.oneof(...law.options.map((option) => dataFor(option as z.ZodType, slugs)));
  if (law instanceof z.ZodLiteral) return fc.constant(law.value);
  if (law instanceof z.ZodEnum) return fc.constantFrom(...law.options);
  if (law instanceof z.ZodBoolean) return fc.boolean();
  if (meta?.reference) return fc.constantFrom(...(slugs[meta.reference] ?? []));
  if (law instanceof z.ZodNumber) {
    if (!law.isInt) return fc.double({ min: 0, max: 1e6, noNaN: true }).map((value) => Math.abs(value));
    return fc.integer({ min: law.minValue ?? 0, max: law.maxValue ?? 1e6 });
  }
  return textFor(law);
}

function textFor(law: z.ZodType): fc.Arbitrary<unknown> {
  const { format, pattern, minLength = 1, maxLength = 400 } = z.toJSONSchema(law, { io: 'input' });
  const allowed = (text: string) => isAllowed(law, text);
  if (format === 'uri')
    return fc
      .webUrl({ validSchemes: ['https'], withFragments: true, withQueryParameters: true })
      .filter(allowed);
  if (format === 'email') return fc.emailAddress().filter(allowed);
  if (format === 'day') {
    const range = { min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true };
    return fc.date(range).map((date) => date.toISOString().slice(0, 10));
  }
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern)).filter(allowed);
  if (minLength === 1 && maxLength === 2000) {
    // The short version of a story: 60 to 160 words.
    return fc
      .array(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...plain) }, { weight: 1, arbitrary: word }), {
        minLength: 64,
        maxLength: 150,
      })
      .map((list) => list.join(' ').trim())
      .filter((text) => countWords(text) >= 60 && allowed(text));
  }
  return words(law, minLength, maxLength, law.meta()?.multiline === true);
}

/** A node of the editor's document. */
type Node = Readonly<Record<string, unknown>>;

const href = fc.oneof(
  { weight: 60, arbitrary: fc.constant(undefined) },
  {
    weight: 12,
    arbitrary: fc.constantFrom(
      'https://example.org/a_(b)',
      'https://example.org/?a=1&b=*2*',
      '/support/',
      '#help',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'http://example.org',
      'javascript:alert(1)',
      'mailto:a@b.org',
      '//example.org',
      '',
      'a b',
    ),
  },
);

const inline: fc.Arbitrary<Node[]> = fc
  .array(
    fc.record({
      texts: fc.array(word, { minLength: 1, maxLength: 6 }),
      edges: fc.constantFrom(['', ' '], ['', ' '], [' ', ''], ['', ''], [' ', ' ']),
      marks: fc.subarray(['bold', 'italic'], { maxLength: 2 }),
      plainText: fc.boolean(),
      link: href,
      breakAfter: fc.nat(12).map((n) => n === 0),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((runs) =>
    runs.flatMap(({ texts, edges, marks, plainText, link, breakAfter }) => {
      const all = plainText ? [] : marks.map((type): Node => ({ type }));
      if (link !== undefined && !plainText) all.push({ type: 'link', attrs: { href: link } });
      const run = { type: 'text', text: `${edges[0]}${texts.join(' ')}${edges[1]}`, marks: all };
      return breakAfter ? [run, { type: 'hard_break' }] : [run];
    }),
  );

const paragraph = inline.map((content): Node => ({ type: 'paragraph', content }));
const heading = fc.tuple(fc.constantFrom(2, 2, 3), inline).map(
  ([level, content]): Node => ({
    type: 'heading',
    attrs: { level },
    content,
  }),
);

const nested = fc.letrec<{ block: Node; list: Node; item: Node }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 2 },
    { weight: 8, arbitrary: paragraph },
    {
      weight: 2,
      arbitrary: fc
        .array(tie('block'), { minLength: 1, maxLength: 2 })
        .map((content) => ({ type: 'blockquote', content })),
    },
    { weight: 2, arbitrary: tie('list') },
  ),
  list: fc
    .tuple(
      fc.constantFrom('ordered_list', 'unordered_list'),
      fc.array(tie('item'), { minLength: 1, maxLength: 2 }),
    )
    .map(([type, content]) => ({ type, content, ...(type === 'ordered_list' && { attrs: { start: 1 } }) })),
  item: fc
    .tuple(paragraph, fc.option(tie('list'), { freq: 1 }))
    .map(([first, list]) => ({ type: 'list_item', content: list ? [first, list] : [first] })),
}));

const block = fc.oneof({ weight: 8, arbitrary: nested.block }, { weight: 2, arbitrary: heading });

function component(
  name: string,
  properties: Readonly<Record<string, fc.Arbitrary<unknown>>>,
): fc.Arbitrary<Node> {
  return fc.record(properties).map((value) => ({ type: name, attrs: { props: { value, extraFiles: [] } } }));
}

/** Blocks of a body. Those of a myth or a page may hold components. */
export function blocksFor(ending: 'md' | 'mdx', slugs: Slugs): fc.Arbitrary<Node[]> {
  const says = fc.array(word, { minLength: 1, maxLength: 6 }).map((list) => list.join(' '));
  const gap = component('Gap', { known: fc.option(says, { nil: undefined, freq: 9 }), told: says });
  const route = component('SupportRoute', { slug: fc.constantFrom(...(slugs['support'] ?? [])) });
  const demoOnly = fc
    .array(block, { minLength: 1, maxLength: 2 })
    .map((content) => ({ type: 'DemoOnly', attrs: { props: { value: {}, extraFiles: [] } }, content }));
  const any = ending === 'md' ? block : fc.oneof({ weight: 12, arbitrary: block }, gap, route, demoOnly);
  return fc.array(any, { minLength: 1, maxLength: 4 });
}

/** The editor's state with this document in it. */
export function withDocument(field: ComponentSchema, content: readonly Node[]): unknown {
  const state = getInitialPropsValue(field) as EditorState;
  const document = state.schema.nodeFromJSON({ type: 'doc', content });
  document.check();
  return state.apply(state.tr.replaceWith(0, state.doc.content.size, document.content));
}

/** What is used here of ProseMirror. */
interface EditorState {
  readonly doc: { readonly content: { readonly size: number } };
  readonly schema: { nodeFromJSON(json: unknown): { readonly content: unknown; check(): void } };
  readonly tr: { replaceWith(from: number, to: number, content: unknown): unknown };
  apply(transaction: unknown): EditorState;
}

/** Fills a form with data: what a field holds is what it stores, and its own empty value where nothing is stored. */
export function filled(schema: ComponentSchema, data: unknown): unknown {
  switch (schema.kind) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.fields).map(([key, field]) => [
          key,
          filled(field, (data as State | undefined)?.[key]),
        ]),
      );
    case 'array':
      return ((data ?? []) as unknown[]).map((item) => filled(schema.element, item));
    case 'conditional': {
      const { discriminant, value } = data as { discriminant: string; value: unknown };
      return { discriminant, value: filled(schema.values[discriminant] as ComponentSchema, value) };
    }
    default:
      return data === undefined ? getInitialPropsValue(schema) : data;
  }
}

/** Lesson packs that keep the rules across fields; one that talks and one that closes is added to what is made. */
function packData(all: Slugs, around: PackSurroundings): fc.Arbitrary<State> {
  const forPupils = (folder: 'stories' | 'myths') =>
    all[folder]?.filter((slug) => around.suitableFrom(folder, slug) !== 'adult') ?? [];
  const slugs = { ...all, stories: forPupils('stories'), myths: forPupils('myths') };
  const kindOf = (kind: ActivityKind) =>
    dataFor(
      activitySchema.options.find(({ shape }) => shape.discriminant.value === kind) as z.ZodType,
      slugs,
    );
  const parts = fc.tuple(
    dataFor(folders['lesson-packs'].schema, slugs),
    kindOf('discuss'),
    kindOf('reflect'),
  );
  const picks = fc.array(fc.nat(), { minLength: 80, maxLength: 80 });
  return fc.tuple(parts, picks).map(
    ([[pack, talk, close], list]): State => ({
      ...packFrom(pack as PackMatter, talk as ActivityMatter, close as ActivityMatter, around, list),
    }),
  );
}

/** Guides that keep the rules across fields; a circle has the meeting that is made beside it as often as it needs. */
function guideData(slugs: Slugs, around: PackSurroundings): fc.Arbitrary<State> {
  const { schema } = folders.guides;
  const meeting = schema.shape.meetings.unwrap().element;
  const moment = fc.constantFrom(...(slugs['transition-points'] ?? []));
  return fc.tuple(dataFor(schema, slugs), moment, dataFor(meeting, slugs)).map(
    ([guide, name, one]): State => ({
      ...citing({ ...guideFrom(guide as GuideMatter, name, one as MeetingMatter, around) }),
    }),
  );
}

/** Data of an entry that keeps the rules across fields as well; `markdown` is the body as it would be stored. */
export function entryData(
  folder: EditedFolder,
  slugs: Slugs,
  around: PackSurroundings,
): fc.Arbitrary<(markdown: string) => State> {
  if (folder === 'lesson-packs') return packData(slugs, around).map((pack) => () => pack);
  if (folder === 'guides') return guideData(slugs, around).map((guide) => () => guide);
  const data = dataFor(folders[folder].schema, slugs) as fc.Arbitrary<State>;
  const picks = fc.array(fc.nat(), { minLength: 40, maxLength: 40 });
  return fc.tuple(data, picks).map(([made, list]) => (markdown) => {
    if (folder === 'stories')
      return storyWith(
        made,
        readStoryText(markdown).sections.flatMap(({ heading: text, blocks }) => ({ text, blocks })),
        list,
      );
    if (folder === 'myths')
      return citing({ ...made, figures: (made['figures'] as Figure[] | undefined)?.map(drawable) });
    if (folder === 'studies')
      return { ...made, figures: (made['figures'] as Figure[] | undefined)?.map(drawable) };
    if (folder === 'ways') return wayFrom(made as unknown as Way);
    if (folder === 'sheets') return sheetFrom(made);
    if (folder === 'priorities') return citing(made);
    if (folder === 'law') return lawFrom(made as unknown as Law);
    if (folder === 'support') return routeFrom(made as unknown as SupportRoute);
    if (folder === 'tell' || folder === 'answers') return youngFrom(made, around);
    return made;
  });
}

/** A sheet that keeps the rules across its fields: a table has columns, and nothing else has any. */
function sheetFrom(made: State): State {
  const parts = (made['parts'] as z.input<typeof sheetSchema>['parts']).map((part) => {
    const { length } = part.columns ?? [];
    return { ...part, form: length > 0 ? 'table' : part.form === 'table' ? 'ticks' : part.form };
  });
  return citing({ ...made, parts });
}

/** A way in that keeps the rules across its fields: only research says Develop, or speaks to whom nobody named. */
function wayFrom(way: Way): State {
  const from = way.standing === 'notNamed' ? 'research' : undefined;
  const does = way.does.map((action) => ({ ...action, from: from ?? action.from })).map(withItsOwnAims);
  return citing({ ...way, does });
}

function withItsOwnAims(action: Action): Action {
  if (action.from === 'research') return action;
  const aims = action.aims.filter((aim) => aim !== 'develop');
  return { ...action, aims: aims.length > 0 ? aims : ['divert'] };
}

interface Part {
  readonly text: string | undefined;
  readonly blocks: readonly Block[];
}

let recordsMade = 0;

function storyWith(made: State, parts: readonly Part[], picks: number[]): State {
  const paragraphs = parts.flatMap(({ blocks }) =>
    blocks.filter(({ kind }) => kind === 'paragraph').map(textOf),
  );
  const headings = parts.flatMap(({ text }) => text ?? []);
  const next = () => picks.pop() ?? 0;
  const shape = folders.stories.schema.shape;
  const passage = (law: z.ZodType): string | undefined => {
    const all = (paragraphs[next() % paragraphs.length] ?? '').split(/\s+/).filter((each) => each !== '');
    const from = next() % Math.max(1, all.length);
    for (let to = from + 1; to <= all.length; to++) {
      const text = all.slice(from, to).join(' ');
      if (law.safeParse(text).success) return text;
    }
    return undefined;
  };
  const { opening, margins, excerpts, pauses } = shape;
  const listed = (key: string) => (made[key] ?? []) as State[];
  const item = (list: z.ZodDefault<z.ZodArray<z.ZodObject>>, key: string) =>
    list.unwrap().element.shape[key] as z.ZodType;
  const consent = { ...(made['consent'] as State | undefined) };
  if (made['origin'] !== 'composite' && consent['kind'] === 'notNeeded') consent['kind'] = 'given';
  // Consent is asked for again after it was given, and no two stories rest on one record of it.
  const { givenOn, reviewBy, record } = consent as { givenOn?: string; reviewBy?: string; record?: string };
  if (givenOn !== undefined && reviewBy !== undefined && reviewBy < givenOn) consent['reviewBy'] = givenOn;
  if (record !== undefined) consent['record'] = `record-${++recordsMade}`;
  return {
    ...made,
    consent,
    opening: { ...(made['opening'] as State), line: passage(opening.shape.line) ?? surePassage },
    margins: listed('margins').flatMap((margin) => ({
      ...margin,
      on: passage(item(margins, 'on')) ?? surePassage,
    })),
    excerpts: listed('excerpts').map((excerpt) => ({
      ...excerpt,
      text: passage(item(excerpts, 'text')) ?? surePassage,
    })),
    pauses: listed('pauses').flatMap((pause) => {
      const after = headings[next() % headings.length];
      return after !== undefined && item(pauses, 'after').safeParse(after).success
        ? [{ ...pause, after }]
        : [];
    }),
  };
}

/** Words that stand in every generated story. */
export const surePassage = 'It was the same bus as always, and I counted the stops until mine.';

function drawable(figure: Figure): Figure {
  const most = figure.unit === 'percent' || !figure.compare?.length ? 100 : Number.POSITIVE_INFINITY;
  const until =
    figure.year === undefined || figure.untilYear === undefined || figure.untilYear <= figure.year
      ? undefined
      : figure.untilYear;
  const label = figure.compare?.length ? { valueLabel: figure.valueLabel ?? 'This one' } : {};
  return { ...figure, ...label, value: figure.value % most, untilYear: until };
}

/** The slugs that are there, by folder. */
export function slugsOf(files: readonly { readonly folder: FolderName; readonly slug: string }[]): Slugs {
  const all = Object.keys(folders).map((folder) => [
    folder,
    files.filter((file) => file.folder === folder).map(({ slug }) => slug),
  ]);
  return Object.fromEntries(all) as Slugs;
}
