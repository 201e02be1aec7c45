/**
 * Every closed list of the product: a value as stored, and the label people read.
 * A label is declared here once; the form, the pages, the feeds and the checks all derive from it.
 */

/** A closed list: stored value → label on screen. */
export type Vocabulary = Readonly<Record<string, string>>;
/** The stored values of a vocabulary. */
export type ValueOf<V extends Vocabulary> = Extract<keyof V, string>;

/** The stored values of a vocabulary, in their declared order. */
export function valuesOf<V extends Vocabulary>(vocabulary: V): [ValueOf<V>, ...ValueOf<V>[]] {
  return Object.keys(vocabulary) as [ValueOf<V>, ...ValueOf<V>[]];
}

/** How a story came to be told, in the exact words that stand on every output. */
export const origins = {
  composite: 'Composite, written from published research',
  firstPerson: 'Told by someone who lived it, changed so nobody can be recognised',
  asToldTo: 'Told to a worker, who wrote it down',
} as const;
export type Origin = ValueOf<typeof origins>;

/** The same on one line of a list, as the beginning of the label: the whole of it is on the story's page. */
export const originsInShort = {
  composite: 'Composite, written from published research',
  firstPerson: 'Told by someone who lived it',
  asToldTo: 'Told to a worker, who wrote it down',
} as const satisfies Readonly<Record<Origin, string>>;

/** From where the teller saw it. */
export const viewpoints = {
  involved: 'Someone who was involved',
  exploited: 'Someone who was exploited',
  family: 'Family',
  community: 'Neighbour or community',
  worker: 'A worker',
} as const;
export type Viewpoint = ValueOf<typeof viewpoints>;

/** The research's own area types: never a place (Community experiences of SOC, 2018, chapter 1). */
export const areaTypes = {
  unstated: 'Not stated',
  urbanEmbedded: 'Urban',
  semiUrban: 'Semi-urban',
  diffuse: 'Rural or spread out',
} as const;
export type AreaType = ValueOf<typeof areaTypes>;

/**
 * What a story may appear in. Every use requires `site`.
 * The first value is the one without which none of the others holds.
 */
export const uses = {
  site: 'On the site: pages, search and site map',
  lessons: 'In lessons: packs, presenter, pupil view, guides and planner',
  quotes: 'Quoted: cards, captions, feeds, the API and the home page',
  print: 'On paper: PDF, documents, slides and the print view',
} as const;
export type Use = ValueOf<typeof uses>;

/** Who a text is suitable for, youngest first: `audienceRank` relies on the order. */
export const audiences = {
  second: 'P6 and P7',
  thirdFourth: 'S1 to S3',
  senior: 'S4 to S6',
  adult: 'Adults',
} as const;
export type Audience = ValueOf<typeof audiences>;

/** 0 for the youngest audience; a text may cite only texts of its own rank or lower. */
export function audienceRank(audience: Audience): number {
  return inRank.indexOf(audience);
}
const inRank = valuesOf(audiences);

/** Who a lesson pack is for: Curriculum for Excellence levels. The values are audiences, so that both can be compared. */
export const packLevels = {
  second: 'Second level, P5 to P7',
  thirdFourth: 'Third and fourth level, S1 to S3',
  senior: 'Senior phase, S4 to S6',
} as const;
export type PackLevel = ValueOf<typeof packLevels>;

/** School subjects and settings in which a pack can be taught. */
export const subjects = {
  pse: 'PSE',
  healthAndWellbeing: 'Health and wellbeing',
  modernStudies: 'Modern Studies',
  english: 'English and literacy',
  maths: 'Maths and numeracy',
  rmps: 'RME and RMPS',
  drama: 'Drama',
  technologies: 'Technologies',
  business: 'Business and money',
  youthWork: 'Youth work',
} as const;
export type Subject = ValueOf<typeof subjects>;

/** What sort of guide it is: one talk at a turning point, or some meetings of people who live near each other. */
export const guideKinds = {
  conversation: 'Conversation',
  circle: 'Community circle',
} as const;
export type GuideKind = ValueOf<typeof guideKinds>;

/** Who a guide is written for. */
export const guideReaders = {
  youthWorker: 'Youth workers',
  socialWorker: 'Social workers',
  teacher: 'Teachers',
  housingOfficer: 'Housing officers',
  family: 'Families',
  communityGroup: 'Community groups',
} as const;
export type GuideReader = ValueOf<typeof guideReaders>;

