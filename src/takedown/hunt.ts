import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { unlessItFails } from '#disk/if-there.ts';
import { type Addresses, addressesOf } from './addresses.ts';
import { type Fingerprint, type PublishedText, type Seeker, seekerOf } from './fingerprints.ts';
import { nothingBefore, type OpenedBefore, openOutput, openParts } from './outputs.ts';
import type { Part } from './reading.ts';

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

/** What somebody has to know who searches some of the files. */
export interface Search {
  /** The site’s folder. */
  readonly folder: string;
  /** What is looked for, without what the site says by right. */
  readonly fingerprints: readonly Fingerprint[];
  /** The slugs of all that is published. */
  readonly slugs: readonly string[];
}

/** Searches some of the files of a site, beside this thread. */
export interface Helper {
  /** Is told once what is looked for. */
  begin(search: Search): void;
  /**
   * Opens some files.
   *
   * @throws if it cannot: nobody has opened them then
   */
  search(files: readonly string[]): Promise<readonly Find[]>;
}

/**
 * Opens every file of a built site, and says where something of the stories stands that were taken down.
 *
 * @param helpers take a part of the files each; what one of them does not answer for is opened here
 */
export async function hunt(
  folder: string,
  fingerprints: readonly Fingerprint[],
  published: Published,
  before: OpenedBefore = nothingBefore(),
  helpers: readonly Helper[] = [],
): Promise<Outcome> {
  const seeker = seekerOf(fingerprints);
  const shared = seeker.setAside(published.texts);
  seeker.setNamesAside(published.names);
  const files = await filesIn(folder);
  if (files.includes(pageOfNothing)) {
    // If it cannot be opened, it is named below, as every other.
    const opened = await unlessItFails(
      readFile(join(folder, pageOfNothing)).then((bytes) => openOutput(pageOfNothing, bytes, before)),
    );
    seeker.setNamesAside(opened?.labels ?? []);
  }
  const search: Search = { folder, fingerprints: seeker.left(), slugs: published.slugs };
  const lots = inLots(files);
  const finds: Find[] = [];
  const here = searcherOf(search, before);
  const takeTurns = async (searchSome: Helper['search']): Promise<void> => {
    for (let lot = lots.pop(); lot; lot = lots.pop()) finds.push(...(await searchSome(lot)));
  };
  const withHelp = async (helper: Helper): Promise<void> => {
    let isThere = true;
    try {
      helper.begin(search);
    } catch {
      return;
    }
    await takeTurns(async (lot) => {
      const answer = isThere ? await unlessItFails(helper.search(lot)) : undefined;
      isThere = answer !== undefined;
      return answer ?? here(lot);
    });
  };
  await Promise.all([takeTurns(here), ...helpers.map(withHelp)]);
  finds.sort((one, other) => (one.file < other.file ? -1 : 1));
  return { opened: files.length, finds, shared };
}

/** What searches files of a site: opens each, and says what it found. */
export function searcherOf(
  { folder, fingerprints, slugs }: Search,
  before: OpenedBefore,
): (files: readonly string[]) => Promise<readonly Find[]> {
  const addresses = addressesOf(
    fingerprints.map(({ slug }) => slug),
    new Set(slugs),
  );
  const tracer = new Tracer(fingerprints, seekerOf(fingerprints), addresses);
  const look = async (file: string, reading: Promise<Buffer>): Promise<readonly Find[]> => {
    try {
      const traces = tracer.tracesAt(file, await openParts(file, await reading, before));
      return traces.size > 0 ? [{ file, traces }] : [];
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      return [{ file, traces: new Map(), problem }];
    }
  };
  return async (files) => {
    const finds: Find[] = [];
    for (let from = 0; from < files.length; from += atOnce) {
      const batch = files.slice(from, from + atOnce);
      finds.push(
        ...(await Promise.all(batch.map((file) => look(file, readFile(join(folder, file)))))).flat(),
      );
    }
    return finds;
  };
}

/** So many files are read at once: enough that the disk never waits, and no more than fit into memory. */
const atOnce = 32;

