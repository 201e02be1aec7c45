import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AstroIntegration } from 'astro';
import { deleteBundle } from '#cache/compiled-code.ts';
import type { Reviewed } from '#domain/review/review.ts';
import { bundleKey } from './bundle-key.ts';
import { counted, type TellCount } from './count-files.ts';
import { type Drawing, puttingKeptFiles } from './drawing.ts';
import { writeHostHeaders } from './host-headers.ts';
import { type DrawnPages, drawFromBundle, keepingBundle, keptBundle } from './kept-bundle.ts';
import { endKeptFiles, forgetKeptFiles } from './kept-files.ts';
import { beginSearchIndex } from './search-index.ts';
import { siteAddress } from './site-address.ts';

/** A build of the site, and who is told of it. */
export interface SiteBuild {
  /** The project’s folder. */
  readonly root: string;
  /** The folder that the site is built into. What is in it goes. */
  readonly outDir: string;
  readonly reviewed: Reviewed;
  /** Told how far it has got each time that a file is made. */
  readonly tell: TellCount;
  /** Told when the last page is made. */
  readonly madeAll: () => void;
}

/**
 * Builds the whole site: with the bundle of code that the last build kept, if nothing of it has changed since, or from the source.
 *
 * @throws what the build failed with
 */
export async function buildSite(build: SiteBuild): Promise<void> {
  const { root, reviewed } = build;
  const key = await bundleKey(root, reviewed);
  const bundle = key === undefined ? undefined : await keptBundle(root, key);
  if (bundle) {
    try {
      await buildFromBundle(build, (wrap) => drawFromBundle(bundle, build.outDir, siteAddress(), wrap));
      return;
    } catch {
      // Whether it is the bundle or the content, the build from the source shows, and says it in its own words.
      await deleteBundle(root);
    }
  }
  await buildFromSource(build, key);
}

async function buildFromBundle(
  { root, outDir, tell, madeAll }: SiteBuild,
  draw: (wrap: (drawing: Drawing) => Drawing) => Promise<DrawnPages>,
): Promise<void> {
  rmSync(outDir, { recursive: true, force: true });
  await forgetKeptFiles();
  const indexing = await beginSearchIndex(root, join(root, astroCache), () => undefined);
  try {
    const pages = await draw((drawing) => puttingKeptFiles(counted(drawing, tell), outDir));
    await endKeptFiles(outDir);
    madeAll();
    await writeSiteMap(outDir, pages);
    await writeHostHeaders(pathToFileURL(`${outDir}/`));
    await indexing.putInto(outDir);
  } catch (error) {
    indexing.giveUp();
    await forgetKeptFiles();
    throw error;
  }
}

/** Astro’s own cache, from the project’s folder, as `astro.config.mjs` has it. */
const astroCache = '.cache/astro';

/** Has the integration write that does it in a build from the source. */
async function writeSiteMap(outDir: string, pages: DrawnPages): Promise<void> {
  const { siteMap } = await import('./site-map.ts');
  const { hooks } = siteMap();
  const logger = { warn: complain, error: complain, info: () => undefined };
  const config = { site: siteAddress(), base: '/', trailingSlash: 'always', build: { format: 'directory' } };
  // It looks at little of what Astro hands out, and that is all here.
  const told = (facts: unknown) => facts as never;
  await hooks['astro:config:done']?.(told({ config, logger }));
  await hooks['astro:routes:resolved']?.(told({ routes: [], logger }));
  await hooks['astro:build:done']?.(told({ dir: pathToFileURL(`${outDir}/`), pages, logger }));
}

function complain(problem: string): never {
  throw new Error(problem);
}

async function buildFromSource(
  { root, outDir, tell, madeAll }: SiteBuild,
  key: string | undefined,
): Promise<void> {
  const following: AstroIntegration = {
    name: 'build-site',
    hooks: {
      'astro:build:start': ({ setPrerenderer }) =>
        setPrerenderer((usual) => {
          const kept = key === undefined ? usual : keepingBundle(usual, root, outDir, key);
          return puttingKeptFiles(counted(kept, tell), outDir);
        }),
      'astro:build:generated': madeAll,
    },
  };
  // Not before it is needed: it takes a while to load, and a build that stops at a mistake says so at once.
  const { build } = await import('astro');
  // Warnings are about bundling and empty folders; what an editor must know is printed by us.
  await build({ root, outDir, logLevel: 'error', integrations: [following] });
}
