import type { FolderName } from '../schema/content.ts';

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
  /** Folders that could not be read at all, and why. */
  readonly unreadable?: readonly { readonly folder: FolderName; readonly problem: string }[];
  /** Files that an operating system or an office program left behind, from the project's folder: nobody's content. */
  readonly passedOver?: readonly string[];
  readonly site: Pick<RawFile, 'data' | 'problem'>;
  /** `content/curriculum.yaml`; undefined where there is none, as in a site without lesson packs. */
  readonly curriculum?: Pick<RawFile, 'data' | 'problem'> | undefined;
}
