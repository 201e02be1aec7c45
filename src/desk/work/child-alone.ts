import type { StoryMessage } from '#envelope/message.ts';

/** Whether somebody of 12 to 15 sent a story without a worker beside them. They cannot consent to anything that way. */
export function isChildAlone({ ageBand, via }: Pick<StoryMessage, 'ageBand' | 'via'>): boolean {
  return ageBand === 'from12to15' && via !== 'partner';
}
