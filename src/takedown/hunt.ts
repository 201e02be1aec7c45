import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { unlessItFails } from '#disk/if-there.ts';
import { type Addresses, addressesOf } from './addresses.ts';
import { type Fingerprint, type PublishedText, type Seeker, seekerOf } from './fingerprints.ts';
import { nothingBefore, type OpenedBefore, openOutput } from './outputs.ts';
import type { Opened } from './reading.ts';

/** What may be found of a story. */
export type Trace = 'words' | 'name' | 'picture' | 'address';
/** What was found in one output, by the slug of the story. */
export type Traces = ReadonlyMap<string, ReadonlySet<Trace>>;

/** An output in which something was found, or that could not be opened. */
export interface Find {
  /** From the site’s folder, with forward slashes. */
  readonly file: string;
  readonly traces: Traces;
  /** Why it could not be opened: then nobody can say what stands in it. */
  readonly problem?: string;
}

/** What the site says by right. */
export interface Published {
  /** Every text of the content that is published. Words that a withdrawn story has in common with it are not looked for. */
  readonly texts: readonly PublishedText[];
  /** What the site calls things: titles, names, labels. A withdrawn story may have been called the same. */
  readonly names: readonly string[];
  /** The slugs of all that is published. */
  readonly slugs: readonly string[];
}

/** What a search came to. */
export interface Outcome {
  /** How many files of the site were opened, not counting what is packed in them. */
  readonly opened: number;
  readonly finds: readonly Find[];
  /** Published content that has words in common with a story that was taken down. */
  readonly shared: readonly { readonly file: string; readonly slug: string }[];
}

/** Opens every file of a built site, and says where something of the stories stands that were taken down. */
export async function hunt(
  folder: string,
  fingerprints: readonly Fingerprint[],
  published: Published,
  before: OpenedBefore = nothingBefore(),
): Promise<Outcome> {
  const seeker = seekerOf(fingerprints);
  const shared = seeker.setAside(published.texts);
  seeker.setNamesAside(published.names);
  const slugs = fingerprints.map(({ slug }) => slug);
  const tracer = new Tracer(fingerprints, seeker, addressesOf(slugs, new Set(published.slugs)));
  const files = await filesIn(folder);
  const read = (file: string) => readFile(join(folder, file));
  if (files.includes(pageOfNothing)) {
    // If it cannot be opened, it is named below, as every other.
    const opened = await unlessItFails(openOutput(pageOfNothing, await read(pageOfNothing), before));
    seeker.setNamesAside(opened?.labels ?? []);
  }
  const look = async (file: string, reading: Promise<Buffer>): Promise<readonly Find[]> => {
    try {
      const traces = tracer.tracesAt(file, await openOutput(file, await reading, before));
      return traces.size > 0 ? [{ file, traces }] : [];
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      return [{ file, traces: new Map(), problem }];
    }
  };
  const finds: Find[] = [];
  for (let from = 0; from < files.length; from += atOnce) {
    const batch = files.slice(from, from + atOnce);
    finds.push(...(await Promise.all(batch.map((file) => look(file, read(file))))).flat());
  }
  return { opened: files.length, finds, shared };
}

/** So many files are read at once: enough that the disk never waits, and no more than fit into memory. */
const atOnce = 32;

/** The page for an address at which nothing is: what it says, every page says round its own words. */
const pageOfNothing = '404.html';

/** Where a withdrawn story’s slug may stand: on its tombstone, whose address it is, and in the list for partners. */
function mayName(file: string, slug: string): boolean {
  return file === `stories/${slug}/index.html` || file === 'withdrawn.json';
}

/** So many labels are remembered, so that a large site does not fill the memory. */
const mostClean = 50_000;

class Tracer {
  readonly #slugOfFile: ReadonlyMap<string, string>;
  readonly #seeker: Seeker;
  readonly #addresses: Addresses;
  readonly #known = new WeakMap<Opened, Map<string, Set<Trace>>>();
  /** Labels with nothing of any story: most stand on every page. */
  readonly #clean = new Set<string>();

  constructor(fingerprints: readonly Fingerprint[], seeker: Seeker, addresses: Addresses) {
    this.#slugOfFile = new Map(
      fingerprints.flatMap(({ slug, files }) => files.map((hash) => [hash, slug] as const)),
    );
    this.#seeker = seeker;
    this.#addresses = addresses;
  }

  /** What there is in an output that lies at a path. */
  tracesAt(file: string, opened: Opened): Traces {
    const found = new Map([...this.#tracesIn(opened)].map(([slug, traces]) => [slug, new Set(traces)]));
    for (const slug of this.#addresses.inLabel(file)) add(found, slug, 'address');
    for (const [slug, traces] of found) {
      if (mayName(file, slug)) traces.delete('address');
      if (traces.size === 0) found.delete(slug);
    }
    return found;
  }

  #tracesIn(opened: Opened): Map<string, Set<Trace>> {
    const known = this.#known.get(opened);
    if (known) return known;
    const found = new Map<string, Set<Trace>>();
    for (const hash of opened.hashes) {
      const slug = this.#slugOfFile.get(hash);
      if (slug !== undefined) add(found, slug, 'picture');
    }
    for (const text of new Set(opened.texts)) {
      for (const slug of this.#seeker.storiesIn(text)) add(found, slug, 'words');
      for (const slug of this.#addresses.inText(text)) add(found, slug, 'address');
    }
    for (const label of new Set(opened.labels)) {
      if (this.#clean.has(label)) continue;
      const named = this.#seeker.storiesNamed(label);
      const addressed = this.#addresses.inLabel(label);
      for (const slug of named) add(found, slug, 'name');
      for (const slug of addressed) add(found, slug, 'address');
      if (named.length + addressed.length === 0 && this.#clean.size < mostClean) this.#clean.add(label);
    }
    this.#known.set(opened, found);
    return found;
  }
}

function add(found: Map<string, Set<Trace>>, slug: string, trace: Trace): void {
  found.set(slug, (found.get(slug) ?? new Set()).add(trace));
}

/** Every file under a folder, from that folder, with forward slashes and in order; none if there is no such folder. */
async function filesIn(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return (
    entries
      // A link counts as a file: what it leads to would be put up. One to a folder cannot be opened, and so is left out.
      .filter((entry) => !entry.isDirectory())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(folder.length + 1)
          .replaceAll(sep, '/'),
      )
      .sort()
  );
}
