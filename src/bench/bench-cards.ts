import type { VoiceCard } from '#domain/share/cards.ts';

/** Sentences of the length of excerpts; where they begin differs, so that no two cards are alike. */
const sentences = [
  'It was warm, and it was the one room in my week where nobody needed anything from me by Monday.',
  'Every ask was small. Just a wee favour. Just till Friday. Just one more. Just what I owed.',
  'She came in with her flask and sat along the bench and watched an empty machine.',
  'I said I must be honest, nobody took my passport, I put it in his hand.',
];

/**
 * Made-up cards of excerpts, numbered from `first` on. Each has a word that no other has, so that none has been
 * measured before.
 */
export function benchCards(count: number, first = 0): VoiceCard[] {
  return Array.from({ length: count }, (_, place) => {
    const index = first + place;
    const text = `${sentences[index % sentences.length]} That was day ${index + 1}.`;
    return {
      style: 'voice',
      id: `quote-${index + 1}`,
      format: 'quote',
      excerpt: text,
      words: [{ text: `“${text}”`, weight: 560 }],
      title: 'A story',
      speaker: 'Sam',
      language: 'en-GB',
      siteName: 'Another Story',
      foot: ['Composite, written from published research', 'If it’s close to home: Childline, 0800 1111'],
      field: { file: 'content/stories/a-story.md', path: `excerpts.${index}.text` },
    };
  });
}
