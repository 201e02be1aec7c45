import type { Content } from '#domain/schema/content.ts';
import { countWords } from '#domain/text/count-words.ts';
import { readStoryText, textOf } from '#domain/text/story-text.ts';
import { audiences, contentNotes, uses, valuesOf, viewpoints, voices } from '#domain/words/vocabularies.ts';
import { contentText } from '#files/write.ts';

/**
 * Stories for the benchmarks: as long and as richly marked as real ones, sound by every rule, and the same on
 * every machine. Their sentences are those of the shipped stories in another order. Now and then a word is
 * replaced by a made-up one, so that the search index meets as many different words as real texts would bring.
 */
export interface BenchStory {
  readonly slug: string;
  /** The whole file: front matter and body. */
  readonly file: string;
}

/** The length of a story's body. The packages of the project were chosen by trials with stories of this length. */
const wordsInBody = 627;
const sectionsInStory = 5;
const sentencesInParagraph = 4;
/** One word in so many is made up: it gives 5,000 stories about 30,000 different words, as novels of that length have. */
const wordsToOneRare = 16;
const rareWords = 30_000;

/** Generates `count` stories that refer to what `shipped` contains. */
export function benchStories(shipped: Content, count: number): BenchStory[] {
  const pool = sentencesOf(shipped);
  return Array.from({ length: count }, (_, index) => benchStory(shipped, pool, index + 1));
}

function benchStory(shipped: Content, pool: readonly string[], number: number): BenchStory {
  const random = randomFrom(number);
  const some = <T>(from: Iterable<T>, least: number, most = least) => sample([...from], least, most, random);
  const word = () => rareWord(random);
  const name = () => capital(word());

  const lines = telling(pool, random);
  const sections = Array.from({ length: sectionsInStory }, (_, part) => ({
    heading: `${name()} and ${word()}, part ${part + 1}`,
    lines: lines.filter((_line, at) => Math.floor((at * sectionsInStory) / lines.length) === part),
  }));
  const [opening, turn, help, ...noted] = some(
    lines.filter(({ length }) => length >= 20 && length <= 160),
    5,
  );
  const myths = some(shipped.myths.keys(), noted.length);
  const isTold = number % 3 === 0;
  const frontMatter = {
    title: `${name()} ${word()}, story ${number}`,
    summary: `What ${name()} was asked to do for ${word()}, and what came of it in the end.`,
    origin: isTold ? 'firstPerson' : 'composite',
    teller: {
      pseudonym: name(),
      viewpoint: some(valuesOf(viewpoints), 1)[0],
      about: 'Made up for a benchmark',
    },
    areaType: 'unstated',
    themes: some(shipped.themes.keys(), 1, 3),
    transitionPoints: some(shipped['transition-points'].keys(), 0, 3),
    myths,
    support: some(shipped.support.keys(), 1, 4),
    crimeTypes: ['drugs', 'fraud'],
    contentNotes: some(valuesOf(contentNotes), 0, 4),
    suitableFrom: some(valuesOf(audiences), 1)[0],
    opening: { line: opening, voice: some(valuesOf(voices), 1)[0] },
    shortVersion: upTo(90, lines).join(' '),
    pauses: sections
      .slice(0, 3)
      .map(({ heading }) => ({ after: heading, question: `What will ${name()} do next?` })),
    margins: noted.map((on, at) => ({ on, myth: myths[at] })),
    excerpts: [
      { text: opening, format: 'quote' },
      { text: turn, format: 'turn' },
      { text: help, format: 'help' },
    ],
    sources: some(shipped.sources.keys(), 2, 4),
    consent: isTold
      ? {
          kind: 'given',
          record: `bench-${number}`,
          uses: valuesOf(uses),
          givenOn: '2026-01-15',
          reviewBy: '2099-12-31',
        }
      : { kind: 'notNeeded', uses: [] },
    month: `${2020 + whole(random, 6)}-${String(1 + whole(random, 12)).padStart(2, '0')}`,
    language: 'en-GB',
  };
  const body = sections.map(
    (section) => `## ${section.heading}\n\n${inParagraphs(section.lines).join('\n\n')}\n`,
  );
  return {
    slug: `bench-${String(number).padStart(5, '0')}`,
    file: contentText('stories', frontMatter, body.join('\n')),
  };
}

/** The sentences of the shipped stories in English that mean the same in Markdown wherever they stand. */
function sentencesOf({ stories }: Content): string[] {
  const sentences = new Intl.Segmenter('en-GB', { granularity: 'sentence' });
  const found = [...stories.values()]
    .filter(({ data }) => data.language === 'en-GB')
    .flatMap(({ body }) => readStoryText(body).sections.flatMap(({ blocks }) => blocks.map(textOf)))
    .flatMap((text) => [...sentences.segment(text)].map(({ segment }) => segment.trim()))
    .filter((sentence) => /^[\p{Lu}“‘][^*_[\]<>{}`#|\\&~\n]*[.?!”’]$/u.test(sentence));
  return [...new Set(found)].sort();
}

/** Sentences drawn at random until they have as many words as a body needs. */
function telling(pool: readonly string[], random: Random): string[] {
  const lines: string[] = [];
  for (let words = 0; words < wordsInBody; ) {
    const sentence = pool[whole(random, pool.length)] ?? '';
    const line = sentence.replaceAll(/ \p{Ll}+/gu, (word) =>
      whole(random, wordsToOneRare) === 0 ? ` ${rareWord(random)}` : word,
    );
    words += countWords(line);
    lines.push(line);
  }
  return lines;
}

/** The first sentences, with `words` words or a few more. */
function upTo(words: number, lines: readonly string[]): string[] {
  let left = words;
  return lines.filter((line) => {
    if (left <= 0) return false;
    left -= countWords(line);
    return true;
  });
}

function inParagraphs(lines: readonly string[]): string[] {
  const paragraphs: string[] = [];
  for (let at = 0; at < lines.length; at += sentencesInParagraph) {
    paragraphs.push(lines.slice(at, at + sentencesInParagraph).join(' '));
  }
  return paragraphs;
}

/** A made-up word; the first ones come far more often than the last, as in any language. */
function rareWord(random: Random): string {
  let rank = Math.floor(rareWords ** random());
  let word = '';
  do {
    word += `${'bdfgklmnprstvz'[rank % 14]}${'aeiou'[Math.floor(rank / 14) % 5]}`;
    rank = Math.floor(rank / 70);
  } while (rank > 0);
  return `${word}n`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** Numbers from 0 up to 1. */
type Random = () => number;

/** Marsaglia's xorshift: the same numbers from the same seed on every machine. */
function randomFrom(seed: number): Random {
  let state = Math.imul(seed, 0x9e3779b1) | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** A whole number from 0 up to `below`. */
function whole(random: Random, below: number): number {
  return Math.floor(random() * below);
}

/** From `least` to `most` different items. */
function sample<T>(items: T[], least: number, most: number, random: Random): T[] {
  const left = [...items];
  return Array.from({ length: least + whole(random, most - least + 1) }, () =>
    left.splice(whole(random, left.length), 1),
  ).flat();
}
