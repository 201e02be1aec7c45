/**
 * The characters that no text of this site may hold, and the one form in which every other is stored. Whoever reads a text
 * must see all of it: moderators sign what they see, and words can be hidden in characters that show nothing.
 */

/** A character that may not stand where it stands. */
export interface RefusedCharacter {
  /** Where it begins, in UTF-16 units of the text. */
  readonly index: number;
  /** The line of the text, counted from 1. */
  readonly line: number;
  /** Its place in the line in characters, counted from 1. */
  readonly position: number;
  /** What it is called, with its number: “soft hyphen (U+00AD)”. */
  readonly name: string;
}

/** Every character in a text that may not stand there, in order. */
export function refusedIn(text: string): readonly RefusedCharacter[] {
  if (plain.test(text) || !hidden.test(text)) return [];
  const placeOf = placesIn(text);
  return Array.from(text.matchAll(allowedOrRefused)).flatMap(({ index, groups }) => {
    const character = groups?.['refused'];
    return character === undefined ? [] : { index, name: nameOf(character), ...placeOf(index) };
  });
}

/**
 * What is wrong with the characters of a text, and what to write; undefined if nothing is. They may not be hidden, and they
 * are in Unicode’s Normalization Form C, so that what looks the same is the same.
 */
export function complaintAboutText(text: string): string | undefined {
  if (plain.test(text)) return undefined;
  const [first, ...more] = refusedIn(text);
  if (!first) return complaintAboutForm(text);
  const { name, index } = first;
  const inWords = (refused: RefusedCharacter) => {
    const after = text
      .slice(0, refused.index)
      .replaceAll(allowedOrRefused, (character, refused?: string) => (refused === undefined ? character : ''))
      .match(/[^\n]{1,12}$/u)?.[0]
      .trimStart();
    return `${placeInWords(text, refused)}${after ? `, after “${after}”` : ''}`;
  };
  const listed = more
    .slice(0, mostListed)
    .map((other) => `; ${other.name === name ? 'another' : withArticle(other.name)} at ${inWords(other)}`);
  const rest = more.length > mostListed ? `; and ${more.length - mostListed} more that nobody sees` : '';
  return `${withArticle(name)} stands at ${inWords(first)}: ${cureFor(text.charCodeAt(index))}${listed.join('')}${rest}`;
}

/** How many hidden characters of one text are listed beside the first. Whoever finds so many will not count. */
const mostListed = 9;

function withArticle(name: string): string {
  return `${/^[aeio]/i.test(name) ? 'an' : 'a'} ${name}`;
}

/**
 * A text without the characters that may not stand in it. Content that holds one is refused before it is shown; whatever writes XML
 * asks again all the same, because one such character would make the whole of it unreadable.
 */
export function withoutHidden(text: string): string {
  return text.replaceAll(allowedOrRefused, (whole, ...more) => {
    const groups = more.at(-1) as { refused?: string };
    return groups.refused === undefined ? whole : '';
  });
}

/** True for texts that are the same, in whichever form of Unicode each is written. */
export function isSameText(one: string, other: string): boolean {
  return one.normalize('NFC') === other.normalize('NFC');
}

/** Some data with every text in it in Normalization Form C, in which content is stored. Whatever writes content asks for it. */
export function inStoredForm<Data>(data: Data): Data {
  const stored = (value: unknown): unknown => {
    if (typeof value === 'string') return value.normalize('NFC');
    if (Array.isArray(value)) return value.map(stored);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, stored(inner)]));
  };
  return stored(data) as Data;
}

/** What a character is called, with its number. Those that people come across have names; the others are named by their kind. */
export function nameOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `${names.get(code) ?? kindOf(character, code)} (${numberOf(code)})`;
}

/**
 * What shows nothing, turns words round, means something only to one program, or cannot stand in XML 1.0 (and so in no
 * slide, worksheet or feed). Tabs and line feeds may stand.
 */
const refused = String.raw`(?![\t\n])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]`;

/** Scripts in which a joiner, or its opposite, inside a word is spelling (Unicode Standard Annex 31, section 2.3). */
const joining = [
  ...['Adlam', 'Arabic', 'Mandaic', 'Manichaean', 'Mongolian', 'Nko', 'Hanifi_Rohingya', 'Syriac'],
  ...['Bengali', 'Devanagari', 'Gujarati', 'Gurmukhi', 'Kannada', 'Khmer', 'Malayalam', 'Myanmar', 'Oriya'],
  ...['Sinhala', 'Tamil', 'Telugu', 'Tibetan'],
]
  .map((script) => String.raw`\p{Script_Extensions=${script}}`)
  .join('');
const letter = String.raw`(?=[\p{L}\p{M}])[${joining}]`;
const emoji = String.raw`\p{Extended_Pictographic}`;

/** Where characters that are otherwise refused are needed. */
const needed = [
  String.raw`(?<=${letter})[\u200C\u200D](?=${letter})`,
  String.raw`(?<=${emoji}[\uFE0F\p{Emoji_Modifier}]?)\u200D(?=${emoji})`,
  // What an emoji looks like. A digit is an emoji to Unicode, but only within a key.
  String.raw`(?<=[0-9#*])\uFE0F(?=\u20E3)|(?<=(?![0-9#*])\p{Emoji})[\uFE0E\uFE0F]`,
  // The flags of England, Scotland and Wales. Any other flag written so shows a black flag and hides what is written.
  String.raw`\u{1F3F4}\u{E0067}\u{E0062}(?:\u{E0065}\u{E006E}\u{E0067}|\u{E0073}\u{E0063}\u{E0074}|\u{E0077}\u{E006C}\u{E0073})\u{E007F}`,
];

