/** Finds addresses of stories. */
export interface Addresses {
  /** The slugs of the stories whose address stands in a text. */
  inText(text: string): readonly string[];
  /** The slugs of the stories that an address, a path or a name of a file leads to or names. */
  inLabel(label: string): readonly string[];
}

/** A slug of so many words stands in no text by chance. */
const ownWords = 4;

/**
 * Looks for the slugs of some stories. A slug may be made of everyday words, as `two-years-old`: in a text it counts after
 * `stories/` alone, unless it is long; in an address, wherever it stands.
 *
 * @param others slugs that something published has: such a one counts after `stories/` alone
 */
export function addressesOf(slugs: readonly string[], others: ReadonlySet<string>): Addresses {
  const own = new Set(slugs.filter((slug) => slug.includes('-') && !others.has(slug)));
  const long = [...own].filter((slug) => slug.split('-').length >= ownWords);
  const path = slugs.length === 0 ? [] : [`stories[/\\\\](?:${slugs.join('|')})`];
  const anywhere = new RegExp(`(?<![a-z0-9-])(?:${[...path, ...long].join('|')})(?![a-z0-9-])`, 'gi');
  const inText = (text: string) =>
    slugs.length === 0
      ? []
      : [...text.matchAll(anywhere)].map(([found]) => found.toLowerCase().replace(/^stories[/\\]/, ''));
  return {
    inText,
    inLabel(label) {
      if (/\s/.test(label)) return inText(label);
      const parts = label.toLowerCase().split(/[^a-z0-9-]+/);
      return [...inText(label), ...parts.filter((part) => own.has(part))];
    },
  };
}
