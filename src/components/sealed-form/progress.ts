import type { WorkAsked } from '#envelope/work-asked.ts';

/**
 * How far the work is. It is a search for a lucky number, so that nobody can say how much is left: only how much of the
 * usual amount is behind.
 *
 * @param step how much more work is asked than while there is room
 */
export function progressInWords(share: number, step = 0): string {
  if (share < 0.25)
    return step === 0
      ? 'Doing the work that keeps floods out. It takes a few seconds, longer on a slow phone.'
      : 'Doing more work than usual. It can take a minute, on a slow phone several. Leave this page open.';
  if (share < 0.5) return 'About a quarter of the usual work is done.';
  if (share < 0.75) return 'About half of the usual work is done.';
  if (share < 1) return 'About three quarters of the usual work are done.';
  return share < 2
    ? 'It is taking more than usual. That is luck, and it will end.'
    : 'It is taking far more than usual. That is luck, and it will end.';
}

/**
 * Why the work has to be done again.
 *
 * @param isPartner whether a partner’s code went with it: of partners whom the server knows no more work is asked
 */
export function askedAgainInWords(before: WorkAsked, asked: WorkAsked, isPartner = false): string {
  if (asked.step > before.step)
    return isPartner
      ? 'The server does not know this partner code, or no longer: it asks for as much work as of anybody.'
      : 'Much is being sent just now, so the server asks for more work.';
  return 'The server asks for the work again: its day is another one than this device’s, or there are new keys.';
}
