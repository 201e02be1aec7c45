import { type Zippable, zipSync } from 'fflate';

/** The date of every file in a ZIP that has no date of its own: the earliest that a ZIP can hold. */
const earliest = new Date(1980, 0, 1);

/** Bytes. A caption of a share kit has fewer, and would be some two hundred shorter. */
const leastToPack = 800;

/**
 * Packs files into a ZIP that is the same bytes whenever and wherever it is made: files in the order of their names,
 * all with one date.
 *
 * @param files their bytes, by name; a name may begin with folders
 * @param day the day that every file is dated, `YYYY-MM-DD`; 1 January 1980 if left out
 */
export function zipInOrder(files: Readonly<Record<string, Uint8Array>>, day?: string): Uint8Array {
  const sorted: Zippable = {};
  for (const [name, bytes] of Object.entries(files).sort(([a], [b]) => comparePlaces(a, b))) {
    // To pack again what is packed already, or what is short, takes time and saves next to nothing.
    const isPacked = /\.(png|pptx|docx|pdf)$/.test(name) || bytes.length < leastToPack;
    sorted[name] = [bytes, { level: isPacked ? 0 : 6 }];
  }
  return zipSync(sorted, { mtime: day === undefined ? earliest : noonOf(day) });
}

/** Office programs want the list of a file's types first. Everything else is in the order of its name. */
function comparePlaces(a: string, b: string): number {
  const first = '[Content_Types].xml';
  return Number(b === first) - Number(a === first) || (a < b ? -1 : 1);
}

/**
 * A day at noon in the machine's own time zone. A ZIP stores the local time and no zone, so a time made of local parts
 * gives the same bytes everywhere.
 */
function noonOf(day: string): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date, 12);
}
