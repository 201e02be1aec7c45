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
import { mistakesInWhatIsSaid, type NumberInText, numbersInEntry } from './never-said-review.ts';
import type { RawFile } from './raw-content.ts';
import { type Reference, referencesIn, referencesInComponents } from './references.ts';
import { rules } from './rules.ts';
import { reviewBySchema } from './schema-review.ts';
import { mistakesInStoryBody } from './story-review.ts';
import { mistakesInTexts } from './text-review.ts';
import { slugFromFileName } from './withdrawals.ts';

/** Everything that can be said of one file without looking at another. */
export interface Judgement<Data = unknown> {
  /** Its data after the schema, or why there are none. */
  readonly parsed: { readonly data: Data } | { readonly mistakes: readonly Mistake[] };
  readonly references: readonly Reference[];
  /** What its body links to; `line` is that of the file. */
  readonly links: readonly BodyLink[];
  /** The telephone numbers in it. */
  readonly numbers: readonly NumberInText[];
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
    return {
      parsed: { mistakes },
      references: [],
      links: [],
      numbers: [],
      mistakes: [],
      demonstrations: [],
      notes: [],
    };
  }
}

/** What is said of a file on which a rule fails: a fault of the software, which stands in brackets for whoever keeps it. */
export function cannotBeJudged(error: unknown): string {
  const why = error instanceof Error ? error.message : String(error);
  return `cannot be checked: write it anew, in plain paragraphs, and tell whoever keeps the software (“${why}”)`;
}

function judgeUnguarded<F extends FolderName>(folder: F, file: RawFile): Judgement<DataOf<F>> {
  const parsed = parse(folder, file);
  const inTexts = mistakesInTexts(file.data);
  const body = { text: file.body, firstLine: file.bodyLine };
  if (!('data' in parsed)) {
    // What is wrong with the words is said as well, so that everything can be mended at once.
    const others = [...inTexts, ...mistakesInBody(folder, body)];
    const mistakes = [...parsed.mistakes, ...others.map((finding) => ({ file: file.file, ...finding }))];
    const { links } = judgeBody(folder, body);
    return {
      parsed: { mistakes },
      references: [],
      links,
      numbers: [],
      mistakes: [],
      demonstrations: [],
      notes: [],
    };
  }
  const { mistakes = [], notes = [] } = rules[folder].alone?.(parsed.data, body) ?? {};
  const inBody = judgeBody(folder, body);
  const inWhatIsSaid = mistakesInWhatIsSaid(folder, parsed.data, file.body);
  return {
    parsed,
    references: [...referencesIn(folders[folder].schema, parsed.data), ...inBody.references],
    links: inBody.links,
    numbers: numbersInEntry(folder, parsed.data, file.body),
    mistakes: [...inTexts, ...mistakes, ...inWhatIsSaid, ...inBody.mistakes],
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

/** What may not stand in a body, whatever the fields above it say. */
function mistakesInBody(folder: FolderName, body: Body): readonly Finding[] {
  switch (folders[folder].ending) {
    case 'md':
      return mistakesInStoryBody(body);
    case 'mdx':
      return judgeBody(folder, body).mistakes;
    default:
      return [];
  }
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
      const { links, components } = placesInMdx(text);
      // A component that has to be mended first may name anything.
      const references = mistakes.length > 0 ? [] : referencesInComponents(components, pathOf);
      return { references, links: inFile(links), mistakes };
    }
    default:
      return { references: [], links: [], mistakes: [] };
  }
}

function parse<F extends FolderName>(folder: F, file: RawFile): Judgement<DataOf<F>>['parsed'] {
  const whole = (message: string): Mistake => ({ file: file.file, path: '', message });
  const inName = complaintAboutName(folder, file);
  const ofFile = [inName, file.problem].flatMap((message) => (message === undefined ? [] : whole(message)));
  // A file that could not be read, or that is of another kind, has no fields to speak of.
  const isRead = file.data !== undefined && file.file === fileOf(folder, file.slug);
  if (ofFile.length > 0 && !isRead) return { mistakes: ofFile };
  const result = reviewBySchema(schemaOf(folder), file.file, file.data);
  if ('data' in result && ofFile.length === 0) return result;
  return { mistakes: [...ofFile, ...('mistakes' in result ? result.mistakes : [])] };
}

function complaintAboutName(folder: FolderName, { file, slug }: RawFile): string | undefined {
  const { ending } = folders[folder];
  if (!slugPattern.test(slug)) {
    const better = slugFromFileName(file.slice(file.lastIndexOf('/') + 1));
    return `the file’s name may only have small letters, digits and hyphens: rename it${better === '' ? '' : `, such as ${better}.${ending}`}`;
  }
  if (isReserved(folder, slug)) return `“${slug}” is the address of a page of the site: rename the file`;
  if (file !== fileOf(folder, slug))
    return `the files of this folder end in .${ending}: rename this one, or move it`;
  return undefined;
}
