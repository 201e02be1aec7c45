import type { Flag } from './flags.ts';
import type { FlagKind } from './kinds.ts';
import type { FlagQuestion } from './questions.ts';

/** Coarser words by kind. They are offers: whether one fits its sentence is for the moderator to see. */
const coarser: Record<FlagKind, readonly string[]> = {
  person: ['somebody', 'a friend', 'a man', 'a woman'],
  place: ['a town', 'a scheme', 'a village', 'somewhere else in Scotland'],
  organisation: ['a club', 'a school', 'a charity', 'a shop', 'a prison', 'a hospital'],
  contact: [],
  number: [],
  date: ['one day', 'that year'],
  unknown: ['somebody', 'somewhere', 'something'],
  hidden: [''],
  age: ['when I was young', 'as an adult'],
  family: ['my family', 'my brothers and sisters', 'a relative'],
  health: ['hurt', 'ill', 'an illness'],
  looks: [],
  method: ['somewhere'],
  nickname: ['a nickname', 'somebody'],
  phrase: [],
  work: ['my job', 'a job', 'somebody at their work'],
  school: ['at primary school', 'at secondary school'],
  time: ['one day', 'some time later', 'for a long time'],
  money: ['some money', 'more than I had', 'a lot of money'],
  belonging: ['from another country', 'from a religious family'],
  thing: ['something', 'an animal', 'a car'],
  amount: ['some', 'a few', 'many'],
};

const seasons = [
  'winter',
  'winter',
  'spring',
  'spring',
  'spring',
  'summer',
  'summer',
  'summer',
  'autumn',
  'autumn',
  'autumn',
  'winter',
];
const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const written: Readonly<Record<string, number>> = {
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
};

/** Offers for saying what a flag says more coarsely, the closest first. */
export function suggestionsFor({ words, kind }: Pick<Flag, 'words' | 'kind'>): readonly string[] {
  if (kind === 'age') return [...aboutAge(words), ...coarser.age];
  if (kind === 'date' || kind === 'time') {
    const season = seasonOf(words);
    return season ? [`in ${season}`, ...coarser[kind]] : coarser[kind];
  }
  return coarser[kind];
}

/** At most so many offers, so that each has a key of its own. */
const mostOffers = 6;

/** Offers for a question, the closest first. An age is said of whoever its sentence is about. */
export function offersFor({ places, kinds }: FlagQuestion, text: string): readonly string[] {
  const [first] = places;
  if (first === undefined) return [];
  const whose = whoseIn(text.slice(Math.max(0, first.start - 90), first.start));
  const offers = kinds
    .flatMap((kind) => suggestionsFor({ words: first.words, kind }))
    .map((offer) =>
      offer
        .replace(/\b(in|at) my\b/, `$1 ${whose}`)
        .replace(/^when I was/, whose === 'my' ? 'when I was' : `when ${whose === 'his' ? 'he' : 'she'} was`),
    )
    .filter((offer) => offer !== '');
  return [...new Set(offers)].slice(0, mostOffers);
}

/** Of whom the words before a flag speak. */
function whoseIn(before: string): 'my' | 'his' | 'her' {
  const said = [
    ...before.matchAll(
      /\b(I|my|me|we|he|his|him|brother|son|dad|da|father|uncle|boy|lad|nephew|she|her|sister|daughter|mum|mother|auntie|girl|lassie|niece)\b/gi,
    ),
  ].map(([word]) => word.toLowerCase());
  const last = said.at(-1) === 'my' || said.length === 0 ? 'my' : (said.at(-1) as string);
  if (
    ['he', 'his', 'him', 'brother', 'son', 'dad', 'da', 'father', 'uncle', 'boy', 'lad', 'nephew'].includes(
      last,
    )
  )
    return 'his';
  if (
    ['she', 'her', 'sister', 'daughter', 'mum', 'mother', 'auntie', 'girl', 'lassie', 'niece'].includes(last)
  )
    return 'her';
  return 'my';
}

function aboutAge(words: string): string[] {
  const age = Number(/\d+/.exec(words)?.[0] ?? written[/[a-z]+/i.exec(words)?.[0].toLowerCase() ?? '']);
  if (Number.isNaN(age)) return [];
  if (age < 12) return ['at primary school'];
  if (age < 16) return ['in my early teens', 'at secondary school'];
  if (age < 20) return ['in my late teens'];
  if (age < 70)
    return [`in my ${['twenties', 'thirties', 'forties', 'fifties', 'sixties'][Math.floor(age / 10) - 2]}`];
  return ['an older person'];
}

/** The season of a day written with its month’s name, or as figures with the day first or the year first. */
function seasonOf(words: string): string | undefined {
  const named = monthNames.findIndex((name) => new RegExp(`\\b${name}`, 'i').test(words));
  const [, dayFirst, yearFirst] = /^\d{1,2}[/.-](\d{1,2})[/.-]|^\d{4}-(\d{2})-/.exec(words) ?? [];
  return seasons[named === -1 ? Number(dayFirst ?? yearFirst ?? Number.NaN) - 1 : named];
}
