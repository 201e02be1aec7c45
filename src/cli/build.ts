import { parseArgs } from 'node:util';
import { build } from 'astro';
import { mistakeInWords, reportOn } from '#domain/review/report.ts';
import { removalsVariable } from '#domain/schema/content.ts';
import { knownVerdicts, readReviewed } from '#files/reviewed.ts';
import { siteToday } from '#files/today.ts';
import { unfitPathInWords } from './project-path.ts';

/**
 * `npm run build`: the whole static site in `dist/`. A mistake stops it before it begins; a hold never does.
 * With `--removals` every entry with a mistake is left out, so that taking a story down never has to wait.
 */
const { values } = parseArgs({ options: { removals: { type: 'boolean', default: false } } });
const unfit = unfitPathInWords(process.cwd());
if (unfit !== undefined) {
  process.stderr.write(`${unfit}\n`);
  // Taking a story down is tried all the same.
  if (!values.removals) process.exit(1);
}
const reviewed = await readReviewed(process.cwd());
const { published, held, mistakes } = reportOn(
  reviewed,
  siteToday(reviewed.content.site.mode),
  knownVerdicts,
);
const words = mistakes.map(mistakeInWords).join('\n');
if (mistakes.length > 0 && !values.removals) {
  process.stderr.write(
    `The site was not built, because the content has mistakes. Mend them, or publish without them by npm run build -- --removals\n${words}\n`,
  );
  process.exitCode = 1;
} else {
  if (values.removals) process.env[removalsVariable] = '1';
  if (mistakes.length > 0) process.stderr.write(`Left out because of mistakes:\n${words}\n`);
  // Warnings are about bundling and empty folders; what an editor must know is printed by us.
  await build({ root: process.cwd(), logLevel: 'error' });
  const heldStories = new Set(held.map(({ slug }) => slug)).size;
  process.stdout.write(
    `Built dist/: ${published.length} stories published, ${heldStories} held. npm run check tells why.\n`,
  );
}
