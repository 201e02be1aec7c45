import { z } from 'astro/zod';
import { fileOf } from '../schema/content.ts';
import { type CollectionName, collections } from '../schema/fields.ts';
import { optionOf } from '../schema/option-of.ts';
import type { BodyComponent } from '../text/body-links.ts';
import { nearestSlugs } from '../text/nearest.ts';
import type { Finding } from './findings.ts';

/** A slug that points to another entry, and where it stands. */
export interface Reference {
  readonly path: string;
  readonly target: CollectionName;
  readonly slug: string;
}

/** The properties of components in bodies that hold the slug of an entry. */
export const componentReferences: Readonly<Record<string, Readonly<Record<string, CollectionName>>>> = {
  SupportRoute: { slug: 'support' },
};

/** Every reference in the components of a body. `pathOf` says where a line of the body stands in the file. */
export function referencesInComponents(
  components: readonly BodyComponent[],
  pathOf: (line: number) => string,
): Reference[] {
  return components.flatMap(({ line, name, properties }) =>
    Object.entries(componentReferences[name] ?? {}).map(([property, target]) => ({
      path: pathOf(line),
      target,
      slug: properties[property] ?? '',
    })),
  );
}

/** Whether a folder has an entry of this name. A withdrawn story counts: references to it are let stand. */
export type Exists = (folder: CollectionName, slug: string) => boolean;

/** The names of all entries of a folder, so that the nearest can be suggested. */
export type SlugsOf = (folder: CollectionName) => readonly string[];

/** Follows a schema through the data it accepted, and collects every reference. */
export function referencesIn(schema: z.ZodType, data: unknown): Reference[] {
  const found: Reference[] = [];
  const visit = (type: z.ZodType, value: unknown, path: readonly (string | number)[]): void => {
    if (value === undefined) return;
    if (type instanceof z.ZodOptional || type instanceof z.ZodDefault) {
      visit(type.unwrap() as z.ZodType, value, path);
    } else if (type instanceof z.ZodDiscriminatedUnion) {
      const option = optionOf(type, value);
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

/** One mistake for each reference to an entry that is not there. */
export function mistakesInReferences(
  references: readonly Reference[],
  exists: Exists,
  slugsOf: SlugsOf,
): readonly Finding[] {
  return references
    .filter(({ target, slug }) => !exists(target, slug))
    .map(({ path, target, slug }) => {
      const [near] = nearestSlugs(slug, slugsOf(target));
      const cure =
        near === undefined
          ? `name one of the ${collections[target]} that are there, by the name of its file without the ending`
          : `is “${near}” meant?`;
      return { path, message: `found "${slug}", but there is no ${fileOf(target, slug)}: ${cure}` };
    });
}
