import { createRequire } from 'node:module';
import { join } from 'node:path';
import { defineCollection } from 'astro/content/config';
import { z } from 'astro/zod';

type Schemas = typeof import('#domain/schema/content.ts');
type SiteSchema = typeof import('#domain/schema/site.ts');
type Loaders = typeof import('#files/loader.ts');

/**
 * Astro has Vite load this file and transform whatever it imports: a second of every build. A build takes it from Node, which has loaded
 * the same for the command already. While somebody edits, Vite loads it, and sees when a schema changes.
 */
const fromNode = createRequire(join(process.cwd(), 'package.json'));
const { folders }: Schemas = import.meta.env.DEV
  ? await import('#domain/schema/content.ts')
  : fromNode('#domain/schema/content.ts');
const { siteSchema }: SiteSchema = import.meta.env.DEV
  ? await import('#domain/schema/site.ts')
  : fromNode('#domain/schema/site.ts');
const { contentFolder, siteFile }: Loaders = import.meta.env.DEV
  ? await import('#files/loader.ts')
  : fromNode('#files/loader.ts');

/** Binds each folder of `content/` to the domain's schema. What a schema says, and what it cannot, is checked by the loader. */
export const collections = {
  stories: defineCollection({ loader: contentFolder('stories'), schema: folders.stories.schema }),
  myths: defineCollection({ loader: contentFolder('myths'), schema: folders.myths.schema }),
  'lesson-packs': defineCollection({
    loader: contentFolder('lesson-packs'),
    schema: folders['lesson-packs'].schema,
  }),
  guides: defineCollection({ loader: contentFolder('guides'), schema: folders.guides.schema }),
  tell: defineCollection({ loader: contentFolder('tell'), schema: folders.tell.schema }),
  answers: defineCollection({ loader: contentFolder('answers'), schema: folders.answers.schema }),
  law: defineCollection({ loader: contentFolder('law'), schema: folders.law.schema }),
  sources: defineCollection({ loader: contentFolder('sources'), schema: folders.sources.schema }),
  support: defineCollection({ loader: contentFolder('support'), schema: folders.support.schema }),
  themes: defineCollection({ loader: contentFolder('themes'), schema: folders.themes.schema }),
  'transition-points': defineCollection({
    loader: contentFolder('transition-points'),
    schema: folders['transition-points'].schema,
  }),
  ways: defineCollection({ loader: contentFolder('ways'), schema: folders.ways.schema }),
  sheets: defineCollection({ loader: contentFolder('sheets'), schema: folders.sheets.schema }),
  programmes: defineCollection({ loader: contentFolder('programmes'), schema: folders.programmes.schema }),
  priorities: defineCollection({ loader: contentFolder('priorities'), schema: folders.priorities.schema }),
  threats: defineCollection({ loader: contentFolder('threats'), schema: folders.threats.schema }),
  contradictions: defineCollection({
    loader: contentFolder('contradictions'),
    schema: folders.contradictions.schema,
  }),
  studies: defineCollection({ loader: contentFolder('studies'), schema: folders.studies.schema }),
  corrections: defineCollection({ loader: contentFolder('corrections'), schema: folders.corrections.schema }),
  pages: defineCollection({ loader: contentFolder('pages'), schema: folders.pages.schema }),
  moderators: defineCollection({ loader: contentFolder('moderators'), schema: folders.moderators.schema }),
  'sign-offs': defineCollection({
    loader: contentFolder('sign-offs'),
    schema: z.strictObject({ list: folders['sign-offs'].schema }),
  }),
  withdrawals: defineCollection({ loader: contentFolder('withdrawals'), schema: folders.withdrawals.schema }),
  site: defineCollection({ loader: siteFile(), schema: siteSchema }),
};
