import { z } from 'astro/zod';
import {
  type Content,
  type DataOf,
  type Entry,
  type FolderName,
  fileOf,
  folders,
  isReserved,
  type Mistake,
} from '../schema/content.ts';
import { type Curriculum, curriculumSchema } from '../schema/curriculum.ts';
import { type CollectionName, slugPattern } from '../schema/fields.ts';
import type { Guide } from '../schema/guide.ts';
import type { LessonPack } from '../schema/lesson-pack.ts';
import { type Figure, isDrawable, type Myth, mostLines } from '../schema/myth.ts';
import { type Site, siteSchema } from '../schema/site.ts';
import type { Story } from '../schema/story.ts';
import type { Study } from '../schema/study.ts';
import { mistakesInWay, type Way } from '../schema/way.ts';
import { turnAfter } from '../text/excerpts.ts';
import { mistakesInMdx, plainText, readStoryText, type Section, textOf } from '../text/story-text.ts';
import { nearestPassage, verbatimIn } from '../text/verbatim.ts';
import { audienceRank, audiences } from '../words/vocabularies.ts';
import { mistakesInGuide, noteOnLength } from './guide-review.ts';
import { type AroundPack, mistakesInPack, type PackMistake } from './pack-review.ts';

/** A content file as it was read, before any rule was applied. */
export interface RawFile {
  readonly folder: FolderName;
  /** The file's name without its ending. */
  readonly slug: string;
  /** The file, from the project's folder. */
  readonly file: string;
  /** Front matter or data. Undefined if it could not be read. */
  readonly data: unknown;
  /** What follows the front matter; empty where the format has none. */
  readonly body: string;
  /** The line of the file on which `body` begins, counted from 1. */
  readonly bodyLine: number;
  /** Why it could not be read. */
  readonly problem?: string;
}

/** Everything under `content/`, as read. */
export interface RawContent {
  readonly files: readonly RawFile[];
  readonly site: Pick<RawFile, 'data' | 'problem'>;
  /** `content/curriculum.yaml`; undefined where there is none, as in a site without lesson packs. */
  readonly curriculum?: Pick<RawFile, 'data' | 'problem'> | undefined;
}

/** Content after review: what is sound, what must be mended, and what deserves a look. */
export interface Reviewed {
  readonly content: Content;
  readonly mistakes: readonly Mistake[];
  /** For editors: nothing here stops a build. */
  readonly notes: readonly Mistake[];
}

/** What the review needs from around the content. */
export interface ReviewOptions {
  /** Takes the place of `site.yaml`'s `url`. */
  readonly siteUrl?: string | undefined;
  /**
   * What earlier reviews found out about each file by itself. A file that is the same object is not judged again:
   * with thousands of stories, an edit to one should not cost what all of them do.
   */
  readonly judged?: Judgements;
}

/** Judgements by file. */
export type Judgements = WeakMap<RawFile, Judgement>;

/** Everything that can be said of one file without looking at another. */
export interface Judgement {
  /** Its data after the schema, or why there are none. */
  readonly parsed: { readonly data: unknown } | { readonly mistakes: readonly Mistake[] };
  readonly references: readonly Reference[];
  /** What else must be mended in it. */
  readonly mistakes: readonly Mistake[];
  /** What an editor would want to know. */
  readonly notes: readonly Mistake[];
}

/** A slug that points to another entry, and where it stands. */
interface Reference {
  readonly path: string;
  readonly target: CollectionName;
  readonly slug: string;
}

/**
 * Applies every rule to the content: schemas, references, verbatim passages, headings, safe bodies
 * (design, section 6, "mistake"). An entry with a mistake is left out of `content`. A withdrawn story is never
 * a mistake: its file may be broken or gone, and references to it are let stand.
 */
