/** The header in which a partner’s code travels: thirty-two hexadecimal digits. */
export const partnerHeader = 'x-partner';

/**
 * The code of a partner that somebody typed, pasted, or has in a file: eight times four hexadecimal digits, with or without hyphens, and
 * whatever words stand around them.
 *
 * @returns the digits without hyphens; undefined if there is no code in it, or more than one
 */
export function readPartnerCode(typed: string): string | undefined {
  const found = typed
    .normalize('NFKC')
    .toLowerCase()
    .match(/(?<![0-9a-z])[0-9a-f]{4}(?:[-‐–\s]?[0-9a-f]{4}){7}(?![0-9a-z])/g);
  return found?.length === 1 ? found[0]?.replaceAll(/[^0-9a-f]/g, '') : undefined;
}

/** A code as people read it and type it. */
export function partnerCodeInFours(digits: string): string {
  return digits.replaceAll(/(.{4})(?=.)/g, '$1-');
}
