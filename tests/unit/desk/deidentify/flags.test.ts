import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flagsIn } from '#desk/deidentify/deidentify.ts';
import type { FlagKind } from '#desk/deidentify/kinds.ts';
import { isThorough, propertyRuns } from '../../../fixtures/property-runs.ts';

/** What is flagged in a text: words and kind. */
function flagged(text: string): (readonly [string, FlagKind])[] {
  return flagsIn(text).map(({ words, kind }) => [words, kind]);
}

describe('words', () => {
  it('of every day are let by, in English and in Scots', () => {
    expect(flagged('I was scared and I told nobody. I wisnae wanting tae tell ma maw.')).toEqual([]);
  });

  it('outside everyday language are flagged', () => {
    expect(flagged('He kept the zibeline for himself.')).toEqual([['zibeline', 'unknown']]);
  });

  it('with a capital inside a sentence are flagged, at its beginning they are not', () => {
    expect(flagged('People went to the Garden. Nobody came back.')).toEqual([['Garden', 'unknown']]);
  });

  it('say nothing by their capitals when everything is in capitals', () => {
    expect(flagged('PLEASE TELL NOBODY ABOUT THIS AND COME ALONE')).toEqual([]);
  });

  it.each([
    ['in lower case', 'then shona gave me a phone', 'shona'],
    ['at the beginning of a sentence', 'Shona gave me a phone.', 'Shona'],
    ['that are words as well, by the words around them', 'my uncle mark gave me a phone', 'uncle mark'],
    ['with what stands before them', 'that was big tam at the door', 'big tam'],
    ['with their surname', 'then davie brown came round', 'davie brown'],
    ['of several words', 'We met at Bridge of Weir on the way.', 'Bridge of Weir'],
  ])('that are names are flagged %s', (_, text, words) => {
    expect(flagsIn(text).map((flag) => flag.words)).toEqual([words]);
  });

  it('are known through characters that do not show', () => {
    expect(flagged('then sho\u200bna came round')).toEqual([['sho\u200bna', 'person']]);
  });

  it('that can be names are let by where they are none', () => {
    expect(flagged('I will mark it, and I hope you may read it.')).toEqual([]);
  });
});

describe('recognisers', () => {
  it.each<[string, string, FlagKind]>([
    ['Ring me on 07700 900461 today.', '07700 900461', 'contact'],
    ['Ring me on +44 7700 900461 today.', '+44 7700 900461', 'contact'],
    ['Write to a.b@example.org about it.', 'a.b@example.org', 'contact'],
    ['He is @trap.star on there.', '@trap.star', 'contact'],
    ['It was on www.example.com/us all along.', 'www.example.com/us', 'contact'],
    ['We lived in g51 3aa at the time.', 'g51 3aa', 'contact'],
    ['It said AB 12 34 56 C on the card.', 'AB 12 34 56 C', 'number'],
    ['My number is 0102031231 there.', '0102031231', 'number'],
    ['A car with sn19 kvu on it.', 'sn19 kvu', 'number'],
    ['It was called SCS/2019-004417 in there.', 'SCS/2019-004417', 'number'],
    ['It was on 14 March 2019 at night.', '14 March 2019', 'date'],
    ['It was the 3rd of june when I told.', 'the 3rd of june', 'date'],
    ['It was 12/05/21 on the wall.', '12/05/21', 'date'],
    ['He owed them two grand by then.', 'two grand', 'money'],
    ['He owed them £1,200 by then.', '£1,200', 'money'],
    ['I was fourteen and afraid.', 'fourteen', 'age'],
    ['She had a ten-year-old at home.', 'ten-year-old', 'age'],
    ['It was in second year that I met them.', 'second year', 'school'],
    ['I had my three sisters to think of.', 'my three sisters', 'family'],
    ['I was the youngest of five and tired.', 'the youngest of five', 'family'],
    ['He was there for eight months with us.', 'eight months', 'time'],
    ['He came at half past four and stayed.', 'half past four', 'time'],
    ['I hid it under the old bath in the back.', 'old bath', 'method'],
    ['They were nice to the priest about it.', 'priest', 'work'],
    ['She always said "what is for you will not go by you".', 'what is for you will not go by you', 'phrase'],
  ])('flag what matters in: %s', (text, words, kind) => {
    expect(flagged(text)).toEqual([[words, kind]]);
  });

  it.each([
    ['0102031231', 'A CHI number: its check digit is right.'],
    ['0102031238', 'Written like a CHI number or a telephone number.'],
    ['07700 900461', 'A telephone number.'],
    ['AB 12 34 56 C', 'A National Insurance number.'],
    ['QQ 12 34 56 C', 'Written like a National Insurance number.'],
    ['EH1 1AA', 'A postcode.'],
    ['QX1 1AA', 'Written like a postcode.'],
  ])('say of %s what a check found', (text, why) => {
    expect(flagsIn(text).map((flag) => flag.why)).toEqual([why]);
  });
});

describe('hostile text', () => {
  const alphabet = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.constantFrom(
        'Shona ',
        'the ',
        'big ',
        '£',
        '12 ',
        'of ',
        '.',
        ' ',
        '“',
        '@',
        '’s',
        '-',
        '\n',
        'May ',
        '07700 ',
      ),
    },
    fc.constantFrom(
      '\u202e',
      '\u2066',
      '\u0000',
      '\u200b',
      '\ud83d',
      '\ude00',
      '\u00ad',
      '😀',
      'é',
      '\ufeff',
      '٣',
    ),
    fc.string({ unit: 'binary', maxLength: 4 }),
  );
  const texts = fc.array(alphabet, { maxLength: 60 }).map((parts) => parts.join(''));

  it('gives flags that slice to their words, in order and apart', () => {
    fc.assert(
      fc.property(texts, (text) => {
        let last = 0;
        for (const { start, end, words } of flagsIn(text)) {
          expect(text.slice(start, end)).toBe(words);
          expect(words).not.toBe('');
          expect(start).toBeGreaterThanOrEqual(last);
          last = end;
        }
      }),
      { numRuns: propertyRuns(1000) },
    );
  });

  it('never hides a digit', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const flags = flagsIn(text);
        for (const { index } of text.matchAll(/\d/g)) {
          expect(flags.some(({ start, end }) => start <= index && index < end)).toBe(true);
        }
      }),
      { numRuns: propertyRuns(1000) },
    );
  });

  it.each([
    ['controls', 'a\u0007b'],
    ['bidirectional overrides', 'I went \u202eemoh\u202c then'],
    ['half a surrogate pair', 'I went \ud83d home'],
  ])('is flagged for its %s', (_, text) => {
    expect(flagsIn(text).map(({ kind }) => kind)).toContain('hidden');
  });

  it.each([
    ['one word', 'a'],
    ['blanks', ' '],
    ['what a pattern begins with', 'hid it in the '],
    ['quotation marks', '"a '],
    ['numbers in words', 'twenty '],
    ['overrides', '\u202e'],
    ['hyphens', 'a-'],
  ])('of hundreds of thousands of characters is read to its end: %s', (_, unit) => {
    const length = isThorough ? 1_000_000 : 200_000;
    const text = unit.repeat(Math.ceil(length / unit.length));
    expect(flagsIn(text).every(({ start, end }) => start < end)).toBe(true);
  });
});