/** How people sit for what a guide describes. */
export const guideSettings = {
  oneToOne: 'One to one',
  smallGroup: 'A small group',
  meeting: 'A meeting',
} as const;
export type GuideSetting = ValueOf<typeof guideSettings>;

/**
 * The Ds: the four aims of Scotland’s strategy on organised crime (2022), and the one that the research of 2018
 * recommends beside them. What each means is in `aims.ts`.
 */
export const aims = {
  divert: 'Divert',
  deter: 'Deter',
  detect: 'Detect',
  disrupt: 'Disrupt',
  develop: 'Develop (recommended by the research, not part of the strategy)',
} as const;
export type Aim = ValueOf<typeof aims>;

/** Who says that a group can do something. */
export const advisers = {
  strategy: 'The strategy says',
  research: 'Research recommends',
} as const;
export type Adviser = ValueOf<typeof advisers>;

/** Whether the strategy speaks to a group of people. */
export const standings = {
  notNamed: 'The strategy does not speak to this group',
  within: 'The strategy speaks to this group as part of a larger one',
  named: 'The strategy speaks to this group by name',
} as const;
export type Standing = ValueOf<typeof standings>;

/** Which way a threat was said to move. */
export const movements = {
  unclear: 'Not yet known',
  more: 'Growing',
  less: 'Shrinking',
  steady: 'Much the same',
  shifted: 'Shifting',
  counted: 'Counted',
  answered: 'What was set up',
} as const;
export type Movement = ValueOf<typeof movements>;

/** What is counted again and again, so that counts of different years can stand beside each other. */
export const measures = {
  groups: 'Groups on record',
  people: 'People linked to those groups',
  inDrugs: 'Groups involved in drugs, per cent',
  inSeveralCrimes: 'Groups in more than one kind of crime, per cent',
  behindBusinesses: 'Groups using businesses that look legitimate, per cent',
  traffickingReferrals: 'People referred as possible victims of trafficking',
} as const;
export type Measure = ValueOf<typeof measures>;

/** The pages on which a contradiction between sources is told. */
export const contradictionPages = {
  threats: 'How threats changed',
  research: 'The research',
} as const;
export type ContradictionPage = ValueOf<typeof contradictionPages>;

/** What sort of thing a curriculum code names. */
export const curriculumKinds = {
  eo: 'Experience and outcome',
  course: 'Course in the senior phase',
  youthWork: 'Youth-work outcome',
} as const;
export type CurriculumKind = ValueOf<typeof curriculumKinds>;

/** The level of a curriculum code. */
export const curriculumLevels = {
  second: 'Second',
  third: 'Third',
  fourth: 'Fourth',
  thirdFourth: 'Third and fourth',
  all: 'All levels',
  senior: 'Senior phase',
} as const;

/** Curriculum areas, and subjects of the senior phase. */
export const curriculumAreas = {
  healthAndWellbeing: 'Health and wellbeing',
  socialStudies: 'Social studies',
  literacy: 'Literacy and English',
  numeracy: 'Numeracy and mathematics',
  rme: 'Religious and moral education',
  technologies: 'Technologies',
  expressiveArts: 'Expressive arts',
  modernStudies: 'Modern Studies',
  youthWork: 'Youth work',
} as const;

/** The kinds of activity in a lesson, in the words a teacher would use. */
export const activityKinds = {
  starter: 'Starter',
  groundRules: 'Ground rules',
  readStory: 'Read a story',
  cardSort: 'Card sort',
  discuss: 'Discuss',
  decide: 'Decide',
  workItOut: 'Work it out',
  quiz: 'Quiz',
  reflect: 'Reflect',
  makeACounterStory: 'Make a counter-story',
} as const;
export type ActivityKind = ValueOf<typeof activityKinds>;

/** How a class sits for an activity. */
export const groupings = {
  wholeClass: 'Everyone together',
  alone: 'On your own',
  pairs: 'In pairs',
  smallGroups: 'In threes or fours',
} as const;
export type Grouping = ValueOf<typeof groupings>;

/** What a card of a sort turns out to be. */
export const cardAnswers = {
  myth: 'The story you hear',
  reality: 'What’s known',
  depends: 'It depends',
} as const;
export type CardAnswer = ValueOf<typeof cardAnswers>;

