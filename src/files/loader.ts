import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Loader, LoaderContext } from 'astro/loaders';
import { mistakeInWords } from '#domain/review/report.ts';
import type { Reviewed } from '#domain/review/review.ts';
import { type Entry, type FolderName, fileOf, folders, removalsVariable } from '#domain/schema/content.ts';
import { readReviewed } from './reviewed.ts';

/**
 * The loader of one folder of `content/`. Every folder is read and reviewed together, because the rules reach
 * across them; Astro gets only what is sound. A mistake stops a build. While editing it is logged instead, and
 * the last sound state of the rest stays visible.
 */
export function contentFolder(folder: FolderName): Loader {
  return {
    name: `content/${folder}`,
    load: (context) =>
      keepLoaded(context, (reviewed) => (isNeeded(context, folder) ? entriesOf(reviewed, folder) : [])),
  };
}

/** The loader of `content/site.yaml`, as an entry called `site`. */
export function siteFile(): Loader {
  return {
    name: 'content/site.yaml',
    load: (context) =>
      keepLoaded(context, ({ content }) => [{ slug: 'site', data: content.site, body: '', path: '' }]),
  };
}

/**
 * True for the folders that Astro needs. A build takes from Astro only what Astro compiles: the library reads the
 * rest itself, and copying thousands of stories into Astro’s store and out of it takes seconds. While editing, the
 * store is how Astro sees a change.
 */
function isNeeded({ watcher }: LoaderContext, folder: FolderName): boolean {
  return watcher !== undefined || folders[folder].ending === 'mdx';
}

type Loaded = Entry<unknown> & { readonly path: string };

function entriesOf({ content }: Reviewed, folder: FolderName): Loaded[] {
  return [...content[folder].values()].map((entry) => ({
    slug: entry.slug,
    // Astro's store holds objects only.
    data: folder === 'sign-offs' ? { list: entry.data } : entry.data,
    body: entry.body,
    path: folders[folder].ending === 'mdx' ? fileOf(folder, entry.slug) : '',
  }));
}

async function keepLoaded(
  context: LoaderContext,
  entriesFrom: (reviewed: Reviewed) => Loaded[],
): Promise<void> {
  const root = fileURLToPath(context.config.root);
  const load = async () => {
    const reviewed = await reviewedOnce(root);
    if (reviewed.mistakes.length > 0) complain(context, reviewed);
    fill(context, entriesFrom(reviewed));
  };
  await load();
  context.watcher?.add(`${root}content`);
  let waiting: NodeJS.Timeout | undefined;
  context.watcher?.on('all', (_event, path) => {
    if (!relative(root, path).startsWith('content')) return;
    // One save touches several files at once.
    clearTimeout(waiting);
    waiting = setTimeout(
      () => void load().catch((error: unknown) => context.logger.error(String(error))),
      30,
    );
  });
}

let reading: { readonly at: number; readonly reviewed: Promise<Reviewed> } | undefined;
/** All folders load at once: one reading serves them all. */
function reviewedOnce(root: string): Promise<Reviewed> {
  const now = Date.now();
  if (!reading || now - reading.at > 20) reading = { at: now, reviewed: readReviewed(root) };
  return reading.reviewed;
}

function complain({ watcher, logger, collection }: LoaderContext, { mistakes }: Reviewed): void {
  const words = mistakes.map(mistakeInWords).join('\n');
  if (watcher || process.env[removalsVariable]) {
    if (collection === 'stories') logger.error(`Left out until mended, or drawn without the link:\n${words}`);
    return;
  }
  throw new Error(
    `The content has mistakes. Mend them, or publish without them by npm run build -- --removals\n${words}`,
  );
}

function fill({ store, generateDigest }: LoaderContext, entries: readonly Loaded[]): void {
  const gone = new Set(store.keys());
  for (const { slug, data, body, path } of entries) {
    gone.delete(slug);
    const entry = {
      id: slug,
      data: data as Record<string, unknown>,
      body,
      digest: generateDigest({ data: data as never, body }),
    };
    // MDX is compiled by Astro, when a page asks for it.
    if (path !== '') store.addModuleImport(path);
    store.set(path === '' ? entry : { ...entry, filePath: path, deferredRender: true });
  }
  for (const slug of gone) store.delete(slug);
}
