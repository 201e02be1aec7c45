import { hash } from 'node:crypto';
import { readStoryText, textOf } from '#domain/text/story-text.ts';
import { readWords, wordsOf } from './words.ts';

/**
 * What is kept of a story that is taken down, so that the built site can be searched for it: hashes, and no word. Whoever has
 * them and seven words in a row of the story can try every word that might come next, so they are kept only until a build has
 * found nothing (`records.ts`).
 */
export interface Fingerprint {
  readonly slug: string;
  /** Random, and another for each story: a list of hashes made beforehand is of no use. */
  readonly salt: string;
  /** Hashes of words that stand in a row, by how many they are. Wherever they stand, they are the story’s. */
  readonly runs: Readonly<Record<string, readonly string[]>>;
  /** Hashes of its title and its teller’s name. They count where they stand by themselves: as a heading, a label, a link. */
  readonly names: readonly string[];
  /** A bit for each hash above, by a quicker hash: of a thousand runs that are looked at, it spares most the slow one. */
  readonly sieve: string;
  /** SHA-256 of each picture and file that was made of it. */
  readonly files: readonly string[];
  /** True where the story’s file was gone before it was withdrawn: nobody knows its words. */
  readonly isWordless: boolean;
}

/** How many words make a run. Nobody writes the same eight in a row by chance. */
export const wordsInRun = 8;
/** A verbatim passage shorter than a run is the story’s if it has so many words; below, it is like a name. */
const leastWords = 4;

/**
 * The fingerprint of a story as it stands in its file, unjudged: it may break any rule.
 *
 * @param otherWords every word of the rest of the content. A title or a name of which one word is not among them is found in
 *   running text as well; one made of everyday words is not, because anybody might write it.
 * @param salt random
 */
export function fingerprintOf(
  story: { readonly slug: string; readonly data: unknown; readonly body: string },
  otherWords: ReadonlySet<string>,
  salt: string,
): Fingerprint {
  const runs = new Map<number, Set<string>>();
  const keep = (words: readonly string[], length: number) => {
    const kept = runs.get(length) ?? new Set();
    runs.set(length, kept);
    for (const run of inARow(words, length)) kept.add(run);
  };
  for (const passage of passagesOf(story)) keep(wordsOf(passage), wordsInRun);
  const names = new Set<string>();
  for (const { text, isName } of namedPassages(story.data)) {
    const words = wordsOf(text);
    if (words.length === 0) continue;
    const isShort = words.length < leastWords;
    if (isName || isShort) names.add(words.join(' '));
    const isOwn = isName ? words.length > 1 && words.some((each) => !otherWords.has(each)) : !isShort;
    if (isOwn && words.length < wordsInRun) keep(words, words.length);
  }
  const all = [...[...runs.values()].flatMap((each) => [...each]), ...names];
  return {
    slug: story.slug,
    salt,
    // In the order of the hashes: the order of the story would tell where a known passage goes on.
    runs: Object.fromEntries(
      [...runs].map(([length, each]) => [length, [...each].map((run) => hashOf(salt, run)).sort()]),
    ),
    names: [...names].map((name) => hashOf(salt, name)).sort(),
    sieve: sieveOf(all),
    files: [],
    isWordless: false,
  };
}

/** What is known of a story whose file was gone before it was withdrawn: its slug. */
export function wordlessFingerprint(slug: string): Fingerprint {
  return { slug, salt: '', runs: {}, names: [], sieve: '', files: [], isWordless: true };
}

/** SHA-256 of a file’s bytes. */
export function hashOfBytes(bytes: Uint8Array): string {
  return hash('sha256', bytes, 'hex');
}

/** Every text in a value as JSON or YAML have them, keys left out. */
export function textsIn(value: unknown): string[] {
  return textsWithout(value, new Set());
}

/**
 * The same, without what is about some stories: a part that names one of them is shown only while the story is. What stands `instead`
 * of it is shown from then on.
 */
export function textsWithout(value: unknown, stories: ReadonlySet<string>): string[] {
  if (typeof value === 'string') return [value];
  if (value === null || typeof value !== 'object') return [];
  const isAboutOne =
    !Array.isArray(value) && 'story' in value && typeof value.story === 'string' && stories.has(value.story);
  const shown = isAboutOne ? ['instead' in value ? value.instead : undefined] : Object.values(value);
  return shown.flatMap((each) => textsWithout(each, stories));
}

/** A text that is published by right, and where it is from. */
export interface PublishedText {
  /** The file, from the project’s folder. */
  readonly file: string;
  readonly text: string;
}

/** Finds what fingerprints are of. */
export interface Seeker {
  /**
   * Takes out words that published content has too: they may stand there by right.
   *
   * @returns in which file words of which story stand
   */
  setAside(texts: Iterable<PublishedText>): readonly { readonly file: string; readonly slug: string }[];
  /** Takes out what the site calls other things. */
  setNamesAside(names: Iterable<string>): void;
  /** What is still looked for, so that somebody else may begin where this one is. */
  left(): readonly Fingerprint[];
  /** The slugs of the stories of which words stand in a text that is read on. */
  storiesIn(text: string): readonly string[];
  /** The slugs of the stories whose title or teller’s name this is, as a whole. */
  storiesNamed(name: string): readonly string[];
}