/** When a quiz is taken. */
export const quizTimes = {
  starter: 'Starter quiz',
  exit: 'Exit quiz',
} as const;

/** The kinds of quiz question. */
export const questionKinds = {
  multipleChoice: 'Multiple choice',
  match: 'Match',
  order: 'Put in order',
  shortAnswer: 'Short answer',
} as const;

/** The lengths that every pack can be taught in, in minutes. */
export const cutMinutes = { twenty: 20, thirtyFive: 35, fifty: 50 } as const;
export type Cut = keyof typeof cutMinutes;

/** Crime types named in the 2015, 2016 and 2022 strategy papers and the 2018 research. */
export const crimeTypes = {
  drugs: 'Drugs',
  violence: 'Violence',
  moneyLaundering: 'Money laundering',
  fraud: 'Fraud and scams',
  humanTrafficking: 'Human trafficking',
  labourExploitation: 'Labour exploitation',
  counterfeiting: 'Counterfeit goods',
  puppyTrade: 'Illicit puppy trade',
  rogueTrading: 'Rogue trading',
  environmentalCrime: 'Environmental crime',
  childCriminalExploitation: 'Child criminal exploitation',
  onlineSexualExploitation: 'Online sexual exploitation',
  cybercrime: 'Cybercrime',
  firearms: 'Firearms',
  businessInfiltration: 'Crime behind a business front',
  illegalLending: 'Illegal lending',
  homeTakeover: 'Home takeover',
  theft: 'Organised theft',
} as const;
export type CrimeType = ValueOf<typeof crimeTypes>;

/** Short, neutral words for what a reader may meet. They give a choice; they are not a warning sign. */
export const contentNotes = {
  threats: 'threats',
  violence: 'violence',
  injury: 'injury',
  drugs: 'drugs',
  addiction: 'addiction',
  debt: 'debt',
  exploitation: 'being used by someone',
  coercion: 'pressure',
  goingMissing: 'going missing',
  bereavement: 'someone who has died',
  prison: 'prison',
  policeContact: 'the police at the door',
  familyConflict: 'arguments at home',
  homelessness: 'losing a home',
  mentalHealth: 'feeling very low',
  onlineHarm: 'harm online',
  fear: 'being afraid',
  racism: 'racism',
  illness: 'illness',
  sexualHarm: 'sexual harm',
} as const;
export type ContentNote = ValueOf<typeof contentNotes>;

/** Notes of what nobody should meet before they have chosen to read: such a story begins below the first screen. */
export const heavyNotes: readonly ContentNote[] = ['violence', 'injury', 'bereavement', 'sexualHarm'];

/** How a line is said; drawn as weight. */
export const voices = {
  quiet: 'Quiet: hardly said',
  even: 'Even: told plainly',
  firm: 'Firm: sure of it',
  full: 'Full: everything behind it',
} as const;
export type Voice = ValueOf<typeof voices>;

/** What an excerpt is for. */
export const excerptFormats = {
  quote: 'Quote: a line that stands by itself',
  turn: 'Turn: the moment it changed',
  help: 'Help: the moment or way help came',
} as const;
export type ExcerptFormat = ValueOf<typeof excerptFormats>;

/** State of the teller's consent. The first value, the most restrictive, is the default. */
export const consentKinds = {
  missing: 'Missing: nothing may be published',
  given: 'Given: for the uses listed',
  notNeeded: 'Not needed: a composite, nobody’s own account',
} as const;
export type ConsentKind = ValueOf<typeof consentKinds>;

/** Languages a story may be told in (BCP 47 tags). */
export const languages = {
  'en-GB': 'English',
  sco: 'Scots',
  gd: 'Gàidhlig',
  pl: 'Polski',
  ur: 'اردو',
  uk: 'Українська',
} as const;
export type Language = ValueOf<typeof languages>;

/** How a claim leads people astray. */
export const fallacies = {
  survivorship: 'You only see the ones it worked for',
  cherryPicking: 'It picks the one case that fits',
  falseChoice: 'It says there are only two ways',
  hastyGeneralisation: 'It makes a rule out of a few cases',
  appealToPopularity: 'It says everybody does it',
  normalisation: 'It makes harm look ordinary',
  blamingTheHarmed: 'It blames the person who was harmed',
  minimising: 'It makes it sound smaller than it is',
  sunkCost: 'It says you have gone too far to stop',
  wishfulThinking: 'It says what we would like to be true',
  mediaDistortion: 'It is how it looks on a screen',
  falseComparison: 'It sets two unlike things side by side',
} as const;
export type Fallacy = ValueOf<typeof fallacies>;

