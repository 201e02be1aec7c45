/**
 * A date in words, as exactly as it is given: `22 November 2026`, `November 2026` or `2026`. Written without a
 * time zone, so that no machine shows another day.
 */
export function dayInWords(date: string): string {
  const [year = '', month, day] = date.split('-');
  const format = day ? formats.day : month ? formats.month : formats.year;
  return format.format(Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1)));
}

/** Things in a row with “and” before the last. */
export function inARow(things: readonly string[]): string {
  return formats.list.format(things);
}

/** A file's size as people say it: `94 kB`, `1.2 MB`. Of thousands, as a download is counted. */
export function sizeInWords(bytes: number): string {
  const thousands = Math.max(1, Math.round(bytes / 1000));
  return thousands < 1000 ? `${thousands} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

const year = { timeZone: 'UTC', year: 'numeric' } as const;
/** Made once: making a format takes longer than a thousand uses of it. */
const formats = {
  year: new Intl.DateTimeFormat('en-GB', year),
  month: new Intl.DateTimeFormat('en-GB', { ...year, month: 'long' }),
  day: new Intl.DateTimeFormat('en-GB', { ...year, month: 'long', day: 'numeric' }),
  list: new Intl.ListFormat('en-GB'),
};
