import { monthPattern, numberPattern, tellingNumberPattern, weekdayPattern } from './number-words.ts';
import { type Recogniser, spacedPattern } from './recogniser.ts';

const relative =
  '(?:brother|sister|son|daughter|boy|girl|lad|lassie|lass|wean|bairn|kid|child|children|grandchild|grandchildren|grandwean|uncle|aunt|auntie|cousin|nephew|niece|twin)';
const bodyPart =
  'arm|leg|hand|haun|foot|feet|finger|thumb|toe|nose|jaw|cheek|cheekbone|eye|ear|tooth|teeth|rib|wrist|ankle|elbow|knee|shoulder|hip|neck|back|skull|head|heid|lip|tongue|lung|kidney|pelvis|collarbone|spine|shin|knuckle|face';
const whose = '(?:my|his|her|their|our|your|ma|oor|yer|the)';
const determiner = "(?:(?:a|an|the|my|his|her|their|our|your|ma|oor|some|someone's|somebody's)[ ]{1,2})?";
const nounPhrase =
  "[\\p{L}\\p{N}'’-]{2,24}(?:[ ](?!(?:and|but|so|then|for|when|while|because|until|till|that|which|who|i|he|she|it|we|they|you|in|on|at|to|of|or)\\b)[\\p{L}\\p{N}'’-]{2,24}){0,2}";

/**
 * What tells something to somebody who knows the teller, and names that only the words around them give away. Where
 * two match the same characters, the earlier one counts.
 */
