import { describe, expect, it } from 'vitest';
import { markedTextsIn, measureDeid } from '#bench/deid.ts';
import { markedText, markedTexts } from '#bench/marked-text.ts';

describe('marked-up texts', () => {
  it('are read into text and marks', () => {
    expect(markedText('I was [[q:fourteen]] when [[d:Shona]] rang.')).toEqual({
      text: 'I was fourteen when Shona rang.',
      marks: [
        { start: 6, end: 14, group: 'quasi' },
        { start: 20, end: 25, group: 'direct' },
      ],
    });
  });

  it('stand one to a paragraph, beside remarks', () => {
    expect(markedTexts('# A remark\n\nOne\ntext.\n\n\nAnother.\n').map(({ text }) => text)).toEqual([
      'One text.',
      'Another.',
    ]);
  });

  it('may not hold a mark that is misspelt', () => {
    expect(() => markedText('I met [[x:Shona]].')).toThrow('misspelt');
  });
});

describe('what people marked in our own texts', () => {
  const found = measureDeid(markedTextsIn('tests/fixtures/deid/own'));

  it('are texts enough', () => {
    expect(found.texts).toBeGreaterThanOrEqual(170);
  });

  it('is flagged in at least 99.5 of 100 direct identifiers', () => {
    expect(found.directFound, found.missed.join('\n')).toBeGreaterThanOrEqual(0.995);
  });

  it('is flagged in at least 90 of 100 quasi-identifiers', () => {
    expect(found.quasiFound, found.missed.join('\n')).toBeGreaterThanOrEqual(0.9);
  });

  it('costs at most 12 false flags for each 100 words', () => {
    expect(found.falseFlags).toBeLessThanOrEqual(12);
  });
});