/** Begins a search. A text is taken apart once, however many stories are looked for. */
export function seekerOf(fingerprints: readonly Fingerprint[]): Seeker {
  const wanted = fingerprints.map((fingerprint) => {
    const { slug, salt, runs, names, sieve } = fingerprint;
    return {
      fingerprint,
      slug,
      salt,
      sieve: Buffer.from(sieve, 'base64'),
      runs: Object.entries(runs).map(([length, hashes]) => ({
        length: Number(length),
        hashes: new Set(hashes),
      })),
      names: new Set(names),
    };
  });
  type Wanted = (typeof wanted)[number];

  /** Hands over each run of a text whose hash is among those that are wanted; stops when `seen` says so. */
  const walk = (text: string, seen: (story: Wanted, hashes: Set<string>, hash: string) => boolean) => {
    const words = readWords(text);
    for (const story of wanted) {
      for (const { length, hashes } of story.runs) {
        for (let at = 0; at + length <= words.count; at++) {
          if (!isInSieve(story.sieve, placeOf(words.numbers, at, length))) continue;
          const found = hashOf(story.salt, words.join(at, length));
          if (hashes.has(found) && seen(story, hashes, found)) break;
        }
      }
    }
  };
  const named = (name: string): { story: Wanted; hash: string }[] => {
    const words = readWords(name);
    if (words.count === 0) return [];
    const place = placeOf(words.numbers, 0, words.count);
    return wanted.flatMap((story) => {
      if (!isInSieve(story.sieve, place)) return [];
      const found = hashOf(story.salt, words.join(0, words.count));
      return story.names.has(found) ? [{ story, hash: found }] : [];
    });
  };
  return {
    setAside: (texts) => {
      const shared = new Map<string, { file: string; slug: string }>();
      for (const { file, text } of texts)
        walk(text, ({ slug }, hashes, found) => {
          hashes.delete(found);
          shared.set(`${file} ${slug}`, { file, slug });
          return false;
        });
      return [...shared.values()];
    },
    setNamesAside: (names) => {
      for (const name of names) for (const { story, hash: found } of named(name)) story.names.delete(found);
    },
    left: () =>
      wanted.map(({ fingerprint, runs, names }) => ({
        ...fingerprint,
        runs: Object.fromEntries(runs.map(({ length, hashes }) => [length, [...hashes]])),
        names: [...names],
      })),
    storiesIn: (text) => {
      const found = new Set<string>();
      walk(text, ({ slug }) => {
        found.add(slug);
        return true;
      });
      return [...found];
    },
    storiesNamed: (name) => named(name).map(({ story }) => story.slug),
  };
}

/** Everything that is told in a story, each part by itself. */
function passagesOf({ data, body }: { readonly data: unknown; readonly body: string }): string[] {
  // As it is written too: a copy of the file itself may lie somewhere.
  return [...textsIn(data), toldIn(body), body];
}

/** What is told in a body, without its Markdown; nothing if it has mistakes or cannot be taken apart. */
function toldIn(body: string): string {
  try {
    const { sections } = readStoryText(body);
    return sections.flatMap(({ heading, blocks }) => [heading ?? '', ...blocks.map(textOf)]).join('\n');
  } catch {
    return '';
  }
}

/** The title and the teller’s name; and what is quoted of the story, which may be shorter than a run. */
function namedPassages(data: unknown): { readonly text: string; readonly isName: boolean }[] {
  const at = (value: unknown, key: string): unknown =>
    value !== null && typeof value === 'object' ? (value as Record<string, unknown>)[key] : undefined;
  const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
  const names = [at(data, 'title'), at(at(data, 'teller'), 'pseudonym')];
  const quoted = [
    at(at(data, 'opening'), 'line'),
    ...list(at(data, 'excerpts')).map((each) => at(each, 'text')),
    ...list(at(data, 'margins')).map((each) => at(each, 'on')),
  ];
  return [
    ...names.map((text) => ({ text, isName: true })),
    ...quoted.map((text) => ({ text, isName: false })),
  ].filter((each): each is { text: string; isName: boolean } => typeof each.text === 'string');
}

function inARow(words: readonly string[], length: number): string[] {
  return Array.from({ length: Math.max(0, words.length - length + 1) }, (_, at) =>
    words.slice(at, at + length).join(' '),
  );
}

/** 128 bits of SHA-256. */
function hashOf(salt: string, words: string): string {
  return hash('sha256', `${salt}\n${words}`, 'base64url').slice(0, 22);
}

/** Bits of a sieve. Few, so that a bit that is set tells nobody much: of a story of a thousand words it is one in sixty-five. */
const sieveBits = 2 ** 16;

function sieveOf(all: readonly string[]): string {
  const sieve = Buffer.alloc(sieveBits / 8);
  for (const run of all) {
    const { numbers, count } = readWords(run);
    const place = placeOf(numbers, 0, count);
    sieve[place >> 3] = (sieve[place >> 3] ?? 0) | (1 << (place & 7));
  }
  return sieve.toString('base64');
}

function isInSieve(sieve: Buffer, place: number): boolean {
  return ((sieve[place >> 3] ?? 0) & (1 << (place & 7))) !== 0;
}

/** The place in a sieve of some words in a row, given by their numbers. */
function placeOf(numbers: Int32Array, from: number, count: number): number {
  let mixed = count;
  for (let at = from; at < from + count; at++) {
    mixed = Math.imul(mixed ^ (numbers[at] ?? 0), 0x9e3779b1);
    mixed ^= mixed >>> 15;
  }
  return (mixed >>> 8) & (sieveBits - 1);
}
