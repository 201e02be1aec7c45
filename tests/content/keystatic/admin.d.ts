/** The parts of Keystatic 0.6.9 that open, check and save an entry, as `project.ts` lays them open. */
declare module 'keystatic:admin' {
  import type { ComponentSchema, GenericPreviewProps } from '@keystatic/core';

  type Fields = Record<string, ComponentSchema>;
  type State = Record<string, unknown>;
  type AnyConfig = { readonly collections?: object; readonly singletons?: object };
  /** How an entry is stored; made by one function here and taken by the others. */
  type Format = { readonly data: 'json' | 'yaml' };

  export function getCollectionFormat(config: AnyConfig, collection: string): Format;
  export function getCollectionItemPath(config: AnyConfig, collection: string, slug: string): string;
  export function getSingletonFormat(config: AnyConfig, singleton: string): Format;
  export function getSingletonPath(config: AnyConfig, singleton: string): string;
  export function getEntryDataFilepath(path: string, format: Format): string;
  export function getInitialPropsValue(schema: ComponentSchema): unknown;
  export function parseEntry(
    entry: {
      dirpath: string;
      format: Format;
      schema: Fields;
      slug: { field: string; slug: string } | undefined;
    },
    files: ReadonlyMap<string, Uint8Array>,
  ): { initialState: State };
  export function serializeEntryToFiles(entry: {
    basePath: string;
    format: Format;
    schema: Fields;
    slug: { field: string; value: string } | undefined;
    state: State;
  }): { path: string; contents: Uint8Array }[];
  export function createGetPreviewProps<Schema extends ComponentSchema>(
    schema: Schema,
    onChange: (value: unknown) => void,
    childField: () => undefined,
  ): (value: unknown) => GenericPreviewProps<Schema, undefined>;
  export function clientSideValidateProp(
    schema: ComponentSchema,
    value: unknown,
    slug: { field: string; slugs: ReadonlySet<string>; glob: '*' } | undefined,
  ): boolean;
}
