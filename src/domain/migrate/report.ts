import type { Migrated, Step } from './migration.ts';

/** What a migration did, or would do. */
export interface MigrationReport {
  /** Files in the newer shape, each with what changed in it. */
  readonly migrated: readonly Migrated[];
  /** Slugs of stories whose signatures are over something else than what the story is now. */
  readonly toSign: readonly string[];
  /** Files that were left alone, and why: somebody has to mend them first. */
  readonly left: readonly { readonly file: string; readonly why: string }[];
}

/**
 * A migration in words, for a person at a terminal.
 *
 * @param isRehearsal nothing was written
 */
export function migrationInWords(
  { migrated, toSign, left }: MigrationReport,
  steps: readonly Step[],
  isRehearsal: boolean,
): string {
  const lines = steps.flatMap(({ number, description }) => {
    const done = migrated.flatMap(({ file, changes }) =>
      changes.filter(({ step }) => step === number).map(({ inWords }) => `  ${file} › ${inWords}`),
    );
    return done.length === 0 ? [] : [`Step ${number}: ${description}.`, ...done, ''];
  });
  if (migrated.length > 0) {
    lines.push(
      `${count(migrated.length, 'file', 'files')} ${isRehearsal ? 'would change. Nothing was written' : 'changed'}.`,
    );
  } else if (left.length === 0)
    lines.push('There is nothing to do: the content has the shape of this release.');
  if (toSign.length > 0) {
    lines.push(
      '',
      `${count(toSign.length, 'STORY', 'STORIES')} MUST BE SIGNED AGAIN${isRehearsal ? ' once this is done' : ''}, and ${toSign.length === 1 ? 'is' : 'are'} held until then:`,
      ...toSign.map((slug) => `  ${slug}`),
      'What was signed is kept as it is. Read each story before you sign it.',
    );
  }
  if (left.length > 0) {
    lines.push(
      '',
      'Left alone. Mend first, then run this again:',
      ...left.map(({ file, why }) => `  ${file}: ${why}`),
    );
  }
  return `${lines.join('\n')}\n`;
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
