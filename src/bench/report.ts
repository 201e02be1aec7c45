import { type SiteFinding, searchQueries } from './measure.ts';

/** How and where the figures came about. */
export interface Circumstances {
  /** The day, `YYYY-MM-DD`. */
  readonly day: string;
  /** In general words: cores, memory, system, Node. */
  readonly machine: string;
  readonly versions: readonly string[];
  /** Programs that wanted to run on average in the minute before, as the system counts them. */
  readonly loadBefore: number;
  readonly runs: number;
}

/** The figures as Markdown tables, with this project first and the others as ratios to it. */
export function figuresOf(findings: readonly SiteFinding[]): string {
  const [{ generator: ours } = { generator: '' }] = findings;
  const oursAt = (stories: number) =>
    findings.find((each) => each.stories === stories && each.generator === ours) as SiteFinding;
  const ratio = (finding: SiteFinding, valuesOf: (finding: SiteFinding) => readonly number[]) =>
    finding.generator === ours
      ? ''
      : `${(median(valuesOf(oursAt(finding.stories))) / median(valuesOf(finding))).toFixed(2)} ×`;
  const row = (finding: SiteFinding, ...cells: string[]) =>
    `| ${[finding.stories.toLocaleString('en-GB'), finding.generator, ...cells].join(' | ')} |`;
  const seconds = (finding: SiteFinding) => finding.builds.map((cost) => cost.seconds);
  const largest = (finding: SiteFinding) => finding.builds.flatMap((cost) => cost.largest ?? []);
  const together = (finding: SiteFinding) => finding.builds.flatMap((cost) => cost.together ?? []);
  const edits = (finding: SiteFinding) => finding.edits;
  const searches = (finding: SiteFinding) => finding.searches;
  const table = (title: string, heads: string, rows: string[]) =>
    rows.length === 0
      ? []
      : [
          `## ${title}`,
          '',
          `| Stories | Site | ${heads} |`,
          `|${' --- |'.repeat(heads.split('|').length + 2)}`,
          ...rows,
          '',
        ];

  return [
    ...table(
      'Whole build, search included',
      'Seconds | Ours to this | Largest process, MB | All processes, MB',
      findings
        .filter(({ builds }) => builds.length > 0)
        .map((each) =>
          row(
            each,
            spread(seconds(each), 1),
            ratio(each, seconds),
            spread(megabytes(largest(each)), 0),
            spread(megabytes(together(each)), 0),
          ),
        ),
    ),
    ...table(
      'From saving an edit to a page with the new words',
      'Seconds | Ours to this',
      findings
        .filter((each) => each.edits.length > 0)
        .map((each) => row(each, spread(each.edits, 2), ratio(each, edits))),
    ),
    ...table(
      'Bytes to the first ten search results',
      'kB | Ours to this',
      findings
        .filter((each) => each.searches.length > 0)
        .map((each) =>
          row(
            each,
            spread(
              each.searches.map((bytes) => bytes / 1000),
              0,
            ),
            ratio(each, searches),
          ),
        ),
    ),
  ].join('\n');
}

/** `docs/benchmarks.md`. */
export function reportOf(
  findings: readonly SiteFinding[],
  { day, machine, versions, loadBefore, runs }: Circumstances,
): string {
  return `# Benchmarks

Measured on ${day} by \`npm run bench\`, on ${machine}: ${versions.join(', ')}. Each figure is the median, with the
least and the most in brackets. The load of the machine before was ${loadBefore.toFixed(1)}. “Ours to this” says how many
times as much we take: below 1, less.

Target: a whole build of 5,000 stories in at most 1.5 times what Eleventy with Pagefind takes, the largest process at most 2,000 MB.

${figuresOf(findings)}
## How

- **Texts.** The shipped stories, and generated ones up to the size: about 627 words in five sections with three pauses, two
  margin notes and three excerpts, made of the shipped stories’ sentences and about 30,000 made-up words. They are the
  same in every run and on every machine.
- **Ours** is \`npm run build\` on a copy of the project in which two moderators, made for the run, have signed each generated
  story: schemas, references, verbatim passages, the gate with every signature, all the other pages of the site, feeds,
  API, site map and search. Cards and printables are left out.
- **The others** get the published stories as they stand and nothing to check: one layout, a page for each story with
  the same body and the same facts around it, lists of 100, a page for each theme, and Pagefind over the result with the
  same filters.
- **Builds** start with nothing built or cached, take turns, ${runs} times at each size, and are refused unless every story has
  its page and its entry in the index. Memory is looked at 20 times a second; what processes share counts once for each.
- **Edits.** The editing server is started, a sentence is added to one story, and its page (ours: the preview) is asked
  for every 20 ms until it has the words; five times.
- **Search.** Chromium opens the search page anew with a query in its address (${searchQueries.map((query) => `“${query}”`).join(', ')}); everything under
  \`/pagefind/\` counts until ten results are there, over the same server for all.
- **Cards.** Each run draws 48 new cards of excerpts in four sizes, as many at once as a build does; satori with resvg draws
  the same words in the same faces with no fitting; the encoder gets finished pixels, 12 cards' four times.

## Again

\`\`\`sh
npm run bench                                        # everything, and writes this page; about half an hour
npm run bench -- --sizes 100 --runs 1                # quick, and only prints
npm run bench -- --only edit,search --sizes 1000
\`\`\`

Serving takes part where nginx and wrk are (\`apt-get install nginx wrk\`). Eleventy is fetched into \`.cache/bench\` the first time. Hugo takes part where it is installed, and search where there is
Chromium (\`CHROMIUM_PATH\`). Memory is measured on Linux only.
`;
}

/** The middle value; between the two middle ones if there is none. */
function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}

/** Median, least and most. */
function spread(values: readonly number[], digits: number): string {
  if (values.length === 0) return 'not measured';
  const [middle, least, most] = [median(values), Math.min(...values), Math.max(...values)].map((value) =>
    value.toFixed(digits),
  );
  return `${middle} (${least} to ${most})`;
}

function megabytes(bytes: readonly number[]): number[] {
  return bytes.map((each) => each / 1e6);
}
