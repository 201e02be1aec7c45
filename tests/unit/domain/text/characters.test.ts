import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { complaintAboutText, nameOf, refusedIn, withoutHidden } from '#domain/text/characters.ts';
import { propertyRuns } from '../../../fixtures/property-runs.ts';

/** The names of what is refused in a text. */
function namesIn(text: string): string[] {
  return refusedIn(text).map(({ name }) => name);
}

const flag = (letters: string) =>
  `\u{1F3F4}${[...letters].map((letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join('')}\u{E007F}`;

describe('a character that nobody sees, or that no file can hold', () => {
  it.each([
    ['null (U+0000)', '\u0000'],
    ['backspace (U+0008)', '\b'],
    ['vertical tab (U+000B)', '\v'],
    ['form feed (U+000C)', '\f'],
    ['carriage return (U+000D)', '\r'],
    ['escape (U+001B)', '\u001b'],
    ['control character (U+0001)', '\u0001'],
    ['delete (U+007F)', '\u007f'],
    ['next line (U+0085)', '\u0085'],
    ['control character (U+009F)', '\u009f'],
    ['soft hyphen (U+00AD)', '\u00ad'],
    ['combining grapheme joiner (U+034F)', '\u034f'],
    ['Arabic letter mark (U+061C)', '\u061c'],
    ['Hangul choseong filler (U+115F)', '\u115f'],
    ['Hangul jungseong filler (U+1160)', '\u1160'],
    ['Khmer vowel inherent aq (U+17B4)', '\u17b4'],
    ['Mongolian vowel separator (U+180E)', '\u180e'],
    ['zero-width space (U+200B)', '\u200b'],
    ['zero-width non-joiner (U+200C)', '\u200c'],
    ['zero-width joiner (U+200D)', '\u200d'],
    ['left-to-right mark (U+200E)', '\u200e'],
    ['right-to-left mark (U+200F)', '\u200f'],
    ['line separator (U+2028)', '\u2028'],
    ['paragraph separator (U+2029)', '\u2029'],
    ['left-to-right embedding (U+202A)', '\u202a'],
    ['right-to-left embedding (U+202B)', '\u202b'],
    ['pop directional formatting (U+202C)', '\u202c'],
    ['left-to-right override (U+202D)', '\u202d'],
    ['right-to-left override (U+202E)', '\u202e'],
    ['word joiner (U+2060)', '\u2060'],
    ['invisible separator (U+2063)', '\u2063'],
    ['left-to-right isolate (U+2066)', '\u2066'],
    ['right-to-left isolate (U+2067)', '\u2067'],
    ['first strong isolate (U+2068)', '\u2068'],
    ['pop directional isolate (U+2069)', '\u2069'],
    ['invisible format character (U+206F)', '\u206f'],
    ['Hangul filler (U+3164)', '\u3164'],
    ['halfwidth Hangul filler (U+FFA0)', '\uffa0'],
    ['variation selector 1 (U+FE00)', '\ufe00'],
    ['variation selector 16 (U+FE0F)', '\ufe0f'],
    ['variation selector 17 (U+E0100)', '\u{E0100}'],
    ['byte order mark (U+FEFF)', '\ufeff'],
    ['interlinear annotation mark (U+FFF9)', '\ufff9'],
    ['private-use character (U+E000)', '\ue000'],
    ['private-use character (U+F8FF)', '\uf8ff'],
    ['private-use character (U+10FFFD)', '\u{10FFFD}'],
    ['noncharacter (U+FDD0)', '\ufdd0'],
    ['noncharacter (U+FFFE)', '\ufffe'],
    ['noncharacter (U+FFFF)', '\uffff'],
    ['noncharacter (U+10FFFF)', '\u{10FFFF}'],
    ['half of a surrogate pair (U+D800)', '\ud800'],
    ['half of a surrogate pair (U+DFFF)', '\udfff'],
    ['language tag (U+E0001)', '\u{E0001}'],
    ['tag character for “H” (U+E0048)', '\u{E0048}'],
    ['tag character for a space (U+E0020)', '\u{E0020}'],
    ['cancel tag (U+E007F)', '\u{E007F}'],
  ])('is refused by its name: %s', (name, character) => {
    expect(namesIn(`a${character}b`)).toEqual([name]);
    expect(nameOf(character)).toBe(name);
  });

  it('is every one of a sentence that is hidden in tag characters', () => {
    const hidden = [...'his name is Sam Smith'].map((letter) =>
      String.fromCodePoint(0xe0000 + letter.charCodeAt(0)),
    );
    expect(refusedIn(`We met.${hidden.join('')}`)).toHaveLength(21);
  });

  it('is refused wherever XML 1.0 cannot hold it', () => {
    const legal = /^(?:[\t\n\r -\ud7ff\ue000-\ufffd]|[\u{10000}-\u{10ffff}])*$/u;
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        fc.pre(refusedIn(text).length === 0);
        expect(text).toMatch(legal);
      }),
      { numRuns: propertyRuns(2000) },
    );
    for (let code = 0; code <= 0xffff; code++) {
      const character = String.fromCharCode(code);
      if (!legal.test(character)) expect(namesIn(character)).toHaveLength(1);
    }
  });

  it('is refused wherever Unicode says that it shows nothing by default', () => {
    for (let code = 0; code <= 0x10ffff; code++) {
      const character = String.fromCodePoint(code);
      if (/\p{Default_Ignorable_Code_Point}/u.test(character)) expect(namesIn(character)).toHaveLength(1);
    }
  });
});

