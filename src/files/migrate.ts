import { join } from 'node:path';
import {
  type Migrated,
  migrate,
  movableFiles,
  mustBeSignedAgain,
  type Place,
  type Step,
} from '#domain/migrate/migration.ts';
import type { MigrationReport } from '#domain/migrate/report.ts';
import type { RawContent } from '#domain/review/raw-content.ts';
import { type SignOff, signOffsSchema } from '#domain/schema/sign-off.ts';
import { siteSchema } from '#domain/schema/site.ts';
import { readContent } from './read.ts';
import { contentText, writeWhole } from './write.ts';

/**
 * Brings the content of a project into the shape of this release, and stores what it changes as the editor does. No
 * sign-off is ever touched.
 *
 * @param isRehearsal nothing is written
 * @throws if a step could not be run twice; nothing is written then
 */
export async function migrateContent(
  root: string,
  steps: readonly Step[],
  isRehearsal = false,
): Promise<MigrationReport> {
  const raw = await readContent(root);
  const migrated: Migrated[] = [];
  const left = filesLeft(raw, new Set(steps.map(({ place }) => place)));
  for (const before of movableFiles(raw)) {
    const after = migrate(before, steps);
    if (after.changes.length > 0) migrated.push(after);
  }
  if (!isRehearsal) {
    for (const { place, file, data, body } of migrated)
      await writeWhole(join(root, file), contentText(place, data, body));
  }
  const policyVersion = policyVersionOf(
    migrated.find(({ place }) => place === 'site')?.data ?? raw.site.data,
  );
  const toSign = migrated.filter(
    (file) => file.place === 'stories' && mustBeSignedAgain(file, signOffsOf(raw, file.slug), policyVersion),
  );
  return { migrated, toSign: toSign.map(({ slug }) => slug), left };
}

function filesLeft({ files, site, curriculum, unreadable = [] }: RawContent, places: ReadonlySet<Place>) {
  return [
    ...unreadable.map(({ folder, problem }) => ({ place: folder, file: `content/${folder}`, why: problem })),
    ...files.map(({ folder, file, problem }) => ({ place: folder, file, why: problem })),
    { place: 'site' as const, file: 'content/site.yaml', why: site.problem },
    { place: 'curriculum' as const, file: 'content/curriculum.yaml', why: curriculum?.problem },
  ].flatMap(({ place, file, why }) =>
    place !== 'sign-offs' && places.has(place) && why !== undefined ? [{ file, why }] : [],
  );
}

function policyVersionOf(site: unknown): string {
  const { policyVersion } = siteSchema.shape;
  const stored = (site as { readonly policyVersion?: unknown } | undefined)?.policyVersion;
  return policyVersion.safeParse(stored).data ?? policyVersion.parse(undefined);
}

function signOffsOf({ files }: RawContent, slug: string): readonly SignOff[] {
  const file = files.find((each) => each.folder === 'sign-offs' && each.slug === slug);
  return signOffsSchema.safeParse(file?.data).data ?? [];
}
