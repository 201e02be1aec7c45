import { isDeepStrictEqual } from 'node:util';
import { signsAsItStands } from '../gate/signing.ts';
import type { RawContent } from '../review/raw-content.ts';
import type { FolderName } from '../schema/content.ts';
import type { SignOff } from '../schema/sign-off.ts';
import { storySchema } from '../schema/story.ts';

/** Where a step may change files: a folder of `content/`, or a file that stands by itself. Never the sign-offs. */
export type Place = Exclude<FolderName, 'sign-offs'> | 'site' | 'curriculum';

/** What is in a file, in whatever shape. */
export interface Shape {
  /** Front matter or data. */
  readonly data: unknown;
  /** What follows the front matter; empty where the format has none. */
  readonly body: string;
}

/** One change of the shape of content, from one release to the next. */
export interface Step {
  /** Counted from 1. Steps are carried out in this order, and none is ever taken out of the list. */
  readonly number: number;
  /** What it does, for whoever runs it: `A story’s “strap” is called “summary”`. */
  readonly description: string;
  readonly place: Place;
  /**
   * Brings one file into the newer shape. It sees each file of its place, and must tell by the shape alone whether there
   * is anything to do: what is in the newer shape already comes back as it is.
   */
  readonly change: (shape: Shape) => Shape;
}

/** A file of `content/` as a migration sees it. */
export interface MovableFile extends Shape {
  readonly place: Place;
  readonly slug: string;
  /** The file, from the project's folder. */
  readonly file: string;
}

/** One thing that a step changed. */
export interface Change {
  /** The number of the step. */
  readonly step: number;
  /** Where in the file, and from what to what: `strap: is now summary`. */
  readonly inWords: string;
}

/** A file in the newer shape, with what changed in it. */
export interface Migrated extends MovableFile {
  readonly changes: readonly Change[];
}

/** Every file that a migration may look at. What cannot be read is not among them. */
export function movableFiles({ files, site, curriculum }: RawContent): MovableFile[] {
  const alone = Object.entries({ site, curriculum }).flatMap(([name, raw]) =>
    raw?.data === undefined || raw.problem !== undefined
      ? []
      : [{ place: name as Place, slug: name, file: `content/${name}.yaml`, data: raw.data, body: '' }],
  );
  const inFolders = files.flatMap(({ folder, slug, file, data, body, problem }) =>
    folder === 'sign-offs' || problem !== undefined ? [] : [{ place: folder, slug, file, data, body }],
  );
  return [...inFolders, ...alone];
}

/**
 * Carries out every step on a file.
 *
 * @throws if a step finds more to do in what it has just changed: it could never be run twice
 */
export function migrate(file: MovableFile, steps: readonly Step[]): Migrated {
  const changes: Change[] = [];
  let shape: Shape = { data: file.data, body: file.body };
  for (const { number, place, change } of steps) {
    if (place !== file.place) continue;
    const next = change(structuredClone(shape));
    if (!isDeepStrictEqual(change(structuredClone(next)), next)) {
      throw new Error(
        `step ${number} is not done with ${file.file} after one time: let it tell by the shape`,
      );
    }
    changes.push(...changesBetween(shape, next).map((inWords) => ({ step: number, inWords })));
    shape = next;
  }
  return { ...file, ...shape, changes };
}

/**
 * True if a story has sign-offs, and none of them is over it as it stands now. A new name for a field is enough: what is
 * signed has the names in it.
 */
export function mustBeSignedAgain(
  { slug, data, body }: MovableFile,
  signOffs: readonly SignOff[],
  policyVersion: string,
): boolean {
  if (signOffs.length === 0) return false;
  const parsed = storySchema.safeParse(data);
  return !parsed.success || !signOffs.some(signsAsItStands({ slug, data: parsed.data, body }, policyVersion));
}

function changesBetween(before: Shape, after: Shape): string[] {
  const found = differences(before.data, after.data);
  const renamed = new Set<Difference>();
  const inWords = found.flatMap((gone) => {
    if (gone.to !== undefined) return [];
    const moved = found.find(
      (come) => come.from === undefined && !renamed.has(come) && isDeepStrictEqual(come.to, gone.from),
    );
    if (!moved) return [];
    renamed.add(gone).add(moved);
    return [`${gone.path}: is now ${moved.path}`];
  });
  const changed = found
    .filter((difference) => !renamed.has(difference))
    .map(({ path, from, to }) => `${path}: ${asStored(from)} → ${asStored(to)}`);
  return [...inWords, ...changed, ...(before.body === after.body ? [] : ['body: its text has changed'])];
}

/** A value as it stands in a file: short, and on one line. */
function asStored(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

interface Difference {
  readonly path: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** Every field that differs, as deep as both sides are records. */
function differences(from: unknown, to: unknown, path: readonly string[] = []): Difference[] {
  if (isDeepStrictEqual(from, to)) return [];
  if (!isRecord(from) || !isRecord(to)) return [{ path: path.join('.'), from, to }];
  return [...new Set([...Object.keys(from), ...Object.keys(to)])].flatMap((key) =>
    differences(from[key], to[key], [...path, key]),
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
