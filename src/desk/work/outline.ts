import { countWords } from '#domain/text/count-words.ts';
import type { ContentNote } from '#domain/words/vocabularies.ts';
import type { Message, StoryMessage } from '#envelope/message.ts';

/** What can be known of a submission without reading it: what the inbox shows. */
export interface Outline {
  readonly kind: Message['kind'];
  readonly via: Message['via'];
  /** The receipt by which a withdrawal finds its story. */
  readonly receiptId: string | undefined;
  readonly ageBand: StoryMessage['ageBand'] | undefined;
  readonly words: number;
  /** What a reader may meet in it, guessed from its words. */
  readonly notes: readonly ContentNote[];
  /**
   * True if nobody should read it alone the first time: it touches a live case, a child sent it, or its teller may
   * not want to live.
   */
  readonly isFlagged: boolean;
}

/** What can be known of a message without reading it. */
export function outlineOf(message: Message): Outline {
  const { kind, via, receiptId } = message;
  if (kind === 'withdraw')
    return { kind, via, receiptId, ageBand: undefined, words: 0, notes: [], isFlagged: false };
  const { text, ageBand, liveCase } = message;
  return {
    kind,
    via,
    receiptId,
    ageBand,
    words: countWords(text),
    notes: notesIn(text),
    isFlagged: liveCase !== 'no' || ageBand === 'from12to15' || severe.test(text),
  };
}

/**
 * Words of somebody who may not want to live, or of the abuse of a child. It is meant to find too many rather than
 * too few.
 */
const severe =
  /\b(suicid\w*|kill(ed|ing)? (my|him|her|them)sel\w*|end(ed|ing)? it all|self[- ]harm\w*|overdos\w*|rap(e|ed|ing)\b|abus(e|ed|ing)\b|molest\w*)/i;

/**
 * Stems of words by which a topic is guessed. Guesses help a moderator to choose, and are never shown as a fact about
 * a story.
 */
const topics: Readonly<Partial<Record<ContentNote, RegExp>>> = {
  threats: /\b(threat\w*|warned me|or else|knew where (I|we) (stay|live)\w*)/i,
  violence:
    /\b(batter\w*|beat(en)? (me|him|her|up)|punch\w*|kick\w*|stab\w*|slash\w*|kicking|attack\w*|gun|knife|blade)/i,
  injury: /\b(blood|bleeding|bled|stitches|hospital|broken (arm|nose|jaw|leg|ribs?)|scar(s|red)?)\b/i,
  drugs: /\b(drugs?|weed|coke|cocaine|heroin|smack|valium|vallies|pills|gear|ket|crack|dealing|dealer)\b/i,
  addiction: /\b(addict\w*|strung out|rattling|using again|methadone|relaps\w*)/i,
  debt: /\b(ow(e|ed|ing)|debts?|loans?|tick|pay(ing)? (it|them|him) back)\b/i,
  exploitation: /\b(made (me|us) (do|carry|hold|sell)|used me|exploit\w*|groom\w*)/i,
  goingMissing: /\b(went missing|ran away|never came home|missing)\b/i,
  bereavement: /\b(died|dead|death|funeral|buried|passed away)\b/i,
  prison: /\b(prison|jail|the jail|inside|young offenders?|sentenced|remand)\b/i,
  policeContact: /\b(polis|police|arrest\w*|raid\w*|lifted)\b/i,
  homelessness: /\b(homeless|evict\w*|hostel|sofa surf\w*|lost (my|the|our) (house|flat|home))\b/i,
  mentalHealth:
    /\b(depress\w*|anxiety|suicid\w*|self[- ]harm\w*|didnae want to be here|panic attacks?|overdos\w*)/i,
  fear: /\b(scared|afraid|feart|frightened|terrified)\b/i,
  racism: /\b(racis\w*)/i,
  onlineHarm: /\b(nudes?|blackmail\w*|sextort\w*|online)\b/i,
};

/** What a reader may meet in a text, guessed from its words. */
export function notesIn(text: string): readonly ContentNote[] {
  return (Object.keys(topics) as ContentNote[]).filter((note) => topics[note]?.test(text));
}
