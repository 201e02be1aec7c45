import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { flagsIn } from '#desk/deidentify/deidentify.ts';
import type { Flag } from '#desk/deidentify/flags.ts';
import { wordsOf } from '#desk/deidentify/words.ts';
import { type Mark, type MarkedText, markedTexts } from './marked-text.ts';

/** How well flags meet what people marked. Shares are from 0 to 1. */
export interface DeidFindings {
  readonly texts: number;
  readonly words: number;
  readonly direct: number;
  /** Share of direct identifiers of which every word is flagged. */
  readonly directFound: number;
  readonly quasi: number;
  /** Share of quasi-identifiers of which any word is flagged. */
  readonly quasiFound: number;
  /** Share of quasi-identifiers of which every word is flagged. */
  readonly quasiWhole: number;
  /** Flagged words outside every mark, for each hundred words. */
  readonly falseFlags: number;
  /** What was not found, in its words, and what was flagged for nothing. */
  readonly missed: readonly string[];
  readonly flaggedForNothing: readonly string[];
}

/** Small words, which identify nobody. Whether they are flagged is not counted. */
const small = new Set(['the', 'a', 'an', 'of', 'and', 'my', 'ma']);

/** The marked texts of a folder; none if there is no such folder. */
export function markedTextsIn(folder: string): MarkedText[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .flatMap((name) => markedTexts(readFileSync(join(folder, name), 'utf8')));
}

/** Holds the flags of marked texts against their marks. */
export function measureDeid(texts: readonly MarkedText[]): DeidFindings {
  const found = texts.map(compared);
  const marks = found.flatMap((each) => each.marks);
  const direct = marks.filter(({ group }) => group === 'direct');
  const quasi = marks.filter(({ group }) => group === 'quasi');
  const words = found.reduce((sum, each) => sum + each.words, 0);
  const nothing = found.flatMap((each) => each.flaggedForNothing);
  return {
    texts: texts.length,
    words,
    direct: direct.length,
    directFound: share(direct, ({ isWhole }) => isWhole),
    quasi: quasi.length,
    quasiFound: share(quasi, ({ isTouched }) => isTouched),
    quasiWhole: share(quasi, ({ isWhole }) => isWhole),
    falseFlags: words === 0 ? 0 : (100 * nothing.length) / words,
    missed: [
      ...direct.filter(({ isWhole }) => !isWhole).map(({ words }) => `direct: ${words}`),
      ...quasi.filter(({ isTouched }) => !isTouched).map(({ words }) => `quasi: ${words}`),
    ],
    flaggedForNothing: nothing,
  };
}

/**
 * How long flagging takes.
 *
 * @returns milliseconds for each thousand words, the median of several rounds over all texts as one
 */
export function timeDeid(texts: readonly MarkedText[], rounds = 7): number {
  const whole = texts.map(({ text }) => text).join('\n\n');
  const words = wordsOf(whole).length;
  flagsIn(whole);
  const times = Array.from({ length: rounds }, () => {
    const from = performance.now();
    flagsIn(whole);
    return performance.now() - from;
  }).sort((a, b) => a - b);
  return ((times[Math.floor(rounds / 2)] ?? 0) * 1000) / words;
}

/** The figures of both sets of texts, as a section of Markdown. */
export function deidFigures(root: string): string {
  const rows = (['own', 'other'] as const).flatMap((set) => {
    const texts = markedTextsIn(join(root, 'tests/fixtures/deid', set));
    if (texts.length === 0) return [];
    const { words, direct, directFound, quasi, quasiFound, quasiWhole, falseFlags } = measureDeid(texts);
    const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
    return `| ${set} | ${texts.length} texts, ${words} words | ${percent(directFound)} of ${direct} | ${percent(quasiFound)} of ${quasi} (${percent(quasiWhole)} whole) | ${falseFlags.toFixed(1)} | ${timeDeid(texts).toFixed(1)} ms |`;
  });
  return `
## De-identification

Share of what people marked that the desk flags, on invented texts (\`tests/fixtures/deid/\`): our own, which the rules were tuned on, and others by somebody who
had not seen the rules.

| Set | Size | Direct identifiers (at least 99.5 %) | Quasi-identifiers (at least 90 %) | False flags for each 100 words (at most 12) | 1,000 words (under 100 ms) |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
}

interface ComparedMark extends Mark {
  readonly words: string;
  readonly isWhole: boolean;
  readonly isTouched: boolean;
}

function compared({ text, marks }: MarkedText): {
  marks: readonly ComparedMark[];
  words: number;
  flaggedForNothing: readonly string[];
} {
  const flags = flagsIn(text);
  const words = wordsOf(text).map((word) => ({
    ...word,
    isFlagged: flags.some((flag) => overlap(flag, word)),
  }));
  return {
    marks: marks.map((mark) => {
      const inside = words.filter((word) => overlap(mark, word) && !small.has(word.plain));
      return {
        ...mark,
        words: text.slice(mark.start, mark.end),
        isWhole: inside.every(({ isFlagged }) => isFlagged),
        isTouched: inside.some(({ isFlagged }) => isFlagged),
      };
    }),
    words: words.length,
    flaggedForNothing: words
      .filter(
        (word) => word.isFlagged && !small.has(word.plain) && !marks.some((mark) => overlap(mark, word)),
      )
      .map((word) => word.text),
  };
}

function overlap(a: Pick<Flag, 'start' | 'end'>, b: Pick<Flag, 'start' | 'end'>): boolean {
  return a.start < b.end && b.start < a.end;
}

function share<T>(list: readonly T[], has: (each: T) => boolean): number {
  return list.length === 0 ? 1 : list.filter(has).length / list.length;
}
