import { writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg, type as systemName, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { cardFiguresOf, measureCards } from '#bench/cards.ts';
import { decisionFigures } from '#bench/decisions.ts';
import { deidFigures } from '#bench/deid.ts';
import { firstVisitFigures } from '#bench/first-visit.ts';
import { type MeasureName, measureNames, measureSites } from '#bench/measure.ts';
import { plannerFigures } from '#bench/planner.ts';
import { printablesFigures } from '#bench/printables.ts';
import { figuresOf, reportOf } from '#bench/report.ts';
import { servingFigures } from '#bench/serving.ts';
import { siteGenerators, versionOf } from '#bench/sites.ts';
import { withdrawalFigures } from '#bench/withdrawal.ts';

/**
 * `npm run bench`: builds generated stories with this project and with others, draws cards and printables, and
 * compares. Prints the figures, and writes `docs/benchmarks.md` if everything was measured.
 */
const all = [
  ...measureNames,
  'cards',
  'printables',
  'withdrawal',
  'planner',
  'serving',
  'visit',
  'deid',
] as const;
const usage = `Measure the build, editing and search against Eleventy and Hugo, cards against satori and resvg, and
printables against printing the same page with a browser; hold what the desk flags against what people marked;
time a withdrawal, the planner on a slow phone, the site's server beside nginx, and a first visit beside Starlight.

  npm run bench                     everything; writes docs/benchmarks.md
  --sizes 100,1000,5000             numbers of stories
  --runs 3                          builds of each size
  --only ${all.join(',')}   some of it
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
  only: (values.only?.split(',') ?? all) as readonly (typeof all)[number][],
};
const isSound =
  plan.sizes.every((size) => Number.isInteger(size) && size > 0) &&
  Number.isInteger(plan.runs) &&
  plan.runs > 0 &&
  plan.only.every((each) => all.includes(each));
if (values.help || !isSound) {
  (isSound ? process.stdout : process.stderr).write(usage);
  process.exit(isSound ? 0 : 1);
}

const root = process.cwd();
const [loadBefore = 0] = loadavg();
const say = (words: string) => process.stderr.write(`${words}\n`);
// These come first, while nothing that they need has been loaded yet.
const printables = plan.only.includes('printables') ? await printablesFigures(root) : '';
const deid = plan.only.includes('deid') ? deidFigures(root) + decisionFigures(root) : '';
const withdrawal = plan.only.includes('withdrawal') ? await withdrawalFigures(root) : '';
const serving = plan.only.includes('serving') ? await servingFigures(root) : '';
const visit = plan.only.includes('visit') ? await firstVisitFigures(root) : '';
const planner = plan.only.includes('planner') ? await plannerFigures(root) : '';
const ofSites = plan.only.filter((each): each is MeasureName =>
  measureNames.some((measure) => measure === each),
);
const sites = ofSites.length > 0 ? await siteGenerators(root) : [];
const findings = ofSites.length > 0 ? await measureSites(root, sites, { ...plan, only: ofSites }, say) : [];
const cards = plan.only.includes('cards') ? cardFiguresOf(await measureCards(root, plan, say)) : '';
process.stdout.write(
  `\n${[findings.length > 0 ? figuresOf(findings) : '', cards, printables, withdrawal, planner, serving, visit, deid].join('')}`,
);
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
    report.replace(
      '## How\n',
      () => `${[cards, printables, withdrawal, planner, serving, visit, deid].join('\n')}\n## How\n`,
    ),
  );
  process.stdout.write('Wrote docs/benchmarks.md.\n');
}
