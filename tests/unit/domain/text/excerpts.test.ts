import { describe, expect, it } from 'vitest';
import { review } from '#domain/review/review.ts';
import { inQuotationMarks, sentencesOf, trueCuts, turnAfter, turnsMeaning } from '#domain/text/excerpts.ts';
import { findVerbatim } from '#domain/text/verbatim.ts';
import { makeContent, makeFile, makeFrontMatter } from '../../../fixtures/make.ts';

describe('sentences', () => {
  it.each([
    ['end at full stops, with their closing marks', 'One. “Two!” Three?', ['One.', '“Two!”', 'Three?']],
    ['do not end at a title', 'Mr Haddow sat. Mr. Haddow sat.', ['Mr Haddow sat.', 'Mr. Haddow sat.']],
    ['do not end at a number with a point', 'It was 5.9 times. Yes.', ['It was 5.9 times.', 'Yes.']],
    ['may end in nothing', 'No end', ['No end']],
  ])('%s', (_what, text, sentences) => {
    expect(sentencesOf(text)).toEqual(sentences);
  });
});

describe('a cut', () => {
  it('is whole sentences from the beginning, the longest first', () => {
    expect(trueCuts('I sat. She sat. We waited.')).toEqual([
      'I sat. She sat. We waited.',
      'I sat. She sat.',
      'I sat.',
    ]);
  });

  it('never ends before a “but”', () => {
    expect(trueCuts('He was kind. But he kept count.')).toEqual(['He was kind. But he kept count.']);
  });

  it('never ends before a denial', () => {
    expect(trueCuts('I gave him a blanket that night. I didn’t.')).toHaveLength(1);
  });

  it('never ends inside a quotation', () => {
    expect(trueCuts('She said “Come in. Sit down.” I sat.')).toEqual([
      'She said “Come in. Sit down.” I sat.',
      'She said “Come in. Sit down.”',
    ]);
  });

  it('of one sentence is that sentence', () => {
    expect(trueCuts('Mine was having a name')).toEqual(['Mine was having a name']);
  });
});

describe('what turns a meaning', () => {
  it.each([
    'But he kept count.',
    'Not that it helped.',
    'I didn’t.',
    'It wisnae.',
    'Ale nie dla mnie.',
    'Ach cha robh e ann.',
  ])('is %s', (next) => {
    expect(turnsMeaning(next)).toBe(true);
  });

  it.each([
    'He kept count of every penny that I did not pay back to him that year.',
    'She sat down.',
    'Notes were kept.',
  ])('is not %s', (next) => {
    expect(turnsMeaning(next)).toBe(false);
  });
});

describe('the words after an excerpt', () => {
  const text = 'He was kind to me. But he kept count.\n\u0000\nNobody said a word.';

  it('are shown when they turn it', () => {
    const span = findVerbatim(text, 'He was kind to me.');
    expect(span && turnAfter(text, span)).toBe('But he kept count.');
  });

  it('are nothing when the next heading comes first', () => {
    const span = findVerbatim(text, 'But he kept count.');
    expect(span && turnAfter(text, span)).toBeUndefined();
  });
});

describe('an excerpt that ends before a turn', () => {
  const body = 'I got the bus home that night. But I never sat down.\n';
  const file = makeFile('stories', 'late', {
    data: makeFrontMatter({ excerpts: [{ text: 'I got the bus home that night.', format: 'quote' }] }),
    body,
  });
  const reviewed = review(makeContent({ files: [file] }));

  it('is a note to editors that shows the next sentence', () => {
    expect(reviewed.notes.find(({ path }) => path === 'excerpts.0.text')?.message).toContain(
      '“But I never sat down.”',
    );
  });

  it('is no mistake', () => {
    expect(reviewed.mistakes).toEqual([]);
  });
});

describe('words in quotation marks', () => {
  it.each([
    ['get a pair', 'I sat.', '“I sat.”'],
    ['make marks within them single', 'He wrote “Four!” I kept count.', '“He wrote ‘Four!’ I kept count.”'],
    ['make straight marks within them single', 'He wrote "Four!" once.', '“He wrote ‘Four!’ once.”'],
    ['keep a pair that they have', '“And whose are you?”', '“And whose are you?”'],
  ])('%s', (_what, words, result) => {
    expect(inQuotationMarks(words)).toBe(result);
  });
});