/** Letters and signs of western and central Europe, all seen and all in Normalization Form C: nearly every text has no others. */
const plain = /^[\t\n -~\u00A0-\u00AC\u00AE-\u017F\u2010-\u2027\u2030-\u205E]*$/;
const hidden = new RegExp(refused, 'u');
const allowedOrRefused = new RegExp(`${needed.join('|')}|(?<refused>${refused})`, 'gu');

const names: ReadonlyMap<number, string> = new Map([
  [0x00, 'null'],
  [0x07, 'bell'],
  [0x08, 'backspace'],
  [0x0b, 'vertical tab'],
  [0x0c, 'form feed'],
  [0x0d, 'carriage return'],
  [0x1b, 'escape'],
  [0x7f, 'delete'],
  [0x85, 'next line'],
  [0xad, 'soft hyphen'],
  [0x034f, 'combining grapheme joiner'],
  [0x061c, 'Arabic letter mark'],
  [0x115f, 'Hangul choseong filler'],
  [0x1160, 'Hangul jungseong filler'],
  [0x17b4, 'Khmer vowel inherent aq'],
  [0x17b5, 'Khmer vowel inherent aa'],
  [0x180e, 'Mongolian vowel separator'],
  [0x200b, 'zero-width space'],
  [0x200c, 'zero-width non-joiner'],
  [0x200d, 'zero-width joiner'],
  [0x200e, 'left-to-right mark'],
  [0x200f, 'right-to-left mark'],
  [0x2028, 'line separator'],
  [0x2029, 'paragraph separator'],
  [0x202a, 'left-to-right embedding'],
  [0x202b, 'right-to-left embedding'],
  [0x202c, 'pop directional formatting'],
  [0x202d, 'left-to-right override'],
  [0x202e, 'right-to-left override'],
  [0x2060, 'word joiner'],
  [0x2061, 'invisible function application'],
  [0x2062, 'invisible times'],
  [0x2063, 'invisible separator'],
  [0x2064, 'invisible plus'],
  [0x2066, 'left-to-right isolate'],
  [0x2067, 'right-to-left isolate'],
  [0x2068, 'first strong isolate'],
  [0x2069, 'pop directional isolate'],
  [0x3164, 'Hangul filler'],
  [0xfeff, 'byte order mark'],
  [0xffa0, 'halfwidth Hangul filler'],
  [0xfff9, 'interlinear annotation mark'],
  [0xfffa, 'interlinear annotation mark'],
  [0xfffb, 'interlinear annotation mark'],
  [0xe0001, 'language tag'],
  [0xe0020, 'tag character for a space'],
  [0xe007f, 'cancel tag'],
]);

function kindOf(character: string, code: number): string {
  if (code >= 0xfe00 && code <= 0xfe0f) return `variation selector ${code - 0xfe00 + 1}`;
  if (code >= 0xe0100 && code <= 0xe01ef) return `variation selector ${code - 0xe0100 + 17}`;
  if (code > 0xe0020 && code < 0xe007f) return `tag character for “${String.fromCodePoint(code - 0xe0000)}”`;
  if (/\p{Cs}/u.test(character)) return 'half of a surrogate pair';
  if (/\p{Co}/u.test(character)) return 'private-use character';
  if (/\p{Noncharacter_Code_Point}/u.test(character)) return 'noncharacter';
  if (/\p{Cc}/u.test(character)) return 'control character';
  return 'invisible format character';
}

function numberOf(code: number): string {
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Some of them stand for the end of a line, and without them two words would run together. */
function cureFor(code: number): string {
  const endsLine = [0x0b, 0x0c, 0x0d, 0x85, 0x2028, 0x2029].includes(code);
  return endsLine ? 'write a new line or a space instead' : 'take it out';
}

/** A place in a text: its line, and the character in the line, both counted from 1. */
type Place = Pick<RefusedCharacter, 'line' | 'position'>;

/** Finds places in a text. They are asked for in order, so that none counts again what the one before it has counted. */
function placesIn(text: string): (index: number) => Place {
  let from = 0;
  let place: Place = { line: 1, position: 1 };
  return (index) => {
    const lines = text.slice(from, index).split('\n');
    const last = [...(lines.at(-1) ?? '')].length;
    const { line, position } = place;
    from = index;
    place = {
      line: line + lines.length - 1,
      position: lines.length > 1 ? last + 1 : position + last,
    };
    return place;
  };
}

function placeInWords(text: string, { line, position }: Place): string {
  return text.includes('\n') ? `line ${line}, character ${position}` : `character ${position}`;
}

/** What in a text is not in Normalization Form C. Two ways of writing a letter look the same and are not. */
function complaintAboutForm(text: string): string | undefined {
  if (text.normalize('NFC') === text) return undefined;
  const letters = new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text);
  const apart = [...letters].find(({ segment }) => segment.normalize('NFC') !== segment);
  const { segment, index } = apart ?? { segment: text, index: 0 };
  const stored = segment.normalize('NFC');
  const place = placeInWords(text, placesIn(text)(index));
  return `the “${stored}” at ${place} is written in another way (${numbersOf(segment)}) than letters are stored here (${numbersOf(stored)}), though both look the same: type it again, or save it in the form, which does so by itself`;
}

function numbersOf(text: string): string {
  return Array.from(text, (character) => numberOf(character.codePointAt(0) ?? 0)).join(' ');
}
