import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainText, readStoryText } from '#domain/text/story-text.ts';
import { findVerbatim, nearestPassage, type Span } from '#domain/text/verbatim.ts';
import { propertyRuns } from '../../../fixtures/property-runs.ts';

/** The words of a span, or undefined where nothing was found. */
function found(text: string, passage: string): string | undefined {
  const span = findVerbatim(text, passage);
  return span && text.slice(span.start, span.end);
}

/** Written apart from the source: what counts as the same words. */
function normal(text: string): string {
  return text
    .replaceAll(/[\u201c\u201d\u201e]/g, '"')
    .replaceAll(/[\u2018\u2019\u02bc]/g, "'")
    .replaceAll(/[\u2013\u2014]/g, '-')
    .split(/\s+/)
    .filter(Boolean)
    .join(' ');
}

const anyWord = fc.stringMatching(/^[a-zA-Z\u00e0\u00f9]{1,8}$/);
const anyGap = fc.constantFrom(' ', '  ', '\n', '\r\n', '\t', '\u00a0', ' \n ');
const anyMark = fc.constantFrom(
  '',
  '.',
  ',',
  '!',
  '\u2019',
  '"',
  '\u201c',
  '\u201d',
  '-',
  '\u2014',
  '\u2013',
);
/** A text as a list of words, each with a mark after it and a gap after that. */
const anyText = fc.array(fc.record({ word: anyWord, mark: anyMark, gap: anyGap }), {
  minLength: 1,
  maxLength: 20,
});

describe('finding a passage', () => {
  it('finds every slice of a text that is cut between words', () => {
    fc.assert(
      fc.property(anyText, fc.nat(), fc.nat(), (parts, one, other) => {
        const [from, to] = [one % parts.length, other % parts.length].sort((a, b) => a - b) as [
          number,
          number,
        ];
        const write = (some: typeof parts) => some.map(({ word, mark, gap }) => word + mark + gap).join('');
        expect(found(write(parts), write(parts.slice(from, to + 1)))).toBeDefined();
      }),
    );
  });

  it('finds it whatever the white space in the passage', () => {
    fc.assert(
      fc.property(anyText, fc.array(anyGap, { minLength: 20, maxLength: 20 }), (parts, gaps) => {
        const text = parts.map(({ word, mark, gap }) => word + mark + gap).join('');
        const passage = parts.map(({ word, mark }, index) => word + mark + gaps[index]).join('');
        expect(found(text, passage)).toBeDefined();
      }),
    );
  });

  it('returns a stretch of the text that reads as the passage does', () => {
    fc.assert(
      fc.property(anyText, fc.nat(), fc.nat(), (parts, one, other) => {
        const [from, to] = [one % parts.length, other % parts.length].sort((a, b) => a - b) as [
          number,
          number,
        ];
        const text = parts.map(({ word, mark, gap }) => word + mark + gap).join('');
        const passage = parts
          .slice(from, to + 1)
          .map(({ word, mark }) => word + mark)
          .join(' ');
        expect(normal(found(text, passage) ?? 'not found')).toBe(normal(passage));
      }),
    );
  });

  it('finds nothing in a text that does not have it', () => {
    fc.assert(
      fc.property(anyText, anyText, (parts, others) => {
        const write = (some: typeof parts) => some.map(({ word, mark }) => word + mark).join(' ');
        fc.pre(!normal(write(parts)).includes(normal(write(others))));
        expect(found(write(parts), write(others))).toBeUndefined();
      }),
    );
  });

  it('never finds a part of a word', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z\u00e0]{2,12}$/), fc.nat(), fc.nat(), (word, one, other) => {
        const [from, to] = [one % word.length, other % word.length].sort((a, b) => a - b) as [number, number];
        fc.pre(to - from + 1 < word.length);
        const part = word.slice(from, to + 1);
        fc.pre(part !== word);
        expect(found(word, part)).toBeUndefined();
      }),
    );
  });
});