export const tellingRecognisers: readonly Recogniser[] = [
  {
    kind: 'money',
    pattern: spacedPattern(`[£€$] ?\\d[\\d,.]{0,12}(?: ?(?:k|m|grand|million|thousand)\\b)?`),
    why: 'A sum of money. Is the amount needed?',
  },
  {
    kind: 'money',
    pattern: spacedPattern(
      `\\b${numberPattern}(?: (?:and )?${numberPattern}){0,3} ?(?:quid|pounds?|pence|euros?|dollars?|grand|k)\\b`,
    ),
    why: 'A sum of money. Is the amount needed?',
  },
  {
    kind: 'money',
    pattern: spacedPattern(
      `\\ba (?:fiver|tenner|grand|score|pony|monkey|hundred|hunner|thousand)(?: (?:quid|pounds?))?\\b`,
    ),
    why: 'A sum of money. Is the amount needed?',
  },
  {
    kind: 'school',
    pattern: spacedPattern(
      `\\b(?:[ps][ .-]?[1-7]|primary ${numberPattern}|(?:second|third|fourth|fifth|sixth|1st|2nd|3rd|4th|5th|6th) year|year ${numberPattern})\\b`,
    ),
    why: 'A stage of school, which gives an age.',
  },
  {
    kind: 'time',
    pattern: spacedPattern(
      `\\b(?:(?:half|quarter|five|ten|twenty|twenty[ -]five) (?:past|to|till|efter) ${numberPattern}|${numberPattern} (?:o ?['’]? ?clock)|\\d{1,2}(?:[:.]\\d\\d)? ?(?:am|pm)|${numberPattern} in the (?:morning|mornin|afternoon|evening))\\b`,
    ),
    why: 'A time of day.',
  },
  {
    kind: 'time',
    pattern: spacedPattern(
      `\\b(?:last|this|next|every|since|in|by|until|till|during|that|early|late|mid|of) (?<flag>${monthPattern}|${weekdayPattern}s?)\\b(?: ['’]?\\d{2,4}\\b)?`,
    ),
    why: 'A time. Is it needed?',
  },
  {
    kind: 'family',
    pattern: spacedPattern(
      `\\b(?:${whose} )?${numberPattern} (?:(?:big|wee|older|younger|little|elder|other|grown) )?${relative}s?\\b`,
    ),
    why: 'How many, in a family.',
  },
  {
    kind: 'family',
    pattern: spacedPattern(
      `\\b(?:the )?(?:youngest|oldest|eldest|middle|second|third|last|only|baby)(?: (?:of|oot of|out of) (?:the )?${numberPattern}| (?:one|wan|yin)? ?${relative})\\b`,
    ),
    why: 'A place among brothers and sisters.',
  },
  {
    kind: 'family',
    pattern: spacedPattern(
      `\\b(?:mother|mum|mammy|maw|ma|father|dad|da|gran|granny|grandmother|grandfather|parent)(?: (?:of|to)) (?<flag>${numberPattern})\\b|\\b(?<!the )(?<!the one of )${tellingNumberPattern} (?:of us|ae us|o us)\\b`,
    ),
    why: 'How many, in a family or a house.',
  },
  {
    kind: 'age',
    pattern: spacedPattern(
      `\\b${numberPattern}[ -](?:years?|yrs?|months?|weeks?|days?)[ -](?:old|auld|aul|of age|older|younger)\\b|\\b${numberPattern} ?(?:yo|y\\/o|year[ -]olds?)\\b`,
    ),
    why: 'An age.',
  },
  {
    kind: 'age',
    pattern: spacedPattern(
      `\\b(?:aged?|turned|turning|i was|i wis|i am|im|i['’]m|was|wis|were|is|he['’]?s|she['’]?s|hes|only|just|nearly|almost|about|till|until|wen|when|fae the age of|age of) (?<flag>${tellingNumberPattern}|\\d{1,2})\\b(?!,?\\d| (?:of|quid|pounds?|grand|people|hours?|minutes?|weeks?|months?|times|miles))`,
    ),
    why: 'An age.',
  },
  {
    kind: 'age',
    pattern: spacedPattern(
      `\\b(?:in )?(?:my|his|her|their) (?:(?:early|mid|middle|late)[ -])?(?:teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\\b`,
    ),
    why: 'An age.',
  },
  {
    kind: 'time',
    pattern: spacedPattern(
      `\\b${tellingNumberPattern} (?:long )?(?:second|minute|hour|day|night|nicht|week|month|year|yr|decade)s?(?: (?:ago|later|straight|before|after))?\\b|\\b\\d{1,3} (?:hour|day|night|week|month|year|yr)s?(?: (?:ago|later|straight|before|after))?\\b`,
    ),
    why: 'How long, or how long ago.',
  },
  { kind: 'time', pattern: /(?<!\d)(?:19[3-9]\d|20[0-4]\d)s?(?!\d)/dgu, why: 'A year.' },
  {
    kind: 'health',
    pattern: spacedPattern(
      `\\b(?:broke|broken|breaks|brekkin|bust|busted|fractured|smashed|shattered|dislocated|lost|losing|cut|slashed|sliced|burnt|burned|burst|injured|hurt|damaged|crushed|split) (?:${whose}|both|both my|a|an|two|three|one|wan) (?:(?:left|right|front|back|top|bottom|middle|wee|big|index|other) )?(?:${bodyPart})s?\\b`,
    ),
    why: 'An injury. People who were there will know it.',
  },
  {
    kind: 'family',
    pattern: spacedPattern(
      `\\b(?:only|first|last) (?:\\p{L}{2,14} )?(?:girl|boy|lassie|lad|woman|man|family|person|female|male)s?\\b`,
    ),
    why: 'The only one, or the first.',
  },
  {
    kind: 'place',
    pattern: spacedPattern(
      `\\b(?:ground|first|second|third|fourth|fifth|sixth|top|tap|[a-z]{4,7}th|\\d{1,2}(?:st|nd|rd|th)) (?:floor|flair|landing|storey)\\b|\\b(?:end|corner) (?:house|hoose|terrace|flat|shop)\\b`,
    ),
    why: 'Which house, or which floor.',
  },
  {
    kind: 'method',
    pattern: spacedPattern(
      `\\b(?:hid|hidden|hide|hides|hiding|hudden|stash|stashed|stashing|tucked|stuffed|sewn|sewed|stitched|taped|buried|wrapped|concealed|swallowed|smuggled|strapped|kept it|kept them|keep it|keep them|carried it|carried them|put it|put them|pit it)(?: [\\p{L}'’]{1,14}){0,3}? (?:in|intae|into|inside|under|underneath|behind|beneath|below|ablow|between|within|round|around) ${determiner}(?<flag>${nounPhrase})`,
    ),
    why: 'How it was done. The story seldom needs it, and it tells people how.',
  },
  {
    kind: 'nickname',
    pattern: spacedPattern(
      `\\b(?:called|cried|caad|caw(?:ed)?|known as|known tae|nicknamed|nickname wis|nickname was|went by|goes by|answers to|answered to) (?:me|him|her|us|them|it|everybody|everyone|each other)? ?(?<flag>(?:the )?["“‘']?(?!(?:and|but|so|to|me|him|her|out|in|up|off|for|on|at|by|back|round|a|an|if|when|because)\\b)[\\p{L}\\p{N}'’-]{2,20}(?: (?!(?:and|but|so|because|for|when|then|that|who|to|in|on|at|as|since|from|was|is)\\b)[\\p{L}'’-]{2,20}){0,2})`,
    ),
    why: 'What somebody or something is called.',
  },
  {
    kind: 'phrase',
    pattern:
      /\b(?:always|aye|ay|used to|would|wid|wud|constantly|kept|liked to)(?: \p{L}{1,9}){0,2} (?:say|said|saying|sayin|says|tell|told|call|called|shout|shouted|sing)(?: \p{L}{1,12}){0,3}[,:]? ?(?<flag>["“‘'][^"“”\n]{2,120}["”’'])/dgiu,
    why: 'Something that somebody always says. People who know them will know it.',
  },
  {
    kind: 'phrase',
    pattern:
      /\b(?:always|aye|ay|used to|would always)(?: \p{L}{1,9})? (?:say|said|saying|sayin|says)(?: that)? (?<flag>[\p{L}'’]{1,20}(?: [\p{L}'’]{1,20}){1,9})/dgiu,
    why: 'Something that somebody always says. People who know them will know it.',
  },
  {
    kind: 'phrase',
    pattern: /["“](?<flag>[\p{L}'’]{2,20}(?:,? [\p{L}'’]{1,20}){0,3})[.,!?]?["”]/dgu,
    why: 'Words in quotation marks. Would somebody know who says that?',
  },
  {
    kind: 'phrase',
    pattern: spacedPattern(`\\bas \\p{L}{2,12} as (?:a|an|the) (?:\\p{L}{2,14})(?: \\p{L}{2,14})?\\b`),
    why: 'A comparison. Would somebody know who talks like that?',
  },
  {
    kind: 'place',
    pattern: spacedPattern(
      `\\b(?!(?:the|a|an|my|our|your|his|her|their|that|this|same|next|each|every|whole|any|no|some|across|in|on|at|up|down|of|to|and|or|with|from|by|busy|quiet|long|back|front|side|wrong|right|new|old|wee|ma|oor|yer|his|it|off|over|is|was|wis|which|what|one|wan|other|town|big|dark|public|private|for|car|swing|taking|cross|his|empty|wet|middle|out|high|primary|secondary|local|boarding|special)\\b)[\\p{L}'’]{2,20} (?:street|st|road|rd|avenue|drive|crescent|terrace|lane|wynd|close|gardens|square|park|bridge|primary|academy|high school|hospital|arms|inn|tavern|hotel|loch|glen|scheme|estate|towers?|flats|bar|vaults|lounge|social club|airport|stadium|station|university|secondary)\\b`,
    ),
    why: 'Written like the name of a street or a building.',
  },
  {
    kind: 'person',
    pattern: spacedPattern(
      `\\b(?:mr|mrs|ms|miss|mister|dr|doctor|sheriff|constable|pc|dc|sgt|sergeant|inspector|councillor|sister|father|imam|reverend|rev|auntie|aunty|aunt|uncle|unc|sir|lady)\\.? (?:[a-z]\\.? )?(?!(?:and|but|or|was|wis|is|were|had|has|said|says|came|went|the|a|an|i|he|she|it|we|they|to|at|in|on|of|for|with|that|who|did|does|got|gave|took|told|never|always|used|would|could|my|his|her|court|officer|in-law)\\b)[\\p{L}'’-]{2,20}`,
    ),
    why: 'A title, and the word after it.',
  },
  {
    kind: 'person',
    pattern: spacedPattern(
      `\\b(?:dog|cat|pony|horse|brother|sister|boy|girl|lassie|man|guy|pal|mate|son|daughter|baby)['’]?s name(?: (?:is|was|wis))? (?<flag>[\\p{L}'’-]{2,20})`,
    ),
    why: 'Given as a name.',
  },
  {
    kind: 'person',
    pattern: spacedPattern(
      `\\b(?:my name(?: is|['’]?s| wis)|name (?:was|is|wis)|names|name['’]s|called himself|calls himself|called herself|im|i['’]m|surname) (?!(?:a|an|the|not|no|on|in|at|from|fae|so|still|now|just|only|very|really|going|gonna|gaun|sorry|fine|here|there|and|that|writing|trying|scared|tired|afraid|glad|getting|being|doing|mentioned)\\b)(?<flag>\\p{Lu}[\\p{L}'’-]{1,20})`,
    ),
    why: 'Given as a name.',
  },
  {
    kind: 'organisation',
    pattern: spacedPattern(
      `\\bthe young (?!(?:people|teenagers?|children|workers?|patients?|drivers?|prisoners?|person|folk|ones?|yins?|wans?|man|men|woman|women|wumman|lads?|boys?|girls?|lassies?|mum|mums|mother|dad|guys?|adults?|offenders?|carers?|kids?|wean|weans|couple|family|and|but|at|to|for|in|enough|then|i|he|she|they|again|when|so)\\b)[\\p{L}'’]{3,20}(?: (?:team|crew|fleet|mob|firm|boys|posse|squad))?`,
    ),
    why: 'Perhaps what a gang is called.',
  },
];
