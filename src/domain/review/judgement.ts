import {
  type DataOf,
  type FolderName,
  fileOf,
  folders,
  isReserved,
  type Mistake,
  schemaOf,
} from '../schema/content.ts';
import { slugPattern } from '../schema/fields.ts';
import type { BodyLink } from '../text/body-links.ts';
import { mistakesInMdx, placesInMdx } from '../text/mdx-text.ts';
import { linksInStory } from '../text/story-text.ts';
import type { Body } from './around.ts';
import type { Finding } from './findings.ts';
import { demonstrationsIn } from './live-review.ts';
import type { RawFile } from './raw-content.ts';
import { type Reference, referencesIn, referencesInComponents } from './references.ts';
import { rules } from './rules.ts';
import { mistakesOfSchema } from './schema-review.ts';
import { mistakesInTexts } from './text-review.ts';

/** Everything that can be said of one file without looking at another. */
export interface Judgement<Data = unknown> {
  /** Its data after the schema, or why there are none. */
  readonly parsed: { readonly data: Data } | { readonly mistakes: readonly Mistake[] };
  readonly references: readonly Reference[];
  /** What its body links to; `line` is that of the file. */
  readonly links: readonly BodyLink[];
  /** What else must be mended in it. */
  readonly mistakes: readonly Finding[];
  /** Where it speaks of a demonstration: a mistake on a live site, and on any other what an editor would want to know. */
  readonly demonstrations: readonly Finding[];
  /** What an editor would want to know. */
  readonly notes: readonly Finding[];
}

/**
 * Judges one file by itself: its name, its schema, its body, and the rules of its kind. Never throws: a file that breaks a
 * rule's own working is a file with a mistake.
 */
export function judge<F extends FolderName>(folder: F, file: RawFile): Judgement<DataOf<F>> {
  try {
    return judgeUnguarded(folder, file);
  } catch (error) {
    const mistakes = [{ file: file.file, path: '', message: cannotBeJudged(error) }];
    return { parsed: { mistakes }, references: [], links: [], mistakes: [], demonstrations: [], notes: [] };
  }
}

/** What is said of a file on which a rule fails. */
export function cannotBeJudged(error: unknown): string {
  const why = error instanceof Error ? error.message : String(error);
  return `cannot be judged (${why}): write it anew, in plain paragraphs`;
}

function judgeUnguarded<F extends FolderName>(folder: F, file: RawFile): Judgement<DataOf<F>> {
  const parsed = parse(folder, file);
  const inTexts = mistakesInTexts(file.data);
  if (!('data' in parsed)) {
    const mistakes = [...parsed.mistakes, ...inTexts.map((finding) => ({ file: file.file, ...finding }))];
    return { parsed: { mistakes }, references: [], links: [], mistakes: [], demonstrations: [], notes: [] };
  }
  const body = { text: file.body, firstLine: file.bodyLine };
  const { mistakes = [], notes = [] } = rules[folder].alone?.(parsed.data, body) ?? {};
  const inBody = judgeBody(folder, body);
  return {
    parsed,
    references: [...referencesIn(folders[folder].schema, parsed.data), ...inBody.references],
    links: inBody.links,
    mistakes: [...inTexts, ...mistakes, ...inBody.mistakes],
    demonstrations: demonstrationsIn(folder, parsed.data, body),
    notes: [...notesOnName(file.slug), ...notes],
  };
}

/** Names that Windows keeps for devices, whatever their ending. */
const devices = /^(?:con|prn|aux|nul|com[1-9]|lpt[1-9])$/;

function notesOnName(slug: string): readonly Finding[] {
  if (!devices.test(slug)) return [];
  return [
    {
      path: '',
      message: `Windows keeps the name “${slug}” for itself, and nobody there can fetch a project that has such a file: choose another`,
    },
  ];
}

/** What a body says beside its words. What may not stand in a story is among the rules of stories. */
function judgeBody(
  folder: FolderName,
  { text, firstLine }: Body,
): Pick<Judgement, 'references' | 'links' | 'mistakes'> {
  const lineInFile = (line: number) => firstLine + line - 1;
  const pathOf = (line: number) => `body:${lineInFile(line)}`;
  const inFile = (links: readonly BodyLink[]) =>
    links.map(({ line, url }) => ({ line: lineInFile(line), url }));
  switch (folders[folder].ending) {
    case 'md':
      return { references: [], links: inFile(linksInStory(text)), mistakes: [] };
    case 'mdx': {
      const mistakes = mistakesInMdx(text).map(({ line, message }) => ({ path: pathOf(line), message }));
      // What is in a body that has to be mended first may be anything.
      if (mistakes.length > 0) return { references: [], links: [], mistakes };
      const { links, components } = placesInMdx(text);
      return { references: referencesInComponents(components, pathOf), links: inFile(links), mistakes };
    }
    default:
      return { references: [], links: [], mistakes: [] };
  }
}

function parse<F extends FolderName>(folder: F, file: RawFile): Judgement<DataOf<F>>['parsed'] {
  const { slug } = file;
  const wrong = (message: string) => ({ mistakes: [{ file: file.file, path: '', message }] });
  if (!slugPattern.test(slug)) {
    return wrong(
      `the name "${slug}" is not a slug: rename the file with small letters, digits and hyphens only`,
    );
  }
  if (isReserved(folder, slug)) {
    return wrong(`the name "${slug}" is a page of the site: rename the file`);
  }
  if (file.file !== fileOf(folder, slug)) {
    return wrong(`this folder holds files that end in .${folders[folder].ending}: rename or move the file`);
  }
  if (file.problem !== undefined) return wrong(file.problem);
  const result = schemaOf(folder).safeParse(file.data);
  return result.success
    ? { data: result.data }
    : { mistakes: mistakesOfSchema(file.file, file.data, result.error) };
}