describe('the same words', () => {
  it.each([
    ['straight and curly double quotes', 'She said \u201cno\u201d to him.', 'She said "no" to him.'],
    ['low and high double quotes', 'She said \u201eno\u201d to him.', 'She said "no" to him.'],
    ['straight and curly apostrophes', 'I didn\u2019t look.', "I didn't look."],
    ['an apostrophe that is a letter', 'I didn\u02bct look.', "I didn't look."],
    ['a long and a short dash', 'Late \u2014 again', 'Late - again'],
    ['a half-long and a short dash', 'Late \u2013 again', 'Late - again'],
    ['a line break and a space', 'Late\nagain', 'Late again'],
    ['a no-break space and a space', 'Late\u00a0again', 'Late again'],
    ['a narrow no-break space and a space', 'Late\u202fagain', 'Late again'],
    ['a non-breaking hyphen and a hyphen', 'half\u2011way', 'half-way'],
    ['a hyphen of its own and a hyphen', 'half\u2010way', 'half-way'],
    ['a minus sign and a dash', 'It was \u22125 out', 'It was -5 out'],
    ['a horizontal bar and a dash', 'Late \u2015 again', 'Late \u2014 again'],
    ['an ellipsis and three dots', 'Late\u2026 again', 'Late... again'],
    ['three dots and an ellipsis', 'Late... again', 'Late\u2026 again'],
    ['a prime and an apostrophe', 'I didn\u2032t look.', 'I didn\u2019t look.'],
    ['a double prime and a quotation mark', 'She said \u2033no\u2033.', 'She said \u201cno\u201d.'],
    ['a low and a high apostrophe', '\u201atis late', '\u2018tis late'],
    ['two forms of one letter', 'The cafe\u0301 shut.', 'The caf\u00e9 shut.'],
    ['two forms of one letter, the other way round', 'The caf\u00e9 shut.', 'The cafe\u0301 shut.'],
    ['two forms of a letter with two marks', 'vi\u00ea\u0323t', 'vi\u1ec7t'],
    ['many spaces and one', 'Late   again', 'Late again'],
    ['space around the passage', 'Late again', '  Late again\n'],
  ])('are found across %s', (_what, text, passage) => {
    expect(found(text, passage)).toBe(text);
  });

  it.each([
    ['another case', 'Late again', 'late again'],
    ['a missing mark', 'Late, again', 'Late again'],
    ['an added mark', 'Late again', 'Late, again'],
    ['a full stop for an ellipsis', 'Late\u2026', 'Late.'],
    ['a full stop for three dots', 'Late...', 'Late.'],
    ['two full stops for an ellipsis', 'Late\u2026', 'Late..'],
    ['two words run together', 'Late again', 'Lateagain'],
    ['one word parted', 'Lateagain', 'Late again'],
    ['an accent left out', 'Ghl\u00e8idh i', 'Ghleidh i'],
    ['double quotes for single ones', 'She said \u2018no\u2019.', 'She said "no".'],
    ['words left out', 'Late and tired again', 'Late again'],
    ['nothing at all', 'Late again', ''],
    ['white space only', 'Late again', ' \n '],
  ])('are not found across %s', (_what, text, passage) => {
    expect(found(text, passage)).toBeUndefined();
  });
});

describe('words that are cut', () => {
  it.each([
    ['at the start', 'the overcoat', 'coat'],
    ['at the end', 'the overcoat', 'over'],
    ['in the middle', 'the overcoats', 'coat'],
    ['before a digit', 'room 12', 'room 1'],
    ['before an accent that stands apart', 'cafe\u0301 table', 'cafe'],
  ])('are not found %s', (_what, text, passage) => {
    expect(found(text, passage)).toBeUndefined();
  });

  it('do not hide the same word whole, later in the text', () => {
    expect(findVerbatim('overcoat and coat', 'coat')).toEqual<Span>({ start: 13, end: 17 });
  });

  it('are not cut by a mark beside them', () => {
    expect(found('(coat)', 'coat')).toBe('coat');
  });
});

