import type { z } from 'astro/zod';
import { answerSchema } from './answer.ts';
import { contradictionSchema } from './contradiction.ts';
import { correctionSchema } from './correction.ts';
import type { Curriculum } from './curriculum.ts';
import { guideSchema } from './guide.ts';
import { lawSchema } from './law.ts';
import { lessonPackSchema } from './lesson-pack.ts';
import { moderatorSchema } from './moderator.ts';
import { mythSchema } from './myth.ts';
import { pageSchema } from './page.ts';
import { prioritySchema } from './priority.ts';
import { programmeSchema } from './programme.ts';
import { sheetSchema } from './sheet.ts';
import { signOffsSchema } from './sign-off.ts';
import type { Site } from './site.ts';
import { sourceSchema } from './source.ts';
import { storySchema } from './story.ts';
import { studySchema } from './study.ts';
import { supportRouteSchema } from './support-route.ts';
import { tellSchema } from './tell.ts';
import { threatSchema } from './threat.ts';
import { themeSchema, transitionPointSchema } from './topic.ts';
import { waySchema } from './way.ts';
import { withdrawalSchema } from './withdrawal.ts';

/** Every folder of `content/`: the ending of its files and the schema of an entry. */
export const folders = {
  stories: { ending: 'md', schema: storySchema },
  myths: { ending: 'mdx', schema: mythSchema },
  'lesson-packs': { ending: 'mdx', schema: lessonPackSchema },
  guides: { ending: 'mdx', schema: guideSchema },
  tell: { ending: 'mdx', schema: tellSchema },
  answers: { ending: 'yaml', schema: answerSchema },
  law: { ending: 'yaml', schema: lawSchema },
  sources: { ending: 'yaml', schema: sourceSchema },
  support: { ending: 'yaml', schema: supportRouteSchema },
  themes: { ending: 'yaml', schema: themeSchema },
  'transition-points': { ending: 'yaml', schema: transitionPointSchema },
  ways: { ending: 'yaml', schema: waySchema },
  sheets: { ending: 'yaml', schema: sheetSchema },
  programmes: { ending: 'yaml', schema: programmeSchema },
  threats: { ending: 'yaml', schema: threatSchema },
  priorities: { ending: 'yaml', schema: prioritySchema },
  contradictions: { ending: 'yaml', schema: contradictionSchema },
  studies: { ending: 'yaml', schema: studySchema },
  corrections: { ending: 'yaml', schema: correctionSchema },
  pages: { ending: 'mdx', schema: pageSchema },
  moderators: { ending: 'yaml', schema: moderatorSchema },
  'sign-offs': { ending: 'json', schema: signOffsSchema },
  withdrawals: { ending: 'yaml', schema: withdrawalSchema },
} as const;

/** The name of a folder of `content/`. */
export type FolderName = keyof typeof folders;
/** The folders' names, in the order in which they are read. */
export const folderNames = Object.keys(folders) as FolderName[];
/** An entry's data after parsing. */
export type DataOf<F extends FolderName> = z.output<(typeof folders)[F]['schema']>;

/** The schema of a folder's entries. The cast says what the compiler cannot see: each folder has its own schema. */
export function schemaOf<F extends FolderName>(folder: F): z.ZodType<DataOf<F>> {
  return folders[folder].schema as unknown as z.ZodType<DataOf<F>>;
}

/** One entry of a folder. `body` is empty where the format has none. */
export interface Entry<Data> {
  readonly slug: string;
  readonly data: Data;
  readonly body: string;
}

/** Slugs that pages of the site use themselves. */
export const reservedSlugs: ReadonlySet<string> = new Set([
  'quiz',
  'threats',
  'priorities',
  'research',
  'how-a-debt-grows',
  'who-gets-paid',
  'kit',
  'present',
  'pupil',
  'page',
]);

/** True if an entry of this folder and name would have the address of a page of the site. */
export function isReserved(folder: FolderName, slug: string): boolean {
  return foldersWithReservedSlugs.has(folder) && reservedSlugs.has(slug);
}
const foldersWithReservedSlugs: ReadonlySet<FolderName> = new Set([
  'stories',
  'myths',
  'lesson-packs',
  'sources',
]);

/** All content that is sound, by folder and slug. Entries with a mistake are not in it. */
export type Content = {
  readonly [F in FolderName]: ReadonlyMap<string, Entry<DataOf<F>>>;
} & { readonly site: Site; readonly curriculum: Curriculum };

/** Set by `npm run build -- --removals`: whatever has a mistake is left out instead of stopping the build. */
export const removalsVariable = 'ANOTHER_STORY_REMOVALS';

/** One thing that must be mended before the site may be built. */
export interface Mistake {
  /** The file, from the project's folder: `content/stories/a-slug.md`. */
  readonly file: string;
  /** Where in the file: a field such as `pauses.0.after`, or a line of the body such as `body:12`. */
  readonly path: string;
  /** What was found and what to write instead. */
  readonly message: string;
}

/** The file of an entry, from the project's folder. */
export function fileOf(folder: FolderName, slug: string): string {
  return `content/${folder}/${slug}.${folders[folder].ending}`;
}
