/** How many people agreed, were not sure, or disagreed. */
export interface Count {
  readonly agree: number;
  readonly notSure: number;
  readonly disagree: number;
}

/**
 * The fewest answers that are shown as a shift. In a smaller group a change of one or two points to somebody, and says
 * nothing about the lesson.
 */
export const fewestAnswers = 10;

/** What changed between two counts, in a sentence; undefined while one of them is empty. */
export function shiftInWords(before: Count, after: Count): string | undefined {
  const [first, second] = [totalOf(before), totalOf(after)];
  if (first === 0 || second === 0) return undefined;
  if (Math.min(first, second) < fewestAnswers)
    return `With fewer than ${fewestAnswers} answers the numbers could point to somebody: talk about it, and leave them out of any report.`;
  const share = (count: Count, total: number) => Math.round((count.agree / total) * 100);
  const [was, is] = [share(before, first), share(after, second)];
  const change = is === was ? 'as many as before' : is > was ? `${is - was} more` : `${was - is} fewer`;
  const warning = first === second ? '' : ' Not the same number answered each time, so be careful with this.';
  return `Agreed: ${was} in every 100 before, ${is} after: ${change}.${warning}`;
}

function totalOf({ agree, notSure, disagree }: Count): number {
  return agree + notSure + disagree;
}
