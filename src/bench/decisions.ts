import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contradictionsIn, quasiChecklist } from '#desk/deidentify/checklist.ts';
import { carriedOut, flagsIn } from '#desk/deidentify/deidentify.ts';
import { flagsByWords } from '#desk/deidentify/resolve.ts';
import { refusedIn } from '#domain/text/characters.ts';
import { countWords } from '#domain/text/count-words.ts';
import { plainText, readStoryText } from '#domain/text/story-text.ts';

/** Three pieces, every one ordinary, that together tell somebody from there who it is, put back into a text. */
export interface Jigsaw {
  /** The story in which it stands. */
  readonly story: string;
  /** The paragraph after which its sentence is put, from 1. */
  readonly after: number;
  readonly sentence: string;
  readonly pieces: readonly string[];
}

/** What a long text costs whoever de-identifies it. */
export interface LongTextCost {
  readonly story: string;
  readonly words: number;
  /** Decisions as they were counted before: one for each flagged word or phrase, whatever its capitals. */
  readonly byWords: number;
  readonly decisions: number;
  /** Minutes, estimated: two readings at 180 words a minute, 8 seconds a decision, 12 a question. Nobody was timed. */
  readonly minutes: number;
}

interface LongTexts {
  readonly jigsaws: readonly Jigsaw[];
  readonly others: readonly string[];
}

function readLongTexts(root: string): LongTexts {
  return JSON.parse(readFileSync(join(root, 'tests/fixtures/deid/jigsaws.json'), 'utf8')) as LongTexts;
}

/** The words of a composite of this site, as somebody would send them, with its jigsaw put back. */
export function longText(root: string, story: string, { jigsaws }: LongTexts = readLongTexts(root)): string {
  const file = readFileSync(join(root, 'content', 'stories', `${story}.md`), 'utf8');
  const told = plainText(readStoryText(file.split(/^---$/m).slice(2).join('---')).sections).replaceAll(
    /[\u2028\u2029]/g,
    '\n',
  );
  const hidden = new Set(refusedIn(told).map(({ index }) => index));
  const shown = Array.from({ length: told.length }, (_, index) =>
    hidden.has(index) ? '' : told[index],
  ).join('');
  const paragraphs = shown.split('\n').filter((each) => each.trim() !== '');
  const seed = jigsaws.find((jigsaw) => jigsaw.story === story);
  if (seed) paragraphs.splice(seed.after, 0, seed.sentence);
  return paragraphs.join('\n\n');
}

/** What each long text costs. */
export function longTextCosts(root: string): readonly LongTextCost[] {
  const texts = readLongTexts(root);
  return [...texts.jigsaws.map(({ story }) => story), ...texts.others].map((story) => {
    const text = longText(root, story, texts);
    const words = countWords(text);
    const decisions = carriedOut(text, []).questions.length;
    return {
      story,
      words,
      byWords: flagsByWords(flagsIn(text)).size,
      decisions,
      minutes: Math.round((2 * words) / 180 + (decisions * 8 + quasiChecklist.length * 12) / 60),
    };
  });
}

/**
 * Which pieces of each jigsaw the checklist quotes to somebody who keeps every word and says no to everything. Two of three count as
 * caught: whoever reads them side by side is asked the right question.
 */
export function jigsawsQuoted(
  root: string,
): readonly { readonly story: string; readonly quoted: readonly string[] }[] {
  const texts = readLongTexts(root);
  return texts.jigsaws.map(({ story, pieces }) => {
    const text = longText(root, story, texts);
    const kept = carriedOut(text, []).questions.flatMap(({ places }) =>
      places.map(({ words }) => ({ words, action: 'keep' }) as const),
    );
    const no = Object.fromEntries(quasiChecklist.map(({ id }) => [id, 'no' as const]));
    const asked = contradictionsIn(carriedOut(text, kept), no, {}).flatMap((each) =>
      each.kept.map((words) => words.toLowerCase()),
    );
    const isQuoted = (piece: string) =>
      asked.some(
        (words) =>
          words.includes(piece.toLowerCase()) || (words.length > 3 && piece.toLowerCase().includes(words)),
      );
    return { story, quoted: pieces.filter(isQuoted) };
  });
}

/** The figures of the long texts, as a section of Markdown. */
export function decisionFigures(root: string): string {
  const costs = longTextCosts(root);
  const quoted = jigsawsQuoted(root);
  const caught = quoted.filter((each) => each.quoted.length >= 2);
  const missed = quoted.filter((each) => each.quoted.length < 2).map(({ story }) => story);
  return `
## De-identifying at the desk

Twelve composites of this site of about 900 words, ten of them with a jigsaw put back. The last column is an estimate: nobody was timed.

| Text | Words | Decisions by words, as before | Decisions (at most 35) | Minutes, estimated |
| --- | --- | --- | --- | --- |
${costs.map(({ story, words, byWords, decisions, minutes }) => `| ${story} | ${words} | ${byWords} | ${decisions} | ${minutes} |`).join('\n')}

To keep, to leave out and to take an offer is one press of a key each; words of one's own are R, the words, and Enter.
Jigsaws of which the checklist quotes two of three pieces to somebody who keeps all and says no: ${caught.length} of ${quoted.length} (at least 8). Not caught: ${missed.join(', ') || 'none'}.
`;
}
