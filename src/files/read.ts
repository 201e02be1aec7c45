import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { namesIn, readIfThere } from '#disk/if-there.ts';
import type { RawContent, RawFile } from '#domain/review/raw-content.ts';
import { type FolderName, folders } from '#domain/schema/content.ts';
import { oneForProcess } from './one-for-process.ts';
import { readYaml } from './yaml.ts';

/**
 * Reads everything under `content/` as it stands on disk, without judging it: `review` does that.
 * One reader for the site, the commands and the desk. Files that have not changed since the last call in this
 * process are not read again.
 *
 * @param root the project's folder
 */
export async function readContent(root: string): Promise<RawContent> {
  const perFolder = await Promise.all(
    (Object.keys(folders) as FolderName[]).map(async (folder) => {
      // Git keeps no empty folder, so one may be missing.
      const names = await namesIn(join(root, 'content', folder));
      const files: RawFile[] = [];
      // In batches: thousands of open files at once are more than some machines allow.
      for (let from = 0; from < names.length; from += 64) {
        files.push(
          ...(await Promise.all(names.slice(from, from + 64).map((name) => readOne(root, folder, name)))),
        );
      }
      return files;
    }),
  );
  const site = await readData(join(root, 'content', 'site.yaml'));
  const curriculum = await readData(join(root, 'content', 'curriculum.yaml'));
  return {
    files: perFolder.flat(),
    site: site ?? {
      data: undefined,
      problem: 'there is no such file: write it, with at least url: https://…',
    },
    curriculum,
  };
}

const remembered = oneForProcess(
  'files',
  () => new Map<string, { readonly stamp: string; readonly file: RawFile }>(),
);

async function readOne(root: string, folder: FolderName, name: string): Promise<RawFile> {
  const path = join(root, 'content', folder, name);
  const { mtimeMs, size } = await stat(path);
  const stamp = `${mtimeMs}:${size}`;
  const known = remembered.get(path);
  if (known?.stamp === stamp) return known.file;
  const file = rawFile(folder, name, await readFile(path));
  remembered.set(path, { stamp, file });
  return file;
}

/** Takes one file's bytes apart. Never throws: `problem` says what could not be read. */
export function rawFile(folder: FolderName, name: string, bytes: Uint8Array): RawFile {
  const dot = name.lastIndexOf('.');
  const common = {
    folder,
    slug: dot === -1 ? name : name.slice(0, dot),
    file: `content/${folder}/${name}`,
    data: undefined,
    body: '',
    bodyLine: 1,
  };
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { ...common, problem: 'the file is not UTF-8 text: save it as UTF-8' };
  }
  const { ending } = folders[folder];
  if (ending === 'json') return { ...common, ...parsed('JSON', () => JSON.parse(text)) };
  if (ending === 'yaml') return { ...common, ...parsed('YAML', () => readYaml(text)) };
  const parts = /^---[ \t]*\r?\n([\s\S]*?)^---[ \t]*(?:\r?\n|$)([\s\S]*)$/m.exec(text);
  if (parts?.index !== 0) {
    return {
      ...common,
      problem: 'there is no front matter: begin the file with a line ---, the fields, and a line ---',
    };
  }
  const [, front = '', body = ''] = parts;
  const bodyLine = text.slice(0, text.length - body.length).split('\n').length;
  return { ...common, body, bodyLine, ...parsed('YAML', () => readYaml(front, 2)) };
}

/** A file that stands by itself, or undefined if it is not there. */
async function readData(path: string): Promise<Pick<RawFile, 'data' | 'problem'> | undefined> {
  const bytes = await readIfThere(path);
  return bytes && parsed('YAML', () => readYaml(bytes.toString()));
}

function parsed(kind: 'YAML' | 'JSON', read: () => unknown): Pick<RawFile, 'data'> & { problem?: string } {
  try {
    return { data: read() };
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    return { data: undefined, problem: `cannot be read as ${kind}: ${what}` };
  }
}
