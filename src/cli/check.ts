import { parseArgs } from 'node:util';
import { withGoodConfirmations } from '#domain/review/confirmations.ts';
import { datesInContent, dueByKind, dueInOneLine, whatIsDue } from '#domain/review/due.ts';
import { readingsInWords, readingsOf } from '#domain/review/reading.ts';
import { doingWithout, reportInWords, reportOn, staleSupport } from '#domain/review/report.ts';
import { routesToTry } from '#domain/review/routes-report.ts';
import { claimGaps } from '#domain/shelf/claim-graph.ts';
import { evidenceGaps } from '#domain/shelf/evidence.ts';
import { rulesPastReview, waitingForLawyer } from '#domain/shelf/law-shelf.ts';
import { knownVerdicts, readReviewed } from '#files/reviewed.ts';
import { siteToday } from '#files/today.ts';

/**
 * `npm run check`: what is published, what is held and why, and what must be mended.
 * With `--json`, the same for programs. Exit status 1 if there is a mistake; a hold is none. With `--reading`, how hard
 * each text is to read, and nothing else. With `--routes`, the routes of help that a person must try this month, and nothing else.
 */
const options = {
  json: { type: 'boolean', default: false },
  reading: { type: 'boolean', default: false },
  routes: { type: 'boolean', default: false },
} as const;
// What it does not know is answered in our own words.
const { values, positionals } = parseArgs({ options, strict: false, allowPositionals: true });
const unknown = [...Object.keys(values).filter((name) => !(name in options)), ...positionals];
if (unknown.length > 0) {
  process.stderr.write(
    `npm run check does not know “${unknown[0]}”. Write npm run check, and behind it -- --json for programs, -- --reading for how hard each text is to read, or -- --routes for the routes of help to try this month.\n`,
  );
  process.exit(1);
}
const reviewed = await readReviewed(process.cwd());
const day = siteToday(reviewed.content.site.mode);
const report = reportOn(reviewed, day, knownVerdicts);
process.stdout.write(inWords());
process.exitCode = report.mistakes.length > 0 ? 1 : 0;

function inWords(): string {
  if (values.json) return `${JSON.stringify(report, null, 2)}\n`;
  if (values.reading) return readingsInWords(readingsOf(reviewed.content));
  if (values.routes) return routesToTry(reviewed.content, day);
  return `${reportInWords(
    report,
    [
      ...reviewed.notes,
      ...doingWithout(reviewed.content, day, knownVerdicts),
      ...claimGaps(reviewed.content, day, knownVerdicts),
      ...evidenceGaps(reviewed.content, day),
      ...waitingForLawyer(reviewed.content),
    ],
    staleSupport(reviewed.content, day),
    rulesPastReview(reviewed.content, day),
  )}${whatIsDueInWords()}`;
}

/** What a person has to see to, as far as the content says so, each kind on a line. */
function whatIsDueInWords(): string {
  const due = whatIsDue(datesInContent(withGoodConfirmations(reviewed.content)), day);
  if (due.length === 0) return '';
  const how = due.some(({ kind }) => kind === 'route')
    ? 'npm run check -- --routes says which routes of help.\n'
    : '';
  return `\n${[dueInOneLine(due), ...dueByKind(due).map((line) => `  ${line}`)].join('\n')}\n${how}`;
}
