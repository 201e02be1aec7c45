import type { ModeratorRole, Vocabulary } from '#domain/words/vocabularies.ts';

/**
 * The life of a submission at the desk: where it can stand, what can be done with it there, by whom, and why. What
 * becomes of a story after its promotion (whether it is signed, published or withdrawn) is not decided here but by
 * the gate.
 */

/** Where a submission stands. */
export const stages = {
  received: 'Not opened yet',
  triage: 'Being worked on',
  junk: 'Junk',
  safeguarding: 'With the safeguarding lead',
  legalHold: 'On legal hold',
  deIdentified: 'Nobody in it can be recognised',
  readBack: 'Read back',
  consentRecorded: 'Consent recorded',
  promoted: 'Promoted to a draft',
  rejected: 'Not used',
  withdrawn: 'Taken back',
  deleted: 'Deleted',
} as const satisfies Vocabulary;
export type Stage = keyof typeof stages;

/** Why something was done: the one list from which every decision takes its reason. */
export const decisionReasons = {
  notAStory: 'It is not a story',
  test: 'It is a test',
  abuse: 'It is abuse or advertising',
  childInDanger: 'A child may be in danger',
  adultInDanger: 'An adult may be in danger',
  childAlone: 'Somebody under 16 sent it, and no worker is named',
  liveCase: 'A court or the police may be dealing with it',
  namesSomeone: 'It accuses somebody who can be recognised',
  legalAdvice: 'It needs a lawyer’s view',
  passedOn: 'Passed on to those whose duty it is',
  advised: 'Advice was taken',
  watched: 'Nothing can be done now; it is kept',
  noDanger: 'There is no danger now',
  caseOver: 'There is no live case',
  agreed: 'The teller agreed to every word',
  notPossible: 'The teller cannot be reached',
  changesAsked: 'The teller asked for changes',
  somethingMissed: 'Somebody could still be recognised',
  secondThoughts: 'Somebody thought again',
  recognised: 'A second reader came close to who it is about',
  cannotBeMadeSafe: 'It cannot be made safe for the people in it',
  teachesHarm: 'It would teach somebody how to do harm',
  noConsent: 'The teller does not want it published',
  toldAlready: 'Another story tells it already',
  teller: 'The teller took it back',
  legal: 'For legal reasons',
  safeguarding: 'To keep somebody safe',
  junkKept: 'Junk is kept for 7 days',
  rejectedKept: 'What is not used is kept for 30 days',
  undecidedKept: 'What nobody decides on is kept for 90 days',
  aYearDown: 'The story came down more than a year ago',
  published: 'It is published: only the record of consent is kept',
  settled: 'What it asked for was done',
} as const satisfies Vocabulary;
export type DecisionReason = keyof typeof decisionReasons;

/** Everything that can be done with a submission, in the words in which the journal shows it. */
export const deeds = {
  take: 'Taken in',
  read: 'Read',
  junk: 'Set aside as junk',
  safeguard: 'Given to the safeguarding lead',
  hold: 'Put on legal hold',
  attend: 'Attended to by the safeguarding lead',
  release: 'Released',
  deIdentify: 'De-identified',
  guess: 'Guessed at by a second reader',
  passGuess: 'No guess came close',
  readBack: 'Read back',
  reopen: 'Opened again',
  recordConsent: 'Consent recorded',
  promote: 'Promoted',
  reject: 'Not used',
  withdraw: 'Taken back',
  keepConsentOnly: 'Words deleted, consent kept',
  delete: 'Deleted',
} as const satisfies Vocabulary;
export type Deed = keyof typeof deeds;

/** Where a submission stands, and what of its past decides what can be done next. */
export interface Standing {
  readonly stage: Stage;
  /** The teller took it back. It can never be published, not even after a hold. */
  readonly isTakenBack: boolean;
  /** Only the record of consent is left. */
  readonly isConsentOnly: boolean;
  /** The safeguarding lead has attended to it since it was last held. */
  readonly isAttended: boolean;
  /** The stage to which it goes when it is released. */
  readonly heldFrom: 'triage' | 'promoted';
}

/** Something that somebody wants to do with a submission. */
export interface Move {
  readonly what: Deed;
  readonly why?: DecisionReason | undefined;
  readonly roles: readonly ModeratorRole[];
}

/** Why a move is refused. */
export const moveRefusals = {
  notHere: 'It stands where this cannot be done.',
  notYours: 'Only the safeguarding lead may do this.',
  reasonNeeded: 'Choose a reason.',
  reasonUnknown: 'The reason does not belong to this.',
} as const;
export type MoveRefusal = keyof typeof moveRefusals;

interface Rule {
  /** The stages in which it can be done, each with the stage to which it leads. */
  readonly leads: Readonly<Partial<Record<Stage, Stage>>>;
  readonly by: 'anyone' | 'safeguarding';
  /** The reasons to choose from; empty where no reason is given. */
  readonly because: readonly DecisionReason[];
}

const openStages = ['triage', 'deIdentified', 'readBack', 'consentRecorded'] as const;
const undecidedStages = ['received', ...openStages] as const;
const heldStages = ['safeguarding', 'legalHold'] as const;

function staying(...here: readonly Stage[]): Rule['leads'] {
  return Object.fromEntries(here.map((stage) => [stage, stage]));
}
function leading(to: Stage, ...from: readonly Stage[]): Rule['leads'] {
  return Object.fromEntries(from.map((stage) => [stage, to]));
}