describe('a character that has another form', () => {
  it('is complained of by itself, whichever it is', () => {
    for (let code = 0; code <= 0xffff; code++) {
      const character = String.fromCharCode(code);
      if (character !== character.normalize('NFC')) expect(complaintAboutText(character)).toBeDefined();
    }
  });
});

describe('what is written here', () => {
  it.each([
    ['English and its marks', 'I didn’t look — “not once”… It was £5.50,\tand that was that.\nNext line.'],
    ['Scots and Gaelic', 'Ma brither’s jaiket. À bheil thu ann? Ghlèidh mi e.'],
    ['Polish', 'Zażółć gęślą jaźń'],
    ['an accent that stands apart', 'cafe\u0301'],
    ['a no-break space and a non-breaking hyphen', 'No\u00a01, on\u2011line, 5\u202fkm'],
    ['Arabic and Hebrew', 'مرحبا שלום'],
    ['Persian with its joiners', 'می\u200cخواهم'],
    ['Sorani with its joiners', 'دە\u200cچم'],
    ['Hindi with its joiners', 'क्\u200dष क्\u200cष'],
    ['Sinhala with its joiners', 'ශ්\u200dරී ලංකා'],
    ['an emoji', '🙂 ❤️ ☎︎ ✍🏽'],
    ['an emoji made of several', '👩‍👧 👩🏽‍🚀 🏳️‍🌈 ❤️‍🔥 🏴‍☠️ 👁️‍🗨️'],
    ['a keycap', '1️⃣ #️⃣'],
    ['a flag of two letters', '🇵🇱'],
    ['the flag of Scotland', flag('gbsct')],
    ['the flag of England', flag('gbeng')],
    ['the flag of Wales', flag('gbwls')],
  ])('may be %s', (_what, text) => {
    expect(namesIn(text)).toEqual([]);
  });
});

describe('what hides behind something that may stand', () => {
  it.each([
    ['a joiner between Latin letters', 'no\u200dbody', 1],
    ['a joiner between a Latin and an Arabic letter', 'aم\u200cb', 1],
    ['a joiner at the end of a Persian word', 'می\u200c', 1],
    ['two joiners between Persian letters', 'می\u200c\u200cخ', 2],
    ['a joiner after an emoji', '🙂\u200d', 1],
    ['a joiner between an emoji and a word', '🙂\u200dyes', 1],
    ['two joiners between emoji', '👩\u200d\u200d👧', 2],
    ['a second variation selector', '❤\ufe0f\ufe0f', 1],
    ['a variation selector after a digit', 'room 1\ufe0f', 1],
    ['a variation selector after a letter', 'a\ufe0f', 1],
    ['a flag of a place that has none', flag('usca'), 5],
    ['a flag that goes on', `${flag('gbsct')}\u{E0061}`, 1],
    ['a flag without its end', flag('gbsct').slice(0, -2), 5],
    ['the tags of a flag without the flag', flag('gbsct').slice(2), 6],
  ])('is refused: %s', (_what, text, count) => {
    expect(refusedIn(text)).toHaveLength(count);
  });
});

