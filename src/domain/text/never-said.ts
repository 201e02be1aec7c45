/**
 * Sentences about help and law that would do harm, because somebody would rely on them: what no text of this site may say in its
 * own voice. The list is as narrow as it can be, so that true sentences near by may be written; what no pattern can find is in
 * the editors' checklist of the moderators' handbook.
 */
export interface NeverSaid {
  /** What is wrong with it, and what may be said instead. */
  readonly why: string;
  /** Found within one sentence, whatever its capitals. Apostrophes are straight, and one space stands between words. */
  readonly pattern: RegExp;
}

/** Every sentence that is held off. Each has a bad text that it finds, and a good one that it lets by, in its tests. */
export const neverSaid: readonly NeverSaid[] = [
  {
    pattern:
      /\byou (?:must|have to|have got to|need to) (?:report\b|tell the police)|\b(?:you|families|parents|staff) (?:never have to|have no duty to|don't ever have to) report\b/i,
    why: 'nobody here can say who must report: it turns on how somebody knows and on what they got. Say “ask a solicitor”',
  },
  {
    pattern:
      /\b(?:can't|cannot|can never|won't|will not|will never|never) be (?:prosecuted|charged)\b(?! (?:for|extra))|\bonly adults can be charged\b/i,
    why: 'nobody can promise that: say that prosecutors are told to start from not prosecuting a child who was used, and that it is no guarantee',
  },
  { pattern: /\bsection 45\b/i, why: 'that section is not the law in Scotland: leave it out' },
  {
    pattern:
      /^(?=.*\b(?:16|17|sixteen|seventeen)\b)(?=.*\b(?:lawyer|solicitor)\b).*\b(?:choose|waive|turn down|without|don't need)\b/i,
    why: 'that rule is no longer the one we read: say “ask for a solicitor, it is free”',
  },
  {
    pattern: /\bunder[- ](?:8|eight)s?\b.*\barrest|\bresponsibility\b.*\b(?:is|of|at) (?:8|eight|10|ten)\b/i,
    why: 'the age of criminal responsibility is 12: say that',
  },
  {
    pattern:
      /\blaw gives (?:every|each) child\b.*\bnamed person\b|\b(?:every|each) child (?:has|gets|must have) a named person\b/i,
    why: 'a named person is practice and no law, and nobody must accept one: say that',
  },
  {
    pattern:
      /\b(?:every|all|each)\b.*\b(?:trafficked|exploited)\b.*\b(?:gets?|has|have|given)\b.*\bguardian\b/i,
    why: 'a guardian is only for some children who have no parents here: say that',
  },
  {
    pattern:
      /\b(?:used|forced|hurt|threatened|scared|happening to you)\b.*\b(?:tell|ring|call|use|contact|try|go to) (?:fearless|crimestoppers)\b/i,
    why: 'they take what you know about others, and can’t help somebody whom it is happening to: name a person, or Childline',
  },
  {
    pattern:
      /\bchildline (?:never|will never|won't ever|can't|doesn't) (?:tell|pass|say)|\b(?:teachers?|schools?|workers?)\b.*\b(?:have to|must|will always) keep (?:your|it|a|the) ?secret\b|\bstays? (?:just )?between us\b/i,
    why: 'nobody keeps everything: say when they would have to act, and that they try to say so first',
  },
  {
    pattern:
      /\bcrimestoppers\b.*\breward\b|\bnobody (?:can|will) (?:ever )?find out\b|\buntraceable\b|\b100 ?(?:%|per cent) (?:safe|anonymous)\b/i,
    why: 'a reward is bait, and nobody can promise that: say what the service says it takes out',
  },
  {
    pattern: /\b101\b.*\b(?:is|it's|stay|be) (?:completely |totally )?anonymous\b/i,
    why: '101 is the police: say so, and that they can be asked what happens to what is said',
  },
  {
    pattern:
      /\bhearing is (?:a|like a|just a|really a|only a) (?:court|trial|chat)\b|\bhearings? (?:takes?|will take) (?:children|kids|you|weans) away\b|\bonly bad kids\b/i,
    why: 'say who is there and what may be decided',
  },
  {
    pattern:
      /^(?=.*\b(?:16|sixteen)\b)(?=.*\b(?:17|seventeen)\b).*\b(?:can|can't|cannot)(?: now)? be (?:referred|sent) to the (?:reporter|children's reporter)\b/i,
    why: 'how far that is in force was not read: say that it depends and that it has been changing',
  },
  {
    pattern:
      /\b(?:cuckooing|home takeover|taking over (?:a|somebody's) home|criminal exploitation|cce)\b.*\b(?:is|has been|became)(?: now)? (?:a crime|an offence|illegal|against the law) in scotland\b/i,
    why: 'the Act was not shown to be in force in Scotland: say “a UK Act of April 2026; check before you rely on it”',
  },
  {
    pattern:
      /\b(?:under[- ]18s?|child(?:ren)?|young (?:person|people))\b.*\bnever\b.*\b(?:police )?cells?\b/i,
    why: 'there are exceptions: say that it should not be a police station unless somebody certifies why',
  },
  {
    pattern: /\blandlord (?:can't|cannot|can never|isn't allowed to) (?:evict|put you out)\b/i,
    why: 'no rule was read that protects a tenant whose home was taken over: say tell them early, and get advice',
  },
  {
    pattern:
      /\b(?:police|nhs|hospital|landlord)\b.*\b(?:must|has to|have to) ask\b.*\b(?:housing|home|homeless)/i,
    why: 'that duty was not shown to be in force: leave it out',
  },
  {
    pattern:
      /\b(?:don't|do not|needn't|never) (?:owe|have to pay|need to pay)\b.*\b(?:penny|anything|a thing|debt|loan|back)\b|\bno need to pay\b/i,
    why: 'no source says so, and it may put somebody in danger: say tell somebody before you pay',
  },
  {
    pattern: /\bmarkers?\b.*\b(?:two|2|three|3|four|4|five|5|eight|8|ten|10) years\b/i,
    why: 'the only figure read is “up to six years, as reported”',
  },
  {
    pattern: /\bbank (?:has to|must|will) give you (?:your|the) account back\b/i,
    why: 'no source says so: say that you can complain',
  },
  {
    pattern:
      /\b(?:nrm|national referral mechanism)\b.*\b(?:keeps? you safe|right to stay|lets you stay)\b|\bvictims are never (?:removed|deported|sent back)\b/i,
    why: 'it gives neither: say what it is for, and that somebody should ask about it',
  },
  {
    pattern:
      /\byou can (?:just |always |simply )?(?:leave|walk away)(?: (?:any ?time|when(?:ever)?(?: you (?:like|want))?))?[.!]?$|\bnobody (?:gets|is|will be|ever gets) hurt for telling\b/i,
    why: 'it may not be safe, and people are hurt: say what makes it safer',
  },
  {
    pattern: /\bpolice (?:will|can always) (?:protect|move|hide) you\b|\bwe can get you out\b/i,
    why: 'nobody can promise that: say what they can be asked',
  },
  {
    pattern: /\btell us (?:your story|what happened|who did it|where it|when it)\b/i,
    why: 'nobody may be asked for it beside this: the form has its own page and its own notices',
  },
  {
    pattern: /\badult protection (?:will|must|has to) (?:step in|help|protect)\b/i,
    why: 'the law asks three things first: say that the council must look into it, if they may be met',
  },
  {
    pattern:
      /\bsocial work(?:ers?)? (?:will not|won't|will never|never|can't|don't) tell your (?:mum|dad|parents?|family)\b|\bwithout your (?:mum|dad|parents) (?:ever )?(?:knowing|finding out)\b/i,
    why: 'nobody can promise that: say that family is part of it unless they are part of the worry',
  },
  {
    pattern:
      /\b(?:social work|reporter|inter-agency|ird|nrm|referral)\b.*\bwithin (?:\d+|one|two|three) (?:hours?|working days?|days?|weeks?)\b/i,
    why: 'no time was read that somebody could hold them to: leave it out',
  },
  {
    pattern:
      /\bdrug runners?\b|\bcounty[- ]lines? runners?\b|\b(?:child|children|young people) who (?:chose|choose) (?:to (?:deal|sell|carry)|crime|this life)\b/i,
    why: 'they were used: say “used” or “exploited”',
  },
];

/** A contact that must not be printed, because what is known of it was not read, is old, or is not for the public. */
export interface HeldOffContact {
  /** The digits of a number, without spaces; or words, as people write them. */
  readonly contact: string;
  readonly why: string;
}

/** Contacts that were looked at and may not be published until somebody reads them anew on the service's own page. */
export const heldOffContacts: readonly HeldOffContact[] = [
  { contact: '08005875879', why: 'from memory, never read' },
  { contact: '08001381111', why: 'from memory, never read' },
  { contact: '08000281456', why: 'from memory, never read' },
  { contact: '08003890131', why: 'read in a report of 2018, and nowhere since' },
  { contact: '07741701325', why: 'the page that had it has moved' },
  { contact: '01415322723', why: 'for professionals only' },
  { contact: '01312267061', why: 'read on a page without a date' },
  { contact: '01418847900', why: 'read on an old page: check it first' },
  { contact: '01412128553', why: 'read on an old page: check it first' },
  { contact: '03001232040', why: 'not for Scotland, and replaced' },
  { contact: 'Scottish Child Law Centre', why: 'nobody could read whether it still answers' },
  { contact: 'Support Not Separation', why: 'nothing was read about it' },
  { contact: 'text YM to', why: 'read on a page of 2020' },
  { contact: 'The Mix helpline', why: 'it was merged, and its line was not found' },
];

/** The sentences of a text, its apostrophes straight and its white space single, so that a pattern meets one form only. */
export function sentencesOf(text: string): readonly string[] {
  return text
    .replaceAll(/[’‘]/g, "'")
    .replaceAll(/\s+/g, ' ')
    .split(/(?<=[.!?…]["”)]*) (?=["“(]?[\p{Lu}\d])/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

/** What a text says that must not be said: each with the sentence that says it. */
export function neverSaidIn(text: string): readonly { readonly said: string; readonly why: string }[] {
  return sentencesOf(text).flatMap((said) =>
    neverSaid.filter(({ pattern }) => pattern.test(said)).map(({ why }) => ({ said, why })),
  );
}

/** The contacts in a text that are held off. */
export function heldOffIn(text: string): readonly HeldOffContact[] {
  const numbers = new Set(numbersIn(text));
  const words = text.toLowerCase();
  return heldOffContacts.filter(({ contact }) =>
    /^\d+$/.test(contact) ? numbers.has(contact) : words.includes(contact.toLowerCase()),
  );
}

/** The telephone numbers of ten digits and more in a text, without their spaces. */
export function numbersIn(text: string): readonly string[] {
  return [...text.matchAll(/(?<![\d.,£$-])(?:\+44 ?|0)[1-9](?:[ -]?\d){7,10}(?!\d)/g)].map(([number]) =>
    number.replace(/^\+44 ?/, '0').replaceAll(/\D/g, ''),
  );
}
