import { describe, expect, it } from 'vitest';
import { quasiChecklist, unansweredQuestions } from '#desk/deidentify/checklist.ts';
import { sharedPhrases } from '#desk/deidentify/shared-phrases.ts';

describe('the checklist', () => {
  it('is done when every question has an answer', () => {
    const answers = Object.fromEntries(quasiChecklist.map(({ id }) => [id, 'no' as const]));
    expect(unansweredQuestions(answers)).toEqual([]);
    expect(unansweredQuestions({ ...answers, age: undefined }).map(({ id }) => id)).toEqual(['age']);
  });
});

describe('the check against published stories', () => {
  const published = [
    { slug: 'the-key', text: 'He smelled of wet dog and oranges, and he had a key.', pseudonym: 'Sam' },
    { slug: 'the-bus', text: 'And then I went to the shop and got the bus home.', pseudonym: 'Jo' },
  ];

  it('finds a rare phrase that a text shares, whole, whatever its punctuation', () => {
    const text = 'I knew him: HE SMELLED of wet dog, and oranges. I ran.';
    expect(sharedPhrases(text, published).phrases).toEqual([
      { start: 12, end: 46, words: 'HE SMELLED of wet dog, and oranges', slugs: ['the-key'] },
    ]);
  });

  it('lets by what everybody says', () => {
    expect(sharedPhrases('And then I went to the shop again.', published).phrases).toEqual([]);
  });

  it('lets by a phrase that many stories share', () => {
    const many = ['a', 'b', 'c', 'd'].map((slug) => ({
      slug,
      text: 'They took my bank card off me',
      pseudonym: slug,
    }));
    expect(sharedPhrases('They took my bank card off me', many).phrases).toEqual([]);
    expect(sharedPhrases('They took my bank card off me', many.slice(1)).phrases).toHaveLength(1);
  });

  it('finds a pseudonym that comes up in the text', () => {
    expect(sharedPhrases('Nobody came.', published).pseudonyms).toEqual([]);
    expect(sharedPhrases('I met Jo there.', published).pseudonyms).toEqual([{ name: 'Jo', slug: 'the-bus' }]);
  });
});
