/**
 * How far the work is. It is a search for a lucky number, so that nobody can say how much is left: only how much of the
 * usual amount is behind.
 */
export function progressInWords(share: number): string {
  if (share < 0.25)
    return 'Doing the work that keeps floods out. It takes a few seconds, longer on a slow phone.';
  if (share < 0.5) return 'About a quarter of the usual work is done.';
  if (share < 0.75) return 'About half of the usual work is done.';
  if (share < 1) return 'About three quarters of the usual work are done.';
  return share < 2
    ? 'It is taking more than usual. That is luck, and it will end.'
    : 'It is taking far more than usual. That is luck, and it will end.';
}