export function review(raw: RawContent, options: ReviewOptions = {}): Reviewed {
  const mistakes: Mistake[] = [];
  const withdrawn = new Set(
    raw.files.filter((file) => file.folder === 'withdrawals').map((file) => file.slug),
  );
  const isWithdrawn = (file: RawFile) =>
    (file.folder === 'stories' || file.folder === 'sign-offs') && withdrawn.has(file.slug);

  const judged = options.judged ?? new WeakMap<RawFile, Judgement>();
  const judgementOf = (file: RawFile): Judgement => {
    const judgement = judged.get(file) ?? judge(file);
    judged.set(file, judgement);
    return judgement;
  };

  const parsed = emptyContent();
  for (const file of raw.files) {
    const { parsed: entry } = judgementOf(file);
    if (file.folder === 'withdrawals') {
      // The file's being there withdraws the story, whatever stands in it.
      put(parsed, file.folder, {
        slug: file.slug,
        data: 'data' in entry ? entry.data : { withdrawnOn: '0001-01-01', reason: 'safeguarding' },
        body: '',
      });
    } else if ('data' in entry)
      put(parsed, file.folder, { slug: file.slug, data: entry.data, body: file.body });
    else if (!isWithdrawn(file)) mistakes.push(...entry.mistakes);
  }

  const site = parseSite(raw.site, options.siteUrl);
  mistakes.push(...site.mistakes);
  const curriculum = parseCurriculum(raw.curriculum);
  mistakes.push(...curriculum.mistakes);

  const exists = indexOf(raw.files, withdrawn);
  const around = aroundPacks(parsed, curriculum.mistakes.length > 0 ? undefined : curriculum.data, withdrawn);
  const notes: Mistake[] = [];
  const sound = emptyContent();
  for (const file of raw.files) {
    const entry = parsed[file.folder].get(file.slug);
    if (!entry) continue;
    const { references, mistakes: own, notes: ownNotes } = judgementOf(file);
    const found = isWithdrawn(file)
      ? []
      : [
          ...mistakesInReferences(file.file, references, exists),
          ...own,
          ...mistakesAround(file.folder, entry, around).map((mistake) => ({ file: file.file, ...mistake })),
        ];
    mistakes.push(...found);
    if (found.length === 0) put(sound, file.folder, entry);
    if (!isWithdrawn(file)) notes.push(...ownNotes, ...notesOn(file, entry, parsed));
  }
  mistakes.push(...mistakesInReferences('content/site.yaml', referencesIn(siteSchema, site.data), exists));
  mistakes.push(...mistakesOfLive(site.data, parsed));
  return {
    content: { ...sound, site: site.data, curriculum: curriculum.data } as unknown as Content,
    mistakes,
    notes,
  };
}

/** Mistakes that only show beside other entries: of lesson packs and guides. */
function mistakesAround(folder: FolderName, entry: Entry<unknown>, around: AroundPack): PackMistake[] {
  if (folder === 'lesson-packs') return mistakesInPack(entry.data as LessonPack, around);
  if (folder === 'guides') return mistakesInGuide(entry.data as Guide, entry.body, around);
  return [];
}

/** What the rules of a lesson pack or a guide may look up. A withdrawn story is gone, whatever its file still says. */
function aroundPacks(
  parsed: MutableContent,
  curriculum: Curriculum | undefined,
  withdrawn: ReadonlySet<string>,
): AroundPack {
  return {
    curriculum,
    story: (slug) => {
      const story = withdrawn.has(slug) ? undefined : (parsed.stories.get(slug) as Entry<Story> | undefined);
      return (
        story && {
          suitableFrom: story.data.suitableFrom,
          title: story.data.title,
          pseudonym: story.data.teller.pseudonym,
          headings: readStoryText(story.body).sections.flatMap((section) => section.heading ?? []),
        }
      );
    },
    myth: (slug) => parsed.myths.get(slug)?.data as Myth | undefined,
  };
}

function parseCurriculum(raw: RawContent['curriculum']): { data: Curriculum; mistakes: Mistake[] } {
  const file = 'content/curriculum.yaml';
  const none: Curriculum = { version: 'none yet', readOn: '0001-01-01', entries: [] };
  if (!raw) return { data: none, mistakes: [] };
  if (raw.problem) return { data: none, mistakes: [{ file, path: '', message: raw.problem }] };
  const result = curriculumSchema.safeParse(raw.data);
  return result.success
    ? { data: result.data, mistakes: [] }
    : { data: none, mistakes: mistakesOfSchema(file, raw.data, result.error) };
}

type MutableContent = { [F in FolderName]: Map<string, Entry<unknown>> };