const rules: Readonly<Record<Exclude<Deed, 'take'>, Rule>> = {
  read: {
    leads: { ...staying(...openStages, ...heldStages, 'junk', 'rejected'), received: 'triage' },
    by: 'anyone',
    because: [],
  },
  junk: { leads: leading('junk', 'triage'), by: 'anyone', because: ['notAStory', 'test', 'abuse'] },
  safeguard: {
    leads: leading('safeguarding', ...undecidedStages, 'junk', 'rejected', 'promoted', 'legalHold'),
    by: 'anyone',
    because: ['childInDanger', 'adultInDanger', 'childAlone'],
  },
  hold: {
    leads: leading('legalHold', ...undecidedStages, 'junk', 'rejected', 'promoted', 'safeguarding'),
    by: 'anyone',
    because: ['liveCase', 'namesSomeone', 'legalAdvice'],
  },
  attend: {
    leads: staying(...heldStages),
    by: 'safeguarding',
    because: ['passedOn', 'advised', 'watched'],
  },
  release: {
    leads: leading('triage', ...heldStages),
    by: 'safeguarding',
    because: ['noDanger', 'caseOver', 'advised'],
  },
  deIdentify: { leads: leading('deIdentified', 'triage'), by: 'anyone', because: [] },
  readBack: { leads: leading('readBack', 'deIdentified'), by: 'anyone', because: ['agreed', 'notPossible'] },
  guess: { leads: staying('deIdentified'), by: 'anyone', because: [] },
  passGuess: { leads: staying('deIdentified'), by: 'anyone', because: [] },
  reopen: {
    leads: leading('triage', 'deIdentified', 'readBack', 'consentRecorded', 'junk', 'rejected'),
    by: 'anyone',
    because: ['changesAsked', 'somethingMissed', 'secondThoughts', 'recognised'],
  },
  recordConsent: { leads: leading('consentRecorded', 'readBack'), by: 'anyone', because: [] },
  promote: { leads: leading('promoted', 'consentRecorded'), by: 'anyone', because: [] },
  reject: {
    leads: leading('rejected', ...openStages),
    by: 'anyone',
    because: ['cannotBeMadeSafe', 'teachesHarm', 'noConsent', 'toldAlready'],
  },
  withdraw: {
    leads: {
      ...leading('withdrawn', ...undecidedStages, 'junk', 'rejected', 'promoted'),
      ...staying(...heldStages),
    },
    by: 'anyone',
    because: ['teller', 'legal', 'safeguarding'],
  },
  keepConsentOnly: { leads: staying('promoted'), by: 'anyone', because: ['published', 'undecidedKept'] },
  delete: {
    leads: leading('deleted', ...undecidedStages, 'junk', 'rejected', 'withdrawn'),
    by: 'anyone',
    because: ['junkKept', 'rejectedKept', 'undecidedKept', 'aYearDown', 'settled'],
  },
};

/** True for a stage in which a submission is never deleted, neither when its time is over nor when it is taken back. */
export function isHeld(stage: Stage): boolean {
  return stage === 'safeguarding' || stage === 'legalHold';
}

/** True for a deed that holds a submission until the safeguarding lead releases it. */
export function isHold(what: Deed): boolean {
  return what === 'hold' || what === 'safeguard';
}

/** True while the desk keeps what was told. Once it is taken back, deleted or published, no word of it stays. */
export function keepsWords({ stage, isConsentOnly }: Standing): boolean {
  return stage !== 'withdrawn' && stage !== 'deleted' && !isConsentOnly;
}

/** True while somebody still has to decide what becomes of it. */
export function isUndecided(stage: Stage): boolean {
  return (undecidedStages as readonly Stage[]).includes(stage);
}

/** The reasons to choose from for a deed; empty where it needs none. */
export function reasonsFor(what: Deed): readonly DecisionReason[] {
  return what === 'take' ? [] : rules[what].because;
}

/** What somebody may do with a submission as it stands. */
export function possibleDeeds(standing: Standing, roles: readonly ModeratorRole[]): readonly Deed[] {
  return (Object.keys(rules) as (keyof typeof rules)[]).filter(
    (what) => rules[what].leads[standing.stage] !== undefined && mayDo(rules[what], roles),
  );
}

/**
 * What a move makes of a submission.
 *
 * @param standing undefined while the desk does not have it
 * @returns the new standing, or why the move is refused; a refused move changes nothing
 */
export function afterMove(standing: Standing | undefined, move: Move): Standing | MoveRefusal {
  if (move.what === 'take') return standing ?? taken;
  const rule = rules[move.what];
  const to = standing && rule.leads[standing.stage];
  if (standing === undefined || to === undefined) return 'notHere';
  if (!mayDo(rule, move.roles)) return 'notYours';
  if (rule.because.length > 0 && move.why === undefined) return 'reasonNeeded';
  if (move.why !== undefined && !rule.because.includes(move.why)) return 'reasonUnknown';
  const moved = { ...standing, stage: to };
  switch (move.what) {
    case 'safeguard':
    case 'hold':
      return {
        ...moved,
        isAttended: false,
        heldFrom: isHeld(standing.stage)
          ? standing.heldFrom
          : standing.stage === 'promoted'
            ? 'promoted'
            : 'triage',
      };
    case 'attend':
      return { ...moved, isAttended: true };
    case 'release':
      return { ...moved, stage: standing.isTakenBack ? 'withdrawn' : standing.heldFrom };
    case 'withdraw':
      return { ...moved, isTakenBack: true };
    case 'keepConsentOnly':
      return { ...moved, isConsentOnly: true };
    default:
      return moved;
  }
}

const taken: Standing = {
  stage: 'received',
  isTakenBack: false,
  isConsentOnly: false,
  isAttended: false,
  heldFrom: 'triage',
};

function mayDo(rule: Rule, roles: readonly ModeratorRole[]): boolean {
  return rule.by === 'anyone' || roles.includes(rule.by);
}
