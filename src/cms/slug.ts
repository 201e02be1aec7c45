import { type ComponentSchema, fields } from '@keystatic/core';
import type { z } from 'astro/zod';
import { isReserved } from '#domain/schema/content.ts';
import { reference } from '#domain/schema/fields.ts';
import { inStoredForm } from '#domain/text/characters.ts';
import { complaintOf, type EditedFolder, wordsOf } from './fields.ts';
import { patternOf } from './law.tsx';

/** A file name made of a title: “Ma brither’s jaiket” becomes `ma-brithers-jaiket`. */
export function slugFrom(title: string): string {
  const letters = title
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[\p{M}’‘'ʼ]/gu, '');
  return letters.match(/[a-z0-9]+/g)?.join('-') ?? '';
}

/** The field that names an entry: its title, and the file name that is made of it. */
export function namingField(folder: EditedFolder, law: z.ZodType): ComponentSchema {
  const slugLaw = reference(folder, '', '');
  const complaintAboutSlug = (slug: string) => {
    if (isReserved(folder, slug)) return `“${slug}” is a page of the site: choose another`;
    return complaintOf(slugLaw, slug);
  };
  const field = fields.slug({
    name: {
      ...wordsOf(law),
      validation: { pattern: patternOf((name) => complaintOf(law, inStoredForm(name))) },
    },
    slug: {
      label: 'File name',
      description: 'Also its address on the site. Changing it breaks links to it.',
      generate: slugFrom,
      validation: { length: { min: 0 }, pattern: patternOf(complaintAboutSlug) },
    },
  });
  return { ...field, serializeWithSlug: (value) => field.serializeWithSlug(inStoredForm(value)) };
}
