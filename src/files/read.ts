import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { allNamesIn, readIfThere } from '#disk/if-there.ts';
import type { RawContent, RawFile } from '#domain/review/raw-content.ts';
import { type FolderName, folderNames, folders } from '#domain/schema/content.ts';
import { oneForProcess } from './one-for-process.ts';
import { NotYaml, readYaml } from './yaml.ts';

/**
 * Reads everything under `content/` as it stands on disk, without judging it: `review` does that.
 * One reader for the site, the commands and the desk. Files that have not changed since the last call in this
 * process are not read again.
 *
 * @param root the project's folder
 * @param only the folders to read; the others come out empty
 */
export async function readContent(
  root: string,
  only: readonly FolderName[] = folderNames,
): Promise<RawContent> {
  const perFolder: Awaited<ReturnType<typeof readFolder>>[] = [];
  // One after the other: together they would have more files open at once than some machines allow.
  for (const folder of only) perFolder.push(await readFolder(root, folder));
  const site = await readData(join(root, 'content', 'site.yaml'));
  const curriculum = await readData(join(root, 'content', 'curriculum.yaml'));
  return {
    files: perFolder.flatMap(({ files }) => files),
    unreadable: perFolder.flatMap(({ unreadable }) => unreadable ?? []),
    passedOver: perFolder.flatMap(({ passedOver }) => passedOver),
    site: site ?? {
      data: undefined,
      problem:
        'there is no such file: write one with the line url: https://… in it, and the address of the site',
    },
    curriculum,
  };
}

interface ReadFolder {
  readonly files: readonly RawFile[];
  readonly passedOver: readonly string[];
  readonly unreadable?: { readonly folder: FolderName; readonly problem: string };
}

async function readFolder(root: string, folder: FolderName): Promise<ReadFolder> {
  let names: readonly string[];
  try {
    // Git keeps no empty folder, so one may be missing.
    names = await allNamesIn(join(root, 'content', folder));
  } catch (error) {
    return { files: [], passedOver: [], unreadable: { folder, problem: whyUnreadable(error) } };
  }
  const ours = names.filter((name) => !isHidden(name) && !isLeftBehind(folder, name));
  const files: RawFile[] = [];
  // In batches: a file that cannot be opened for want of room would be told as a mistake in it.
  for (let from = 0; from < ours.length; from += atOnce) {
    files.push(
      ...(await Promise.all(ours.slice(from, from + atOnce).map((name) => readOne(root, folder, name)))),
    );
  }
  const passedOver = names.filter((name) => !isHidden(name) && isLeftBehind(folder, name));
  return { files, passedOver: passedOver.map((name) => `content/${folder}/${name}`) };
}

/** How many files are open at once. More than Node reads at a time make nothing quicker. */
const atOnce = 8;

/** Files that an operating system or an office program makes beside the files that it shows or has open. */
const ofSystems = /^(?:Thumbs\.db|desktop\.ini|\.DS_Store|\._.*|~\$.*)$/i;

/** True for hidden files, which are no content. Those that a system makes are told apart, so that they can be named. */
function isHidden(name: string): boolean {
  return name.startsWith('.') && !ofSystems.test(name);
}

/**
 * True for what a system left behind, and for a file that was being written when the machine stopped. In the folder
 * of withdrawals such a file still counts, so that no withdrawal is lost.
 */
function isLeftBehind(folder: FolderName, name: string): boolean {
  return ofSystems.test(name) || (folder !== 'withdrawals' && /\.\d+\.tmp$/.test(name));
}

/**
 * Most bytes of a content file. A story of a thousand words has some 6,000; twenty million would take the parser a minute,
 * and a removal must not wait for that.
 */
export const mostBytes = (folder: FolderName): number => (folder === 'stories' ? 200_000 : 1_000_000);

const remembered = oneForProcess(
  'files',
  () => new Map<string, { readonly stamp: string; readonly file: RawFile }>(),
);

