import type { Voice } from '../words/vocabularies.ts';
import { countWords } from './count-words.ts';
import { sentencesOf } from './excerpts.ts';
import type { Section } from './story-text.ts';

/** One screen of a story's minute: a sentence of its short version and how heavily it is said, or a question. */
export type MinuteStep =
  | { readonly kind: 'line'; readonly text: string; readonly voice: Voice }
  | { readonly kind: 'question'; readonly text: string };

/** Up to how many words a sentence has that is said in a voice. A short sentence lands; a long one runs on quietly. */
const wordsIn: readonly (readonly [Voice, number])[] = [
  ['full', 5],
  ['firm', 11],
  ['even', 24],
];

/**
 * A story's short version as a sequence, one sentence after another. The questions of its pauses stand as far on as they stand in
 * the story, but none before the first sentence or after the last.
 *
 * @param sections the parts of the story's body, which say how far on a pause is
 */
export function minuteOf(
  story: {
    readonly shortVersion: string;
    readonly pauses: readonly { readonly after: string; readonly question: string }[];
  },
  sections: readonly Pick<Section, 'heading'>[],
): readonly MinuteStep[] {
  const sentences = sentencesOf(story.shortVersion.replaceAll(/\s+/g, ' '));
  const questions = story.pauses.map(({ after, question }) => {
    const read = sections.findIndex(({ heading }) => heading === after) + 1;
    const at = Math.round((read / Math.max(1, sections.length)) * sentences.length);
    return { question, at: Math.min(Math.max(1, at), sentences.length - 1) };
  });
  return sentences.flatMap((text, index) => [
    ...questions.flatMap(({ question, at }) =>
      at === index ? [{ kind: 'question' as const, text: question }] : [],
    ),
    { kind: 'line' as const, text, voice: voiceOf(text) },
  ]);
}

/** How heavily a sentence is said, by its length alone. */
function voiceOf(sentence: string): Voice {
  const words = countWords(sentence);
  return wordsIn.find(([, most]) => words <= most)?.[0] ?? 'quiet';
}
