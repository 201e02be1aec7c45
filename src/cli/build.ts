import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { limitCompiledCode } from '#cache/compiled-code.ts';
import { mistakeInWords, reportOn } from '#domain/review/report.ts';
import { removalsVariable } from '#domain/schema/content.ts';
import { knownVerdicts, readReviewed } from '#files/reviewed.ts';
import { siteToday } from '#files/today.ts';
import { compressSite } from '#hosting/compressed.ts';
import { buildSite } from '#integrations/build-site.ts';
import type { TellCount } from '#integrations/count-files.ts';
import { type Confirmation, pendingTakedowns, putUp } from '#takedown/confirm.ts';
import { writeManifest } from '#verify/manifest.ts';
import { builtFrom } from './built-from.ts';
import { leftOut } from './exit-codes.ts';
import { startProgress } from './progress.mjs';
import { unfitPathInWords } from './project-path.ts';

/**
 * `npm run build`: the whole static site in `dist/`. A mistake stops it before it begins; a hold never does.
 * With `--compressed`, files get compressed copies beside them, for servers that send those: `npm start`, Caddy and nginx.
 * With `--removals` every entry with a mistake is left out, so that taking a story down never has to wait. Says on the way how
 * much of the site is made. After a takedown every file is opened before it is put in its place; where something of the story was
 * found, it is left out and named, and the command ends with 3.
 */
const { values } = parseArgs({
  options: {
    removals: { type: 'boolean', default: false },
    compressed: { type: 'boolean', default: false },
  },
});
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
  if (mistakes.length > 0)
    process.stderr.write(
      `These mistakes stop no removal. What has one is left out, or only reported where that would take help away; a link that leads nowhere is drawn as its words:\n${words}\n`,
    );
  const progress = startProgress();
  progress.now('Getting the site ready');
  const tell: TellCount = (counts) => {
    const sum = (of: 'done' | 'all') => counts.reduce((total, each) => total + each[of], 0);
    const inWords = counts.map(({ kind, done, all }) => `${kind} ${done} of ${all}`);
    progress.now('Making the site', sum('done') / sum('all'), inWords.join(', '));
  };
  const finish = () => progress.now('Finishing the search index');
  const root = process.cwd();
  const from = builtFrom(root, siteToday(reviewed.content.site.mode));
  // Told where it is waited for.
  from.catch(() => undefined);
  let confirmation: Confirmation | undefined;
  try {
    confirmation = await putUp(root, await pendingTakedowns(root, reviewed, published), {
      build: (outDir) => buildSite({ root, outDir, reviewed, tell, madeAll: finish }),
      confirming: () => progress.now('Opening every file, to confirm the takedown'),
    });
  } finally {
    progress.end();
  }
  // Last, so that it speaks of what is there: a takedown may have left files out.
  await writeManifest(join(root, 'dist'), await from);
  if (values.compressed) await compressSite('dist');
  await limitCompiledCode(root);
  const heldStories = new Set(held.map(({ slug }) => slug)).size;
  process.stdout.write(
    `Built dist/: ${published.length} stories published, ${heldStories} held. npm run check tells why.\n`,
  );
  if (confirmation) {
    const { isConfirmed, words: said } = confirmation;
    (isConfirmed ? process.stdout : process.stderr).write(`${said}\n`);
    if (!isConfirmed) process.exitCode = leftOut;
  }
}