/** How good the evidence behind a reality is, weakest first. How much may be said is counted in `shelf/evidence.ts`. */
export const strengths = {
  limited: 'Limited: one source, or sources that fit only in part',
  moderate: 'Moderate: at least two sources that don’t rest on each other',
  strong: 'Strong: three or more separate sources about Scotland or the UK',
} as const;
export type Strength = ValueOf<typeof strengths>;

/** Who can do a thing that helps. A line that does not say was written for adults. */
export const helpers = {
  self: 'If it’s you',
  pal: 'If it’s your pal',
  adult: 'If you’re an adult nearby',
} as const;
export type Helper = ValueOf<typeof helpers>;

/** What a figure counts: how its number is written and, where each line is one, what one line is. */
export const units = {
  percent: 'per cent',
  oneIn: 'one in this many',
  times: 'times',
  dollarsPerHour: 'US dollars an hour',
  years: 'years',
  people: 'people',
  groups: 'groups',
  arrests: 'arrests',
  incidents: 'incidents',
  convictions: 'convictions',
  cases: 'cases',
  children: 'children',
  sites: 'sites',
} as const;
export type Unit = ValueOf<typeof units>;

/** What sort of publication a source is. */
export const sourceKinds = {
  research: 'Research',
  official: 'Government or public body',
  guidance: 'Guidance for practitioners',
  survey: 'Survey',
  charity: 'Charity',
  news: 'News report',
  book: 'Book',
  law: 'Law',
} as const;
export type SourceKind = ValueOf<typeof sourceKinds>;

/** How much of a source the project itself has read. */
export const readings = {
  secondHand: 'Read about in another publication',
  extract: 'Read in part',
  whole: 'Read whole',
} as const;
export type Reading = ValueOf<typeof readings>;

/** What a rule of law is about; also the order of the groups on the page about the law. */
export const lawAreas = {
  telling: 'When you tell somebody',
  children: 'When a child is used or harmed',
  rights: 'Rights of children',
  police: 'Stopped, arrested, questioned',
  hearings: 'The Reporter and hearings',
  organised: 'Serious organised crime, and who must report it',
  adults: 'Adults',
  newActs: 'New Acts, not shown to be in force',
} as const;
export type LawArea = ValueOf<typeof lawAreas>;

/** What sort of rule it is. Guidance and practice are no law, and are followed all the same. */
export const lawKinds = {
  act: 'An Act',
  code: 'A code of practice',
  instructions: 'Instructions to prosecutors',
  guidance: 'Guidance, not a law',
  practice: 'What a service says it does, not a law',
} as const;

/** Whether the text that was read shows a rule to be in force. */
export const lawStates = {
  unknown: 'Not shown to be in force',
  no: 'Not in force',
  yes: 'In force',
  inUse: 'Not a law: in use when it was read',
} as const;

/** Where a rule holds, as far as the text that was read shows it. */
export const lawExtents = {
  unknown: 'Where it holds was not read',
  scotland: 'Scotland',
  uk: 'The whole UK',
} as const;

/** Whether a lawyer has read what this site says of a rule. The first value, the more careful one, is the default. */
export const lawReaders = {
  nobody: 'No lawyer has read this',
  lawyer: 'A Scottish lawyer has read this',
} as const;

/** How the points of an answer are drawn on the page for somebody who thinks of telling. */
export const answerShapes = {
  steps: 'Steps: a picture, and a numbered list',
  promises: 'Promises: what each person can say, and what nobody can',
  points: 'Points: a question and its answer',
} as const;

/** What somebody comes to a programme of others for; also the order of the groups on the page about them. */
export const programmeKinds = {
  teaching: 'To teach or learn with',
  person: 'For one person who needs somebody',
  working: 'For those who do this work',
} as const;

/** How a part of a sheet is filled in. */
export const sheetForms = {
  ticks: 'Ticks: a box before each',
  lines: 'Lines: room to write under each',
  table: 'Table: rows and columns to fill in',
} as const;