function emptyContent(): MutableContent {
  return Object.fromEntries(
    Object.keys(folders).map((folder) => [folder, new Map()]),
  ) as unknown as MutableContent;
}

function put(content: MutableContent, folder: FolderName, entry: Entry<unknown>): void {
  content[folder].set(entry.slug, entry);
}

type Exists = (folder: CollectionName, slug: string) => boolean;

/** Whether there is such an entry. A withdrawn story counts: references to it are let stand. */
function indexOf(files: readonly RawFile[], withdrawn: ReadonlySet<string>): Exists {
  const slugs = new Set(files.map((file) => `${file.folder}/${file.slug}`));
  return (folder, slug) => slugs.has(`${folder}/${slug}`) || (folder === 'stories' && withdrawn.has(slug));
}

function judge(file: RawFile): Judgement {
  const parsed = parse(file);
  if (!('data' in parsed)) return { parsed, references: [], mistakes: [], notes: [] };
  const notes: Mistake[] = [];
  return {
    parsed,
    references: referencesIn(folders[file.folder].schema, parsed.data),
    mistakes: mistakesIn(file, parsed.data, notes),
    notes,
  };
}

function parse(file: RawFile): { data: unknown } | { mistakes: Mistake[] } {
  const { folder, slug } = file;
  const wrong = (path: string, message: string) => ({ mistakes: [{ file: file.file, path, message }] });
  if (!slugPattern.test(slug)) {
    return wrong(
      '',
      `the name "${slug}" is not a slug: rename the file with small letters, digits and hyphens only`,
    );
  }
  if (isReserved(folder, slug)) {
    return wrong('', `the name "${slug}" is a page of the site: rename the file`);
  }
  if (file.file !== fileOf(folder, slug)) {
    return wrong(
      '',
      `this folder holds files that end in .${folders[folder].ending}: rename or move the file`,
    );
  }
  if (file.problem !== undefined) return wrong('', file.problem);
  const result = folders[folder].schema.safeParse(file.data);
  return result.success
    ? { data: result.data }
    : { mistakes: mistakesOfSchema(file.file, file.data, result.error) };
}

/** One mistake for each thing that a schema refused: the field, what was found, what to write. */
function mistakesOfSchema(file: string, data: unknown, error: z.ZodError): Mistake[] {
  return error.issues.flatMap((issue): Mistake[] => {
    const at = issue.path.join('.');
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        file,
        path: at === '' ? key : `${at}.${key}`,
        message: 'there is no such field: take it away, or check its spelling',
      }));
    }
    const found = issue.path.reduce<unknown>(
      (value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key],
      data,
    );
    return [{ file, path: at, message: `found ${shown(found)}: ${issue.message}` }];
  });
}

