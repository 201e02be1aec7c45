import { parseArgs } from 'node:util';
import { migrationInWords } from '#domain/migrate/report.ts';
import { steps } from '#domain/migrate/steps.ts';
import { migrateContent } from '#files/migrate.ts';

/**
 * `npm run migrate`: brings content from an older release into the shape of this one, and says what it changed. With
 * `--dry-run` it only says. Exit status 1 if a file has to be mended by hand first.
 */
const { values } = parseArgs({ options: { 'dry-run': { type: 'boolean', default: false } } });
const isRehearsal = values['dry-run'];
try {
  const report = await migrateContent(process.cwd(), steps, isRehearsal);
  process.stdout.write(migrationInWords(report, steps, isRehearsal));
  process.exitCode = report.left.length > 0 ? 1 : 0;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
