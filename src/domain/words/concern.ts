/** What the settings say of whoever reads concerns. */
interface Answering {
  readonly concernAnsweredBy?: string | undefined;
  readonly concernAnsweredWithin?: number | undefined;
}

/** Who answers a concern and by when, as the page says it: as far as the settings say. */
export function answerInWords({ concernAnsweredBy: who, concernAnsweredWithin: days }: Answering): string {
  const subject = who ?? 'Somebody who moderates this site';
  const when = days === undefined ? '' : days === 1 ? ' within a day' : ` within ${days} days`;
  return `Who answers${when}: ${subject}. The story comes down before that.`;
}
