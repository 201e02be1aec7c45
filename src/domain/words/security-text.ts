/** Where and how to report a weakness, as `security.txt` says it. */
export interface SecurityFacts {
  /** The address that reports go to; the site has none until it has somebody who reads it. */
  readonly email: string | undefined;
  /** The site’s address, with a slash at its end. */
  readonly site: URL;
  /** The day of the build, `YYYY-MM-DD`. */
  readonly today: string;
}

/**
 * Days for which the file may be believed. RFC 9116 (section 2.5.5) advises less than a year. A site is built every day, so half a
 * year is long enough, and a copy that nobody has built since then says by itself that it is stale.
 */
const daysValid = 180;

/**
 * The text of `/.well-known/security.txt` (RFC 9116): whom to tell of a weakness in the site, until when the file may be believed,
 * and in which language to write.
 *
 * @returns undefined where there is nobody to tell: a file without a contact is none
 */
export function securityText({ email, site, today }: SecurityFacts): string | undefined {
  if (email === undefined) return undefined;
  const expires = new Date(Date.parse(today) + daysValid * 86_400_000).toISOString().slice(0, 10);
  // The RFC wants addresses of the web to be https. A site on somebody’s own machine has none that others could use.
  const isPublic = site.protocol === 'https:';
  return [
    `Contact: mailto:${email}`,
    ...(isPublic ? [`Contact: ${new URL('/concern/', site).href}`] : []),
    `Expires: ${expires}T00:00:00Z`,
    'Preferred-Languages: en',
    ...(isPublic ? [`Canonical: ${new URL('/.well-known/security.txt', site).href}`] : []),
  ]
    .map((line) => `${line}\n`)
    .join('');
}