/**
 * Parts files into lots, for who has time for one. What lies in the folder of one entry stays together, up to a number: a ZIP there holds
 * what lies beside it, and is opened quicker by who has opened that.
 */
function inLots(files: readonly string[]): string[][] {
  const lots: string[][] = [];
  let last: string | undefined;
  for (const file of files) {
    const entry = file.split('/', 2).join('/');
    const lot = lots.at(-1);
    if (lot && lot.length < mostInLot && (entry === last || lot.length < leastInLot)) lot.push(file);
    else lots.push([file]);
    last = entry;
  }
  return lots;
}
const leastInLot = 8;
const mostInLot = 96;

/** The page for an address at which nothing is: what it says, every page says round its own words. */
const pageOfNothing = '404.html';

/** Where a withdrawn story’s slug may stand: on its tombstone, whose address it is, and in the list for partners. */
function mayName(file: string, slug: string): boolean {
  return file === `stories/${slug}/index.html` || file === 'withdrawn.json';
}

/** So many labels and texts are remembered, so that a large site does not fill the memory; and of texts, those that are no longer. */
const mostClean = 50_000;
const longestClean = 1_000;

class Tracer {
  readonly #slugOfFile: ReadonlyMap<string, string>;
  readonly #seeker: Seeker;
  readonly #addresses: Addresses;
  readonly #known = new WeakMap<Part, Map<string, Set<Trace>>>();
  /** Labels with nothing of any story: most stand on every page. */
  readonly #clean = new Set<string>();
  /** The same for texts, of which fewer come again. */
  readonly #cleanTexts = new Set<string>();

  constructor(fingerprints: readonly Fingerprint[], seeker: Seeker, addresses: Addresses) {
    this.#slugOfFile = new Map(
      fingerprints.flatMap(({ slug, files }) => files.map((hash) => [hash, slug] as const)),
    );
    this.#seeker = seeker;
    this.#addresses = addresses;
  }

  /** What there is in an output that lies at a path. */
  tracesAt(file: string, opened: Part): Traces {
    const found = new Map([...this.#tracesIn(opened)].map(([slug, traces]) => [slug, new Set(traces)]));
    for (const slug of this.#addresses.inLabel(file)) add(found, slug, 'address');
    for (const [slug, traces] of found) {
      if (mayName(file, slug)) traces.delete('address');
      if (traces.size === 0) found.delete(slug);
    }
    return found;
  }

  #tracesIn(opened: Part): Map<string, Set<Trace>> {
    const known = this.#known.get(opened);
    if (known) return known;
    const found = new Map<string, Set<Trace>>();
    for (const hash of opened.hashes) {
      const slug = this.#slugOfFile.get(hash);
      if (slug !== undefined) add(found, slug, 'picture');
    }
    for (const text of opened.texts) this.#lookInText(text, found);
    for (const label of opened.labels) this.#lookAtLabel(label, found);
    if (found.size === 0) opened.forget();
    for (const part of opened.parts)
      for (const [slug, traces] of this.#tracesIn(part)) for (const trace of traces) add(found, slug, trace);
    this.#known.set(opened, found);
    return found;
  }

  #lookInText(text: string, found: Map<string, Set<Trace>>): void {
    const mayComeAgain = text.length <= longestClean;
    if (mayComeAgain && this.#cleanTexts.has(text)) return;
    const told = this.#seeker.storiesIn(text);
    const addressed = this.#addresses.inText(text);
    for (const slug of told) add(found, slug, 'words');
    for (const slug of addressed) add(found, slug, 'address');
    if (mayComeAgain && told.length + addressed.length === 0 && this.#cleanTexts.size < mostClean)
      this.#cleanTexts.add(text);
  }

  #lookAtLabel(label: string, found: Map<string, Set<Trace>>): void {
    if (this.#clean.has(label)) return;
    const named = this.#seeker.storiesNamed(label);
    const addressed = this.#addresses.inLabel(label);
    for (const slug of named) add(found, slug, 'name');
    for (const slug of addressed) add(found, slug, 'address');
    if (named.length + addressed.length === 0 && this.#clean.size < mostClean) this.#clean.add(label);
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
