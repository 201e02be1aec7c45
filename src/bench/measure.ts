import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { timeEdits } from './edits.ts';
import { type BenchProject, benchProject } from './project.ts';
import { searchBytes } from './search-bytes.ts';
import type { BenchSite, SiteGenerator } from './sites.ts';
import { type RunCost, timedRun } from './timed.ts';

/** What can be measured. */
export const measureNames = ['build', 'edit', 'search'] as const;
export type MeasureName = (typeof measureNames)[number];

/** What to measure. */
export interface BenchPlan {
  readonly sizes: readonly number[];
  readonly runs: number;
  readonly only: readonly MeasureName[];
}

/** What was found out about one generator at one size. A list is empty where nothing was measured. */
export interface SiteFinding {
  readonly stories: number;
  readonly generator: string;
  readonly builds: readonly RunCost[];
  /** Seconds from saving an edit to a page with the new words. */
  readonly edits: readonly number[];
  /** Bytes to the first ten search results, one number for each of `queries`. */
  readonly searches: readonly number[];
}

/** Words that the shipped stories are full of, so that each finds ten stories in the smallest site. */
export const searchQueries = ['door', 'money', 'bank card'] as const;

/** The largest site whose edits are measured. In larger ones every edit would take too long to wait for. */
const mostToEdit = 1000;
const edits = 5;

/**
 * Measures every generator at every size. Their builds take turns, so that whatever else the machine does falls on
 * all of them alike.
 *
 * @param say is told what is going on
 */
export async function measureSites(
  root: string,
  generators: readonly SiteGenerator[],
  plan: BenchPlan,
  say: (words: string) => void,
): Promise<SiteFinding[]> {
  const findings: SiteFinding[] = [];
  for (const stories of plan.sizes) {
    say(`${stories} stories`);
    const project = await benchProject(root, stories);
    const sites: { name: string; site: BenchSite; builds: RunCost[] }[] = [];
    try {
      for (const { name, site } of generators) sites.push({ name, site: await site(project), builds: [] });
      for (let run = 1; run <= runsOf(plan); run++) {
        for (const { name, site, builds } of sites) {
          const cost = await buildAnew(site, project);
          builds.push(cost);
          say(`  ${name}: ${cost.seconds.toFixed(1)} s`);
        }
      }
      for (const { name, site, builds } of sites) {
        const pages = join(site.folder, site.pages);
        const isSearched = plan.only.includes('search') && existsSync(join(pages, 'search/index.html'));
        const isEdited = plan.only.includes('edit') && stories <= mostToEdit;
        findings.push({
          stories: project.published.length,
          generator: name,
          builds: plan.only.includes('build') ? builds : [],
          searches: isSearched ? await searchBytes(pages, searchQueries) : [],
          edits: isEdited ? await timeEdits(site, project.published[0] ?? '', edits) : [],
        });
      }
    } finally {
      for (const { site } of sites) await rm(site.folder, { recursive: true, force: true });
    }
  }
  return findings;
}

/** How often each site is built. Search needs a built site, but only one. */
function runsOf({ only, runs }: BenchPlan): number {
  if (only.includes('build')) return runs;
  return only.includes('search') ? 1 : 0;
}

/**
 * Builds a site as if for the first time.
 *
 * @throws if a story has no page, or the search index has fewer entries than there are stories
 */
async function buildAnew(site: BenchSite, { published }: BenchProject): Promise<RunCost> {
  for (const name of site.written) await rm(join(site.folder, name), { recursive: true, force: true });
  const cost = await timedRun(site.folder, site.build);
  const pages = join(site.folder, site.pages);
  const missing = published.find((slug) => !existsSync(join(pages, 'stories', slug, 'index.html')));
  if (missing !== undefined) throw new Error(`${site.folder} was built without a page for ${missing}`);
  const { languages } = JSON.parse(await readFile(join(pages, 'pagefind/pagefind-entry.json'), 'utf8')) as {
    languages: Record<string, { page_count: number }>;
  };
  const indexed = Object.values(languages).reduce((sum, { page_count: count }) => sum + count, 0);
  if (indexed < published.length) throw new Error(`${site.folder} was indexed with ${indexed} pages only`);
  return cost;
}
