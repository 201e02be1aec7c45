/**
 * A date in words, as exactly as it is given: `22 November 2026`, `November 2026` or `2026`. Written without a
 * time zone, so that no machine shows another day.
 */
export function dayInWords(date: string): string {
  const [year = '', month, day] = date.split('-');
  const options: Intl.DateTimeFormatOptions = {
    timeZone: 'UTC',
    year: 'numeric',
    ...(month && { month: 'long' }),
    ...(day && { day: 'numeric' }),
  };
  return new Intl.DateTimeFormat('en-GB', options).format(
    Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1)),
  );
}

/** Things in a row with “and” before the last. */
export function inARow(things: readonly string[]): string {
  return new Intl.ListFormat('en-GB').format(things);
}
