/** How many typing slips two names may be apart and still be taken for one another. */
const mostSlips = 2;

/** The names that are at most two typing slips from the one given, nearest first; not the name itself. */
export function nearestSlugs(name: string, others: readonly string[]): readonly string[] {
  return others
    .map((other) => ({ other, slips: slipsBetween(name, other) }))
    .filter(({ slips }) => slips > 0 && slips <= mostSlips)
    .sort((a, b) => a.slips - b.slips || (a.other < b.other ? -1 : 1))
    .map(({ other }) => other);
}

/**
 * How many typing slips lie between two words: a letter too many, too few, another one, or two that have changed places
 * (the Damerau–Levenshtein distance, optimal string alignment).
 */
export function slipsBetween(one: string, other: string): number {
  const rows = [Array.from({ length: other.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const isSame = one[i - 1] === other[j - 1];
      let least = Math.min(
        at(rows, i - 1, j) + 1,
        (row[j - 1] ?? 0) + 1,
        at(rows, i - 1, j - 1) + (isSame ? 0 : 1),
      );
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        least = Math.min(least, at(rows, i - 2, j - 2) + 1);
      row.push(least);
    }
    rows.push(row);
  }
  return at(rows, one.length, other.length);
}

function at(rows: readonly (readonly number[])[], row: number, column: number): number {
  return rows[row]?.[column] ?? 0;
}
