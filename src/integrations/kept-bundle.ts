import { cpSync, existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AstroPrerenderer } from 'astro';
import type { StaticPathsApp } from 'astro/runtime/prerender/static-paths.js';
import { bundleFolder, deleteBundle } from '#cache/compiled-code.ts';
import { allNamesIn, unlessItFails } from '#disk/if-there.ts';
import { moveFolder } from '#disk/move-folder.ts';
import type { Drawing } from './drawing.ts';

/**
 * Most of a build’s time goes into what is the same each time: Astro and Vite are loaded, and make one bundle of all code. So the bundle is
 * kept, and the next build draws with it as long as `bundleKey` says that it would be made the same. Everything that is drawn is drawn
 * anew, from the content as it is.
 */

/** In the folder of the bundle: the code that draws, what browsers load, and what the bundle depends on. */
const codeFolder = 'code';
const assetsFolder = '_astro';
const keyFile = 'key';
/** Astro’s name for the folder of what it has compiled, in the site’s. */
const astroFolder = '.prerender';

/** The app in a bundle. Astro promises nothing of it: whatever is not as it was with this version throws, and the site is built from its source. */
interface BundledApp extends StaticPathsApp {
  setInternals(internals: unknown): void;
  setOptions(options: unknown): void;
  getOptions(): { readonly settings: { readonly scripts: readonly unknown[] } };
  render(request: Request, options: { readonly routeData: unknown }): Promise<Response>;
}

/**
 * Has the bundle kept that Astro has just made, before anything is drawn with it. It is kept whole or not at all, and in the place of the
 * one before.
 *
 * @param usual Astro’s own
 * @param outDir where the site is being built
 * @param key what the bundle depends on
 */
export function keepingBundle(
  usual: AstroPrerenderer,
  root: string,
  outDir: string,
  key: string,
): AstroPrerenderer {
  return {
    ...usual,
    async setup() {
      await usual.setup?.();
      await deleteBundle(root);
      // Astro keeps its app there for itself.
      const { app } = usual as { app?: BundledApp };
      // A script that an integration puts into every page is in no bundle.
      if (!app || app.getOptions().settings.scripts.length > 0) return;
      const others = new Set([astroFolder, assetsFolder, ...(await allNamesIn(join(root, 'public')))]);
      if ((await readdir(outDir)).some((name) => !others.has(name))) return;
      await unlessItFails(keep(root, outDir, key));
    },
  };
}

async function keep(root: string, outDir: string, key: string): Promise<void> {
  const beside = join(root, `${bundleFolder}.${process.pid}.tmp`);
  await rm(beside, { recursive: true, force: true });
  await mkdir(beside, { recursive: true });
  cpSync(join(outDir, astroFolder), join(beside, codeFolder), { recursive: true });
  if (existsSync(join(outDir, assetsFolder)))
    cpSync(join(outDir, assetsFolder), join(beside, assetsFolder), { recursive: true });
  await writeFile(join(beside, keyFile), key);
  await moveFolder(beside, join(root, bundleFolder));
}

/** A bundle that is kept, and fits. */
export interface KeptBundle {
  readonly folder: string;
  readonly root: string;
}

/** The bundle that is kept, if it depends on the same; undefined otherwise. */
export async function keptBundle(root: string, key: string): Promise<KeptBundle | undefined> {
  const folder = join(root, bundleFolder);
  const of = await unlessItFails(readFile(join(folder, keyFile), 'utf8'));
  return of === key ? { folder, root } : undefined;
}

/** The pages of a site, as integrations are told of them. */
export type DrawnPages = readonly { readonly pathname: string }[];

/**
 * Draws a site with a bundle that is kept: the same files, to the byte, as Astro makes when it bundles first.
 *
 * @param outDir an empty folder
 * @param site the address of the site
 * @param wrap puts something round what draws
 * @throws if something is not as it is expected: then the site must be built from its source
 */
