import { writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg, type as systemName, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { type Measure, measure, measures } from '#bench/measure.ts';
import { printablesFigures } from '#bench/printables.ts';
import { figuresOf, reportOf } from '#bench/report.ts';
import { generators, versionOf } from '#bench/sites.ts';

/**
 * `npm run bench`: builds generated stories with this project and with others, and compares. Prints the figures, and
 * writes `docs/benchmarks.md` if everything was measured.
 */
const usage = `Measure the build, editing and search against Eleventy and Hugo.

  npm run bench                     everything; writes docs/benchmarks.md
  --sizes 100,1000,5000             numbers of stories; printables need none
  --runs 3                          builds of each size
  --only ${measures.join(',')}         some of it
`;
const { values } = parseArgs({
  options: {
    sizes: { type: 'string' },
    runs: { type: 'string' },
    only: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
const plan = {
  sizes: (values.sizes ?? '100,1000,5000').split(',').map(Number),
  runs: Number(values.runs ?? 3),
  only: (values.only?.split(',') ?? measures) as readonly Measure[],
};
const isSound =
  plan.sizes.every((size) => Number.isInteger(size) && size > 0) &&
  Number.isInteger(plan.runs) &&
  plan.runs > 0 &&
  plan.only.every((each) => measures.includes(each));
if (values.help || !isSound) {
  (isSound ? process.stdout : process.stderr).write(usage);
  process.exit(isSound ? 0 : 1);
}

const root = process.cwd();
const [loadBefore = 0] = loadavg();
// First, while nothing is warm.
const printables = plan.only.includes('printables') ? await printablesFigures(root) : '';
const isOfSites = plan.only.some((each) => each !== 'printables');
const sites = isOfSites ? await generators(root) : [];
const findings = await measure(root, sites, { ...plan, sizes: isOfSites ? plan.sizes : [] }, (words) =>
  process.stderr.write(`${words}\n`),
);
process.stdout.write(`\n${figuresOf(findings)}${printables}`);
if (values.sizes === undefined && values.only === undefined) {
  const report = reportOf(findings, {
    day: new Date().toISOString().slice(0, 10),
    machine: `${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, ${systemName()}, Node ${process.versions.node.split('.')[0]}`,
    versions: [...sites.map((site) => site.version), `Pagefind ${await versionOf(root, 'pagefind')}`],
    loadBefore,
    runs: plan.runs,
  });
  await writeFile(
    'docs/benchmarks.md',
    report.replace('## How\n', () => `${printables}\n## How\n`),
  );
  process.stdout.write('Wrote docs/benchmarks.md.\n');
}