describe('the span', () => {
  it('begins at the first of two places', () => {
    expect(findVerbatim('again and again', 'again')).toEqual<Span>({ start: 0, end: 5 });
  });

  it('counts in the text as it stands, white space and all', () => {
    expect(findVerbatim('Late   \n and tired', 'and tired')).toEqual<Span>({ start: 9, end: 18 });
  });

  it('leaves out the white space after the passage', () => {
    expect(findVerbatim('Late   again', 'Late')).toEqual<Span>({ start: 0, end: 4 });
  });

  it('takes in all the white space within the passage', () => {
    expect(findVerbatim('so   late   now', 'so late')).toEqual<Span>({ start: 0, end: 9 });
  });
});

describe('the span in a text that is longer than it is compared', () => {
  it.each([
    ['after an ellipsis', 'Late... and tired... again', 'again'],
    ['across an ellipsis', 'Late... and tired... again', 'Late… and tired…'],
    ['after a letter in two pieces', 'The cafe\u0301 shut at ten', 'shut at ten'],
    ['over a letter in two pieces', 'The cafe\u0301 shut at ten', 'caf\u00e9 shut'],
    [
      'after everything at once',
      'Cafe\u0301...   Zo\u0308e   at ten',
      'Z\u00f6e at ten'.replace('Z\u00f6', 'Zo\u0308'),
    ],
    ['after a letter that Unicode writes longer', '\u0958 at ten', 'at ten'],
  ])('is right %s', (_where, text, passage) => {
    expect(
      normal(found(text, passage) ?? 'not found')
        .normalize('NFC')
        .replaceAll('...', '…'),
    ).toBe(normal(passage).normalize('NFC'));
  });

  it('is right wherever it is, whatever stands in the text', () => {
    const piece = fc.constantFrom(
      'a',
      'bc',
      'e\u0301',
      '\u00e9',
      '\u0958',
      '...',
      '\u2026',
      '  ',
      ' ',
      '\n',
      '\u2014',
      '\u2019',
      'o\u0308',
    );
    const same = (text: string) => normal(text.normalize('NFC')).replaceAll('...', '\u2026');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), fc.array(piece, { maxLength: 4 }), (parts, some) => {
        const passage = some.join('');
        const words = found(`${parts.join('')} ${passage} x`, passage);
        if (passage.trim() === '') expect(words).toBeUndefined();
        else expect(same(words ?? 'not found')).toBe(same(passage));
      }),
      { numRuns: propertyRuns(20_000, 1000) },
    );
  });
});

describe('sections', () => {
  const story = plainText(readStoryText('I went in.\n\n## Later\n\nI came out.').sections);

  it('are searched each for itself: no passage reaches across a heading', () => {
    expect(found(story, 'I went in. I came out.')).toBeUndefined();
  });

  it('do not count their headings as words of the story', () => {
    expect(found(story, 'Later')).toBeUndefined();
  });

  it.each(['I went in.', 'I came out.'])('are all searched: %s', (passage) => {
    expect(found(story, passage)).toBe(passage);
  });

  it('count marked words as their words', () => {
    const marked = plainText(readStoryText('I **went** *in* [there](https://example.org).').sections);
    expect(found(marked, 'I went in there.')).toBe('I went in there.');
  });
});

describe('the nearest words', () => {
  it('are those that share most words with the passage', () => {
    const text = 'The van came on Tuesdays. It stopped beside the bins for an hour. Nobody got in.';
    expect(nearestPassage(text, 'It stopped near the bins for one hour.')).toBe(
      'It stopped beside the bins for an hour.',
    );
  });

  it('do not mind case and marks', () => {
    expect(nearestPassage('Nothing here. IT STOPPED, there.', 'it stopped')).toBe('IT STOPPED,');
  });

  it('are as many as the passage has', () => {
    expect(nearestPassage('one two three four five', 'two three')).toBe('two three');
  });

  it('are the whole text where it is shorter than the passage', () => {
    expect(nearestPassage('so late', 'so very late at night')).toBe('so late');
  });

  it('are none where there is no text', () => {
    expect(nearestPassage('', 'so late')).toBe('');
  });

  it('are the first of two that are equally near', () => {
    expect(nearestPassage('late one, late two', 'late night')).toBe('late one,');
  });
});
