import { type Collection, config as keystatic, type Singleton } from '@keystatic/core';
import type { z } from 'astro/zod';
import { folders } from '#domain/schema/content.ts';
import { curriculumSchema } from '#domain/schema/curriculum.ts';
import { collections } from '#domain/schema/fields.ts';
import { siteSchema } from '#domain/schema/site.ts';
import { mdxBody, storyBody } from './body.tsx';
import { type EditedFolder, editedFolders, type FormFields, fieldsOf } from './fields.ts';
import { namingField } from './slug.ts';
import './stay.ts';

/** What the schemas do not say about a folder of content: how Keystatic lists it. */
interface Room {
  /** The field that an entry's file name is made of. */
  readonly named: string;
  /** Fields shown beside the file name in the list. */
  readonly columns: string[];
  /** Where the live preview shows an entry; `{slug}` stands for its file name. */
  readonly previewUrl?: string;
}

const rooms: Readonly<Record<EditedFolder, Room>> = {
  stories: {
    named: 'title',
    columns: ['title', 'month'],
    previewUrl: '/preview/stories/{slug}/',
  },
  myths: { named: 'claim', columns: ['reality', 'reviewBy'], previewUrl: '/myths/{slug}/' },
  'lesson-packs': {
    named: 'title',
    columns: ['title', 'version'],
    previewUrl: '/lesson-packs/{slug}/',
  },
  guides: {
    named: 'title',
    columns: ['title', 'reviewBy'],
    previewUrl: '/guides/{slug}/',
  },
  tell: { named: 'title', columns: ['title', 'reviewBy'], previewUrl: '/tell/{slug}/' },
  answers: {
    named: 'title',
    columns: ['title', 'reviewBy'],
    previewUrl: '/if-you-tell/#{slug}',
  },
  law: { named: 'title', columns: ['title', 'reviewBy'], previewUrl: '/about/law/#{slug}' },
  sources: { named: 'title', columns: ['title', 'year'], previewUrl: '/evidence/{slug}/' },
  support: {
    named: 'name',
    columns: ['name', 'readOn'],
    previewUrl: '/support/#{slug}',
  },
  themes: { named: 'name', columns: ['name', 'order'], previewUrl: '/themes/{slug}/' },
  'transition-points': {
    named: 'name',
    columns: ['name', 'order'],
    previewUrl: '/transition-points/{slug}/',
  },
  ways: { named: 'name', columns: ['name', 'order'], previewUrl: '/for/{slug}/' },
  sheets: { named: 'title', columns: ['title', 'reviewBy'], previewUrl: '/sheets/{slug}/' },
  programmes: { named: 'name', columns: ['name', 'reviewBy'], previewUrl: '/about/others/#{slug}' },
  priorities: {
    named: 'name',
    columns: ['name', 'reviewBy'],
    previewUrl: '/evidence/priorities/#{slug}',
  },
  threats: {
    named: 'says',
    columns: ['says', 'date'],
    previewUrl: '/evidence/threats/',
  },
  contradictions: {
    named: 'title',
    columns: ['title', 'page'],
    previewUrl: '/evidence/research/',
  },
  studies: { named: 'title', columns: ['title'], previewUrl: '/evidence/research/' },
  corrections: { named: 'title', columns: ['title', 'changedOn'], previewUrl: '/about/corrections/' },
  pages: { named: 'title', columns: ['title'] },
};

function collectionOf(folder: EditedFolder): Collection<FormFields, string> {
  const { ending, schema } = folders[folder];
  const { named, ...room } = rooms[folder];
  const shape: Readonly<Record<string, z.ZodType>> = schema.shape;
  const form = { ...fieldsOf(shape), [named]: namingField(folder, shape[named] as z.ZodType) };
  const common = {
    ...room,
    label: collections[folder],
    slugField: named,
    path: `content/${folder}/*` as const,
  };
  if (ending === 'yaml') return { ...common, format: 'yaml', schema: form };
  return {
    ...common,
    entryLayout: 'content',
    format: { contentField: 'body' },
    schema: { ...form, body: ending === 'md' ? storyBody() : mdxBody() },
  };
}

const site: Singleton<FormFields> = {
  label: 'The site',
  previewUrl: '/',
  path: 'content/site',
  format: 'yaml',
  schema: fieldsOf(siteSchema.shape),
};

const curriculum: Singleton<FormFields> = {
  label: 'Curriculum',
  path: 'content/curriculum',
  format: 'yaml',
  schema: fieldsOf(curriculumSchema.shape),
};

/**
 * The whole admin, derived from the domain's schemas. It edits the files of this folder; sign-offs, withdrawals
 * and moderators have their own commands and are not in it.
 */
export const config = keystatic({
  storage: { kind: 'local' },
  ui: {
    brand: { name: 'Another Story' },
    navigation: {
      Write: ['stories', 'myths', 'lesson-packs', 'guides', 'tell', 'answers', 'ways', 'sheets', 'pages'],
      Evidence: [
        'sources',
        'law',
        'themes',
        'transition-points',
        'threats',
        'priorities',
        'programmes',
        'contradictions',
        'studies',
        'curriculum',
      ],
      'The site': ['support', 'corrections', 'site'],
    },
  },
  collections: Object.fromEntries(editedFolders.map((folder) => [folder, collectionOf(folder)])) as Record<
    EditedFolder,
    Collection<FormFields, string>
  >,
  singletons: { site, curriculum },
});
