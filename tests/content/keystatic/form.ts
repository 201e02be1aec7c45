import {
  clientSideValidateProp,
  getCollectionFormat,
  getCollectionItemPath,
  getEntryDataFilepath,
  getSingletonFormat,
  getSingletonPath,
  parseEntry,
  serializeEntryToFiles,
} from 'keystatic:admin';
import { type ComponentSchema, fields } from '@keystatic/core';
import { config } from '#cms/config.ts';
import type { EditedFolder } from '#cms/fields.ts';
import { curriculumSchema } from '#domain/schema/curriculum.ts';
import { siteSchema } from '#domain/schema/site.ts';

/** An entry as an editor has it before them: every field with its value. */
export type State = Record<string, unknown>;

/** One file of `content/`, and the form it is edited in. */
export interface Form {
  readonly schema: Record<string, ComponentSchema>;
  /** The file, from the project's folder. */
  readonly file: string;
  /** The field that the file's name is made of; empty for what stands by itself. */
  readonly naming: string;
  /** What the admin shows of these bytes. */
  open(bytes: Uint8Array): State;
  /** What the admin writes. */
  save(state: State): Uint8Array;
  /** True if the admin lets this be saved. */
  accepts(state: State): boolean;
}

/** The form of one entry of a collection. */
export function entryForm(folder: EditedFolder, slug: string): Form {
  const { schema, slugField } = config.collections[folder];
  const path = getCollectionItemPath(config, folder, slug);
  return formAt(schema, path, getCollectionFormat(config, folder), { field: slugField, slug });
}

/** The files that stand by themselves, with their schemas. */
export const singletons = { site: siteSchema, curriculum: curriculumSchema };
/** The name of such a file, without its ending. */
export type SingletonName = keyof typeof singletons;
export const singletonNames = Object.keys(singletons) as SingletonName[];

/** The form of a file that stands by itself: `content/site.yaml`, `content/curriculum.yaml`. */
export function singletonForm(name: SingletonName): Form {
  return formAt(
    config.singletons[name].schema,
    getSingletonPath(config, name),
    getSingletonFormat(config, name),
  );
}

function formAt(
  schema: Form['schema'],
  path: string,
  format: ReturnType<typeof getCollectionFormat>,
  slug?: { field: string; slug: string },
): Form {
  const file = getEntryDataFilepath(path, format);
  return {
    schema,
    file,
    naming: slug?.field ?? '',
    open: (bytes) =>
      parseEntry({ dirpath: path, format, schema, slug }, new Map([[file, bytes]])).initialState,
    save(state) {
      const value = slug && { field: slug.field, value: slug.slug };
      const [first, ...others] = serializeEntryToFiles({
        basePath: path,
        format,
        schema,
        slug: value,
        state,
      });
      if (first?.path !== file || others.length > 0)
        throw new Error(`the admin would not write ${file} alone`);
      return first.contents;
    },
    accepts: (state) =>
      clientSideValidateProp(
        fields.object(schema),
        state,
        slug && { field: slug.field, slugs: new Set(), glob: '*' },
      ),
  };
}