describe('the place', () => {
  it('is a line and a character, counted as a reader would', () => {
    expect(refusedIn('One\n🙂é\u00adx')).toEqual([
      { index: 7, line: 2, position: 3, name: 'soft hyphen (U+00AD)' },
    ]);
  });
});

describe('the places', () => {
  it('of several are each counted from the start of their line', () => {
    expect(
      refusedIn('\u00ada\u00ad\n\n🙂\u00ad\u00ad').map(({ line, position }) => [line, position]),
    ).toEqual([
      [1, 1],
      [1, 3],
      [3, 2],
      [3, 3],
    ]);
  });

  it('are found in a moment, however many there are', () => {
    const started = process.cpuUsage();
    expect(refusedIn('a\u00ad'.repeat(100_000))).toHaveLength(100_000);
    const { user, system } = process.cpuUsage(started);
    expect((user + system) / 1e6).toBeLessThan(5);
  });
});

describe('a complaint about a text', () => {
  it.each([
    ['Fri\u00adday', 'a soft hyphen (U+00AD) stands at character 4, after “Fri”: take it out'],
    ['\ufeffFriday', 'a byte order mark (U+FEFF) stands at character 1: take it out'],
    [
      'Friday night\u000bThe van',
      'a vertical tab (U+000B) stands at character 13, after “Friday night”: write a new line or a space instead',
    ],
    [
      'One.\nTwo\u200bthree',
      'a zero-width space (U+200B) stands at line 2, character 4, after “Two”: take it out',
    ],
    [
      'A long sentence that goes on\u202e',
      'a right-to-left override (U+202E) stands at character 29, after “that goes on”: take it out',
    ],
    [
      'a\u{E0048}\u{E0049}\u{E0021}',
      'a tag character for “H” (U+E0048) stands at character 2, after “a”: take it out; a tag character for “I” (U+E0049) at character 3, after “a”; a tag character for “!” (U+E0021) at character 4, after “a”',
    ],
    ['\u061ca', 'an Arabic letter mark (U+061C) stands at character 1: take it out'],
    [
      'The cafe\u0301 shut',
      'the “é” at character 8 is written in another way (U+0065 U+0301) than letters are stored here (U+00E9), though both look the same: type it again, or save it in the form, which does so by itself',
    ],
    [
      'One.\nA\u030a',
      'the “Å” at line 2, character 1 is written in another way (U+0041 U+030A) than letters are stored here (U+00C5), though both look the same: type it again, or save it in the form, which does so by itself',
    ],
    [
      '5 \u212b',
      'the “Å” at character 3 is written in another way (U+212B) than letters are stored here (U+00C5), though both look the same: type it again, or save it in the form, which does so by itself',
    ],
  ])('says what stands where, and what to do: %j', (text, complaint) => {
    expect(complaintAboutText(text)).toBe(complaint);
  });

  it('is none about a text that may stand', () => {
    expect(complaintAboutText('Café, 🙂\n\tand so on')).toBeUndefined();
  });

  it('is there for every text that is not in NFC', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 12 }), (text) => {
        fc.pre(refusedIn(text).length === 0);
        expect(complaintAboutText(text) === undefined).toBe(text === text.normalize('NFC'));
      }),
      { numRuns: propertyRuns(2000) },
    );
  });
});

describe('a text for XML', () => {
  it.each([
    ['a null', 'a\0b', 'ab'],
    ['a vertical tab', 'a\u000bb', 'ab'],
    ['half of a pair', 'a\ud800b', 'ab'],
    ['what is no character', 'a\uffffb', 'ab'],
    ['a soft hyphen', 'a\u00adb', 'ab'],
    ['tabs and lines', 'a\tb\nc', 'a\tb\nc'],
    ['a family, which needs its joiners', '👩‍👧', '👩‍👧'],
    ['signs that are written as entities', '<a> & "b"', '<a> & "b"'],
  ])('is without %s, where that may not stand', (_, text, left) => {
    expect(withoutHidden(text)).toBe(left);
  });
});