/** What somebody who opens the support page may need, in their words; also the order of its groups: what cannot wait comes first. */
export const needs = {
  danger: 'Somebody’s in danger now',
  talk: 'I want to talk to somebody',
  exploitation: 'I’m being used, or I’m missing',
  nowhere: 'I’ve nowhere safe to be tonight',
  home: 'Somebody’s home is being used',
  money: 'Debt, or my account was used',
  online: 'Online, or pictures of me',
  child: 'I’m worried about a child',
  family: 'Family: drink, drugs or prison',
  crime: 'Something was done to me',
  rights: 'A hearing, or what the law says',
  police: 'I know about a crime',
} as const;
export type Need = ValueOf<typeof needs>;

/** On what page the details of a route of help were read. The first value, the more careful one, is the default. */
export const routeReadings = {
  other: 'On another page, that only speaks of it',
  own: 'On the service’s own page',
} as const;

/** Whether a call shows on a phone bill. The first value, the more careful one, is the default. */
export const billings = {
  unknown: 'Nobody has read whether it does',
  shown: 'It shows on a phone bill',
  hidden: 'It does not show on a phone bill',
} as const;

/** Why a story was withdrawn. Kept for the record; never shown. */
export const withdrawalReasons = {
  teller: 'The teller asked',
  safeguarding: 'Safeguarding',
  legal: 'Legal',
} as const;
export type WithdrawalReason = ValueOf<typeof withdrawalReasons>;

/** What a moderator may do beyond signing. */
export const moderatorRoles = {
  editor: 'Editor',
  safeguarding: 'Safeguarding lead',
} as const;
export type ModeratorRole = ValueOf<typeof moderatorRoles>;

/** `demo` shows demonstration sign-offs and says so; `live` refuses them. */
export const siteModes = {
  live: 'Live: only real moderators count',
  demo: 'Demonstration: made-up moderators sign composites',
} as const;
export type SiteMode = ValueOf<typeof siteModes>;

/**
 * What a moderator confirms with a signature, in the words of the checklist. Which lines a checklist has is in
 * `gate/versions.ts`. A line that has been signed keeps its words: other words are another line.
 */
export const signOffChecks = {
  readWhole: 'I have read the whole story as it will appear',
  nobodyIdentifiable: 'Nobody in it can be recognised, by name or by pieces put together',
  noLiveCase: 'It touches no live case and no police operation',
  noMethod: 'It teaches nobody how to do harm',
  supportFits: 'The content notes and the support routes fit',
  labelTrue: 'The label says truly how it was made',
} as const;
export type SignOffCheck = ValueOf<typeof signOffChecks>;

/** The gate's reason codes, and each in words that tell an editor what to do. */
export const reasons = {
  withdrawn: 'It has been withdrawn.',
  'consent-missing': 'The teller’s consent is not recorded: record it at the desk.',
  'consent-use': 'The teller has not allowed it.',
  'consent-lapsed': 'The consent is due for review: ask the teller again.',
  unsigned: 'Fewer than two moderators have signed it as it stands: it needs two.',
  'no-safeguarding': 'No safeguarding lead has signed it: one of the two must be one.',
  'changed-since-sign-off':
    'It has changed since it was signed, or was signed with an older copy of this software: it must be signed again.',
  'checklist-incomplete':
    'A moderator signed it without every line of the checklist of that day: it must be signed again.',
  'bad-signature':
    'A signature is not by the moderator whom it names, or the moderator is not known here: it must be signed again.',
  'signed-before-consent':
    'A moderator signed it on a day before the teller’s consent was given: it must be signed again.',
  'dated-ahead': 'Its month, or the day of its consent, is still to come: write the right one.',
  'cooling-off': 'The teller still has time to think again: wait until the days for it are over.',
  'composite-unsourced': 'A composite needs at least two sources: name them.',
  'demo-key':
    'A made-up moderator of the demonstration signed it, and this site is live: real moderators must sign it.',
} as const;
export type Reason = ValueOf<typeof reasons>;

/** Who somebody plans a session for. */
export const groupKinds = {
  one: 'One young person',
  few: 'A small group',
  class: 'A class',
  adults: 'Adults: parents, neighbours, colleagues',
} as const;
export type GroupKind = ValueOf<typeof groupKinds>;