export async function drawFromBundle(
  { folder, root }: KeptBundle,
  outDir: string,
  site: string,
  wrap: (drawing: Drawing) => Drawing,
): Promise<DrawnPages> {
  // Not before it is needed: a build that stops at a mistake says so at once.
  const { StaticPaths } = await import('astro/runtime/prerender/static-paths.js');
  const app = await loadApp(join(folder, codeFolder));
  const publicFolder = join(root, 'public');
  await mkdir(outDir, { recursive: true });
  if (existsSync(publicFolder)) cpSync(publicFolder, outDir, { recursive: true, dereference: true });
  if (existsSync(join(folder, assetsFolder)))
    cpSync(join(folder, assetsFolder), join(outDir, assetsFolder), { recursive: true });
  const drawing = wrap({
    getStaticPaths: () => new StaticPaths(app).getAll(),
    render: (request, { routeData }) => app.render(request, { routeData }),
  });

  const pages: { pathname: string }[] = [];
  const seen = new Set<string>();
  const waiting = (await drawing.getStaticPaths()).filter(({ pathname }) => {
    const address = pathname.replace(/\/$/, '');
    const isNew = !seen.has(address);
    seen.add(address);
    return isNew;
  });
  const folders = new Set<string>();
  const drawNext = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { pathname, route } = next;
      if (route.type !== 'page' && route.type !== 'endpoint')
        throw new Error(`${pathname} is no page or file`);
      if (route.type === 'page') pages.push({ pathname: pathname.replace(/\/?$/, '/').replace(/^\//, '') });
      const request = new Request(addressOf(pathname, route.type, site));
      const answer = await drawing.render(request, { routeData: route });
      const response = answer instanceof Response ? answer : answer.response;
      if (response.status >= 300 && response.status < 400) throw new Error(`${pathname} leads elsewhere`);
      const file = fileAt(pathname, route.type);
      // What lies under public/ comes before a page of the same name.
      if (!response.body || existsSync(join(publicFolder, file))) continue;
      const path = join(outDir, file);
      const into = join(path, '..');
      if (!folders.has(into)) await mkdir(into, { recursive: true });
      folders.add(into);
      await writeFile(path, new Uint8Array(await response.arrayBuffer()));
    }
  };
  await allOrNone(
    Array.from({ length: atOnce }, () => drawNext()),
    () => waiting.splice(0),
  );
  const images = (globalThis as { astroAsset?: { staticImages?: Map<unknown, unknown> } }).astroAsset
    ?.staticImages;
  if (images && images.size > 0) throw new Error('the pages have pictures for Astro to make');
  return pages;
}

/**
 * Waits for all. If one fails, the others are told to stop and are waited for too: nothing may write into a folder that the next build has.
 *
 * @throws what the first failed with
 */
async function allOrNone(all: readonly Promise<void>[], stop: () => void): Promise<void> {
  try {
    await Promise.all(all);
  } catch (error) {
    stop();
    await Promise.allSettled(all);
    throw error;
  }
}

/** So many pages at once: while one is being written, the next is drawn. */
const atOnce = 6;

async function loadApp(folder: string): Promise<BundledApp> {
  const [entry, ...more] = (await readdir(folder)).filter((name) =>
    /^prerender-entry\.[\w-]+\.mjs$/.test(name),
  );
  if (entry === undefined || more.length > 0) throw new Error('the kept bundle has not one beginning');
  const { app } = (await import(pathToFileURL(join(folder, entry)).href)) as { app: BundledApp };
  app.setInternals({
    // What a page asks for is its style sheets. The bundle has them in its list of routes, in order.
    pagesByKeys: new Map(
      app.manifest.routes.map(({ routeData: { route, component }, styles }) => [
        `${route}&${component}`,
        { styles: styles.map((sheet) => ({ sheet, order: 0, depth: 0 })) },
      ]),
    ),
  });
  app.setOptions({ settings: { scripts: [] }, logger: { options: { destination: complaints } } });
  return app;
}

/** Where the bundle says what is wrong. Warnings are about bundling. */
const complaints = {
  write({ level, message }: { level: string; message: string }): boolean {
    if (level === 'error') process.stderr.write(`${message}\n`);
    return true;
  },
};

function addressOf(pathname: string, kind: 'page' | 'endpoint', site: string): string {
  const isFile = kind === 'endpoint' && /\.[^/]+$/.test(pathname);
  return new URL(isFile ? pathname : pathname.replace(/\/?$/, '/'), new URL(site).origin).href;
}

/** The file of an address, from the site’s folder. */
function fileAt(pathname: string, kind: 'page' | 'endpoint'): string {
  const path = pathname.replace(/^\/|\/$/g, '');
  if (kind === 'endpoint') return path;
  if (path === '404' || path === '500') return `${path}.html`;
  return path === '' ? 'index.html' : `${path}/index.html`;
}