/** One file, or why it cannot be read. Never throws: one bad file must not stop the others. */
async function readOne(root: string, folder: FolderName, name: string): Promise<RawFile> {
  const path = join(root, 'content', folder, name);
  const refused = (problem: string): RawFile => ({ ...unread(folder, name), problem });
  try {
    const stats = await stat(path);
    const { mtimeMs, size } = stats;
    if (!stats.isFile()) return refused('this is a folder or a device, and not a file: take it away');
    if (size > mostBytes(folder))
      return refused(
        `the file has ${Math.round(size / 1000)} kB, and ${mostBytes(folder) / 1000} are the most: shorten it, or take out what does not belong`,
      );
    const stamp = `${mtimeMs}:${size}`;
    const known = remembered.get(path);
    if (known?.stamp === stamp) return known.file;
    const file = rawFile(folder, name, await readFile(path));
    remembered.set(path, { stamp, file });
    return file;
  } catch (error) {
    return refused(`the file cannot be read: ${whyUnreadable(error)}`);
  }
}

/** Why a file or a folder cannot be read, in words. */
export function whyUnreadable(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
      return 'it is a link that leads nowhere';
    case 'ELOOP':
      return 'it is a link that leads to itself';
    case 'EACCES':
    case 'EPERM':
      return 'this machine does not let you read it';
    case 'ENOTDIR':
      return 'it should be a folder, and is a file';
    case 'EISDIR':
      return 'it is a folder, and not a file';
    default:
      return `this machine cannot read it${code === undefined ? '' : ` (${code})`}`;
  }
}

/** A file that could not be read: only its name is known. */
function unread(folder: FolderName, name: string): RawFile {
  const dot = name.lastIndexOf('.');
  return {
    folder,
    slug: dot === -1 ? name : name.slice(0, dot),
    file: `content/${folder}/${name}`,
    data: undefined,
    body: '',
    bodyLine: 1,
  };
}

/** Takes one file's bytes apart. Never throws: `problem` says what could not be read. */
export function rawFile(folder: FolderName, name: string, bytes: Uint8Array): RawFile {
  const common = unread(folder, name);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return {
      ...common,
      problem: 'some letters in the file cannot be read: save it as plain text, with the encoding UTF-8',
    };
  }
  const { ending } = folders[folder];
  if (ending === 'json') return { ...common, ...parsed(() => JSON.parse(text)) };
  if (ending === 'yaml') return { ...common, ...parsed(() => readYaml(text)) };
  const parts = /^---[ \t]*\r?\n([\s\S]*?)^---[ \t]*(?:\r?\n|$)([\s\S]*)$/m.exec(text);
  if (parts?.index !== 0) {
    return {
      ...common,
      problem:
        'there are no fields at the top: begin the file with a line ---, then the fields, then another line ---',
    };
  }
  const [, front = '', body = ''] = parts;
  const bodyLine = text.slice(0, text.length - body.length).split('\n').length;
  return { ...common, body, bodyLine, ...parsed(() => readYaml(front, 2)) };
}

/** A file that stands by itself, or undefined if it is not there. */
async function readData(path: string): Promise<Pick<RawFile, 'data' | 'problem'> | undefined> {
  try {
    const bytes = await readIfThere(path);
    return bytes && parsed(() => readYaml(bytes.toString()));
  } catch (error) {
    return { data: undefined, problem: `the file cannot be read: ${whyUnreadable(error)}` };
  }
}

function parsed(read: () => unknown): Pick<RawFile, 'data'> & { problem?: string } {
  try {
    return { data: read() };
  } catch (error) {
    if (error instanceof NotYaml)
      return {
        data: error.data,
        problem: `${error.isBroken ? 'cannot be read as YAML: ' : ''}${error.message}`,
      };
    // Only the commands write JSON, and what the parser says of it helps nobody.
    return {
      data: undefined,
      problem:
        'was changed by hand, and cannot be read: bring it back from git or from a copy, or delete it and sign the story again',
    };
  }
}
