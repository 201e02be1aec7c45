/** Parts of patterns: numbers and times in English and Scots words. */

const units =
  'one|wan|yin|two|twa|three|four|fower|five|six|seven|seeven|eight|eicht|nine|ten|eleven|eleeven|twelve|twal';
const teens = 'thirteen|fourteen|fowerteen|fifteen|sixteen|seventeen|seeventeen|eighteen|nineteen';
const tens = 'twenty|thirty|forty|fourty|fowerty|fifty|sixty|seventy|seeventy|eighty|ninety';
const big = 'dozen|hundred|hunner|hunder|thousand|thoosan|thoosand|million';

/** Numbers as figures or as words. */
export const numberPattern = `(?:\\d{1,6}|(?:${tens})[ -](?:${units})|${units}|${teens}|${tens}|${big})`;

/** Numbers in words that may tell something. *One* is not among them, because it mostly means nobody in particular. */
export const tellingNumberPattern = `(?:(?:${tens})[ -](?:${units})|(?!(?:one|wan|yin)\\b)(?:${units})|${teens}|${tens}|${big})`;

/** The single words of those numbers. */
export const numberWords: ReadonlySet<string> = new Set(
  [units, teens, tens, big]
    .join('|')
    .split('|')
    .filter((each) => !['one', 'wan', 'yin'].includes(each)),
);

/** The name of a month, whole or cut short. */
export const monthPattern =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';

/** The name of a day of the week, whole or cut short. */
export const weekdayPattern = '(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?';