/** A value as an error shows it: short, and on one line. */
function shown(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (value instanceof Date) return `the date ${value.toISOString().slice(0, 10)}`;
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

function parseSite(
  raw: RawContent['site'],
  siteUrl: string | undefined,
): { data: Site; mistakes: Mistake[] } {
  const file = 'content/site.yaml';
  const given =
    raw.data !== null && typeof raw.data === 'object'
      ? { ...raw.data, ...(siteUrl ? { url: siteUrl } : {}) }
      : raw.data;
  const result = siteSchema.safeParse(given);
  if (result.success) return { data: result.data, mistakes: [] };
  // A removal must still be possible: keep each setting that is sound, and the strictest value for the rest.
  const kept = Object.entries(siteSchema.shape).flatMap(([key, schema]) => {
    const one = schema.safeParse((given as Record<string, unknown> | undefined)?.[key]);
    return one.success && one.data !== undefined ? [[key, one.data] as const] : [];
  });
  return {
    data: siteSchema.parse({ url: siteUrl ?? 'http://localhost:4321', ...Object.fromEntries(kept) }),
    mistakes: raw.problem
      ? [{ file, path: '', message: raw.problem }]
      : mistakesOfSchema(file, given, result.error),
  };
}

function mistakesIn(file: RawFile, data: unknown, notes: Mistake[]): Mistake[] {
  const found: Mistake[] = [];
  if (file.folder === 'stories') found.push(...mistakesInStory(file, data as Story, notes));
  if (file.folder === 'myths') found.push(...mistakesInFigures(file, (data as Myth).figures));
  if (file.folder === 'studies') found.push(...mistakesInFigures(file, (data as Study).figures));
  if (file.folder === 'ways')
    found.push(...mistakesInWay(data as Way).map((mistake) => ({ file: file.file, ...mistake })));
  if (file.folder === 'guides') {
    const note = noteOnLength(data as Guide, file.body);
    if (note) notes.push({ file: file.file, ...note });
  }
  if (folders[file.folder].ending === 'mdx') {
    found.push(
      ...mistakesInMdx(file.body).map(({ line, message }) => ({
        file: file.file,
        path: `body:${file.bodyLine + line - 1}`,
        message,
      })),
    );
  }
  return found;
}

/** The kind of thing that a value of a `{ discriminant, value }` union is. */
function unionOption(union: z.ZodDiscriminatedUnion, value: unknown): z.ZodType | undefined {
  const { discriminator } = union.def;
  return (union.options as z.ZodObject[]).find(
    (option) =>
      (option.shape[discriminator] as z.ZodType).safeParse((value as Record<string, unknown>)[discriminator])
        .success,
  );
}

/** Follows a schema through the data it accepted, and collects every reference. */
function referencesIn(schema: z.ZodType, data: unknown): Reference[] {
  const found: Reference[] = [];
  const visit = (type: z.ZodType, value: unknown, path: readonly (string | number)[]): void => {
    if (value === undefined) return;
    if (type instanceof z.ZodOptional || type instanceof z.ZodDefault) {
      visit(type.unwrap() as z.ZodType, value, path);
    } else if (type instanceof z.ZodDiscriminatedUnion) {
      const option = unionOption(type, value);
      if (option) visit(option, value, path);
    } else if (type instanceof z.ZodArray) {
      for (const [index, item] of (value as unknown[]).entries())
        visit(type.element as z.ZodType, item, [...path, index]);
    } else if (type instanceof z.ZodObject) {
      for (const [key, inner] of Object.entries(type.shape)) {
        visit(inner as z.ZodType, (value as Record<string, unknown>)[key], [...path, key]);
      }
    } else {
      const target = type.meta()?.reference;
      if (target) found.push({ path: path.join('.'), target, slug: value as string });
    }
  };
  visit(schema, data, []);
  return found;
}

function mistakesInReferences(file: string, references: readonly Reference[], exists: Exists): Mistake[] {
  return references
    .filter(({ target, slug }) => !exists(target, slug))
    .map(({ path, target, slug }) => ({
      file,
      path,
      message: `found "${slug}", but there is no ${fileOf(target, slug)}: write a slug that exists`,
    }));
}

function mistakesInStory(file: RawFile, data: Story, notes: Mistake[]): Mistake[] {
  const text = readStoryText(file.body);
  if (text.mistakes.length > 0) {
    return text.mistakes.map(({ line, message }) => ({
      file: file.file,
      path: `body:${file.bodyLine + line - 1}`,
      message,
    }));
  }
  const { sections } = text;
  const found: Mistake[] = [];
  const whole = plainText(sections);
  const inWhole = verbatimIn(whole);
  const paragraphs = paragraphsOf(sections);
  const inParagraphs = paragraphs.map(verbatimIn);
  const wrong = (path: string, message: string) => {
    found.push({ file: file.file, path, message });
  };
  const mustStand = (path: string, passage: string) => {
    const span = inWhole(passage);
    if (span) return span;
    const nearest = nearestPassage(whole.replaceAll('\u0000', ' '), passage);
    wrong(
      path,
      `found ${shown(passage)}, which is not in the story word for word: the nearest words are “${nearest}”`,
    );
    return undefined;
  };
  if (sections.length === 0) wrong('body', 'the story has no words: write it below the front matter');
  mustStand('opening.line', data.opening.line);
  for (const [index, excerpt] of data.excerpts.entries()) {
    const path = `excerpts.${index}.text`;
    const span = mustStand(path, excerpt.text);
    const next = span && turnAfter(whole, span);
    if (next === undefined) continue;
    notes.push({
      file: file.file,
      path,
      message: `ends just before words that may turn its meaning: “${next}” Read both, and end it elsewhere if they do`,
    });
  }
  data.margins.forEach((margin, index) => {
    if (!inParagraphs.some((find) => find(margin.on))) {
      const nearest = nearestPassage(paragraphs.join(' '), margin.on);
      wrong(
        `margins.${index}.on`,
        `found ${shown(margin.on)}, which is not in one paragraph of the story word for word: the nearest words are “${nearest}”`,
      );
    }
  });
  const headings = sections.flatMap((section) => section.heading ?? []);
  data.pauses.forEach((pause, index) => {
    if (!headings.includes(pause.after)) {
      const choice = headings.map((heading) => `“${heading}”`).join(', ');
      wrong(
        `pauses.${index}.after`,
        `found ${shown(pause.after)}, which is no heading of the story: write one of ${choice}`,
      );
    }
  });
  if (data.consent.kind === 'notNeeded' && data.origin !== 'composite') {
    wrong('consent.kind', 'found "notNeeded" on a story that somebody told: write given or missing');
  }
  return found;
}

function paragraphsOf(sections: readonly Section[]): string[] {
  return sections.flatMap((section) =>
    section.blocks.filter((block) => block.kind === 'paragraph').map(textOf),
  );
}

function mistakesInFigures(file: RawFile, figures: readonly Figure[]): Mistake[] {
  const found: Mistake[] = [];
  figures.forEach((figure, index) => {
    const wrong = (field: string, message: string) =>
      found.push({ file: file.file, path: `figures.${index}.${field}`, message });
    if (figure.compare.length > 0 && figure.valueLabel === undefined) {
      wrong('valueLabel', 'found nothing: a figure that is compared needs a label of its own');
    } else if (!isDrawable(figure)) {
      wrong(
        'compare',
        `a value above ${mostLines} cannot be drawn by itself: name a number to compare it with`,
      );
    }
    if (figure.unit === 'percent' && figure.value > 100)
      wrong('value', `found ${figure.value} per cent: write 100 or less`);
    if (figure.untilYear !== undefined && figure.untilYear <= figure.year) {
      wrong('untilYear', `found ${figure.untilYear}: write a year after ${figure.year}, or leave it out`);
    }
  });
  return found;
}

/** What a live site may not do without (design, sections 5 to 7). */
function mistakesOfLive(site: Site, content: MutableContent): Mistake[] {
  if (site.mode !== 'live') return [];
  const found: Mistake[] = [];
  const { hostname } = new URL(site.url);
  if (hostname === 'localhost' || hostname.endsWith('.localhost') || /^127\.|^\[::1\]$/.test(hostname)) {
    found.push({
      file: 'content/site.yaml',
      path: 'url',
      message: `found "${site.url}": a live site needs its public address`,
    });
  }
  if (site.concernEmail === undefined) {
    found.push({
      file: 'content/site.yaml',
      path: 'concernEmail',
      message: 'found nothing: a live site needs an address for concerns',
    });
  }
  for (const { slug, data } of (content.support as Map<string, Entry<DataOf<'support'>>>).values()) {
    const moderator = content.moderators.get(data.confirmedBy ?? '') as
      | Entry<DataOf<'moderators'>>
      | undefined;
    if (!moderator || moderator.data.demo || moderator.data.revoked) {
      found.push({
        file: fileOf('support', slug),
        path: 'confirmedBy',
        message: 'a live site needs every support route tried and confirmed by a real moderator',
      });
    }
  }
  return found;
}

/** Things that an editor would want to know, and that stop nothing. */
function notesOn(file: RawFile, entry: Entry<unknown>, content: MutableContent): Mistake[] {
  const found: Mistake[] = [];
  if (file.folder === 'stories') {
    const { myths, suitableFrom } = entry.data as Story;
    for (const slug of myths) {
      const myth = content.myths.get(slug)?.data as Myth | undefined;
      if (myth && audienceRank(myth.suitableFrom) > audienceRank(suitableFrom)) {
        found.push({
          file: file.file,
          path: 'myths',
          message: `“${slug}” is for ${audiences[myth.suitableFrom]}, the story for ${audiences[suitableFrom]}: the story’s page leaves it out`,
        });
      }
    }
  }
  return found;
}
