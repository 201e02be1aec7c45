import { monthPattern, weekdayPattern } from './number-words.ts';
import { type Recogniser, spacedPattern } from './recogniser.ts';
import { isChiNumber, isNationalInsuranceNumber, isPhoneNumber, isPostcode } from './validators.ts';

const day = '\\d{1,2}(?:st|nd|rd|th)?';

/**
 * What can be looked up: ways to reach somebody, numbers by which somebody is registered, days. Where two match the
 * same characters, the earlier one counts.
 */
export const lookupRecognisers: readonly Recogniser[] = [
  {
    kind: 'contact',
    pattern: /[\p{L}\p{N}._%+-]{1,64}(?:@| @ )[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,4}/dgiu,
    why: 'An e-mail address.',
  },
  {
    kind: 'contact',
    pattern:
      /(?:https?:\/\/|www\.)[^\s<>"”]{1,200}|[\p{L}\p{N}-]{2,40}\.(?:com|co\.uk|org|net|scot|uk|io|me|app|tv|gg)(?:\/[^\s<>"”]{0,100})?(?![\p{L}\p{N}])/dgiu,
    why: 'A web address.',
  },
  { kind: 'contact', pattern: /(?<![\p{L}\p{N}])@[\p{L}\p{N}_.-]{2,40}/dgiu, why: 'A social media handle.' },
  {
    kind: 'contact',
    pattern:
      /\b(?:snap(?:chat)?|insta(?:gram)?|tik ?tok|discord|username|user name|handle|gamertag)(?: (?:name|was|is|handle|id|tag)){0,2} ?[:=]? ?(?<flag>(?=[\p{L}_.]{0,30}[\d_.])[\p{L}\d_.]{3,30}[\p{L}\d])/dgiu,
    why: 'A name on social media.',
  },
  {
    kind: 'number',
    pattern: /(?<![\p{L}\p{N}])[a-z]{2}[ -]?\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?[a-d](?![\p{L}\p{N}])/dgiu,
    why: 'Written like a National Insurance number.',
    surely: { passes: isNationalInsuranceNumber, why: 'A National Insurance number.' },
  },
  {
    kind: 'contact',
    pattern: spacedPattern(
      '\\b(?:(?:oh|o|zero|nought|double|treble|triple|hundred|one|two|three|four|five|six|seven|eight|nine),? ){4,14}(?:oh|zero|nought|hundred|one|two|three|four|five|six|seven|eight|nine)\\b',
    ),
    why: 'A long number in words, perhaps a telephone number.',
  },
  {
    kind: 'date',
    pattern: /(?<![\d/.-])(?:\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2})(?![\d/-])/dgu,
    why: 'A day. The season, or nothing, is enough.',
  },
  {
    kind: 'number',
    pattern:
      /(?<![\p{L}\p{N}])[A-Z]{2,6}[ /-]?\d{2,4}[ /-]\d{2,8}(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])[A-Z]{0,4}\d{1,6}\/\d{2,6}(?:\/\d{1,6})?(?![\p{L}\p{N}/])/dgu,
    why: 'Written like the reference of a case.',
  },
  {
    kind: 'number',
    pattern: /(?<!\d)\d{2}-\d{2}-\d{2}[ ,]{1,3}\d{7,8}(?!\d)|(?<!\d)\d{2}-\d{2}-\d{2}(?!\d)/dgu,
    why: 'Bank details.',
  },
  {
    kind: 'number',
    pattern: /(?<!\d)[0-3]\d[01]\d\d{2} ?\d{4}(?!\d)/dgu,
    why: 'Written like a CHI number or a telephone number.',
    surely: { passes: isChiNumber, why: 'A CHI number: its check digit is right.' },
  },
  {
    kind: 'contact',
    pattern: /(?<![\p{L}\p{N}])(?:\+|00)?\(?\d(?:[ ().-]{0,2}\d){8,14}(?!\d)/dgu,
    why: 'A long number, perhaps a telephone number.',
    surely: { passes: isPhoneNumber, why: 'A telephone number.' },
  },
  {
    kind: 'date',
    pattern: spacedPattern(
      `\\b(?:${weekdayPattern},? )?(?:the )?${day}(?: (?:of|o['’]?|ae))? ${monthPattern}\\b(?:,? (?:\\d{4}|'\\d\\d)\\b)?`,
    ),
    why: 'A day. The season, or nothing, is enough.',
  },
  {
    kind: 'date',
    pattern: spacedPattern(`\\b(?:${weekdayPattern},? )?${monthPattern} (?:the )?${day}\\b(?:,? \\d{4}\\b)?`),
    why: 'A day. The season, or nothing, is enough.',
  },
  {
    kind: 'date',
    pattern: spacedPattern(
      `\\b(?:the )?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|[a-z]{3,6}teenth|twentieth|twenty[ -][a-z]{3,7}|thirtieth|thirty[ -]first) (?:of|o['’]?|ae) ${monthPattern}\\b`,
    ),
    why: 'A day. The season, or nothing, is enough.',
  },
  {
    kind: 'number',
    pattern: /(?<![\p{L}\p{N}])(?:[a-z]{2}\d{2} ?[a-z]{3}|[a-z]{3} \d{3}[a-z])(?![\p{L}\p{N}])/dgiu,
    why: 'Written like a number plate.',
  },
  {
    kind: 'number',
    pattern: /(?<![\p{L}\p{N}])[A-Z]\d{1,3} ?[A-Z]{3}(?![\p{L}\p{N}])/dgu,
    why: 'Written like a number plate.',
  },
  {
    kind: 'contact',
    pattern: /(?<![\p{L}\p{N}])[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}(?![\p{L}\p{N}])/dgiu,
    why: 'Written like a postcode.',
    surely: { passes: isPostcode, why: 'A postcode.' },
  },
];
